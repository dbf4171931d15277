"""今日 per role (spec 09)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from activities.actions import add_task
from customers.actions import create_account
from payments.models import Receipt
from tests.reports.rows import make_deal, owe, sign


def home(company, who):
    answer = company.client(who).get(company.url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_rep_sees_what_is_due_and_not_what_comes_later(room):
    a = room.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="Pump works")
        for title, days in [("Late call", -3), ("Call now", 0), ("Call then", 4)]:
            add_task(
                by=a.rep,
                record=account,
                title=title,
                due_on=room.today + timedelta(days=days),
                owner=a.rep,
            )
    html = home(a, "rep")
    assert html.index("Late call") < html.index("Call now")
    assert "Call then" not in html
    assert "Pump works" in html
    assert "Late call" not in home(a, "rep2")


def test_deals_that_stand_still_or_lack_a_next_step_come_up(room):
    a = room.a
    with a.scope():
        tomorrow = room.today + timedelta(days=1)
        step = {"next_step": "Call", "next_step_on": tomorrow, "closes": tomorrow}
        make_deal(a.rep, room.stages[0], 10, **step)
        old = timezone.now() - timedelta(days=60)
        stale = make_deal(a.rep, room.stages[0], 20, **step, last_activity_at=old)
        bare = make_deal(a.rep, room.stages[0], 30)
        other = make_deal(a.rep2, room.stages[0], 40)
    html = home(a, "rep")
    assert f"/opportunities/{stale.pk}/" in html
    assert f"/opportunities/{bare.pk}/" in html
    assert f"/opportunities/{other.pk}/" not in html
    assert html.count("No next step") == 1
    assert "no activity for" in html


def test_finance_sees_receipts_to_confirm_and_what_is_overdue(room):
    a = room.a
    with a.scope():
        contract = sign(a.rep, 100, date(2026, 10, 1))
        owe(contract, (100, date(2026, 11, 1)))
        Receipt.objects.create(
            contract=contract,
            account=contract.account,
            owner=a.rep,
            amount=40,
            received_on=room.today,
            payer="Payer of forty",
            reported_by=a.rep,
        )
    html = home(a, "finance")
    assert "Payer of forty" in html
    assert "20 days overdue" in html
    assert "Payer of forty" not in home(a, "rep")


@pytest.mark.parametrize("who", ["rep", "manager", "project", "finance", "legal", "marketing"])
def test_a_quiet_day_says_so(room, who):
    assert "Nothing to do today." in home(room.a, who)


def test_the_quiet_day_of_a_rep_leads_to_the_board(room):
    html = home(room.a, "rep")
    assert "Pick a deal from the board and plan its next step." in html
    assert room.a.url("opportunities/") in html
