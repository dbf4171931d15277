"""What somebody typed is not lost by a wrong click."""

import pytest

from customers.actions import create_account


@pytest.fixture
def asked(walker):
    """What the browser asked on the way; each is answered with "leave"."""
    found = []

    def leave(dialog):
        found.append(dialog.type)
        dialog.accept()

    walker.page.on("dialog", leave)
    return found


def test_leaving_a_form_asks_for_what_was_typed_and_not_sent(walker, firms, asked):
    walker.sign_in(firms.a.members["rep"].user)
    for company, kept in (("", []), ("Harbour Cranes", ["beforeunload"])):
        walker.open(firms.a.url("leads/new/"))
        if company:
            walker.fill({"company": company})
        walker.open(firms.a.url())
        assert asked == kept


def test_a_form_that_was_sent_asks_nothing(walker, firms, asked):
    walker.sign_in(firms.a.members["rep"].user)
    walker.open(firms.a.url("leads/new/"))
    walker.fill({"company": "Harbour Cranes"})
    walker.page.locator("main form button.primary").click()
    walker.page.locator("h1", has_text="Harbour Cranes").wait_for()
    assert asked == []


def test_what_came_back_with_an_error_is_asked_for_as_well(walker, firms, asked, browser_errors):
    walker.sign_in(firms.a.members["rep"].user)
    walker.open(firms.a.url("leads/new/"))
    walker.fill({"company": "Harbour Cranes", "phone": "12"})
    walker.page.locator("main form button.primary").click()
    walker.page.locator("main form .errorlist, main form .error").first.wait_for()
    walker.open(firms.a.url())
    assert asked == ["beforeunload"]
    browser_errors.clear()  # the browser writes down each 422


def test_escape_asks_for_what_was_typed_into_a_dialog_and_cancel_does_not(walker, firms, asked):
    with firms.a.scope("rep"):
        customer = create_account(by=firms.a.rep, name="Harbour Cranes")
    walker.sign_in(firms.a.members["rep"].user)
    page = walker.page
    dialog = page.locator("#modal dialog")
    for typed, key, kept in (
        ("", "Escape", []),
        ("Nantong", "Escape", ["confirm"]),
        ("Nantong", "Cancel", ["confirm"]),
    ):
        walker.open(firms.a.url(f"customers/{customer.pk}/"))
        page.locator(f'.head a[href$="/{customer.pk}/edit/"]').click()
        dialog.wait_for()
        if typed:
            dialog.locator("[name=city]").fill(typed)
        if key == "Escape":
            page.keyboard.press("Escape")
        else:
            dialog.locator("footer [data-close]").click()
        dialog.wait_for(state="detached")
        walker.open(firms.a.url())
        assert asked == kept
    walker.open(firms.a.url("leads/new/"))
    walker.fill({"company": "Nantong"})
    page.locator("main form .actions a").click()
    page.locator("h1", has_text="Leads").wait_for()
    assert asked == ["confirm"]
