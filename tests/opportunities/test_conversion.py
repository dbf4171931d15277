"""A lead is converted once, all or nothing (spec 02, Convert)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from activities.actions import add_task, log_note
from activities.models import Note, Task
from customers.actions import create_account, create_contact
from customers.models import Account, Contact
from leads.actions import claim_lead, create_lead
from leads.models import Lead
from opportunities.actions import convert_lead
from opportunities.models import Opportunity
from people.actions import change_member
from tenants.states import MoveNotAllowed
from tests.deep import ROUNDS

THREADS = 16


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"):
        yield cast.a


def make_lead(a, **fields) -> Lead:
    fields = {"company": "Acme Co., Ltd.", "person": "Wu", "email": "wu@acme.example"} | fields
    lead = create_lead(by=a.rep, source="Fair", need="Plant software", **fields)
    return claim_lead(by=a.rep, lead=lead)


def test_everything_follows_the_lead(a):
    lead = make_lead(a)
    log_note(by=a.rep, record=lead, type="call", text="Hello")
    add_task(by=a.rep, record=lead, title="Send a brochure", owner=a.rep)
    given = {"name": "Plant software", "amount": 5000}
    account, contact, deal = convert_lead(by=a.manager, lead=lead, opportunity_fields=given)
    assert (account.name, account.owner, account.source) == ("Acme Co., Ltd.", a.rep, "Fair")
    assert (contact.name, contact.email, contact.account) == ("Wu", "wu@acme.example", account)
    assert (deal.account, deal.contact, deal.owner, deal.lead) == (account, contact, a.rep, lead)
    assert (deal.amount, deal.needs, deal.source) == (5000, "Plant software", "Fair")
    lead.refresh_from_db()
    assert (lead.state, lead.account, lead.contact) == ("converted", account, contact)
    for model in (Note, Task):
        assert model.objects.get(text="Hello") if model is Note else model.objects.get()
        assert model.objects.values_list("kind", "object_id").get() == ("opportunity", deal.pk)


def test_a_known_customer_and_contact_are_used_and_the_deal_is_optional(a):
    account = create_account(by=a.rep, name="Acme")
    known = create_contact(by=a.rep, account=account, name="Li")
    made = convert_lead(by=a.rep, lead=make_lead(a), account=account, contact=known)
    assert made == (account, known, None)
    assert Account.objects.count() == Contact.objects.count() == 1


def test_a_lead_without_a_person_makes_no_contact(a):
    _account, contact, _deal = convert_lead(by=a.rep, lead=make_lead(a, person=""))
    assert contact is None


def test_a_failure_leaves_nothing(a):
    lead = make_lead(a)
    with pytest.raises(ValidationError):
        convert_lead(by=a.rep, lead=lead, opportunity_fields={"name": ""})
    lead.refresh_from_db()
    assert lead.state == "assigned"
    assert not Account.objects.exists()
    assert not Contact.objects.exists()


def test_a_converted_or_pooled_lead_is_refused(a):
    lead = make_lead(a)
    convert_lead(by=a.rep, lead=lead)
    with pytest.raises(MoveNotAllowed, match="Acme"):
        convert_lead(by=a.rep, lead=lead)
    with pytest.raises(MoveNotAllowed):
        convert_lead(by=a.rep, lead=create_lead(by=a.rep, company="Other"))
    assert Account.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_convert_at_once_one_wins(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        change_member(by=None, member=a.rep, daily_claims=ROUNDS)
        leads = [make_lead(a, company=f"Company {number}") for number in range(ROUNDS)]
    gate, wins, failures = threading.Barrier(THREADS), [], []

    def run():
        try:
            for lead in leads:
                gate.wait(timeout=60)
                with a.scope("rep"):
                    try:
                        convert_lead(by=a.rep, lead=lead, opportunity_fields={})
                        wins.append(lead.pk)
                    except MoveNotAllowed:
                        pass
        except Exception as failure:  # noqa: BLE001, a thread's failure must reach the test
            failures.append(failure)
            gate.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(THREADS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert not failures
    assert sorted(wins) == sorted(lead.pk for lead in leads)
    with a.scope("rep"):
        assert Account.objects.count() == Opportunity.objects.count() == ROUNDS


def test_the_page_offers_the_known_customer_first(cast):
    a = cast.a
    with a.scope("rep"):
        lead = make_lead(a)
        create_account(by=a.rep, name="Zeta")
        same = create_account(by=a.rep, name="Acme")
    client, url = a.client("rep"), a.url(f"leads/{lead.pk}/conversion/")
    page = client.get(a.url(f"leads/{lead.pk}/")).content.decode()
    assert f"leads/{lead.pk}/conversion/" in page
    shown = client.get(url).content.decode()
    assert 'name="account" value="Acme"' in shown
    form = {"account": same.pk, "contact_name": "Wu", "with_deal": "on", "name": "Plant"}
    answer = client.post(url, form)
    with a.scope("rep"):
        deal = Opportunity.objects.get()
        assert answer.status_code == 303
        assert answer["Location"].endswith(f"/opportunities/{deal.pk}/")
        assert (deal.account, deal.contact.name) == (same, "Wu")
    again = client.post(url, form)
    assert again.status_code == 409
    page = client.get(a.url(f"leads/{lead.pk}/")).content.decode()
    made = page.partition("Converted into")[2]
    for place in (
        f"customers/{same.pk}/",
        f"contacts/{deal.contact_id}/",
        f"opportunities/{deal.pk}/",
    ):
        assert f'href="{a.url(place)}"' in made


def test_the_page_asks_for_a_customer_and_a_name(cast):
    a = cast.a
    with a.scope("rep"):
        lead = make_lead(a)
    form = {"account": "", "account_name": "", "with_deal": "on", "name": ""}
    answer = a.client("rep").post(a.url(f"leads/{lead.pk}/conversion/"), form)
    assert answer.status_code == 422
    assert "Choose a customer" in answer.content.decode()
    assert a.client("rep2").get(a.url(f"leads/{lead.pk}/conversion/")).status_code == 404
