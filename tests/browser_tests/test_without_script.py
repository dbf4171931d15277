"""With JavaScript switched off every verb is a page with a plain form."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from contracts.actions import submit_contract
from leads.actions import create_lead
from opportunities.models import Stage
from payments.actions import report_receipt
from products.models import Product
from quotes.actions import create_quote
from quotes.models import Quote
from tests.browser import PATIENCE_MS
from tests.factories.contracts import make_deal, make_draft, make_formal


@pytest.fixture
def page(browser, live_server):
    """A window without script."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(walker, firms):
    def go(name: str, path: str):
        walker.sign_in(firms.a.members[name].user)
        walker.open(firms.a.url(path))
        return walker

    return go


def test_filter_a_list_and_claim(visit, firms):
    with firms.a.scope("marketing"):
        for company in ("Harbour Cranes", "River Locks"):
            create_lead(by=firms.a.marketing, company=company)
    w = visit("rep", "leads/")
    w.fill({"q": "Harbour"})
    w.press("Apply")
    assert w.main.locator("[data-row]").count() == 1
    w.follow("Harbour Cranes")
    w.follow("Claim")
    w.send()
    assert w.says("The lead is yours.") in w.text()


def test_move_a_deal(visit, firms):
    with firms.a.scope("rep"):
        deal = make_deal(firms.a.rep)
        goal = Stage.objects.filter(process=deal.process).order_by("order")[1]
    w = visit("rep", "opportunities/")
    w.leave_by(w.page.locator(f"#card-{deal.pk} [data-key=move]"))
    expect(w.main.locator('input[name="stage"]')).to_have_value(str(goal.pk))
    w.send()
    with firms.a.scope():
        deal.refresh_from_db()
        assert deal.stage == goal


def test_price_the_lines_of_a_quote(visit, firms):
    with firms.a.scope("rep"):
        quote = create_quote(by=firms.a.rep, opportunity=make_deal(firms.a.rep))
        product = Product.objects.order_by("sku").first()
    w = visit("rep", f"quotes/{quote.pk}/")
    w.fill({"find": product.name})
    w.press("Search")
    w.leave_by(w.main.locator('button[name="add"]'))
    w.fill({"lines-0-quantity": "3"})
    w.press("Recompute")
    assert "3,000.00" in w.text()
    with firms.a.scope():
        assert Quote.objects.get().total == 0
    w.press("Save the draft")
    with firms.a.scope():
        assert Quote.objects.get().total == 3000


def test_approve(visit, firms):
    with firms.a.scope("rep"):
        contract = submit_contract(by=firms.a.rep, contract=make_draft(firms.a))
    w = visit("manager", "inbox/")
    w.leave_by(w.main.locator("[data-row] a").first)
    w.follow("Approve")
    w.send()
    w.open(firms.a.url(f"contracts/{contract.pk}/"))
    assert firms.a.project.name in w.text()


def test_confirm_a_receipt(visit, firms):
    with firms.a.scope("rep"):
        contract = make_formal(firms.a)
        receipt = report_receipt(
            by=firms.a.rep,
            contract=contract,
            amount=100,
            received_on=timezone.localdate(),
            payer="Payer",
        )
    w = visit("finance", f"receipts/{receipt.pk}/")
    w.follow("Confirm")
    w.send()
    with firms.a.scope():
        receipt.refresh_from_db()
        assert receipt.state == "confirmed"
