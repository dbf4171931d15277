"""From a deal to a quote that the customer accepted."""

from tests.browser_tests.script import Script
from tests.browser_tests.walker import Walker


def begin_quote(w: Walker, deal_path: str) -> int:
    w.open(deal_path)
    w.do("New quote")
    return w.number()


def add_line(w: Walker, product: str, quantity: str, amount: str) -> None:
    """Look the product up, press its hit, say how many; the server says what that costs."""
    find = w.page.locator('[name="find"]')
    find.fill(product)
    find.press("End")  # a key, as after an input method
    w.leave_by(w.page.locator("#quote-rows button[name=add]", has_text=product))
    row = w.page.locator("#quote-rows tbody tr").last
    row.locator('[name$="-quantity"]').fill(quantity)
    row.locator('[name$="-quantity"]').press("Tab")
    row.filter(has_text=amount).wait_for()


def discount(w: Walker, percent: str, total: str) -> None:
    """On the first line."""
    w.page.locator('[name="lines-0-manual_kind"]').select_option("percent")
    w.page.locator('[name="lines-0-manual_value"]').fill(percent)
    w.page.locator('[name="lines-0-manual_value"]').press("Tab")
    w.page.locator("#quote-rows .totals", has_text=total).wait_for()


def quote_within_limit(w: Walker, script: Script) -> None:
    """3 × 1,000 less 10 percent and 1 × 2,000: approved at once."""
    add_line(w, script.products[0], "3", "3,000.00")
    add_line(w, script.products[1], "1", "2,000.00")
    discount(w, "10", "4,700.00")
    w.press("Confirm the price")
    assert w.says("approved") in w.text() or w.says("Approved") in w.text()
    w.do("Send")


def version_beyond_limit(w: Walker, script: Script) -> int:
    """20 percent: the row turns amber, the button asks for an approval."""
    w.do("New version")
    discount(w, "20", "4,400.00")
    w.page.locator("#quote-rows tr.over").wait_for()
    w.fill({"why": script.comment})
    w.press("Submit for approval")
    return w.number()


def send_and_accept(w: Walker, path: str, script: Script) -> None:
    w.open(path)
    w.do("Send")
    w.do("Accepted", name=script.contact)
    assert "4,400.00" in w.text()
