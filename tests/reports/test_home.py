"""今日 per role (spec 09)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from activities.actions import add_task
from customers.actions import create_account
from leads.actions import claim_lead, create_lead
from opportunities.actions import convert_lead
from payments.actions import confirm_receipt, report_receipt
from payments.models import Receipt
from people.actions import invite_member
from tenants.models import JobRun
from tests.factories.rows import make_row
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


@pytest.fixture
def busy(room):
    """Something of everything that a start page counts, of both representatives."""
    a = room.a
    with a.scope():
        for owner in (a.rep, a.rep2):
            for stage in (room.stages[0], room.stages[-1]):
                make_deal(owner, stage, 1000, room.today + timedelta(days=3))
            make_deal(owner, room.stages[-1], 500, room.today + timedelta(days=30))
            old = timezone.now() - timedelta(days=60)
            make_deal(owner, room.stages[0], 70, last_activity_at=old)
            contract = sign(owner, 4000, date(2026, 11, 5))
            owe(contract, (2500, date(2026, 10, 1)), (1500, date(2026, 12, 24)))
            make_money(a, contract)
            make_leads(a, owner)
    return room


def make_money(company, contract):
    """One receipt to confirm, one of which finance took half."""
    given = {"contract": contract, "received_on": contract.signed_on, "payer": "Payer"}
    report_receipt(by=contract.owner, amount=40, **given)
    taken = report_receipt(by=contract.owner, amount=30, **given)
    due = contract.instalments.order_by("number").first()
    confirm_receipt(by=company.finance, receipt=taken, allocations=[(due, 15)])


def make_leads(company, owner):
    """Two of the fair, of which one became a customer, and one of the web."""
    for number, source in enumerate(("Fair", "Fair", "Web")):
        name = f"Lead {number} of {owner.name}"
        lead = create_lead(by=company.marketing, company=name, source=source)
        if not number:
            convert_lead(by=owner, lead=claim_lead(by=owner, lead=lead))


STAT = re.compile(r'<a href="([^"]+)" class="stat [^"]*"(?: title="([^"]*)")?>.*?<b>(.*?)</b>')
COUNT = re.compile(r"(\d+) rows?<|<dd>(\d+)</dd>|tab=todo[^>]*>[^<]*<b class=\"count\">(\d+)")
TOTAL = re.compile(r"<dd>((?:CN)?¥[^<]*)</dd>")


@pytest.mark.parametrize("who", ["rep", "manager", "finance", "project", "legal", "marketing"])
def test_every_figure_leads_to_rows_that_add_up_to_it(busy, who):
    client, found = busy.a.client(who), STAT.findall(unescape(home(busy.a, who)))
    assert len(found) >= 4
    for url, exact, value in found:
        answer = client.get(url)
        assert answer.status_code == 200, url
        html = answer.content.decode()
        if exact:
            assert TOTAL.findall(html) == [exact], url
        else:
            counted = COUNT.search(html)
            assert int(value) == (int(next(filter(None, counted.groups()))) if counted else 0), url
    assert any(value not in ("0", "¥0") for _url, _exact, value in found)


def test_a_manager_sees_in_which_stage_his_team_is_stuck(busy):
    html = unescape(home(busy.a, "manager"))
    assert "Deals that need you" in html
    stage = busy.stages[0].pk
    [url] = re.findall(rf'href="([^"]*stale=on&stage={stage})"', html)
    rows = busy.a.client("manager").get(url).content.decode()
    assert "2 stale deals" in html
    assert "2 rows" in rows
    assert "Deals that need you" not in home(busy.a, "rep")


def test_marketing_sees_its_channels_and_what_became_of_them(busy):
    html = home(busy.a, "marketing")
    assert html.index("Fair") < html.index("Web")
    assert "50.0 %" in html
    assert "source=Fair" in html


def test_an_administrator_sees_what_is_left_to_set_up(busy):
    html = home(busy.a, "admin")
    assert "Every member has joined" in html
    assert "Background jobs run" in html
    with busy.a.scope():
        invite_member(
            by=busy.a.admin,
            name="New",
            email="new@alpha.example",
            department=busy.a.team,
            roles=["rep"],
        )
        make_row(JobRun, by=busy.a.admin, error="ConnectionError")
    later = home(busy.a, "admin")
    assert later.count("To do") == html.count("To do") + 2
    assert "Members who have not joined" in later
    assert "Background jobs failed" in later
    assert "Set up and running" not in home(busy.a, "rep")
