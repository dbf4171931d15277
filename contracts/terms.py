"""Payment terms that make sense (spec 07): the plan of instalments is made from them later."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contracts.models import Contract, PaymentTerm
from contracts.shares import part_amounts
from crm.money import quantize
from tenants.scope import current_tenant

Share, Trigger = PaymentTerm.Share, PaymentTerm.Trigger


def check_terms(terms: Sequence[PaymentTerm], total: Decimal, currency: str) -> None:
    """Raise ValidationError with everything that is wrong with terms for a contract of `total`."""
    faults = [fault for term in terms for fault in faults_of(term, currency)]
    if not faults:
        faults = faults_together(terms, total, currency)
    if faults:
        raise ValidationError(faults)


def terms_of(contract: Contract) -> list[dict]:
    return laid_out(list(contract.terms.all()), contract.amount)


def laid_out(terms: Sequence[PaymentTerm], total: Decimal) -> list[dict]:
    """For pages and paper: [{"term", "name", "amount"}], in order."""
    amounts = part_amounts(total, terms, current_tenant().currency)
    return [
        {"term": term, "name": term.name or instalment_name(number), "amount": amount}
        for number, (term, amount) in enumerate(zip(terms, amounts, strict=True), start=1)
    ]


def instalment_name(number: int) -> str:
    return _("Instalment %(n)s") % {"n": number}


def faults_of(term: PaymentTerm, currency: str) -> list[str]:
    """What is wrong with one part by itself."""
    value = term.value
    wrong = {
        _("The rest needs no figure; percent and amount need one."): (value is None)
        != (term.share == Share.BALANCE),
        _("A percent lies above 0 and at most at 100."): term.share == Share.PERCENT
        and value is not None
        and not 0 < value <= 100,
        _("The amount of a part is above zero and in whole cents."): term.share == Share.AMOUNT
        and value is not None
        and (value <= 0 or value != quantize(value, currency)),
        _("A part due on a date needs the date; other parts have none."): (term.on is None)
        == (term.trigger == Trigger.DATE),
        _("A part due on a date has no days to add."): term.trigger == Trigger.DATE
        and term.days > 0,
        _("A part due on a milestone names it; other parts name none."): (not term.milestone)
        == (term.trigger == Trigger.MILESTONE),
    }
    return [fault for fault, is_so in wrong.items() if is_so]


def faults_together(terms: Sequence[PaymentTerm], total: Decimal, currency: str) -> list[str]:
    """What is wrong with parts that are each in order."""
    if not terms:
        return [_("Payment terms need at least one part.")]
    balances = sum(term.share == Share.BALANCE for term in terms)
    percents = sum(term.value for term in terms if term.share == Share.PERCENT)
    fixed = sum(term.value for term in terms if term.share == Share.AMOUNT)
    rest = total - fixed - quantize(total * percents / 100, currency)
    if balances > 1:
        return [_("Only one part can be the rest.")]
    if rest < 0 or percents > 100:
        return [_("The parts are more than the contract.")]
    if rest and not balances:
        return [_("Without a rest the parts must make 100 % of the contract.")]
    return []
