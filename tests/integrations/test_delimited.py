import csv
import json
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.delimited import read_csv, sniff
from integrations.table import FileRefused
from tests import realdata

TEXT = "公司,电话\n华星软件,010\n北辰科技有限公司,020\n"


def rows(data, **options):
    return [row for _number, row in read_csv(data, **options).rows]


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        rows(data)
    assert str(refused.value)
    return refused.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"],
)
def test_every_usual_encoding_reads_the_same(encoding):
    assert rows(TEXT.encode(encoding)) == [
        {"公司": "华星软件", "电话": "010"},
        {"公司": "北辰科技有限公司", "电话": "020"},
    ]


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be", "gb18030"])
def test_marks_of_either_byte_order_are_taken_off(encoding):
    assert read_csv(f"\ufeff{TEXT}".encode(encoding)).header == ["公司", "电话"]


def test_western_bytes_are_refused_with_their_position():
    data = "name,city\nMüller,Zürich\nÉléa,Orléans\n".encode("windows-1252")
    error = refusal(data)
    assert (error.code, error.params["position"]) == ("encoding", data.index(b"\xfc"))
    assert rows(data, encoding="windows-1252")[0] == {"name": "Müller", "city": "Zürich"}


def test_a_broken_byte_in_utf8_is_named_and_not_read_as_chinese():
    data = TEXT.encode()[:-5] + b"\xff" + TEXT.encode()[-5:]
    assert refusal(data).params["position"] == len(data) - 6


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (TEXT.encode()[: TEXT.encode().index(b"\xe5\x85\xac\xe5\x8f\xb8,020") + 2], "cut", 3),
        (b'a,b\n1,2\n3,"open\n4,5\n', "cut", 3),
        (b"a,b\n1,\x002\n", "nul", 2),
        (b'a,b\n"x"y,2\n', "quoting", 2),
        (b'a,b\n1,2\n"' + b"x" * 200_000, "field_size", 3),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(data, code, line):
    error = refusal(data)
    assert (error.code, error.params["line"]) == (code, line)


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n", "\ufeff".encode()])
def test_an_empty_file_is_refused(data):
    assert refusal(data).code == "empty"


def test_a_heading_may_not_stand_twice():
    assert refusal(b"a,b,a\n1,2,3\n").params["heading"] == "a"


def test_an_unknown_encoding_is_refused():
    with pytest.raises(FileRefused):
        read_csv(b"a", encoding="klingon")


def test_short_long_and_blank_rows():
    table = read_csv(b"\na, b ,,c,\r\n1\r\n\r\n1,2,3,4,5\r\n")
    assert table.header == ["a", "b", "#3", "c"]
    assert list(table.rows) == [
        (3, {"a": "1", "b": "", "#3": "", "c": ""}),
        (5, {"a": "1", "b": "2", "#3": "3", "c": "4", None: ["5"]}),
    ]


def test_rows_carry_the_line_on_which_they_begin():
    table = read_csv(b'a,b\n"x\ny",1\nz,2\n')
    assert [number for number, _row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b;c,d", ","), ("a;b\n1,2,3", ";"), ("a\tb", "\t"), ('"a;b;c",d', ","), ("a", ",")],
)
def test_the_delimiter_is_that_of_the_first_line_outside_quotes(text, delimiter):
    assert sniff(text) == delimiter


cells = st.text("ab华,;\t\"\n' 1", max_size=6).map(str.strip)


@settings(max_examples=50)
@given(st.lists(st.tuples(cells.filter(bool), cells), max_size=5), st.sampled_from([",", ";"]))
def test_what_is_written_reads_back(records, delimiter):
    file = StringIO()
    csv.writer(file, delimiter=delimiter).writerows([("first", "second"), *records])
    read = rows(file.getvalue().encode())
    assert [(row["first"], row["second"]) for row in read] == records


def test_the_edge_cases_that_others_collected():
    folder = realdata.folder("csv_spectrum")
    known = {path.stem: path for path in folder.glob("*.csv")}
    known.pop("location_coordinates")  # its JSON holds another phone number than its CSV
    for name, path in known.items():
        expected = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        if name.endswith("_crlf"):  # a checkout may have turned the line ends into its own
            data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        assert rows(data) == expected, name


def test_the_byte_order_marks_of_a_real_exporter():
    folder = realdata.folder("dataloader")
    plain = rows((folder / "csvtext.csv").read_bytes())
    assert plain
    for path in folder.glob("csvtext_BOM_*.csv"):
        assert rows(path.read_bytes()) == plain, path.name


@pytest.mark.parametrize(
    "data",
    [
        ",".join(f"h{place}" for place in range(1001)) + "\n1\n",
        ",".join(f"h{place}" for place in range(1000)) + "\n1" * 5001 + "\n",
    ],
)
def test_a_small_file_does_not_become_a_large_table(data):
    """Two bytes a row below a thousand headings: gigabytes, once each row has all its cells."""
    with pytest.raises(FileRefused) as refused:
        for _row in read_csv(data.encode()).rows:
            pass
    assert refused.value.code == "too_large"
