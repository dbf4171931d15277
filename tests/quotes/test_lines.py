"""Lines through the action: the catalogue's prices, the spec's figures (spec 05)."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError

from activities.models import Event
from products.actions import change_product
from quotes import actions
from quotes.lines import LineInput
from quotes.models import Quote
from quotes.pricing import Manual
from tenants.states import MoveNotAllowed

pytestmark = pytest.mark.django_db


def test_the_worked_example(inside):
    quote = inside.quote(inside.line(inside.server, 3, 5))
    assert (quote.total, quote.tax, quote.net) == (D("5697.15"), D("655.42"), D("5041.73"))
    stored = Quote.objects.get(pk=quote.pk).lines.get()
    assert (stored.line_total, stored.tax, stored.net) == (quote.total, quote.tax, quote.net)
    assert (stored.unit_price, stored.discount) == (D("1899.050000"), D("5.000000"))
    assert (stored.list_price, stored.vat_rate, stored.cost) == (D("1999.00"), 13, D("1200.00"))


@pytest.mark.parametrize(
    ("kind", "value"), [("zhe", "9.5"), ("unit_price", "1899.05"), ("total", "5697.15")]
)
def test_the_typed_figure_stays_and_the_rest_follows(inside, kind, value):
    line = LineInput(inside.server, D(3), Manual(kind, D(value)))
    stored = inside.quote(line).lines.get()
    assert (stored.manual_kind, stored.manual_value) == (kind, D(value))
    assert (stored.line_total, stored.discount) == (D("5697.15"), 5)


def test_a_discount_on_the_whole_is_spread_by_largest_remainder(inside):
    lines = [inside.line(inside.service, 1, order=n) for n in range(3)]
    quote = inside.quote(*lines, whole=Manual("total", D("2900.00")))
    assert [row.line_total for row in quote.lines.all()] == [
        D("966.66"),
        D("966.67"),
        D("966.67"),
    ]
    assert (quote.total, quote.whole_kind, quote.whole_value) == (D(2900), "total", 2900)
    assert quote.tax == sum(row.tax for row in quote.lines.all())


def test_lines_stand_in_their_order(inside):
    late = inside.line(inside.server, 1, order=2)
    early = inside.line(inside.service, 1, order=1)
    quote = inside.quote(late, early)
    assert [row.product_id for row in quote.lines.all()] == [inside.service.pk, inside.server.pk]


@pytest.mark.parametrize("quantity", ["0", "-1"])
def test_a_quantity_is_above_zero(inside, quantity):
    with pytest.raises(ValidationError):
        inside.quote(inside.line(inside.server, quantity))


def test_a_whole_discount_is_no_surcharge(inside):
    with pytest.raises(ValidationError):
        inside.quote(inside.line(inside.server, 1), whole=Manual("total", D(9000)))


def test_saving_the_same_lines_changes_nothing(inside):
    quote = inside.approved()
    again = inside.price(quote, inside.line(inside.server, "3.000"))
    assert again.state == Quote.State.APPROVED
    assert Event.objects.filter(verb="quote.priced").count() == 1


def test_another_price_takes_the_approval_away(inside):
    quote = inside.price(inside.approved(), inside.line(inside.server, 3, 1))
    assert (quote.state, quote.approved_hash) == (Quote.State.DRAFT, "")
    assert Event.objects.filter(verb="quote.approval_lost", object_id=quote.pk).exists()


def test_another_term_takes_the_approval_away(inside):
    quote = actions.change_quote(by=inside.a.rep, quote=inside.approved(), payment_terms="30 days")
    assert (quote.state, quote.payment_terms) == (Quote.State.DRAFT, "30 days")


def test_the_same_terms_leave_it_approved(inside):
    approved = inside.approved(payment_terms="30 days")
    quote = actions.change_quote(by=inside.a.rep, quote=approved, payment_terms="30 days")
    assert quote.state == Quote.State.APPROVED


def test_what_was_sent_is_not_priced_again(inside):
    with pytest.raises(MoveNotAllowed):
        inside.price(inside.sent(), inside.line(inside.server, 1))


def test_a_new_catalogue_price_asks_for_the_lines_again(inside):
    quote = inside.quote(inside.line(inside.server, 3))
    change_product(by=inside.a.admin, product=inside.server, list_price=D("2500.00"))
    with pytest.raises(MoveNotAllowed) as refused:
        actions.submit_quote(by=inside.a.rep, quote=quote)
    assert refused.value.missing == ["Server"]
    inside.server.refresh_from_db()
    quote = inside.price(quote, inside.line(inside.server, 3))
    assert quote.total == D("7500.00")


def test_who_prices_is_the_author(inside):
    quote = inside.price(inside.quote(), inside.line(inside.server, 3, 15), by=inside.a.manager)
    assert quote.author == inside.a.manager
    assert actions.submit_quote(by=inside.a.rep, quote=quote).state == Quote.State.APPROVED
