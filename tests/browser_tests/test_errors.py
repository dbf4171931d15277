"""What a refusal looks like, as a page and to htmx, and that a form counts once."""

import re

import pytest
from playwright.sync_api import expect

from leads.actions import change_lead, claim_lead, create_lead
from leads.models import Lead

FORM_PAGE = "leads/new/"
# Who asks for what in vain: what he reads, as a page and in a toast.
REFUSED = {
    403: ("rep", "audit/", "You may not do this"),
    404: ("rep", "leads/999999/", "Not found"),
}


@pytest.fixture
def lead(firms):
    """Claimed by the rep."""
    with firms.a.scope("rep"):
        lead = create_lead(by=firms.a.marketing, company="Harbour Cranes", city="Hull")
        return claim_lead(by=firms.a.rep, lead=lead)


@pytest.fixture
def visit(walker, firms):
    def go(name: str, path: str):
        walker.sign_in(firms.a.members[name].user)
        return walker.open(firms.a.url(path))

    return go


@pytest.mark.parametrize("status", REFUSED)
def test_a_refusal_is_a_page_and_a_toast(walker, visit, firms, browser_errors, status):
    name, path, title = REFUSED[status]
    visit(name, "")
    url = firms.a.url(path)
    _ask_by_htmx(walker.page, "get", url)
    toast = walker.page.get_by_role("alert")
    assert walker.says(title) in toast.inner_text()
    toast.get_by_role("button").click()
    assert toast.count() == 0
    assert walker.open(url).status == status
    assert walker.says(title) in walker.main.inner_text()
    walker.leave_by(walker.main.get_by_role("link").first)
    assert walker.page.url.endswith(firms.a.url())
    assert all(str(status) in text for text in browser_errors)
    browser_errors.clear()


def test_a_verb_that_is_refused_says_why_where_it_was_asked(
    walker, visit, firms, browser_errors, lead
):
    visit("manager", "")
    url = firms.a.url(f"leads/{lead.pk}/claim/")
    _ask_by_htmx(walker.page, "post", url)
    reason = walker.page.locator("#modal dialog").get_by_role("alert").inner_text()
    assert reason
    _post_by_form(walker, url)
    assert walker.main.get_by_role("alert").inner_text() == reason
    assert all("409" in text for text in browser_errors)
    browser_errors.clear()


def _ask_by_htmx(page, verb, url):
    call = "([verb, url]) => htmx.ajax(verb, url, {source: document.body, target: '#modal'})"
    page.evaluate(call, [verb, url])


def _post_by_form(walker, url):
    build = """url => {
      const form = document.createElement('form'), token = document.createElement('input');
      form.method = 'post'; form.action = url;
      token.name = 'csrfmiddlewaretoken';
      token.value = document.querySelector('meta[name=csrf-token]').content;
      form.append(token); document.body.append(form); form.submit();
    }"""
    with walker.page.expect_navigation():
        walker.page.evaluate(build, url)


def test_wrong_input_stays_in_the_form_on_the_page(walker, visit, browser_errors):
    visit("marketing", FORM_PAGE)
    walker.fill({"company": "Harbour Cranes", "phone": "no number"})
    walker.send()
    _assert_refused_field(walker.main, "no number")
    _forget_422(browser_errors)


def test_wrong_input_stays_in_the_dialog(walker, visit, browser_errors, lead):
    visit("rep", f"leads/{lead.pk}/")
    dialog = walker.ask("Edit")
    walker.fill({"phone": "no number"}, dialog)
    dialog.locator("footer .btn").last.click()
    walker.dialog.locator("[aria-invalid=true]").wait_for()
    _assert_refused_field(walker.dialog, "no number")
    _forget_422(browser_errors)


def _assert_refused_field(form, text):
    field = form.locator("[name=phone]")
    assert field.input_value() == text
    assert field.get_attribute("aria-invalid") == "true"
    error = field.get_attribute("aria-describedby").split()[-1]
    assert form.locator(f"#{error}").is_visible()


def _forget_422(browser_errors):
    assert all("422" in text for text in browser_errors)
    browser_errors.clear()


def test_who_saves_second_reads_what_the_first_wrote_and_may_save_again(
    walker, visit, firms, browser_errors, lead
):
    visit("rep", f"leads/{lead.pk}/")
    dialog = walker.ask("Edit")
    with firms.a.scope("rep"):
        change_lead(by=firms.a.rep, lead=lead, city="York")
    walker.fill({"city": "Leeds"}, dialog)
    dialog.locator("footer .btn").last.click()
    walker.dialog.locator("[aria-invalid=true]").wait_for()
    assert "York" in walker.dialog.inner_text()
    assert all("409" in text for text in browser_errors)
    browser_errors.clear()
    walker.leave_by(walker.dialog.locator("footer .btn").last)
    assert "Leeds" in walker.text()


def test_a_double_click_counts_once_and_back_sends_nothing_again(walker, visit, firms):
    visit("marketing", FORM_PAGE)
    walker.fill({"company": "Harbour Cranes"})
    walker.named("button", "Save", walker.main).dblclick()
    # Not by waiting for a navigation: the second click ends the first one's.
    expect(walker.page).to_have_url(re.compile(r"/leads/\d+/$"))
    record = walker.page.url
    walker.page.go_back()
    assert walker.page.url.endswith(FORM_PAGE)
    walker.page.go_forward()
    assert walker.page.url == record
    with firms.a.scope():
        assert Lead.objects.count() == 1
