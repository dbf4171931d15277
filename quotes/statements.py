"""What the verbs of a quote will do, said in their dialogs before anybody does it (spec 05)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from crm.templatetags.fairway import date_h, money
from quotes.models import Quote
from tenants.scope import current_tenant


def counterpart(quote: Quote) -> str:
    """Who at the customer's the quote is for: its contact, else the deal's; "" without one."""
    contact = quote.contact or quote.opportunity.contact
    return contact.name if contact else ""


def sending(quote: Quote) -> Iterator[str]:
    to = {"name": counterpart(quote), "customer": quote.account.name}
    if to["name"]:
        yield (
            _("Nothing is mailed from here: hand the PDF to %(name)s, %(customer)s, yourself.") % to
        )
    else:
        yield _("Nothing is mailed from here: hand the PDF to %(customer)s yourself.") % to
    versions = {"version": quote.version, "next": quote.version + 1}
    yield _("Version %(version)s is locked then; a change makes version %(next)s.") % versions
    if quote.valid_until:
        day = {"day": date_h(quote.valid_until)}
        yield _("Without an answer it expires by itself after %(day)s.") % day


def acceptance(quote: Quote) -> Iterator[str]:
    amount = money(quote.total, current_tenant().currency)
    yield _("The deal takes over the amount of %(amount)s and the products; its stage stays.") % {
        "amount": amount
    }
    if not quote.primary:
        yield _("The quote becomes the deal's primary one.")
    yield _("A contract can be drafted from it after that.")


def versioning(quote: Quote) -> Iterator[str]:
    versions = {"version": quote.version, "next": quote.version + 1}
    yield _("A copy of lines and terms becomes version %(next)s, a draft to change.") % versions
    if quote.state in (Quote.State.ACCEPTED, Quote.State.DECLINED, Quote.State.EXPIRED):
        yield _("Version %(version)s and its answer stay as they are.") % versions
    else:
        yield _("Version %(version)s is replaced by it and can no longer be accepted.") % versions
    yield _("It starts unapproved: its discount is judged anew.")
