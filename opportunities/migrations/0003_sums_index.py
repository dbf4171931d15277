from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_amount_index")]

    operations = [
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["tenant", "stage", "owner"],
                include=("id", "status", "process", "amount", "expected_close_date"),
                name="deal_sums",
            ),
        ),
    ]
