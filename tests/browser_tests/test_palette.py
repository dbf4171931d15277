"""Search and commands by the keyboard, anywhere (UX.md 1.2 numbers 1 to 3)."""

import re

import pytest

from customers.actions import create_account
from people.actions import change_member


@pytest.fixture
def at_leads(walker, firms):
    """The representative at the leads, two customers beside him."""
    with firms.a.scope("rep"):
        for name in ("南通江海重工", "Harbour Cranes"):
            create_account(by=firms.a.rep, name=name)
    walker.data.add("南通江海重工")
    walker.sign_in(firms.a.rep.user)
    walker.open(firms.a.url("leads/"))
    return walker


def palette(walker):
    return walker.page.locator("#palette[open]")


def test_a_record_is_found_by_pinyin_and_opened_by_enter(at_leads):
    at_leads.page.keyboard.press("Control+k")
    at_leads.page.keyboard.type("jhzg")
    palette(at_leads).locator("mark", has_text="江海重工").wait_for()
    with at_leads.page.expect_navigation():
        at_leads.page.keyboard.press("Enter")
    assert "南通江海重工" in at_leads.page.locator("h1").inner_text()


def test_a_slash_opens_it_arrows_move_and_escape_closes(at_leads):
    page = at_leads.page
    page.keyboard.press("/")
    palette(at_leads).wait_for()
    page.keyboard.type("harbour")
    palette(at_leads).locator("mark").wait_for()
    page.keyboard.press("ArrowDown")
    focused = page.locator(":focus")
    assert "Harbour Cranes" in focused.inner_text()
    page.keyboard.press("ArrowUp")
    assert focused.get_attribute("name") == "q"
    page.keyboard.press("Escape")
    assert palette(at_leads).count() == 0


def test_a_command_is_found_and_two_letters_do_the_same(at_leads, firms):
    page = at_leads.page
    on_its_way = []
    page.route(re.compile(r"/palette\S*\.js$"), lambda route: on_its_way.append(route))
    page.keyboard.press("Control+k")
    page.keyboard.type(f">{at_leads.says('New customer')}")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # before the script that finds commands is there
        on_its_way[0].continue_()
    assert page.url.endswith("/customers/new/")
    for keys, end in (("go", "/opportunities/"), ("cl", "/leads/new/"), ("gh", firms.a.url())):
        page.locator("h1").click()
        with page.expect_navigation():
            page.keyboard.type(keys)
        assert page.url.endswith(end)


def test_letters_after_enter_take_it_back(at_leads):
    page = at_leads.page
    on_its_way = []
    page.route(re.compile(r"/palette\S*\.js$"), lambda route: on_its_way.append(route))
    page.keyboard.press("Control+k")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    page.keyboard.type(" cr")
    on_its_way[0].continue_()
    palette(at_leads).locator("mark").first.wait_for()
    page.wait_for_timeout(300)  # long enough to have gone
    assert page.url.endswith("/leads/")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_command_is_found_by_its_name_in_the_other_language(at_leads):
    page = at_leads.page
    asked, found = ("报价", "Quotes") if at_leads.language == "en" else ("quote", "报价单")
    page.keyboard.press("Control+k")
    page.keyboard.type(f">{asked}")
    palette(at_leads).locator(".is-first", has_text=found).wait_for()


def test_nothing_happens_while_one_types_composes_or_has_switched_it_off(at_leads, firms):
    page = at_leads.page
    here = page.url
    page.locator("form.filters input").first.focus()
    page.keyboard.type("go/")
    page.locator("h1").click()
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: '/', bubbles: true, isComposing: true}))"
    )
    assert palette(at_leads).count() == 0
    with firms.a.scope():
        change_member(by=firms.a.rep, member=firms.a.rep, shortcuts=False)
    page.goto(here)
    page.keyboard.type("go/")
    assert page.url == here
    assert palette(at_leads).count() == 0
    page.keyboard.press("Control+k")
    palette(at_leads).wait_for()
