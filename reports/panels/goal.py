"""Signed, expected and won but not formal: of the month, and per member (spec 08, Targets)."""

from decimal import Decimal

from django.db.models import Sum

from reports.charts import bar
from reports.deals import awaiting_contract
from reports.links import CONTRACTS, DEALS
from reports.panels.frame import Frame

SHOWN = 8
ZERO = Decimal("0.00")


def goal(frame: Frame) -> dict:
    awaiting = _awaiting(frame)
    people = _people(frame, awaiting)
    widest = max((sum(person["amounts"]) for person in people), default=ZERO)
    for person in people:
        person["parts"] = _parts(widest, person["amounts"])
        person["url"] = frame.rows(CONTRACTS, month=frame.month, member=person["id"])
        person["expected_url"] = frame.rows(
            DEALS, figure="expected", month=frame.month, member=person["id"]
        )
    signed = sum(
        (amount for (month, _who), amount in frame.signed.items() if month == frame.month), ZERO
    )
    expected = _expected_of(frame, frame.sums)
    waits = sum(awaiting.values(), ZERO)
    return {
        "signed": signed,
        "expected": expected,
        "awaiting": waits,
        "total": signed + expected + waits,
        "parts": _parts(signed + expected + waits, (signed, waits, expected)),
        "signed_url": frame.rows(CONTRACTS, month=frame.month),
        "expected_url": frame.rows(DEALS, figure="expected", month=frame.month),
        "awaiting_url": frame.rows(DEALS, figure="awaiting", month=frame.month),
        "people": people[:SHOWN],
        "more": len(people) - SHOWN if len(people) > SHOWN else 0,
    }


def _awaiting(frame: Frame) -> dict[int, Decimal]:
    rows = awaiting_contract(frame.scope, frame.period.end).order_by()
    return dict(rows.values_list("credited_to_id").annotate(total=Sum("amount")))


def _expected_of(frame: Frame, sums) -> Decimal:
    """Of the chosen month; a month gone by expects nothing more."""
    month = frame.expected(sums).get(frame.month)
    return month.expected if month else ZERO


def _people(frame: Frame, awaiting: dict) -> list[dict]:
    """Who has anything of it, the most signed first; amounts: signed, won, expected."""
    own: dict = {}
    for deal in frame.sums:
        own.setdefault(deal.key, []).append(deal)
    signed = {who: amount for (month, who), amount in frame.signed.items() if month == frame.month}
    people = []
    for who in own.keys() | signed.keys() | awaiting.keys():
        expected = _expected_of(frame, own.get(who, []))
        amounts = (signed.get(who, ZERO), awaiting.get(who, ZERO), expected)
        if any(amounts):
            people.append({"id": who, "name": frame.staff.name(who), "amounts": amounts})
    people.sort(key=lambda person: (-person["amounts"][0], -sum(person["amounts"]), person["name"]))
    return people


def _parts(whole: Decimal, amounts: tuple) -> list[dict]:
    return bar(whole, zip(("f-green", "f-amber", "f-brand"), amounts, strict=True))
