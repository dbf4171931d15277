"""The list of contacts."""

from customers.actions import create_account, create_contact


def test_only_an_address_that_is_there_is_a_link(cast):
    with cast.a.scope("rep"):
        account = create_account(by=cast.a.rep, name="Pumps")
        create_contact(by=cast.a.rep, account=account, name="Ann", email="ann@pumps.example")
        create_contact(by=cast.a.rep, account=account, name="Bob")
    html = cast.a.client("rep").get(cast.a.url("contacts/")).content.decode()
    assert html.count('href="mailto:ann@pumps.example"') == html.count("mailto:") == 1
    assert 'href="None"' not in html


def test_a_new_contact_is_left_for_its_customer(cast):
    a = cast.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="Acme")
    page = a.client("rep").get(a.url(f"customers/{account.pk}/contacts/new/")).content.decode()
    assert f'href="{a.url(f"customers/{account.pk}/")}"' in page.partition("<main")[2]
