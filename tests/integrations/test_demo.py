"""The demo companies as a visitor finds them on his first day, whatever day that is."""

from collections import Counter

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from activities.models import Event, Notification, Task
from approvals.models import Step
from contracts.models import Contract
from integrations.demo import diary
from integrations.demo.script import read
from integrations.management.commands.seed_demo import Command
from leads.models import Lead
from opportunities.models import Opportunity
from payments.ageing import BUCKETS, bucket
from payments.invariants import broken
from payments.models import Instalment, Receipt
from people.models import Member
from quotes.models import Quote
from reports.days import whole
from reports.expected import deal_sums, expected
from reports.scope import Scope
from reports.signings import signed_sums
from tenants.models import Tenant
from tenants.scope import tenant_scope

# The first of a month that is a Sunday; a working day in the middle of one.
DAYS = [("huaxing", "2026-03-01 02:30Z"), ("northwind", "2026-11-19 14:00Z")]


@pytest.mark.long(15)
@pytest.mark.parametrize(("slug", "day"), DAYS)
def test_a_visitor_finds_a_company_at_work(db, slug, day):
    with time_machine.travel(day):
        Command().make(read(slug))
        tenant = Tenant.objects.get(slug=slug)
        with tenant_scope(tenant):
            every_state_is_there()
            approvals_wait_at_each_step()
            money_is_owed_in_each_bucket()
            this_month_has_figures(tenant)
            everybody_has_work()
            nothing_is_still_to_come()
            assert not any(broken().values())


def every_state_is_there():
    assert found(Quote, "state") == set(Quote.State.values)
    assert found(Lead, "state") == set(Lead.State.values)
    assert found(Receipt, "state") == set(Receipt.State.values)
    assert found(Opportunity, "status") == set(Opportunity.Status.values)
    assert {"draft", "in_review", "formal"} <= found(Contract, "state")
    assert Receipt.objects.credit().exists()
    titles = Counter(Opportunity.objects.open().values_list("name", flat=True))
    assert max(titles.values()) == 1


def found(model, field):
    return set(model.objects.values_list(field, flat=True))


def approvals_wait_at_each_step():
    waiting = Step.objects.filter(state=Step.State.PENDING)
    assert set(waiting.values_list("role", flat=True)) == {"manager", "project", "finance", "legal"}
    now = timezone.now()
    assert len({(now - step.opened_at).days for step in waiting}) > 2
    assert any(step.due_at < now for step in waiting)


def money_is_owed_in_each_bucket():
    today = timezone.localdate()
    rows = Instalment.objects.receivable()
    assert {bucket(row.due_on, today) for row in rows} == set(BUCKETS)


def this_month_has_figures(tenant):
    today = timezone.localdate()
    month = today.replace(day=1)
    assert signed_sums(Scope(None), whole(month))
    months = expected(deal_sums(Scope(None), today), today, tenant).months
    assert months[0].count > 0
    assert len({day.replace(day=1) for day in found(Contract, "signed_on") if day}) >= 12


def everybody_has_work():
    for member in Member.objects.filter(roles__overlap=["rep", "finance", "legal", "project"]):
        assert Task.objects.open().filter(owner=member).exists() or member.name in SPARE, member
    assert Notification.objects.unread().exists()


SPARE = ("谭雪", "Ben Halloran")  # the second project managers have none of the work


def nothing_is_still_to_come():
    now = timezone.now()
    assert not Event.objects.filter(at__gt=now).exists()
    assert not Opportunity.objects.filter(created_at__gt=now).exists()
    assert not Receipt.objects.filter(received_on__gt=timezone.localdate()).exists()


def test_stories_are_played_in_the_order_of_time(db):
    told = []

    def story(name, *days):
        for day in days:
            yield diary.ago(day)
            told.append((name, timezone.now()))

    diary.play([story("a", 9, 3), story("b", 5, 0.5)])
    assert [name for name, _at in told] == ["a", "b", "a", "b"]
    assert [at for _name, at in told] == sorted(at for _name, at in told)
    assert timezone.now() > told[-1][1]


def test_it_is_not_made_in_production(db, settings):
    settings.MODE = "production"
    with pytest.raises(CommandError, match="not made in production"):
        call_command("seed_demo")
