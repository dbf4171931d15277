"""Deals over the API: the same rows and verbs as the pages (spec 10)."""

import pytest

from activities.models import Reason
from customers.models import Contact
from leads.actions import claim_lead, create_lead
from opportunities.actions import advance
from opportunities.models import Opportunity
from people.actions import create_token
from tests.cast import browser
from tests.opportunities.deals import ask, make_deal, stages


@pytest.fixture
def a(cast):
    return cast.a


@pytest.fixture
def deal(a):
    with a.scope("rep"):
        return make_deal(a)


class Caller:
    """A member's program."""

    def __init__(self, company, name: str):
        with company.scope(name):
            member = company.members[name]
            _token, secret = create_token(by=member, member=member, name="test", access="write")
        self.headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        self.client = browser()

    def __call__(self, method: str, path: str, body: dict | None = None):
        call = getattr(self.client, method)
        more = {"headers": self.headers}
        if method != "get":
            more |= {"content_type": "application/json", "data": {} if body is None else body}
        return call(f"/api/v1/{path}", **more)


def test_deals_are_listed_filtered_and_read(a, deal):
    with a.scope("rep"):
        other = advance(by=a.rep, opportunity=make_deal(a, name="Second"))
    rep = Caller(a, "rep")
    both = rep("get", "opportunities").json()
    assert [item["id"] for item in both["items"]] == [other.pk, deal.pk]
    assert both["count"] == 2
    for query in (f"stage={deal.stage_id}", "limit=1&cursor=" + str(other.pk)):
        assert [i["id"] for i in rep("get", f"opportunities?{query}").json()["items"]] == [deal.pk]
    for query, found in (("sort=id", [deal, other]), (f"sort=id&cursor={deal.pk}", [other])):
        items = rep("get", f"opportunities?{query}").json()["items"]
        assert [item["id"] for item in items] == [one.pk for one in found]
    for query in ("status=won", f"owner={a.manager.pk}"):
        assert rep("get", f"opportunities?{query}").json()["items"] == []
    one = rep("get", f"opportunities/{deal.pk}").json()
    assert (one["amount"], one["probability"], one["status"]) == ("1000.00", "10", "open")
    assert (one["account"], one["owner"]) == (deal.account_id, a.rep.pk)
    assert Caller(a, "rep2")("get", f"opportunities/{deal.pk}").status_code == 404


def test_a_deal_is_made_and_changed(a, deal):
    rep = Caller(a, "rep")
    made = rep(
        "post", "opportunities", {"name": "New", "account": deal.account_id, "amount": "12.5"}
    )
    assert made.status_code == 201
    assert made.json()["amount"] == "12.50"
    path = f"opportunities/{made.json()['id']}"
    changed = rep("patch", path, {"amount": "20", "next_step": "Call"}).json()
    assert (changed["amount"], changed["next_step"], changed["name"]) == ("20.00", "Call", "New")
    assert rep("patch", path, {"status": "won"}).status_code == 422
    assert rep("patch", path, {"name": ""}).status_code == 422
    assert rep("post", "opportunities", {"name": "x", "account": 10**6}).status_code == 404
    assert Caller(a, "admin")("patch", path, {"name": "y"}).status_code == 403


def test_moves_say_what_is_missing(a, deal):
    with a.scope("rep"):
        first, second = stages()[:2]
        criterion = ask(first)
    path = f"opportunities/{deal.pk}"
    rep = Caller(a, "rep")
    refused = rep("post", f"{path}/advance")
    assert refused.status_code == 409
    assert refused.json()["missing"] == ["The budget is known"]
    waived = {"waivers": {str(criterion.pk): "Old friends"}}
    assert rep("post", f"{path}/advance", waived).status_code == 403
    moved = Caller(a, "manager")("post", f"{path}/advance", waived).json()
    assert moved["stage"] == second.pk
    back = rep("post", f"{path}/step_back", {"to": first.pk, "reason": "Too early"}).json()
    assert back["stage"] == first.pk
    assert rep("post", f"{path}/advance", {"to": 10**6}).status_code == 422


def test_a_deal_is_won_lost_invalidated_reopened_and_assigned(a, deal):
    with a.scope():
        lost = Reason.objects.for_list("deal_lost").first().pk
        invalid = Reason.objects.for_list("deal_invalid").first().pk
    path, rep, manager = f"opportunities/{deal.pk}", Caller(a, "rep"), Caller(a, "manager")
    assert rep("post", f"{path}/win").status_code == 409
    assert rep("post", f"{path}/win", {"reason": "x"}).status_code == 403
    assert manager("post", f"{path}/win", {"reason": "x"}).json()["status"] == "won"
    assert rep("post", f"{path}/reopen", {"reason": "x"}).status_code == 403
    assert manager("post", f"{path}/reopen", {"reason": "x"}).json()["status"] == "open"
    assert rep("post", f"{path}/lose", {"reason": invalid}).status_code == 422
    closed = rep("post", f"{path}/lose", {"reason": lost, "competitor": "X"}).json()
    assert (closed["status"], closed["lost_to"], closed["close_reason"]) == ("lost", "X", lost)
    manager("post", f"{path}/reopen", {"reason": "x"})
    assert rep("post", f"{path}/invalidate", {"reason": invalid}).json()["status"] == "invalid"
    assert rep("post", f"{path}/assign", {"to": a.rep2.pk}).status_code == 403
    assert manager("post", f"{path}/assign", {"to": a.rep2.pk}).json()["owner"] == a.rep2.pk


def test_a_lead_is_converted_once(a, deal):
    with a.scope("rep"):
        lead = create_lead(by=a.rep, company="Beta Ltd", person="Wu")
        claim_lead(by=a.rep, lead=lead)
    rep, path = Caller(a, "rep"), f"leads/{lead.pk}/convert"
    assert Caller(a, "rep2")("post", path).status_code == 404
    made = rep("post", path, {"opportunity": {"amount": "70", "name": "Plant"}})
    assert made.status_code == 201
    body = made.json()
    assert body["opportunity"]["amount"] == "70.00"
    assert body["opportunity"]["account"] == body["account"]
    again = rep("post", path)
    assert again.status_code == 409
    assert "Beta Ltd" in again.json()["detail"]
    with a.scope():
        assert Opportunity.objects.filter(lead=lead).count() == 1


def test_a_customer_of_somebody_else_cannot_be_added_to(a, deal):
    with a.scope("rep2"):
        lead = create_lead(by=a.rep2, company="Beta Ltd")
        claim_lead(by=a.rep2, lead=lead)
    path = f"leads/{lead.pk}/convert"
    assert Caller(a, "rep2")("post", path, {"account": deal.account_id}).status_code == 404


@pytest.mark.parametrize("field", ["amount", "budget", "commit_amount"])
def test_an_amount_beyond_every_column_is_input_to_correct(a, deal, field):
    assert (
        Caller(a, "rep")("patch", f"opportunities/{deal.pk}", {field: "1e400"}).status_code == 422
    )


@pytest.mark.parametrize("made", ["account_fields", "contact_fields", "opportunity"])
def test_a_conversion_that_names_nothing_is_input_to_correct(a, made):
    with a.scope("rep"):
        lead = claim_lead(by=a.rep, lead=create_lead(by=a.rep, company="Acme"))
    answer = Caller(a, "rep")("post", f"leads/{lead.pk}/convert", {made: {"name": None}})
    assert answer.status_code == 422


@pytest.mark.parametrize(("phone", "status"), [("%%%", 422), ("138 0013 8000", 201)])
def test_a_conversion_takes_phones_as_every_form_does(a, phone, status):
    with a.scope("rep"):
        lead = claim_lead(by=a.rep, lead=create_lead(by=a.rep, company="Acme"))
    body = {"contact_fields": {"name": "Li", "phone": phone}}
    answer = Caller(a, "rep")("post", f"leads/{lead.pk}/convert", body)
    assert answer.status_code == status
    if status == 201:
        with a.scope("rep"):
            assert Contact.objects.get(pk=answer.json()["contact"]).phone == "+8613800138000"
