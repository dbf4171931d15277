"""Each verb of a lead: works and leaves its event, twice is harmless, illegal is refused."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override

from activities.models import Event, Notification, Reason
from activities.search import ids_of
from leads import actions
from leads.models import Claim, Lead, Pool, PoolMember
from people.actions import change_member
from tenants.states import MoveNotAllowed

MONDAY = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"), override("en"):
        yield cast.a


def new_lead(a, **fields) -> Lead:
    return actions.create_lead(by=a.rep, company="Acme", **fields)


def verbs(lead: Lead) -> list[str]:
    events = Event.objects.filter(kind="lead", object_id=lead.pk).order_by("pk")
    return list(events.values_list("verb", flat=True))


def reason(name=Reason.List.LEAD_DISQUALIFIED) -> Reason:
    return Reason.objects.for_list(name).first()


def test_a_lead_begins_in_the_first_pool_that_takes_it(a):
    special = Pool.objects.create(name="Banks", order=1, industries=["Bank"])
    assert new_lead(a, industry="Bank").pool == special
    lead = new_lead(a, industry="Toys")
    assert (lead.state, lead.pool == special, verbs(lead)) == ("pooled", False, ["lead.created"])


def test_a_budget_below_zero_is_refused(a):
    with pytest.raises(ValidationError) as refused:
        new_lead(a, budget=-5)
    assert list(refused.value.message_dict) == ["budget"]


def test_claiming_leaves_an_event_and_a_line_of_the_ledger(a):
    lead = new_lead(a)
    claimed = actions.claim_lead(by=a.rep, lead=lead)
    assert (claimed.state, claimed.owner) == ("assigned", a.rep)
    assert actions.claim_lead(by=a.rep, lead=lead).pk == lead.pk
    assert verbs(lead) == ["lead.created", "lead.claimed"]
    assert Claim.objects.filter(lead=lead, member=a.rep).count() == 1


def test_a_claimed_lead_says_whose_it_is(a):
    lead = actions.claim_lead(by=a.rep, lead=new_lead(a))
    with pytest.raises(MoveNotAllowed, match="Rep"):
        actions.claim_lead(by=a.rep2, lead=lead)


def test_only_members_of_a_pool_claim_from_it(a):
    lead = new_lead(a)
    PoolMember.objects.create(pool=lead.pool, member=a.rep2)
    with pytest.raises(MoveNotAllowed):
        actions.claim_lead(by=a.rep, lead=lead)
    assert actions.claim_lead(by=a.rep2, lead=lead).owner == a.rep2


def test_open_claims_have_a_limit(a):
    change_member(by=a.admin, member=a.rep, claim_limit=1)
    first = actions.claim_lead(by=a.rep, lead=new_lead(a))
    with pytest.raises(MoveNotAllowed, match="1 open"):
        actions.claim_lead(by=a.rep, lead=new_lead(a))
    actions.disqualify_lead(by=a.rep, lead=first, reason=reason())
    actions.claim_lead(by=a.rep, lead=new_lead(a))


def test_giving_back_does_not_refund_a_claim_of_the_day(a):
    change_member(by=a.admin, member=a.rep, daily_claims=1)
    with time_machine.travel(MONDAY, tick=False):
        lead = actions.claim_lead(by=a.rep, lead=new_lead(a))
        actions.give_back_lead(by=a.rep, lead=lead)
        with pytest.raises(MoveNotAllowed, match="1 leads today"):
            actions.claim_lead(by=a.rep, lead=new_lead(a))
    with time_machine.travel(MONDAY.replace(day=3), tick=False):
        actions.claim_lead(by=a.rep, lead=new_lead(a))


def test_who_lost_a_lead_waits_for_the_cool_down(a):
    with time_machine.travel(MONDAY, tick=False):
        lead = actions.claim_lead(by=a.rep, lead=new_lead(a))
        actions.give_back_lead(by=a.rep, lead=lead)
        assert lead.pool.cooldown_days == 5
        with pytest.raises(MoveNotAllowed, match="5 working days"):
            actions.claim_lead(by=a.rep, lead=lead)
    with time_machine.travel(MONDAY.replace(day=8), tick=False):  # Sunday: four have passed
        with pytest.raises(MoveNotAllowed):
            actions.claim_lead(by=a.rep, lead=lead)
        assert actions.claim_lead(by=a.rep2, lead=lead).owner == a.rep2
        actions.give_back_lead(by=a.rep2, lead=lead)
    with time_machine.travel(MONDAY.replace(day=9), tick=False):
        assert actions.claim_lead(by=a.rep, lead=lead).owner == a.rep


def test_a_lead_of_ones_own_that_was_given_back_waits_like_any_other(a):
    lead = new_lead(a, mine=True)
    actions.give_back_lead(by=lead.owner, lead=lead)
    with pytest.raises(MoveNotAllowed, match="5 working days"):
        actions.claim_lead(by=a.rep, lead=lead)


def test_assigning_tells_the_receiver_once(a):
    lead = new_lead(a)
    for _number in range(2):
        assert actions.assign_lead(by=a.manager, lead=lead, to=a.rep2).owner == a.rep2
    assert Notification.objects.filter(member=a.rep2, verb="lead.assigned").count() == 1
    with pytest.raises(MoveNotAllowed):
        actions.assign_lead(by=a.manager, lead=lead, to=a.rep)


def test_starting_a_follow_up_and_starting_again(a):
    lead = actions.claim_lead(by=a.rep, lead=new_lead(a))
    for _number in range(2):
        assert actions.start_lead(by=a.rep, lead=lead).state == "working"
    assert verbs(lead).count("lead.started") == 1
    with pytest.raises(MoveNotAllowed):
        actions.start_lead(by=a.rep, lead=new_lead(a))


def test_closing_and_restoring(a):
    lead = actions.claim_lead(by=a.rep, lead=new_lead(a))
    for _number in range(2):
        closed = actions.disqualify_lead(by=a.rep, lead=lead, reason=reason())
    assert (closed.state, closed.reason) == ("disqualified", reason())
    assert closed.closed_at.date() >= date(2026, 1, 1)
    for _number in range(2):
        restored = actions.restore_lead(by=a.manager, lead=lead)
    assert (restored.state, restored.owner, restored.reason) == ("pooled", None, None)
    assert verbs(lead)[-2:] == ["lead.disqualified", "lead.restored"]


def test_a_pooled_lead_cannot_be_closed(a):
    with pytest.raises(MoveNotAllowed):
        actions.disqualify_lead(by=a.rep, lead=new_lead(a), reason=reason())


def test_a_refused_verb_is_409_with_its_reason_and_leaves_nothing(cast):
    with cast.a.scope("rep"):
        lead = actions.claim_lead(by=cast.a.rep2, lead=new_lead(cast.a))
        actions.disqualify_lead(by=cast.a.rep2, lead=lead, reason=reason())
        before = verbs(lead)
    answer = cast.a.client("manager").post(cast.a.url(f"leads/{lead.pk}/start/"))
    assert answer.status_code == 409
    assert "Invalid" in answer.content.decode()
    with cast.a.scope():
        assert verbs(lead) == before


SECRET = {"person": "Zhou Min", "phone": "+8613800138000", "email": "zhou@acme.example"}


def test_contact_data_in_the_pool_are_masked(cast):
    with cast.a.scope("rep"):
        page = f"leads/{new_lead(cast.a, **SECRET).pk}/"
    for path in ("leads/", page):
        shown = cast.a.client("rep").get(cast.a.url(path)).content.decode()
        assert not any(value in shown for value in SECRET.values()), path
    assert SECRET["person"] in cast.a.client("manager").get(cast.a.url(page)).content.decode()


@pytest.mark.parametrize("asked", ["leads/?q=Zhou", "search/?q=Zhou", "search/?q=13800138000"])
def test_masked_contact_data_cannot_be_guessed_by_looking_for_them(cast, asked):
    with cast.a.scope("rep"):
        lead = new_lead(cast.a, **SECRET)
        link = f'href="/t/alpha/leads/{lead.pk}/"'
    client = cast.a.client("rep")
    assert link not in client.get(cast.a.url(asked)).content.decode()
    with cast.a.scope("rep"):
        actions.claim_lead(by=cast.a.rep, lead=lead)
    assert link in client.get(cast.a.url(asked)).content.decode()
    with cast.a.scope("rep"):
        actions.give_back_lead(by=cast.a.rep, lead=lead)
    assert link not in client.get(cast.a.url(asked)).content.decode()


def test_a_lead_may_be_its_authors_own_from_the_start_and_is_no_claim(a):
    lead = new_lead(a, mine=True, phone="+8613800138000")
    assert (lead.state, lead.owner) == (Lead.State.ASSIGNED, a.rep)
    assert not lead.hides_contact_from(a.rep)
    assert not Claim.objects.exists()
    assert ids_of("lead", "8000") == [lead.pk]


@pytest.mark.parametrize(("name", "chosen"), [("rep", "yes"), ("manager", "no"), ("marketing", "")])
def test_the_form_of_a_rep_keeps_the_lead_unless_he_says_else(cast, name, chosen):
    client, url = cast.a.client(name), cast.a.url("leads/new/")
    form = client.get(url).context["form"]
    assert (form["mine"].value() if "mine" in form.fields else "") == chosen
    for mine, owner in (("yes", name), ("no", None)):
        sent = {"company": f"Acme {mine}", "importance": 2, "mine": mine}
        assert client.post(url, sent).status_code == 303
        with cast.a.scope():
            expected = cast.a.members[owner] if owner and chosen else None
            assert Lead.objects.get(company=f"Acme {mine}").owner == expected
