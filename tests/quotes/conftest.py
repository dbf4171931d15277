"""A deal with something to sell, for every test of quotes."""

from decimal import Decimal as D
from types import SimpleNamespace

import pytest

from customers.actions import create_account
from opportunities.actions import create_opportunity
from people.models import Member
from people.roles import Role
from products.actions import create_product
from quotes import actions
from quotes.lines import LineInput
from quotes.pricing import Manual


class Shop(SimpleNamespace):
    """`deal` of the rep, `server` at 1 999.00 with cost 1 200.00, `service` at 1 000.00."""

    def quote(self, *lines, whole=None, **terms):
        quote = actions.create_quote(by=self.a.rep, opportunity=self.deal, **terms)
        return self.price(quote, *lines, whole=whole) if lines else quote

    def price(self, quote, *lines, whole=None, by=None):
        by = by or self.a.rep
        return actions.set_lines(by=by, quote=quote, lines=lines, whole_discount=whole)

    def approved(self, **terms):
        quote = self.quote(self.line(self.server, 3), **terms)
        return actions.submit_quote(by=self.a.rep, quote=quote)

    def sent(self, **terms):
        return actions.send_quote(by=self.a.rep, quote=self.approved(**terms))

    def line(self, product, quantity, percent=None, **more):
        manual = None if percent is None else Manual("percent", D(percent))
        return LineInput(product, D(quantity), manual, **more)

    def limit(self, name, percent):
        member = self.a.members[name]
        member.discount_limit = D(percent)
        Member.objects.filter(pk=member.pk).update(discount_limit=D(percent))


@pytest.fixture
def shop(cast):
    """Made inside the company's scope, which is shut again before the test runs."""
    a = cast.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="Acme")
        deal = create_opportunity(by=a.rep, account=account, name="Servers for Acme")
        make = {"by": a.admin, "vat_rate": D(13)}
        server = create_product(
            **make, sku="S1", name="Server", list_price=D("1999.00"), cost=D("1200.00")
        )
        service = create_product(**make, sku="S2", name="Service", list_price=D("1000.00"))
        shop = Shop(cast=cast, a=a, account=account, deal=deal, server=server, service=service)
        shop.limit("rep", 5)
        shop.limit("manager", 20)
    return shop


@pytest.fixture
def inside(shop):
    """The same, with the company's scope open for the whole test."""
    with shop.a.scope("rep"):
        yield shop


@pytest.fixture
def boss(inside):
    """A manager above the team, who may give up to 40 percent."""
    boss = inside.a.add("boss", [Role.MANAGER], inside.a.office)
    inside.limit("boss", 40)
    return boss
