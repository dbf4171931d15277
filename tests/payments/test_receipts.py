"""A receipt's verbs: reported, confirmed, allocated, rejected, reversed (spec 07)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from activities.models import Event, Notification
from payments import actions
from payments.models import Allocation, Instalment, Receipt
from payments.querysets import total
from tenants.states import MoveNotAllowed
from tests.factories.formal import formal_contract, on_day

pytestmark = pytest.mark.django_db
HALVES = (on_day(date(2026, 3, 1), 50), on_day(date(2026, 2, 1), 50))


def report(cast, contract, amount="600.00", **more):
    fields = {"received_on": date(2026, 3, 2), "payer": "Acme"} | more
    return actions.report_receipt(
        by=cast.a.rep, contract=contract, amount=Decimal(amount), **fields
    )


def confirmed(cast, contract, amount="600.00", **more):
    receipt = report(cast, contract, amount, **more)
    return actions.confirm_receipt(by=cast.a.finance, receipt=receipt)


def balances(contract):
    rows = contract.instalments.with_balance().order_by("number")
    return [str(row.balance) for row in rows]


@pytest.fixture
def contract(cast):
    with cast.a.scope("rep"):
        yield formal_contract(cast.a.rep, terms=HALVES)


def test_an_amount_that_no_bank_moves_is_refused_in_words(cast, contract):
    with pytest.raises(ValidationError) as refused:
        report(cast, contract, "1000000000000000")
    assert refused.value.messages == [_("The amount is too large.")]


@pytest.mark.parametrize(("language", "day"), [("en", "2 Mar 2026"), ("zh-hans", "2026-03-02")])
def test_a_receipt_is_called_by_payer_and_day_as_its_reader_writes_it(
    cast, contract, language, day
):
    receipt = report(cast, contract)
    with translation.override(language):
        assert str(receipt) == f"Acme · {day}"


def test_a_report_waits_for_finance_and_tells_it(cast, contract):
    receipt = report(cast, contract)
    assert (receipt.state, receipt.owner, receipt.account) == (
        "reported",
        cast.a.rep,
        contract.account,
    )
    assert Event.objects.get(verb="receipt.reported").data["amount"] == {"money": "600.00"}
    assert Notification.objects.get(verb="receipt.reported").member == cast.a.finance
    assert balances(contract) == ["500.00", "500.00"]


def test_a_bank_reference_is_entered_once(cast, contract):
    report(cast, contract, bank_reference="TX 1")
    with pytest.raises(ValidationError, match="bank reference|银行"):
        report(cast, contract, bank_reference="TX1")


def test_a_reference_may_come_again_after_rejection(cast, contract):
    first = report(cast, contract, bank_reference="TX1")
    actions.reject_receipt(by=cast.a.finance, receipt=first, reason="other contract")
    assert report(cast, contract, bank_reference="TX1").pk != first.pk


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("amount", {"amount": "0.00"}),
        ("amount", {"amount": "-1.00"}),
        ("amount", {"amount": "1.001"}),
        ("received_on", {"received_on": date(2999, 1, 1)}),
        ("matures_on", {"channel": "bill"}),
        ("matures_on", {"matures_on": date(2026, 9, 1)}),
        ("payer", {"payer": ""}),
    ],
)
def test_wrong_input_is_named(cast, contract, field, wrong):
    with pytest.raises(ValidationError) as refused:
        report(cast, contract, **wrong)
    assert field in refused.value.message_dict


def test_a_draft_contract_receives_nothing(cast, contract):
    contract.__dict__["state"] = "draft"
    with pytest.raises(MoveNotAllowed):
        report(cast, contract)


def test_confirming_proposes_the_oldest_due_first(cast, contract):
    receipt = confirmed(cast, contract)
    assert balances(contract) == ["400.00", "0.00"]
    assert (receipt.state, receipt.confirmed_by) == ("confirmed", cast.a.finance)
    assert (receipt.credited_to, receipt.credited_department) == (cast.a.rep, cast.a.team)
    told = Notification.objects.get(verb="receipt.confirmed")
    assert told.member == cast.a.rep


def test_confirming_allocates_as_given(cast, contract):
    late = contract.instalments.get(number=1)
    receipt = report(cast, contract)
    actions.confirm_receipt(
        by=cast.a.finance, receipt=receipt, allocations=[(late, Decimal("0.01"))]
    )
    assert balances(contract) == ["499.99", "500.00"]


def test_confirming_twice_allocates_once(cast, contract):
    receipt = confirmed(cast, contract)
    actions.confirm_receipt(by=cast.a.finance, receipt=receipt)
    assert Allocation.objects.count() == 2
    assert Event.objects.filter(verb="receipt.confirmed").count() == 1


@pytest.mark.parametrize("field", ["reported_by", "owner"])
def test_nobody_confirms_his_own(cast, contract, field):
    receipt = report(cast, contract)
    with pytest.raises(MoveNotAllowed):
        actions.confirm_receipt(by=getattr(receipt, field), receipt=receipt)
    assert Receipt.objects.get().state == "reported"


def test_the_importer_of_a_bank_line_may_confirm_it(cast, contract):
    receipt = actions.report_receipt(
        by=cast.a.finance,
        contract=contract,
        amount=Decimal(100),
        received_on=date(2026, 3, 2),
        payer="Acme",
        by_hand=False,
    )
    assert actions.confirm_receipt(by=cast.a.finance, receipt=receipt).state == "confirmed"


def test_what_is_too_much_becomes_credit_and_pays_later(cast, contract):
    receipt = confirmed(cast, contract, "1250.00")
    assert balances(contract) == ["0.00", "0.00"]
    assert total(Receipt.objects.credit(), "rest") == Decimal("250.00")
    other = formal_contract(cast.a.rep, account=contract.account)
    first = other.instalments.get()
    actions.allocate(by=cast.a.finance, receipt=receipt, allocations=[(first, Decimal(200))])
    assert balances(other) == ["800.00"]
    assert total(Receipt.objects.credit(), "rest") == Decimal("50.00")


def test_more_than_the_receipt_is_refused(cast, contract):
    receipt = report(cast, contract, "400.00")
    rows = [(row, Decimal("200.01")) for row in contract.instalments.all()]
    with pytest.raises(MoveNotAllowed, match="400.00"):
        actions.confirm_receipt(by=cast.a.finance, receipt=receipt, allocations=rows)
    assert not Allocation.objects.exists()
    assert Receipt.objects.get().state == "reported"


def test_more_than_the_instalment_is_refused(cast, contract):
    receipt = report(cast, contract, "1000.00")
    rows = [(contract.instalments.get(number=1), Decimal("500.01"))]
    with pytest.raises(MoveNotAllowed, match="500.00"):
        actions.confirm_receipt(by=cast.a.finance, receipt=receipt, allocations=rows)


def test_another_customers_instalment_is_refused(cast, contract):
    other = formal_contract(cast.a.rep)
    receipt = report(cast, contract)
    rows = [(other.instalments.get(), Decimal(1))]
    with pytest.raises(MoveNotAllowed):
        actions.confirm_receipt(by=cast.a.finance, receipt=receipt, allocations=rows)


def test_only_a_confirmed_receipt_is_allocated(cast, contract):
    with pytest.raises(MoveNotAllowed):
        actions.allocate(by=cast.a.finance, receipt=report(cast, contract), allocations=[])


def test_a_reversal_takes_its_allocations_back(cast, contract):
    receipt = confirmed(cast, contract)
    for _twice in range(2):
        actions.reverse_receipt(by=cast.a.finance, receipt=receipt, reason="bounced")
    assert balances(contract) == ["500.00", "500.00"]
    assert Allocation.objects.count() == 4
    assert Event.objects.filter(verb="receipt.reversed", text="bounced").count() == 1
    receipt = Receipt.objects.get()
    assert (receipt.state, receipt.reason) == ("reversed", "bounced")


def test_a_reported_receipt_is_rejected_with_a_reason(cast, contract):
    receipt = report(cast, contract)
    for _twice in range(2):
        actions.reject_receipt(by=cast.a.finance, receipt=receipt, reason="not on the account")
    told = Notification.objects.get(verb="receipt.rejected")
    assert (told.member, told.text) == (cast.a.rep, "not on the account")


@pytest.mark.parametrize("verb", ["reject_receipt", "confirm_receipt"])
def test_a_closed_receipt_moves_no_more(cast, contract, verb):
    receipt = confirmed(cast, contract)
    actions.reverse_receipt(by=cast.a.finance, receipt=receipt, reason="bounced")
    more = {"reason": "again"} if verb == "reject_receipt" else {}
    with pytest.raises(MoveNotAllowed):
        getattr(actions, verb)(by=cast.a.finance, receipt=receipt, **more)


def test_receipts_of_the_past_pay_on_their_day(cast, contract):
    days = [date(2026, 2, 10), date(2026, 1, 10)]
    rows = [
        Receipt(
            contract=contract, amount=Decimal(400), received_on=day, payer="A", state="confirmed"
        )
        for day in days
    ]
    actions.record_receipts(by=cast.a.admin, receipts=rows)
    assert balances(contract) == ["200.00", "0.00"]
    early = Instalment.objects.with_balance(date(2026, 1, 10)).get(number=2)
    assert early.balance == Decimal("100.00")
    before = Instalment.objects.with_balance(date(2026, 1, 9)).get(number=2)
    assert before.balance == Decimal("500.00")
    assert {row.credited_to for row in Receipt.objects.all()} == {cast.a.rep}


def test_no_receipt_of_the_past_lies_ahead(cast, contract):
    day = timezone.localdate() + timedelta(days=1)
    row = Receipt(contract=contract, amount=Decimal(1), received_on=day, payer="A")
    with pytest.raises(ValidationError):
        actions.record_receipts(by=cast.a.admin, receipts=[row])
