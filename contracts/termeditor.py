"""The grid of payment terms: parts as typed, each with the amount that the server makes of it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from approvals.effects import digest
from contracts.models import Contract, PaymentTerm
from contracts.shares import part_amounts
from contracts.termforms import MOST, TermForm, TermFormSet
from contracts.terms import instalment_name
from quotes.rows import numbered, posted_rows
from tenants.scope import current_tenant

PREFIX = "terms"
FIELDS = tuple(TermForm.base_fields)
Share, Trigger = PaymentTerm.Share, PaymentTerm.Trigger
NEW = dict.fromkeys(FIELDS, "") | {"share": Share.PERCENT, "trigger": Trigger.SIGNING, "days": "0"}
# What a contract without terms begins with: something first, the rest when it is accepted.
PROPOSED = [NEW, NEW | {"share": Share.BALANCE, "trigger": Trigger.ACCEPTANCE}]


class TermEditor:
    """What a page shows of a draft's terms: those stored, or those of a posted form.

    It stores nothing. Faults are shown (`checked`) only to whoever wants to save: while somebody
    types, what is left says enough.
    """

    def __init__(self, contract: Contract, data: Mapping[str, str] | None = None):
        self.contract, self.total = contract, contract.amount
        self.checked = data is not None and data.get("do") == "save"
        stored = _stored(contract)
        now = digest(stored)
        began = now if data is None else data.get("stored", "")
        self.outdated = self.checked and began != now
        self.stored = now if self.outdated else began  # what the page was, or now is, made of
        rows = stored if data is None else _posted(data)
        self.typed = rows != stored
        self.formset = TermFormSet(numbered(rows, PREFIX), prefix=PREFIX, contract=contract)

    def is_valid(self) -> bool:
        """Not while somebody else's terms would be lost: seen, they may be saved over."""
        return self.formset.is_valid() and not self.outdated

    def rows(self) -> list[dict]:
        return self.formset.rows()

    @property
    def may_add(self) -> bool:
        return len(self.formset.forms) < MOST

    @cached_property
    def parts(self) -> list[PaymentTerm | None]:
        """One a row; None while its figure is missing or wrong."""
        self.formset.is_valid()
        return [_part(form) for form in self.formset.forms]

    @cached_property
    def amounts(self) -> list[Decimal | None]:
        known = [part for part in self.parts if part]
        found = iter(part_amounts(self.total, known, current_tenant().currency))
        return [next(found) if part else None for part in self.parts]

    def table(self) -> list[dict]:
        """One entry a row: {"form", "name" (proposed), "amount", "percent" (of the contract),
        "share", "trigger"}."""
        return [
            {
                "form": form,
                "name": instalment_name(number),
                "amount": amount,
                "percent": self.percent_of(amount),
                "share": form["share"].value(),
                "trigger": form["trigger"].value(),
            }
            for number, (form, amount) in enumerate(
                zip(self.formset.forms, self.amounts, strict=True), start=1
            )
        ]

    @property
    def given(self) -> Decimal:
        """The sum of all parts."""
        return sum((amount for amount in self.amounts if amount is not None), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What the parts leave open, below zero when they are too much: of parts with a rest that
        is what the rest lacks."""
        rests = [
            amount
            for part, amount in zip(self.parts, self.amounts, strict=True)
            if part and part.share == Share.BALANCE
        ]
        return min(sum(rests), Decimal(0)) if rests else self.total - self.given

    @property
    def over(self) -> Decimal:
        return max(-self.left, Decimal(0))

    def percent_of(self, amount: Decimal | None) -> Decimal | None:
        return None if amount is None or not self.total else amount * 100 / self.total

    @property
    def percent_given(self) -> Decimal | None:
        return self.percent_of(self.given)

    @property
    def percent_left(self) -> Decimal | None:
        return self.percent_of(abs(self.left))


def _part(form: TermForm) -> PaymentTerm | None:
    data = form.cleaned_data
    share, value = data.get("share"), data.get("value")
    if share == Share.BALANCE:
        return PaymentTerm(share=share)
    return PaymentTerm(share=share, value=value) if share and value and value > 0 else None


def _stored(contract: Contract) -> list[dict[str, str]]:
    return [_row(term) for term in contract.terms.all()] or PROPOSED


def _row(term: PaymentTerm) -> dict[str, str]:
    """What a browser would send for a stored part."""
    return {
        "name": term.name,
        "share": term.share,
        "value": "" if term.value is None else f"{term.value.normalize():f}",
        "trigger": term.trigger,
        "milestone": term.milestone,
        "days": str(term.days),
        "working_days": "on" if term.working_days else "",
        "on": term.on.isoformat() if term.on else "",
    }


def _posted(data: Mapping[str, str]) -> list[dict[str, str]]:
    rows = posted_rows(data, PREFIX, FIELDS, MOST)
    return [*rows, NEW] if data.get("do") == "add" else rows
