"""Outside the draft the database itself refuses every change of what was offered."""

import pytest
from django.db import IntegrityError, connection, transaction

from quotes import actions
from quotes.models import Quote, QuoteLine

pytestmark = pytest.mark.django_db

ATTACKS = [
    "UPDATE quotes_quote SET total = 1, net = 1, tax = 0 WHERE id = %(quote)s",
    "UPDATE quotes_quote SET payment_terms = 'never' WHERE id = %(quote)s",
    "UPDATE quotes_quote SET valid_until = '2099-01-01' WHERE id = %(quote)s",
    "UPDATE quotes_quote SET opportunity_id = opportunity_id + 1 WHERE id = %(quote)s",
    "UPDATE quotes_quote SET state = 'draft' WHERE id = %(quote)s",
    "DELETE FROM quotes_quote WHERE id = %(quote)s",
    "UPDATE quotes_quoteline SET line_total = 1, net = 1, tax = 0 WHERE quote_id = %(quote)s",
    "UPDATE quotes_quoteline SET quantity = 9 WHERE quote_id = %(quote)s",
    "UPDATE quotes_quoteline SET quote_id = %(draft)s WHERE quote_id = %(quote)s",
    "UPDATE quotes_quoteline SET quote_id = %(quote)s WHERE quote_id = %(draft)s",
    "DELETE FROM quotes_quoteline WHERE quote_id = %(quote)s",
    """INSERT INTO quotes_quoteline (tenant_id, quote_id, "order", product_id, description,
           quantity, list_price, vat_rate, manual_kind, unit_price, line_total, tax, net, discount)
       SELECT tenant_id, %(quote)s, 9, product_id, '', 1, 1, 13, '', 1, 1, 0, 1, 0
       FROM quotes_quoteline WHERE quote_id = %(draft)s""",
]


@pytest.fixture(params=["sent", "accepted", "superseded"])
def closed(inside, request):
    quote = inside.sent()
    if request.param == "accepted":
        actions.accept_quote(by=inside.a.rep, quote=quote, on=quote.created_at.date(), name="W")
    if request.param == "superseded":
        actions.new_version(by=inside.a.rep, quote=quote)
    return quote


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_sent_is_out_of_reach(inside, closed, attack):
    draft = inside.quote(inside.line(inside.service, 1))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack, {"quote": closed.pk, "draft": draft.pk})


def test_its_owner_and_its_mark_may_change(inside):
    quote = inside.sent()
    Quote.objects.filter(pk=quote.pk).update(owner=inside.a.rep2, primary=False)


def test_an_approved_quote_is_changed_through_the_draft_only(inside):
    quote = inside.approved()
    for change in ({"notes": "x"}, {"total": 1, "net": 1, "tax": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Quote.objects.filter(pk=quote.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteLine.objects.filter(quote=quote).update(quantity=1)


def test_no_quote_is_born_approved(inside):
    copy = inside.quote()
    copy.pk, copy.number, copy.primary = None, "QT-x", False
    copy.__dict__["state"] = Quote.State.APPROVED
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
