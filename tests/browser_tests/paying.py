"""From a formal contract to money that finance confirmed, and to the manager's figure."""

from django.utils import timezone

from tests.browser_tests.script import Script
from tests.browser_tests.walker import Walker


def report(w: Walker, script: Script) -> int:
    """From the contract that is open: 1,000 of the 4,400."""
    w.follow("Report a receipt")
    today = timezone.localdate().isoformat()
    w.fill({"amount": "1000", "received_on": today, "payer": script.payer})
    w.send()
    return w.number()


def confirm(w: Walker, member, path: str, script: Script) -> None:
    """Finance takes the proposal, oldest due first."""
    w.sign_in(member.user)
    w.open(path)
    w.menu("Receipts")
    w.leave_by(w.main.get_by_role("link", name=script.payer).first)
    w.do("Confirm")
    assert w.says("confirmed") in w.text() or w.says("Confirmed") in w.text()


def signed_figure(w: Walker) -> str:
    """The manager's figure of the month; its link opens the rows that make it up."""
    w.menu("Dashboard")
    panel = w.main.locator('[aria-labelledby="goal-t"]')
    figure = panel.locator("dl a").first
    amount = figure.get_attribute("title")
    w.leave_by(figure)
    return amount
