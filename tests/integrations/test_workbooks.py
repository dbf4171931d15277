import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from integrations.table import FileRefused
from integrations.tabular import read_table


def workbook(cells):
    """The bytes of a workbook with {(row, column): value}."""
    file = BytesIO()
    options = {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    return file.getvalue()


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def code_of(data):
    with pytest.raises(FileRefused) as refused:
        list(read_table(data).rows)
    assert str(refused.value)
    return refused.value.code


def test_every_cell_is_text_that_the_importer_can_read():
    values = [
        "华星", 1999.99, 13800138000, 3.0, 0.0000001, True, date(2026, 1, 15),
        datetime(2026, 1, 15, 8, 30), None,
    ]  # fmt: skip
    cells = {(0, place): f"h{place}" for place in range(len(values))}
    cells |= {(1, place): value for place, value in enumerate(values)}
    ((number, row),) = read_table(workbook(cells)).rows
    assert number == 2
    assert list(row.values()) == [
        "华星", "1999.99", "13800138000", "3", "0.0000001", "TRUE", "2026-01-15",
        "2026-01-15 08:30:00", "",
    ]  # fmt: skip


def test_rows_keep_the_number_that_the_spreadsheet_shows():
    table = read_table(workbook({(2, 1): "name", (3, 1): "a", (6, 1): "b"}))
    assert table.header == ["name"]
    assert [(number, row["name"]) for number, row in table.rows] == [(4, "a"), (7, "b")]


def test_an_empty_workbook_is_refused():
    assert code_of(workbook({})) == "empty"


@pytest.mark.parametrize("corner", [(1_048_575, 16_383), (1_048_575, 19)])
def test_a_lone_cell_in_the_far_corner_does_not_fill_the_memory(corner):
    assert code_of(workbook({(0, 0): "a", corner: "x"})) == "too_large"


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert code_of(packed([("xl/worksheets/sheet1.xml", b"0" * 20_000_000)])) == "too_large"
    assert code_of(packed([(f"{number}.xml", b"") for number in range(201)])) == "too_large"


def test_a_size_that_the_directory_hides_is_refused():
    data = bytearray(packed([("xl/workbook.xml", b"0" * 5_000)], zipfile.ZIP_DEFLATED))
    place = data.index(b"PK\x01\x02") + 24  # the unpacked size in the central directory
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert code_of(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    "data", [packed([("a.txt", b"a")]), b"PK\x03\x04 nothing", workbook({(0, 0): "a"})[:-100]]
)
def test_what_is_no_workbook_is_refused(data):
    assert code_of(data) == "damaged"


def test_every_broken_byte_is_refused_or_harmless():
    whole = workbook({(row, 0): f"cell {row}" for row in range(30)})
    for place in range(0, len(whole), 37):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        try:
            list(read_table(bytes(broken)).rows)
        except FileRefused:
            continue


def test_other_compressions_are_refused():
    assert code_of(packed([("xl/workbook.xml", b"0" * 99)], zipfile.ZIP_LZMA)) == "damaged"


def test_an_old_or_protected_workbook_is_refused():
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) == "kind"


def test_anything_else_is_read_as_csv():
    assert read_table(b"a;b\n1;2\n").header == ["a", "b"]


def with_rows(rows: bytes) -> bytes:
    """A real workbook whose rows are replaced by this XML."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook({(0, 0): "a"}))) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                before, _, rest = content.partition(b"<sheetData>")
                content = before + b"<sheetData>" + rows + rest[rest.index(b"</sheetData>") :]
            archive.writestr(entry.filename, content)
    return file.getvalue()


def cell(reference: str) -> bytes:
    return f'<c{reference} t="inlineStr"><is><t>x</t></is></c>'.encode()


@pytest.mark.parametrize(
    "rows",
    [
        b"<row>" + cell(' r="XFD0000001048576"') + b"</row>",
        b"<row>" + cell(' r="AAAXFD1048576"') + b"</row>",
        b"<row>" + cell(' r="&#88;FD1048576"') + b"</row>",
        b"<row>" + cell(' t="inlineStr"r="XFD1048576"') + b"</row>",
        b"<row>" + cell(" r" + " " * 2_000_000 + '="XFD1048576"') + b"</row>",
        b"<row>" + cell("") * 16_000 + b"</row><row r='1048576'>" + cell("") + b"</row>",
    ],
)
def test_no_way_of_writing_a_place_ends_the_process(rows):
    """calamine would ask for terabytes and be killed, with all companies' requests beside it."""
    assert code_of(with_rows(rows)) in ("too_large", "damaged")


def test_other_workbooks_and_what_is_no_xml_never_reach_calamine():
    table = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body>'
        b'<office:spreadsheet><table:table table:name="S"><table:table-row>'
        b'<table:table-cell office:value-type="float" office:value="1"'
        b' table:number-columns-repeated="2"/></table:table-row></table:table>'
        b"</office:spreadsheet></office:body></office:document-content>"
    )
    ods = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", table),
    ]
    assert code_of(packed(ods)) == "damaged"


def test_a_null_character_in_a_workbook_is_refused_with_its_row():
    rows = (
        b"<row>" + cell("") + b"</row><row>" + cell("").replace(b">x<", b">x_x0000_<") + b"</row>"
    )
    with pytest.raises(FileRefused) as refused:
        list(read_table(with_rows(rows)).rows)
    assert (refused.value.code, refused.value.params) == ("nul", {"line": 2})
