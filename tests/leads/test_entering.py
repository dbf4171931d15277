"""A lead entered by hand whose company is here already: shown first, entered when meant."""

from customers.actions import create_account
from leads.models import Lead


def test_a_known_company_is_shown_before_the_lead_is_entered(cast):
    a = cast.a
    with a.scope("rep"):
        create_account(by=a.rep, name="Acme Ltd.")
    client, url = a.client("rep", "en"), a.url("leads/new/")
    form = {"company": "ACME", "importance": "2"}
    answer = client.post(url, form)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Save again to enter it even so" in shown
    assert "<b>Acme Ltd.</b><small>Rep</small>" in shown
    with a.scope():
        assert not Lead.objects.exists()
    assert 'name="company" value="ACME"' in shown
    seen = answer.context["form"]["seen"].value()
    assert client.post(url, form | {"seen": seen, "email": "x@acme.example"}).status_code == 422
    assert client.post(url, form | {"seen": seen}).status_code == 303
    with a.scope():
        assert Lead.objects.get().company == "ACME"


def test_a_colleagues_customer_is_counted_and_not_named(cast):
    a = cast.a
    with a.scope("rep2"):
        create_account(by=a.rep2, name="Secret Friends Ltd")
    answer = a.client("rep", "en").post(
        a.url("leads/new/"), {"company": "Secret friends", "importance": "2"}
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "belongs to a colleague" in shown
    assert "Secret Friends Ltd" not in shown


def test_a_new_company_is_entered_at_once(cast):
    a = cast.a
    form = {"company": "Nobody has it", "importance": "2"}
    assert a.client("rep").post(a.url("leads/new/"), form).status_code == 303
