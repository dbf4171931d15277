"""The state of an instalment and the ageing of what is open 账龄 (spec 07).

`as_of` a day means its end: the balances given are those at the end of that day.
"""

from decimal import Decimal

DUE_SOON_DAYS = 7
BUCKETS = ("not_due", "1-30", "31-60", "61-90", "90+")
_LAST_DAYS = (0, 30, 60, 90)


def state(balance, due_on, as_of):
    """paid, overdue, due (within 7 days) or planned: the first that holds."""
    if balance <= 0:
        return "paid"
    days = days_overdue(due_on, as_of)
    if days is None or days < -DUE_SOON_DAYS:
        return "planned"
    return "overdue" if days > 0 else "due"


def part_paid(amount, balance):
    """Whether something, but not all, of the amount is settled; apart from the state."""
    return 0 < balance < amount


def days_overdue(due_on, as_of):
    """Days since the due date, negative before it, None for an open date."""
    return None if due_on is None else (as_of - due_on).days


def bucket(due_on, as_of):
    """One of BUCKETS; an open date is not due."""
    days = days_overdue(due_on, as_of)
    if days is None:
        return BUCKETS[0]
    return BUCKETS[sum(days > last for last in _LAST_DAYS)]


def days_of(name):
    """(first, last) days overdue that a bucket of BUCKETS spans; None where it has no end."""
    at = BUCKETS.index(name)
    first = _LAST_DAYS[at - 1] + 1 if at else None
    return first, _LAST_DAYS[at] if at < len(_LAST_DAYS) else None


def ageing(rows, as_of):
    """{"buckets": [{"bucket", "count", "amount"} for each of BUCKETS], "overdue": {…}}.

    `rows` are (balance, due_on); amounts are Decimal, settled rows do not count.
    """
    found = {name: {"bucket": name, "count": 0, "amount": Decimal("0.00")} for name in BUCKETS}
    for balance, due_on in rows:
        if balance > 0:
            cell = found[bucket(due_on, as_of)]
            cell["count"] += 1
            cell["amount"] += balance
    late = [found[name] for name in BUCKETS[1:]]
    overdue = {
        "count": sum(cell["count"] for cell in late),
        "amount": sum((cell["amount"] for cell in late), Decimal("0.00")),
    }
    return {"buckets": list(found.values()), "overdue": overdue}
