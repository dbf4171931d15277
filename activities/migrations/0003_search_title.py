"""The search function gives the title as well, so that a hit needs no third statement."""

from importlib import import_module

from django.db import migrations

before = import_module("activities.migrations.0002_search").FUNCTION
DROP = "DROP FUNCTION search_entries(tsquery, int, varchar);"
FUNCTION = before.replace(
    "RETURNS TABLE (kind varchar, object_id bigint)",
    "RETURNS TABLE (kind varchar, object_id bigint, title varchar)",
).replace("SELECT e.kind, e.object_id FROM", "SELECT e.kind, e.object_id, e.title FROM")


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_search")]
    operations = [migrations.RunSQL(DROP + FUNCTION, DROP + before)]
