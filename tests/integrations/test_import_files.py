"""What is let in through the page: encodings, workbooks, bombs, dates, nasty cells."""

import json
import time
import tracemalloc
import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from integrations.models import FileImport
from leads.models import Lead
from opportunities.models import Opportunity
from tests import realdata
from tests.integrations.imports import table
from tests.integrations.pages import checked, form_of, imported, latest, upload

pytestmark = pytest.mark.django_db
TEXT = "公司名称,联系人\n华星软件,王磊\n北辰科技,李娜\n"
# The cases of collections of odd CSV files, each as small as it can be: (file, company, need).
ODD = [
    ('company,need\na,"1,2"\n', "a", "1,2"),
    ('company,need\r\na,"x ""y"" z"\r\n', "a", 'x "y" z'),
    ('company,need\na,"one\ntwo"\n', "a", "one\ntwo"),
    ('company,need\r\na,"one\r\ntwo"\r\n', "a", "one\r\ntwo"),
    ('company,need\na,""\n', "a", ""),
    ('company,need\na,"{""k"": [1, ""é""]}"\n', "a", '{"k": [1, "é"]}'),
    ("company;need\na;x,y\n", "a", "x,y"),
    ("company\tneed\na\tʤ\n", "a", "ʤ"),
]
NAUGHTY = [
    "<script>alert(1)</script>", "'; DROP TABLE leads; --", "\"'", "{{ 7*7 }}", "%s %(x)s",
    "ﷺ", "Ω≈ç√∫", "👩‍👩‍👧", "\u202etest\u202c", "null", "=1+1", "＝1",
    "../../etc/passwd", "0x0", "１２３",
]  # fmt: skip


def workbook(*rows):
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return file.getvalue()


def companies(company):
    with company.scope():
        return set(Lead.objects.values_list("company", "person"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding(cast, encoding):
    imported(cast.a, TEXT.encode(encoding))
    assert companies(cast.a) == {("华星软件", "王磊"), ("北辰科技", "李娜")}


def test_a_western_file_needs_its_encoding_said(cast):
    data = "Company\nMüller Zürich\nÉléa Orléans\n".encode("windows-1252")
    assert upload(cast.a, data).status_code == 422
    upload(cast.a, data, encoding="windows-1252")
    file_import = latest(cast.a)
    assert file_import.profile["columns"][0]["samples"] == ["Müller Zürich", "Éléa Orléans"]
    assert checked(cast.a, b"Company\nx\n").created == 1


def test_a_workbook_whatever_its_name(cast):
    assert upload(cast.a, workbook(["Company"], ["Star"]), name="x.csv").status_code == 303
    assert latest(cast.a).total == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Company,Phone\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04 no workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"Company,Company\na,b\n",
        b'Company,Need\na,"open\n',
    ],
)
def test_what_cannot_be_read_is_refused_at_once(cast, data):
    answer = upload(cast.a, data, name="leads.xlsx")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    with cast.a.scope():
        assert not FileImport.objects.exists()


def test_a_bomb_costs_neither_time_nor_memory(cast):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"<" + b" " * 60_000_000)
    client_of = cast.a.client("admin")
    client_of.get(cast.a.url("imports/new/"))  # what every first request loads is not the bomb's
    tracemalloc.start()
    began = time.process_time()
    assert upload(cast.a, file.getvalue(), name="bomb.xlsx").status_code == 422
    seconds, (_now, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 5
    assert peak < 30_000_000


def test_a_file_above_the_limit_is_refused(cast, monkeypatch):
    monkeypatch.setattr("integrations.forms.LARGEST", 20)
    assert upload(cast.a, TEXT.encode()).status_code == 422


@pytest.mark.parametrize(("text", "company", "need"), ODD)
def test_odd_files(cast, text, company, need):
    imported(cast.a, text.encode())
    with cast.a.scope():
        lead = Lead.objects.get()
    assert (lead.company, lead.need) == (company, need)


def test_nasty_cells_come_in_as_they_are_and_show_harmless(cast):
    data = table(("company", "need"), *((text, text) for text in NAUGHTY))
    file_import = imported(cast.a, data)
    assert file_import.created == len(NAUGHTY)
    with cast.a.scope():
        assert set(Lead.objects.values_list("need", flat=True)) == set(NAUGHTY)
    refused = table(("company", "phone"), *((text, text) for text in NAUGHTY))
    shown = checked(cast.a, refused)
    page = cast.a.client("admin").get(cast.a.url(f"imports/{shown.pk}/")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


DEALS = (("Deal name", "Company", "Stage", "Close date"),)


def deals(*days):
    return table(*DEALS, *((f"Deal {n}", "Star", "won", day) for n, day in enumerate(days)))


@pytest.fixture
def star(cast):
    imported(cast.a, table(("Company name",), ("Star",)), "accounts")
    return cast


def test_a_column_of_doubtful_dates_is_asked_about(star):
    upload(star.a, deals("03/04/2025", "05/06/2025"), "opportunities")
    file_import = latest(star.a)
    url = star.a.url(f"imports/{file_import.pk}/mapping/")
    form = form_of(star.a, file_import)
    answer = star.a.client("admin").post(url, form)
    assert answer.status_code == 422
    assert "03/04/2025" in str(answer.context["form"].errors["o_closed_on"])
    for order, day in (("dmy", date(2025, 4, 3)), ("mdy", date(2025, 3, 4))):
        data = deals("03/04/2025", "05/06/2025").replace(b"Deal 0", f"Deal {order}".encode())
        imported(star.a, data, "opportunities", o_closed_on=order)
        with star.a.scope():
            assert Opportunity.objects.get(name=f"Deal {order}").closed_on == day


def test_one_certain_date_decides_for_the_whole_column(star):
    upload(star.a, deals("03/04/2025", "25/06/2025"), "opportunities")
    assert "o_closed_on" not in form_of(star.a, latest(star.a))
    imported(star.a, deals("03/04/2025", "25/06/2025"), "opportunities")
    with star.a.scope():
        assert Opportunity.objects.get(name="Deal 0").closed_on == date(2025, 4, 3)


def test_the_strings_that_others_collected(cast):
    strings = json.loads((realdata.folder("naughty_strings") / "blns.json").read_text("utf-8"))
    told = [text for text in strings if text.strip() and "\x00" not in text]
    data = table(("company", "need"), *((f"Company {n}", text) for n, text in enumerate(told)))
    file_import = imported(cast.a, data)
    assert file_import.created + file_import.refused == len(told)
    assert file_import.created > 0.9 * len(told)


def test_the_files_that_others_collected(cast):
    for name in ("csv_spectrum", "dataloader"):
        for path in sorted(realdata.folder(name).glob("*.csv")):
            answer = upload(cast.a, path.read_bytes(), name=path.name)
            assert answer.status_code in (303, 422), path.name
            if answer.status_code == 422:
                assert answer.context["form"].errors["file"], path.name
