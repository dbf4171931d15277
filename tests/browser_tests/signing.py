"""From an accepted quote to a formal contract, through everybody's inbox."""

import re

from tests.browser_tests.script import Script
from tests.browser_tests.walker import Walker

PARTS = (
    {"share": "percent", "value": "30", "trigger": "signing", "days": "10"},
    {"trigger": "milestone", "days": "30", "share": "balance"},
)


def draft(w: Walker, script: Script, project_manager: str) -> int:
    """The contract from the quote that is open, with its terms, submitted."""
    w.do("Draft a contract", project_manager=project_manager)
    contract = w.number()
    w.follow("Payment terms")
    w.fill(_terms(script))
    w.press("Save")
    assert script.milestone in w.text()
    w.do("Submit")
    return contract


def _terms(script: Script) -> dict:
    parts = [dict(part) for part in PARTS]
    parts[1]["milestone"] = script.milestone
    fields = {n: part.items() for n, part in enumerate(parts)}
    return {f"terms-{n}-{name}": value for n, part in fields.items() for name, value in part}


def decide(w: Walker, member, path: str, *, comment: str = "") -> None:
    """From the inbox to the step, and yes to it."""
    w.sign_in(member.user)
    w.open(path)
    w.leave_by(w.main.locator("[data-row] a").first)
    w.do("Approve", comment=comment)
    assert w.main.locator("[data-row]").count() == 0


def assert_stuck_with(w: Walker, path: str, *names: str) -> None:
    """The record says with whom it waits, and since how many hours."""
    w.open(path)
    said = w.text()
    for name in names:
        assert name in said, name


def formal_number(w: Walker) -> str:
    return re.search(r"[A-Z]+-\d{4}-\d+", w.page.locator("h1").inner_text() + w.text()).group()
