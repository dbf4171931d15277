import pytest

from integrations.importer.errors import MapRefused
from integrations.importer.mapping import Rule, StageMeaning, parse_map

WHOLE = """
kind = "opportunities"
key = "external_id"
existing = "refuse"
system = "old"
[file]
encoding = "gb18030"
date_order = "dmy"
empty = ["Select", "N/A"]
[leave_out]
is_deleted = ["TRUE"]
[fields]
name = "Deal"
owner = ["Rep", "Agent"]
product = { column = "Item", values = { GTXPro = "GTX Pro" } }
[stages]
New = 1
Won = "won"
Lost = { status = "lost", stage = "Needs" }
"""


def test_a_map_says_what_it_says():
    read = parse_map(WHOLE)
    assert (read.kind, read.key, read.existing) == ("opportunities", ("external_id",), "refuse")
    assert (read.encoding, read.date_order) == ("gb18030", "dmy")
    assert read.empty == {"select", "n/a"}
    assert read.leave_out == {"is_deleted": {"true"}}
    assert read.rules["owner"] == Rule(columns=("Rep", "Agent"))
    assert read.rules["product"].values == {"gtxpro": "GTX Pro"}
    assert read.stages == {
        "new": StageMeaning("open", "1"),
        "won": StageMeaning("won", ""),
        "lost": StageMeaning("lost", "Needs"),
    }


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("fields = 1 2", "toml", "line 1"),
        ("feilds = {}", "key", "feilds"),
        ('[file]\nencodng = "x"', "key", "file.encodng"),
        ('[file]\ndate_order = "dym"', "value", "date_order"),
        ('existing = "overwrite"', "value", "existing"),
        ('[fields]\nname = { colum = "a" }', "key", "fields.name.colum"),
        ("[fields]\nname = { values = { a = 1 } }", "field", "fields.name"),
        ('[fields]\namount = { column = "a", times = "many" }', "value", "times"),
        ('[fields]\nname = { column = "a", optional = "yes" }', "value", "optional"),
        ('[stages]\nDone = { status = "finished" }', "value", "stages.Done.status"),
        ("fields = 3", "value", "fields"),
        ("guess = 1", "value", "guess"),
    ],
)
def test_a_mistake_in_a_map_is_named(text, code, named):
    with pytest.raises(MapRefused) as refused:
        parse_map(text)
    assert refused.value.code == code
    assert named in str(refused.value)
