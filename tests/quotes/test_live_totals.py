"""The builder in a browser: the server counts while somebody types, and takes nothing away."""

import re

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def builder(shop, page, sign_in):
    with shop.a.scope("rep"):
        quote = shop.quote(shop.line(shop.server, 3))
    sign_in(shop.a.rep.user)
    page.context.set_extra_http_headers({"Accept-Language": "en"})
    page.goto(shop.a.url(f"quotes/{quote.pk}/"))
    return page


def test_totals_follow_the_typing_and_the_caret_stays(builder):
    value = builder.locator("#id_lines-0-manual_value")
    builder.select_option("#id_lines-0-manual_kind", "percent")
    value.press_sequentially("5")
    total = builder.locator(".totals .em")
    total.filter(has_text="5,697.15").wait_for()
    assert value.evaluate("field => document.activeElement === field")
    assert not builder.locator("tr.over").count()
    value.fill("12")
    value.press("End")
    builder.locator("tr.over").wait_for()
    assert total.inner_text().endswith("5,277.36")
    builder.locator("button[value=submit] use[href$='#send']").wait_for(state="attached")


def test_an_answer_that_came_late_does_not_take_the_text_away(builder):
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    builder.route(re.compile("/lines/$"), hold_the_first)
    quantity = builder.locator("#id_lines-0-quantity")
    quantity.fill("4")
    quantity.press("End")
    builder.wait_for_timeout(700)
    quantity.press_sequentially("0")
    held[0].continue_()
    total = builder.locator(".totals .em")
    total.filter(has_text="79,960.00").wait_for()
    assert quantity.input_value() == "40"
