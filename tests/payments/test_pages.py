"""The pages of receivables and receipts: right rows, right people, works as plain forms."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contracts.actions.drafting import index_contract
from payments import actions
from payments.models import Allocation, Chase, Receipt
from tests.factories.formal import formal_contract, on_day

pytestmark = pytest.mark.django_db
PAGES = ["receivables/", "receivables/contracts/", "receipts/"]


def late_by(days):
    return timezone.localdate() - timedelta(days=days)


def reported(cast, contract, amount="100.00"):
    return actions.report_receipt(
        by=cast.a.rep,
        contract=contract,
        amount=Decimal(amount),
        received_on=date(2026, 3, 2),
        payer="Payer Ltd",
    )


@pytest.fixture
def contract(cast):
    terms = [on_day(late_by(40), 50), on_day(late_by(-3), 50)]
    with cast.a.scope("rep"):
        return formal_contract(cast.a.rep, terms=terms)


@pytest.fixture
def receipt(cast, contract):
    with cast.a.scope("rep"):
        return reported(cast, contract)


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_his_manager_finance_and_admin_see_the_rows(cast, contract, receipt, page):
    for name in ("rep", "manager", "finance", "admin"):
        answer = cast.a.client(name).get(cast.a.url(page))
        assert answer.status_code == 200
        assert contract.number in answer.text, name
    assert contract.number not in cast.a.client("rep2").get(cast.a.url(page)).text
    for name in ("project", "legal", "marketing"):
        assert cast.a.client(name).get(cast.a.url(page)).status_code == 403
    assert contract.number not in cast.b.client("admin").get(cast.b.url(page)).text


def test_a_colleagues_records_are_not_there(cast, contract, receipt):
    with cast.a.scope():
        pk = contract.instalments.first().pk
    for path in (f"receivables/{pk}/", f"receipts/{receipt.pk}/"):
        assert cast.a.client("rep2").get(cast.a.url(path)).status_code == 404
        assert cast.b.client("admin").get(cast.b.url(path)).status_code == 404
        assert cast.a.client("rep").get(cast.a.url(path)).status_code == 200


def test_each_bucket_opens_the_rows_that_it_counts(cast, contract):
    answer = cast.a.client("finance").get(cast.a.url("receivables/"))
    cells = {cell["bucket"]: cell for cell in answer.context["buckets"]}
    assert {name: cell["count"] for name, cell in cells.items() if cell["count"]} == {
        "not_due": 1,
        "31-60": 1,
    }
    for cell in cells.values():
        table = cast.a.client("finance").get(cell["url"]).context["table"]
        with cast.a.scope():
            rows = list(table.data)
        assert len(rows) == cell["count"]
        assert sum(row.balance for row in rows) == cell["amount"]


@pytest.mark.parametrize("page", PAGES)
def test_rows_are_found_by_their_contract_and_a_receipt_by_who_paid(cast, contract, receipt, page):
    def found(text):
        return count_of(cast, page, {"q": text})

    with cast.a.scope():
        index_contract(contract)
    assert found(contract.number) == count_of(cast, page, {})
    assert not found("Nobody")
    assert bool(found("Payer")) == (page == "receipts/")


def count_of(cast, page, asked):
    html = cast.a.client("finance").get(cast.a.url(page), asked).content.decode()
    return html.count("<tr data-row")


@pytest.mark.parametrize("page", PAGES)
def test_a_list_asks_as_much_for_three_rows_as_for_one(cast, contract, receipt, page):
    client = cast.a.client("finance")
    client.get(cast.a.url(page))

    def statements():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.a.url(page)).status_code == 200
        return len(asked)

    one = statements()
    with cast.a.scope("rep"):
        for _more in range(2):
            reported(cast, formal_contract(cast.a.rep, terms=[on_day(late_by(5), 100)]))
    assert statements() == one


def test_a_rep_reports_from_his_contract_and_finance_confirms_the_proposal(cast, contract):
    rep, finance = cast.a.client("rep"), cast.a.client("finance")
    page = rep.get(cast.a.url(f"receipts/new/?contract={contract.pk}"))
    assert f'name="contract" value="{contract}"' in page.text
    data = {
        "contract": contract.pk,
        "amount": "700.00",
        "received_on": "2026-03-02",
        "payer": "Payer Ltd",
        "channel": "bank",
        "_key": "k1",
    }
    for _double_click in range(2):
        answer = rep.post(cast.a.url("receipts/new/"), data)
        assert answer.status_code == 303
    with cast.a.scope():
        receipt = Receipt.objects.get()
    page = finance.get(cast.a.url(f"receipts/{receipt.pk}/confirmation/"))
    fields = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert list(fields.values()) == [Decimal("500.00"), Decimal("200.00")]
    answer = finance.post(
        cast.a.url(f"receipts/{receipt.pk}/confirmation/"), dict.fromkeys(fields, "150.00")
    )
    assert answer.status_code == 303
    shown = finance.get(answer["Location"])
    assert "400.00" in shown.text
    with cast.a.scope():
        assert {row.amount for row in Allocation.objects.all()} == {Decimal("150.00")}


def test_the_form_names_the_amount_that_is_too_much(cast, contract, receipt):
    client, path = cast.a.client("finance"), cast.a.url(f"receipts/{receipt.pk}/confirmation/")
    first, second = client.get(path).context["form"].fields
    answer = client.post(path, {first: "60", second: "40.01"})
    assert answer.status_code == 422
    assert "100.00" in str(answer.context["form"].non_field_errors())
    answer = client.post(path, {first: "500.01"})
    assert list(answer.context["form"].errors) == [first]
    with cast.a.scope():
        assert not Allocation.objects.exists()


@pytest.mark.parametrize("verb", ["confirmation", "rejection", "reversal", "allocations/new"])
def test_only_finance_has_its_verbs(cast, receipt, verb):
    path = cast.a.url(f"receipts/{receipt.pk}/{verb}/")
    for name in ("rep", "manager", "admin"):
        assert cast.a.client(name).post(path, {"reason": "x"}).status_code == 403
    assert cast.a.client("rep2").post(path).status_code == 404
    with cast.a.scope():
        assert Receipt.objects.get().state == "reported"


def test_who_reported_is_not_offered_the_confirmation(cast, contract):
    with cast.a.scope("rep"):
        both = cast.a.add("both", ["rep", "finance"])
        receipt = reported(cast, formal_contract(both))
    client = cast.a.client("both")
    path = cast.a.url(f"receipts/{receipt.pk}/")
    assert "confirmation/" not in client.get(path).text
    assert client.post(path + "confirmation/").status_code == 403
    assert "confirmation/" in cast.a.client("finance").get(path).text


def test_finance_rejects_reverses_and_allocates_by_form(cast, contract):
    finance = cast.a.client("finance")
    with cast.a.scope("rep"):
        first, second = reported(cast, contract), reported(cast, contract)
        actions.confirm_receipt(by=cast.a.finance, receipt=second, allocations=[])
        row = contract.instalments.first()

    def post(receipt, verb, **data):
        return finance.post(cast.a.url(f"receipts/{receipt.pk}/{verb}/"), data).status_code

    dialog = finance.get(cast.a.url(f"receipts/{first.pk}/confirmation/")).content.decode()
    assert f"{cast.a.rep.name} is told." in dialog
    assert post(first, "rejection") == 422
    assert post(first, "rejection", reason="unknown") == 303
    assert post(second, "allocations/new", **{f"instalment_{row.pk}": "40.00"}) == 303
    assert post(second, "reversal", reason="bounced") == 303
    assert post(second, "allocations/new", **{f"instalment_{row.pk}": "1.00"}) in (409, 422)
    with cast.a.scope():
        states = set(Receipt.objects.values_list("state", flat=True))
        assert states == {"rejected", "reversed"}
        assert Allocation.objects.count() == 2


def test_a_collection_is_logged_with_its_promise_and_blocks_the_row(cast, contract):
    with cast.a.scope():
        row = contract.instalments.first()
    answer = cast.a.client("rep").post(
        cast.a.url(f"receivables/{row.pk}/collections/new/"),
        {"text": "Boss signs on Friday", "promised_on": "2027-01-08"},
    )
    assert answer.status_code == 303
    assert "Boss signs on Friday" in cast.a.client("rep").get(answer["Location"]).text
    listed = cast.a.client("finance").get(cast.a.url("receivables/?state=overdue"))
    assert "Promised for 8 Jan 2027" in listed.text
    with cast.a.scope():
        assert Chase.objects.get().by == cast.a.rep


def test_a_manager_starts_the_clock(cast):
    with cast.a.scope("rep"):
        term = {"share": "percent", "value": Decimal(100), "trigger": "acceptance", "days": 10}
        row = formal_contract(cast.a.rep, terms=[term]).instalments.get()
    path = cast.a.url(f"receivables/{row.pk}/start/")
    assert cast.a.client("rep").post(path, {"on": "2026-03-02"}).status_code == 403
    assert cast.a.client("manager").post(path, {"on": "2999-03-02"}).status_code == 422
    assert cast.a.client("manager").post(path, {"on": "2026-03-02"}).status_code == 303
    with cast.a.scope():
        row.refresh_from_db()
        assert row.due_on == date(2026, 3, 12)
    assert cast.a.client("manager").post(path, {"on": "2026-03-02"}).status_code == 409


def test_unpaid_contracts_stand_oldest_signing_first(cast):
    with cast.a.scope("rep"):
        for day in (date(2026, 5, 1), date(2026, 4, 1), date(2026, 6, 1)):
            formal_contract(cast.a.rep, signed_on=day)
        paid = formal_contract(cast.a.rep, signed_on=date(2026, 1, 1))
        receipt = reported(cast, paid, "1000.00")
        actions.confirm_receipt(by=cast.a.finance, receipt=receipt)
    answer = cast.a.client("finance").get(cast.a.url("receivables/contracts/"))
    with cast.a.scope():
        assert [row.signed_on.month for row in answer.context["table"].data] == [4, 5, 6]


def test_finances_menu_counts_what_waits(cast, receipt):
    def count(name):
        groups = cast.a.client(name).get(cast.a.url("receipts/")).context["menu"]()
        items = [item for group in groups for item in group["items"]]
        return next(item["count"] for item in items if item["icon"] == "wallet")

    assert (count("finance"), count("rep")) == (1, None)


def test_a_contracts_page_shows_its_plan_to_whom_the_money_concerns(cast, contract, receipt):
    with cast.a.scope():
        row = contract.instalments.first()
    path = cast.a.url(f"contracts/{contract.pk}/")
    for name in ("rep", "manager", "finance", "admin"):
        answer = cast.a.client(name).get(path)
        assert f"receivables/{row.pk}/" in answer.text, name
        reports = f"receipts/new/?contract={contract.pk}" in answer.text
        assert reports is (name in ("rep", "manager")), name
    for name in ("legal", "project"):
        answer = cast.a.client(name).get(path)
        assert answer.status_code == 200
        assert "receivables/" not in answer.text
