"""Contracts on their pages: list, record, forms, verbs."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from approvals.models import Step
from contracts.actions import change_contract, set_terms, submit_contract, withdraw_contract
from contracts.checks import Amounts
from contracts.models import Contract
from tests.cast import make_cast
from tests.factories.contracts import approve, make_draft, make_formal, make_quote


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def a(cast):
    return cast.a


def made(a, how):
    with a.scope("rep"):
        return how(a)


def text(response) -> str:
    return response.content.decode()


def page_of(a, contract, who="rep"):
    return text(a.client(who).get(a.url(f"contracts/{contract.pk}/")))


def in_parallel(a):
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    return approve(a, contract, "manager", "project")


def test_the_list_names_with_whom_a_contract_is(a):
    made(a, in_parallel)
    page = text(a.client("rep").get(a.url("contracts/")))
    assert "Waiting for review by Finance, Legal" in page
    chinese = text(a.client("rep", "zh-hans").get(a.url("contracts/")))
    assert "待财务、法务审核" in chinese


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("rep", True),
        ("manager", True),
        ("project", True),
        ("finance", True),
        ("legal", True),
        ("admin", True),
        ("rep2", False),
    ],
)
def test_who_sees_a_contract(a, who, sees):
    contract = made(a, make_draft)
    client = a.client(who)
    assert (contract.number in text(client.get(a.url("contracts/")))) is sees
    status = client.get(a.url(f"contracts/{contract.pk}/")).status_code
    assert status == (200 if sees else 404)


def test_marketing_has_no_contracts(a):
    assert a.client("marketing").get(a.url("contracts/")).status_code == 403


def test_another_companys_contract_is_404(cast):
    contract = made(cast.a, make_draft)
    client = cast.b.client("admin")
    assert client.get(cast.b.url(f"contracts/{contract.pk}/")).status_code == 404


@pytest.mark.parametrize("who", ["finance", "legal", "project"])
def test_who_checks_contracts_reads_their_customer_and_deal_only(a, who):
    contract = made(a, make_draft)
    with a.scope("rep"):
        other = make_quote(a.rep).account
    client = a.client(who)
    assert client.get(a.url(f"customers/{contract.account_id}/")).status_code == 200
    assert client.get(a.url(f"opportunities/{contract.opportunity_id}/")).status_code == 200
    assert client.get(a.url(f"customers/{other.pk}/")).status_code == 404


def test_the_list_asks_as_many_queries_for_three_rows_as_for_one(a, django_assert_num_queries):
    made(a, make_draft)
    client, url = a.client("rep"), a.url("contracts/")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    made(a, in_parallel)
    made(a, make_draft)
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_the_page_shows_lines_terms_and_the_check_of_amounts(a):
    contract = made(a, make_draft)
    page = page_of(a, contract)
    for shown in ("Licence", "CN¥5,697.15", "CN¥6,300.00", "The same", "30 %", "plus 10 days"):
        assert shown in page
    with a.scope():
        Contract.objects.filter(pk=contract.pk).update(amount=1)
    assert "They differ" in page_of(a, contract)


def test_a_quote_becomes_a_contract_by_its_page(a):
    quote = made(a, lambda a: make_quote(a.rep))
    client, url = a.client("rep"), a.url(f"quotes/{quote.pk}/contract/")
    assert "Draft the contract" in text(client.get(url))
    answer = client.post(url, {"name": "Frame contract", "project_manager": a.project.pk})
    assert answer.status_code == 303
    with a.scope():
        contract = Contract.objects.get()
        assert (contract.name, contract.quote, contract.project_manager) == (
            "Frame contract",
            quote,
            a.project,
        )


def test_a_new_contract_chooses_among_the_free_quotes(a):
    taken = made(a, make_draft)
    free = made(a, lambda a: make_quote(a.rep))
    client, url = a.client("rep"), a.url("contracts/new/")
    page = text(client.get(url))
    told = f"{free} · {free.account.name} · {free.opportunity.name} · "
    assert f'value="{free.pk}">{told}' in page
    assert f'value="{taken.quote_id}"' not in page
    assert client.post(url, {"quote": free.pk}).status_code == 303
    with a.scope():
        assert Contract.objects.filter(quote=free).exists()


def test_submitting_what_is_incomplete_answers_409_with_what_is_missing(a):
    contract = made(a, make_draft)
    with a.scope():
        contract.terms.all().delete()
    answer = a.client("rep").post(a.url(f"contracts/{contract.pk}/submission/"))
    assert answer.status_code == 409
    assert "Payment terms need at least one part." in text(answer)


def test_submitting_and_withdrawing_by_the_pages(a):
    contract = made(a, make_draft)
    client = a.client("rep")
    assert client.post(a.url(f"contracts/{contract.pk}/submission/")).status_code == 303
    assert "Waiting for review by Sales manager" in page_of(a, contract)
    assert client.post(a.url(f"contracts/{contract.pk}/edit/"), {"name": "x"}).status_code == 409
    assert client.post(a.url(f"contracts/{contract.pk}/withdrawal/")).status_code == 303
    with a.scope():
        contract.refresh_from_db()
        assert contract.state == "draft"


@pytest.mark.parametrize("verb", ["submission", "withdrawal", "terms", "edit", "quote"])
@pytest.mark.parametrize("who", ["finance", "legal", "project", "admin"])
def test_readers_may_not_use_the_owners_verbs(a, verb, who):
    contract = made(a, make_draft)
    answer = a.client(who).post(a.url(f"contracts/{contract.pk}/{verb}/"))
    assert answer.status_code == 403


def test_the_signed_copy_is_awaited_until_legal_has_it(a):
    contract = made(a, make_formal)
    legal, outstanding = a.client("legal"), a.url("contracts/?scan=on")
    assert contract.number in text(legal.get(outstanding))
    url = a.url(f"contracts/{contract.pk}/scan/")
    assert a.client("rep").post(url, {"on": "2026-01-01"}).status_code == 403
    today = timezone.localdate()
    assert legal.post(url, {"on": today.isoformat()}).status_code == 303
    assert contract.number not in text(legal.get(outstanding))


def test_a_contract_without_a_quote_is_not_said_to_differ_from_it():
    assert not Amounts(Decimal(100), None, Decimal(100)).differ
    assert Amounts(Decimal(100), None, Decimal(90)).differ
    assert Amounts(Decimal(100), Decimal(90), Decimal(100)).differ


def test_the_approver_sees_the_check_and_the_changed_clauses(a):
    def twice(a):
        contract = make_draft(a)
        Contract.objects.filter(pk=contract.pk).update(clauses="Pay soon")
        submit_contract(by=a.rep, contract=contract)
        withdraw_contract(by=a.rep, contract=contract)
        change_contract(by=a.rep, contract=contract, clauses="Pay late")
        return submit_contract(by=a.rep, contract=contract)

    made(a, twice)
    with a.scope():
        step = Step.objects.todo(a.manager).get()
    page = text(a.client("manager").get(a.url(f"approvals/{step.pk}/")))
    assert "Check of the amounts" in page
    assert all(part in page for part in ("Lines", "Payment terms", "<p>Pay late</p>"))
    assert "<del>Pay soon</del>" in page
    assert "<ins>Pay late</ins>" in page


def test_the_page_of_a_round_shows_what_was_submitted_in_it(a):
    def changed_after(a):
        contract = submit_contract(by=a.rep, contract=make_draft(a))
        withdraw_contract(by=a.rep, contract=contract)
        parts = [{"name": "All at once", "share": "percent", "value": 100, "trigger": "signing"}]
        set_terms(by=a.rep, contract=contract, terms=parts)
        return contract

    contract = made(a, changed_after)
    with a.scope():
        step = Step.objects.get(role="manager")
    url = a.url(f"approvals/{step.pk}/")
    page = text(a.client("rep").get(url))
    assert "Below stands what was submitted then." in page
    assert "CN¥1,890.00" in page
    assert "All at once" not in page
    assert "All at once" in page_of(a, contract)
    with a.scope():
        step.round.facts.pop("content")
        step.round.save(update_fields=["facts"])
    page = text(a.client("rep").get(url))
    assert "kept nothing but its amount" in page
    assert "Check of the amounts" not in page


def test_the_page_of_an_unchanged_round_says_nothing_of_a_change(a):
    made(a, lambda a: submit_contract(by=a.rep, contract=make_draft(a)))
    with a.scope():
        step = Step.objects.todo(a.manager).get()
    assert "changed after this round" not in text(
        a.client("manager").get(a.url(f"approvals/{step.pk}/"))
    )


def test_who_once_decided_reads_the_contract_no_more_than_its_own_page_lets_him(a):
    made(a, lambda a: submit_contract(by=a.rep, contract=make_draft(a)))
    with a.scope():
        step = Step.objects.todo(a.manager).get()
        # As one who stood in for the manager, and whose time is over.
        Step.objects.filter(pk=step.pk).update(decided_by=a.rep2)
    answer = a.client("rep2").get(a.url(f"approvals/{step.pk}/"))
    assert answer.status_code == 200
    assert not any(part in text(answer) for part in ("Check of the amounts", "Payment terms"))
