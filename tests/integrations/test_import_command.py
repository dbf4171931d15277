import csv
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from customers.models import Account
from tests.integrations.imports import table


@pytest.fixture
def file(tmp_path):
    """Writes bytes and answers the path."""

    def write(data, name="file.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def run(*args, **options):
    out = StringIO()
    call_command("import_records", *args, stdout=out, tenant="alpha", **options)
    return out.getvalue()


def names(cast):
    with cast.a.scope():
        return list(Account.objects.order_by("id").values_list("name", flat=True))


def test_it_says_what_became_of_the_rows(cast, file):
    said = run("accounts", file(table(["name", "founded"], ["Acme", "1999"], ["Beta", "long ago"])))
    assert "accounts: 2 rows read, 1 created" in said
    assert "row 3, column “founded”" in said
    assert names(cast) == ["Acme"]


def test_a_dry_run_writes_nothing(cast, file):
    data = table(["name", "founded"], ["Acme", ""], ["Beta", "long ago"])
    said = run("accounts", file(data), dry_run=True)
    assert "1 created" in said
    assert "row 3, column “founded”" in said
    assert "Nothing was written" in said
    assert names(cast) == []


def test_refused_rows_go_into_a_file_that_no_spreadsheet_runs(cast, file, tmp_path):
    data = table(["name", "founded", "city"], ["=1+1", "then", "-5"], ["Acme", "1999", ""])
    run("accounts", file(data), refused=tmp_path / "refused.csv")
    text = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert (row["Row"], row["Column"], row["name"]) == ("2", "founded", "'=1+1")
    assert row["city"] == "-5"
    assert "then" in row["Reason"]


def test_the_corrected_file_of_refusals_comes_in(cast, file, tmp_path):
    run("accounts", file(table(["name", "founded"], ["=1+1", "then"], ["A", ""])),
        refused=tmp_path / "refused.csv")  # fmt: skip
    text = (tmp_path / "refused.csv").read_text(encoding="utf-8-sig").replace("then,", "1999,")
    run("accounts", file(text.replace(",then", ",1999").encode()))
    assert names(cast) == ["A", "=1+1"]


@pytest.mark.parametrize(
    "data",
    [
        table(["name", "founded"], ["Acme", "long ago"]),
        table(["surname"], ["Acme"]),
        "name\nMüller\n".encode("latin-1"),
        b'name\n"Acme',
    ],
)
def test_where_nothing_comes_in_the_command_fails(cast, file, data):
    with pytest.raises(CommandError):
        run("accounts", file(data))
    assert names(cast) == []


def test_all_or_nothing(cast, file):
    data = table(["name", "founded"], ["Acme", "1999"], ["Beta", "long ago"])
    with pytest.raises(CommandError):
        run("accounts", file(data), all_or_nothing=True)
    assert names(cast) == []


def test_only_an_administrator_brings_things_in(cast, file):
    path = file(table(["name"], ["Acme"]))
    with pytest.raises(CommandError, match="rep@alpha.example"):
        run("accounts", path, by="rep@alpha.example")
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_records", "accounts", path, tenant="nowhere")
    run("accounts", path, by="ADMIN@alpha.example")
    assert names(cast) == ["Acme"]


def test_a_broken_map_and_a_missing_file_are_named(cast, file, tmp_path):
    path = file(table(["name"], ["Acme"]))
    with pytest.raises(CommandError, match="TOML"):
        run("accounts", path, map=file(b"fields = 1 2", "map.toml"))
    with pytest.raises(CommandError, match="absent"):
        run("accounts", tmp_path / "absent.csv")
    with pytest.raises(CommandError, match="leads"):
        run("accounts", path, map=file(b'kind = "leads"', "leads.toml"))
    assert names(cast) == []


def test_a_workbook_comes_in_with_its_formula_texts_as_text(cast, tmp_path):
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Company name", "Employees"])
        sheet.write_string(1, 0, "=HYPERLINK(1)")
        sheet.write_number(1, 1, 250)
    run("accounts", path)
    with cast.a.scope():
        account = Account.objects.get()
        assert (account.name, account.size) == ("=HYPERLINK(1)", 250)


def test_the_other_company_sees_nothing(cast, file):
    run("accounts", file(table(["name"], ["Acme"])))
    with cast.b.scope():
        assert not Account.objects.exists()
