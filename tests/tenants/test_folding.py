from django.db import migrations, models

from tenants.folding import fold

UNIQUE = models.UniqueConstraint(fields=["code"], name="code_once")
INDEX = models.Index(fields=["code"], name="code_index")


def steps(*late) -> list:
    return [
        migrations.CreateModel(
            "Box", [("code", models.TextField())], options={"ordering": ["code"]}
        ),
        migrations.CreateModel("Lid", [("code", models.TextField())]),
        *late,
    ]


def test_a_new_table_takes_its_indexes_and_constraints_along():
    box, lid = fold(
        steps(migrations.AddIndex("Box", INDEX), migrations.AddConstraint("lid", UNIQUE))
    )
    assert box.options == {"ordering": ["code"], "indexes": [INDEX]}
    assert lid.options == {"constraints": [UNIQUE]}


def test_a_table_that_gets_fields_later_keeps_its_steps():
    late = [
        migrations.AddField("Box", "lid", models.ForeignKey("Lid", models.CASCADE)),
        migrations.AddConstraint("Box", UNIQUE),
    ]
    assert fold(steps(*late))[2:] == late


def test_a_table_of_an_earlier_migration_keeps_its_steps():
    late = [migrations.AddIndex("Crate", INDEX), migrations.RunSQL("SELECT 1")]
    assert fold(steps(*late))[2:] == late
