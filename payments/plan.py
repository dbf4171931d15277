"""From payment terms to instalments (spec 07). Amounts are Decimal with whole minor units."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from contracts import shares
from crm.money import quantize
from crm.refusals import InputRefused
from people.workdays import add_workdays, next_workday

TRIGGERS = ("signing", "milestone", "delivery", "acceptance", "invoice", "warranty_end", "date")
MESSAGES = {
    "no_parts": _("Payment terms need at least one part."),
    "two_balances": _("Only one part can be the balance."),
    "share": _("A part is a percent, an amount or the balance."),
    "percent": _("A percent lies above 0 and at most at 100."),
    "amount": _("The amount of a part is above zero and in whole cents."),
    "trigger": _("A part is due on signing, a milestone, delivery, acceptance, invoice, the end "
                 "of warranty or a date."),
    "date": _("A part due on a date needs the date, without days; other parts have none."),
    "milestone": _("A part due on a milestone names the milestone; other parts name none."),
    "days": _("The days after the due event cannot be negative."),
    "not_whole": _("Without a balance the parts must make 100 % of the contract."),
    "too_much": _("The parts are more than the contract."),
    "total": _("The contract's amount is not negative and in whole cents."),
}  # fmt: skip


class PlanRefused(InputRefused):
    """code: a key of MESSAGES."""


def _refuse_if(wrong, code):
    if wrong:
        raise PlanRefused(MESSAGES[code], code=code)


@dataclass(frozen=True)
class Part:
    """One part of payment terms; `value` is percent or amount, None for the balance."""

    share: str  # percent | amount | balance
    value: Decimal | None
    trigger: str  # one of TRIGGERS
    days: int = 0
    working_days: bool = False
    on: date | None = None
    milestone: object = None

    def __post_init__(self):
        _refuse_if(self.share not in ("percent", "amount", "balance"), "share")
        _refuse_if((self.value is None) != (self.share == "balance"), "share")
        _refuse_if(self.share == "percent" and not 0 < self.value <= 100, "percent")
        _refuse_if(self.share == "amount" and self.value <= 0, "amount")
        _refuse_if(self.trigger not in TRIGGERS, "trigger")
        _refuse_if((self.on is None) == (self.trigger == "date"), "date")
        _refuse_if(self.trigger == "date" and self.days, "date")
        _refuse_if((self.milestone is None) == (self.trigger == "milestone"), "milestone")
        _refuse_if(self.days < 0, "days")


@dataclass(frozen=True)
class PlannedInstalment:
    """`due_on` is None while the event that it waits for is open."""

    no: int
    amount: Decimal
    due_on: date | None
    trigger: str
    milestone: object = None
    part: Part | None = None


def plan(total, parts, dates, *, calendar=None, shift_holidays=True, currency="CNY"):
    """The instalments of a contract of `total`, numbered from 1; their sum is `total`.

    `dates` holds the events that have happened: {"signing": date, ("milestone", ref): date, …}.
    A part that comes to nothing makes no instalment. `shift_holidays` moves a computed date on
    a day off to the next working day; a stated date stays.
    """
    _refuse_if(total < 0 or total != quantize(total, currency), "total")
    amounts = part_amounts(total, parts, currency)
    owed = [(part, amount) for part, amount in zip(parts, amounts, strict=True) if amount]
    return [
        PlannedInstalment(
            no, amount, due_date(part, dates, calendar, shift_holidays), part.trigger,
            part.milestone, part,
        )
        for no, (part, amount) in enumerate(owed, start=1)
    ]  # fmt: skip


def part_amounts(total, parts, currency="CNY"):
    """The amount of each part, in the order of `parts`; PlanRefused for no whole plan."""
    kinds = [part.share for part in parts]
    _refuse_if(not parts, "no_parts")
    _refuse_if(kinds.count("balance") > 1, "two_balances")
    fixed = [part.value for part in parts if part.share == "amount"]
    _refuse_if(any(amount != quantize(amount, currency) for amount in fixed), "amount")
    _refuse_if(sum(part.value for part in parts if part.share == "percent") > 100, "too_much")
    amounts = shares.part_amounts(total, parts, currency)
    pairs = zip(kinds, amounts, strict=True)
    balance = total - sum(amount for kind, amount in pairs if kind != "balance")
    _refuse_if(balance < 0, "too_much")
    _refuse_if(balance and "balance" not in kinds, "not_whole")
    return amounts


def due_date(part, dates, calendar=None, shift_holidays=True):
    """The day on which a part is due, None while its event is open."""
    if part.trigger == "date":
        return part.on
    key = ("milestone", part.milestone) if part.trigger == "milestone" else part.trigger
    start = dates.get(key)
    if start is None:
        return None
    if part.working_days:
        due = add_workdays(start, part.days, calendar)
    else:
        due = start + timedelta(days=part.days)
    return next_workday(due, calendar) if shift_holidays else due
