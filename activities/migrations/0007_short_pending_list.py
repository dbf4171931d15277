"""What is written waits in a list that every search reads from end to end until it is sorted in: of
four megabytes, as is usual, that takes longer than the search."""

from django.db import migrations

KILOBYTES = 64  # the least that PostgreSQL takes


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_whole_indexes")]
    operations = [
        migrations.RunSQL(
            f"ALTER INDEX search_terms SET (gin_pending_list_limit = {KILOBYTES})",
            "ALTER INDEX search_terms RESET (gin_pending_list_limit)",
        )
    ]
