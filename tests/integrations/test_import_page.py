"""Import as a page: upload, columns, preview, run in the background, result (spec 10)."""

import csv
from io import StringIO

import pytest

from customers.actions import create_account
from integrations.models import FileImport, ImportFile
from integrations.tasks import work_on_import
from leads.models import Lead
from tenants.outbox import deliver_due
from tests.integrations.imports import table
from tests.integrations.pages import checked, form_of, imported, latest, press, upload, work

pytestmark = pytest.mark.django_db
State = FileImport.State
LEADS = table(
    ("公司名称", "联系人", "电话", "邮箱", "Spare"),
    ("华星软件", "王磊", "13800138000", "wang@hx.example", ""),
    ("北辰科技", "李娜", "12", "li@bc.example", ""),
    ("", "赵敏", "", "zhao@x.example", ""),
    ("=cmd()", "=1+1", "", "wrong address", ""),
)


def page(company, file_import, name="admin", path="", **extra):
    return company.client(name).get(company.url(f"imports/{file_import.pk}/{path}"), **extra)


def test_from_the_file_to_the_leads(cast):
    file_import = checked(cast.a, LEADS)
    assert file_import.state == State.CHECKED
    assert (file_import.total, file_import.created, file_import.refused) == (4, 1, 3)
    shown = page(cast.a, file_import).content.decode()
    for text in ("华星软件", "电话", "北辰科技", "wrong address"):
        assert text in shown
    with cast.a.scope():
        assert Lead.objects.count() == 0  # tried out, and taken back
    assert press(cast.a, file_import, "start").status_code == 303
    work(cast.a, file_import)
    file_import = latest(cast.a)
    assert (file_import.state, file_import.created, file_import.refused) == (State.DONE, 1, 3)
    with cast.a.scope():
        lead = Lead.objects.get()
        assert (lead.company, lead.phone, lead.imported_by) == (
            "华星软件", "+8613800138000", cast.a.admin,
        )  # fmt: skip
        assert not ImportFile.objects.exists()
    assert page(cast.a, file_import).status_code == 200


def test_a_row_of_a_known_customer_is_marked_before_it_is_imported(cast):
    with cast.a.scope("rep"):
        create_account(by=cast.a.rep, name="华星软件")
    file_import = checked(cast.a, LEADS)
    assert (file_import.created, file_import.preview["similar"]) == (1, 1)
    assert [row["similar"] for row in file_import.preview["rows"]] == [True, False, False, False]
    assert file_import.preview["notes"][0][:3] == [2, "公司名称", "华星软件"]
    shown = page(cast.a, file_import).content.decode()
    assert "Perhaps known" in shown


def test_the_refused_rows_come_back_with_their_reasons_and_harmless(cast):
    file_import = imported(cast.a, LEADS)
    answer = page(cast.a, file_import, path="refused/")
    assert "attachment" in answer["Content-Disposition"]
    heads, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert heads == ["Row", "Column", "Reason", "公司名称", "联系人", "电话", "邮箱", "Spare"]
    assert [(row[0], row[1]) for row in rows] == [("3", "电话"), ("4", "公司名称"), ("5", "邮箱")]
    assert rows[0][3:6] == ["北辰科技", "李娜", "12"]
    assert rows[2][3:5] == ["'=cmd()", "'=1+1"]
    assert all(row[2] for row in rows)


def test_corrected_refused_rows_are_mapped_by_themselves(cast):
    refused = page(cast.a, imported(cast.a, LEADS), path="refused/").content
    again = imported(cast.a, refused.replace(b",12,", b",13800138001,"))
    assert (again.created, again.refused) == (1, 2)


def test_nothing_is_written_in_the_request(cast, monkeypatch):
    """Start tells the outbox, which hands over to a worker."""
    file_import = checked(cast.a, LEADS)
    press(cast.a, file_import, "start")
    assert latest(cast.a).state == State.RUNNING
    sent = []
    monkeypatch.setattr(work_on_import, "apply_async", lambda *args, **kw: sent.append((args, kw)))
    with cast.a.scope():
        assert Lead.objects.count() == 0
        deliver_due()
    headers = {"tenant_id": cast.a.tenant.pk, "actor_id": cast.a.admin.pk}
    assert sent[-1] == (([file_import.pk],), {"headers": headers})


def test_progress_is_asked_for_until_the_end(cast):
    file_import = checked(cast.a, LEADS)
    press(cast.a, file_import, "start")
    whole = page(cast.a, file_import).content.decode()
    part = page(cast.a, file_import, headers={"HX-Request": "true"}).content.decode()
    for shown in (whole, part):
        assert 'hx-trigger="load delay:2s"' in shown
        assert f'href="{cast.a.url(f"imports/{file_import.pk}/")}"' in shown
    assert "<html" not in part
    work(cast.a, file_import)
    assert (
        "hx-trigger"
        not in page(cast.a, file_import, headers={"HX-Request": "true"}).content.decode()
    )


@pytest.mark.parametrize("name", ["manager", "rep", "marketing", "finance"])
def test_only_who_may_import_sees_files(cast, name):
    file_import = checked(cast.a, LEADS)
    client = cast.a.client(name)
    assert client.get(cast.a.url("imports/")).status_code == 403
    for path in ("", "mapping/", "refused/", "undoing/"):
        assert page(cast.a, file_import, name, path).status_code == 404
    assert press(cast.a, file_import, "start", name).status_code == 404
    assert latest(cast.a).state == State.CHECKED


def test_another_company_sees_nothing_of_it(cast):
    file_import = checked(cast.a, LEADS)
    client = cast.b.client("admin")
    assert client.get(cast.b.url(f"imports/{file_import.pk}/")).status_code == 404
    assert client.post(cast.b.url(f"imports/{file_import.pk}/start/")).status_code == 404
    with cast.b.scope():
        assert not FileImport.objects.exists()
        assert not ImportFile.objects.exists()


def test_the_columns_of_the_last_file_with_the_same_headings(cast):
    swapped = form_of(cast.a, _uploaded(cast.a)) | {"f_person": "4", "existing": "refuse"}
    first = latest(cast.a)
    cast.a.client("admin").post(cast.a.url(f"imports/{first.pk}/mapping/"), swapped)
    proposed = form_of(cast.a, _uploaded(cast.a))
    assert (proposed["f_person"], proposed["existing"]) == ("4", "refuse")
    upload(cast.a, LEADS.replace(b"Spare", b"Other"))
    assert form_of(cast.a, latest(cast.a))["f_person"] == "1"


def test_columns_that_nothing_is_filled_from_are_named(cast):
    heads, *rows = LEADS.decode().splitlines()
    file = "\n".join([f"{heads},Fax", *(f"{row},555" for row in rows)]).encode()
    upload(cast.a, file)
    url = cast.a.url(f"imports/{latest(cast.a).pk}/")
    client = cast.a.client("admin")
    form = client.get(f"{url}mapping/")
    assert "Not imported unless a field takes them: Spare, Fax." in form.content.decode()
    client.post(f"{url}mapping/", form_of(cast.a, latest(cast.a)))
    assert latest(cast.a).left_columns == ["Spare", "Fax"]


def _uploaded(company):
    assert upload(company, LEADS).status_code == 303
    return latest(company)


def test_a_file_given_up_is_deleted(cast):
    file_import = _uploaded(cast.a)
    assert press(cast.a, file_import, "discarding").status_code == 303
    with cast.a.scope():
        assert not ImportFile.objects.exists()
    assert latest(cast.a).state == State.DISCARDED
    assert press(cast.a, file_import, "start").status_code == 409


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("kind", FileImport.Kind.values)
def test_the_template_of_a_kind_maps_itself(cast, kind, language):
    url = cast.a.url(f"imports/template/?kind={kind}")
    answer = cast.a.client("admin", language).get(url)
    (heads,) = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    row = ["x"] * len(heads)
    assert upload(cast.a, table(heads, row), kind).status_code == 303
    form = form_of(cast.a, latest(cast.a))
    mapped = {name: value for name, value in form.items() if name.startswith("f_")}
    assert sorted(mapped.values(), key=int) == [str(place) for place in range(len(heads))]
    assert cast.a.client("admin").get(cast.a.url("imports/template/?kind=x")).status_code == 422


def test_a_column_that_is_no_place_of_the_file_is_refused(cast):
    upload(cast.a, LEADS)
    file_import = latest(cast.a)
    form = form_of(cast.a, file_import) | {"f_company": "9" * 5000}
    url = cast.a.url(f"imports/{file_import.pk}/mapping/")
    assert cast.a.client("admin").post(url, form).status_code == 422


def test_a_broken_workbook_is_called_one_whatever_its_bytes_look_like(cast):
    for name, word in (("leads.xlsx", "workbook is damaged"), ("leads.csv", "encoding")):
        answer = upload(cast.a, b"\xff\x00\x9d broken \x81\x00", name=name)
        assert answer.status_code == 422
        assert word in answer.content.decode()


@pytest.mark.parametrize(("phone", "guess"), [("13800138000", "CN"), ("(415) 555-2671", "US")])
def test_a_country_that_is_not_the_companys_own_is_named_as_a_guess(cast, phone, guess):
    upload(cast.a, table(("公司名称", "电话"), ("华星软件", phone)))
    form = page(cast.a, latest(cast.a), path="mapping/").context["form"]
    assert form["country"].value() == guess
    assert form.fields["country"].choices[0] == ("CN", "China")
    hint = "the company's own country is China" if guess != "CN" else ""
    assert hint in form.fields["country"].help_text
    assert bool(hint) == bool(form.fields["country"].help_text)
