"""From a lead to a deal on the board."""

from tests.browser_tests.script import Script
from tests.browser_tests.walker import Walker
from tests.cast import PASSWORD

PHONE = "13800138000"


def sign_in_by_form(w: Walker, member, path: str) -> None:
    member.user.set_password(PASSWORD)
    member.user.save()
    w.open(path)
    w.fill({"login": member.user.email, "password": PASSWORD}, w.page.locator("form.form"))
    w.press("Sign in", w.page.locator("form.form"))


def enter_lead(w: Walker, script: Script) -> int:
    w.menu("Leads")
    w.follow("New lead")
    w.fill({"company": script.customer, "person": script.contact, "phone": PHONE})
    w.fill({"budget": "9000", "need": script.need})
    w.send()
    return w.number()


def claim(w: Walker, script: Script) -> None:
    """The contact's data shows only to whoever claimed the lead."""
    w.menu("Leads")
    w.leave_by(w.main.get_by_role("link", name=script.customer))
    assert PHONE not in w.text()
    w.do("Claim")
    assert PHONE in w.text()


def log_a_talk(w: Walker, script: Script) -> None:
    w.follow("Log a follow-up")
    w.fill({"text": script.talk})
    w.send()
    assert script.talk in w.text()


def convert(w: Walker, script: Script) -> int:
    """Into customer, contact and deal; answers the deal."""
    w.do("Convert", name=script.deal, amount="9000")
    assert script.deal in w.text()
    deal = w.number()
    w.leave_by(w.main.get_by_role("link", name=script.customer).first)
    assert script.contact in w.text()
    return deal


def drag(w: Walker, deal: int, column: int) -> None:
    """Drag the card with the mouse into a column of the board, counted from 0."""
    card = w.page.locator(f"#card-{deal}")
    goal = w.page.locator("[data-board] ul[data-stage]").nth(column)
    start, end = card.bounding_box(), goal.bounding_box()
    w.page.mouse.move(start["x"] + 60, start["y"] + 45)
    w.page.mouse.down()
    w.page.mouse.move(end["x"] + 60, end["y"] + 40, steps=6)
    with w.page.expect_response(lambda answer: "/stage/" in answer.url):
        w.page.mouse.up()
    goal.locator(f"#card-{deal}:not(.waiting)").wait_for()


def move_by_key(w: Walker, deal: int, column: int) -> None:
    """The same without a mouse: m on the card, the stage's letter-free radio, Enter."""
    stage = w.page.locator("[data-board] ul[data-stage]").nth(column).get_attribute("data-stage")
    w.page.locator(f"#card-{deal} h3 a").focus()
    w.page.keyboard.press("m")
    w.dialog.locator(f'input[name="stage"][value="{stage}"]').focus()
    w.page.keyboard.press("Space")
    w.page.keyboard.press("Control+Enter")
    w.page.locator(f'[data-board] ul[data-stage="{stage}"] #card-{deal}').wait_for()
    w.dialog.wait_for(state="detached")


def move_along_the_board(w: Walker, deal: int) -> None:
    """To the second stage, then the third, and with a link of the card to the fourth."""
    w.menu("Deals")
    drag(w, deal, 1)
    move_by_key(w, deal, 2)
    w.page.locator(f"#card-{deal} [data-key=move]").click()
    w.arrive()
    w.dialog.locator('input[name="stage"]').last.check()
    w.dialog.locator("footer .btn").last.click()
    w.page.locator(f"[data-board] .col:nth-child(4) #card-{deal}").wait_for()
    heads = w.page.locator("[data-board] .col header h2 b").all_inner_texts()
    assert heads[:4] == ["0", "0", "0", "1"]
