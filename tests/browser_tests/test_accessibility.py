"""No page has a barrier, in light and dark, on a desktop and on a phone; none scrolls sideways,
moves while it comes in, or weighs more than its budget (UX.md sections 0 and 2)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from contracts.models import Contract
from leads.actions import claim_lead, create_lead
from payments.actions import report_receipt
from products.models import Product
from quotes.actions import create_quote, set_lines
from quotes.lines import LineInput
from tests.browser_tests.budget import BOARD, SETTINGS, SHIFT, over, shifted, weigh
from tests.browser_tests.conftest import DESKTOP
from tests.factories.contracts import make_deal, make_draft, make_formal

WIDTHS = {"desktop": DESKTOP, "phone": {"width": 390, "height": 844}}
NARROW = {"width": 320, "height": 640}
CARDS = 22  # a column and more: the board shows twenty, then loads
# Another theme changes colours only.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
THEMES = {"light": {}, "dark": COLOURS}
FOUND = "options => axe.run(options).then(found => found.violations)"
PAGES = {
    "home": ("rep", ""),
    "leads": ("rep", "leads/"),
    "lead": ("rep", "leads/{lead}/"),
    "board": ("rep", "opportunities/"),
    "deal": ("rep", "opportunities/{deal}/"),
    "quote": ("rep", "quotes/{quote}/"),
    "contract": ("rep", "contracts/{contract}/"),
    "submission": ("rep", "contracts/{draft}/submission/"),
    "terms": ("rep", "contracts/{draft}/terms/"),
    "receivables": ("finance", "receivables/"),
    "dashboard": ("manager", "dashboard/"),
    "members": ("admin", "admin/people/member/"),
    "company": ("admin", "admin/tenants/tenant/"),
}


@pytest.fixture
def records(firms):
    """A lead in work, open deals, one with a priced draft, a contract in draft, a formal one with
    a receipt."""
    a = firms.a
    with a.scope("rep"):
        lead = create_lead(by=a.marketing, company="Harbour Cranes", person="Jane Moore")
        claim_lead(by=a.rep, lead=lead)
        deal = [make_deal(a.rep) for _number in range(CARDS)][-1]
        quote = create_quote(by=a.rep, opportunity=deal)
        lines = [LineInput(product, 2) for product in Product.objects.all()]
        set_lines(by=a.rep, quote=quote, lines=lines)
        contract = make_formal(a)
        today = contract.signed_on
        report_receipt(by=a.rep, contract=contract, amount=100, received_on=today, payer="Payer")
        assert contract.state == Contract.State.FORMAL
        draft = make_draft(a)
        made = {"lead": lead, "deal": deal, "quote": quote, "contract": contract, "draft": draft}
        return {name: record.pk for name, record in made.items()}


@pytest.fixture
def addresses(firms, records):
    """The pages to check: name, who looks, path."""
    outside = [(None, "/accounts/login/"), (None, "/styleguide/")]
    inside = [(who, firms.a.url(path.format(**records))) for who, path in PAGES.values()]
    return outside + inside


@pytest.mark.long(30)
def test_no_page_has_a_barrier_or_weighs_too_much(walker, firms, addresses):
    found, wide, heavy = [], [], []
    axe = Axe().axe_script
    for who, path in addresses:
        response = _look(walker, firms, who, path)
        excess = over(weigh(walker.page, response), **_limits(path))
        heavy += [(path, name, value) for name, value in excess.items()]
        for width, size in WIDTHS.items():
            if width != "desktop":
                walker.page.set_viewport_size(size)
                walker.page.reload()
            if shifted(walker.page) > SHIFT and _shifted_again(walker.page) > SHIFT:
                heavy.append((path, width, "shift"))
            walker.page.evaluate(axe)
            for theme, rules in THEMES.items():
                walker.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                options = {"resultTypes": ["violations"]} | rules
                violations = walker.page.evaluate(FOUND, options)
                found += [_named(path, width, theme, one) for one in violations]
        walker.page.set_viewport_size(NARROW)
        if walker.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            wide.append(path)
        walker.page.set_viewport_size(DESKTOP)
    assert found == []
    assert wide == []
    assert heavy == []


def _limits(path: str) -> dict[str, int]:
    if path.endswith("/opportunities/"):
        return BOARD
    return SETTINGS if "/admin/" in path else {}


def _shifted_again(page) -> float:
    """What moves, moves each time; a machine that is late with a file does so once."""
    page.reload()
    return shifted(page)


def _look(walker, firms, who, path):
    if who:
        walker.sign_in(firms.a.members[who].user)
    return walker.open(path)


def _named(path, width, theme, violation) -> str:
    where = [node["target"] for node in violation["nodes"][:3]]
    return f"{path} {width} {theme}: {violation['id']} {where}"
