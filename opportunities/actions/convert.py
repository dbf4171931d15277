"""A lead becomes a customer, a contact and, if wanted, a deal: all or nothing (spec 02)."""

from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import carry_over
from customers.actions import create_account, create_contact
from customers.models import Account, Contact
from leads.actions import close_converted
from leads.models import Lead
from opportunities.actions.records import create_opportunity
from opportunities.models import Opportunity
from people.models import Member
from tenants.states import MoveNotAllowed

FOLLOWING = ("source", "campaign")


@transaction.atomic
def convert_lead(
    *,
    by: Member,
    lead: Lead,
    account: Account | None = None,
    account_fields: dict | None = None,
    contact: Contact | None = None,
    contact_fields: dict | None = None,
    opportunity_fields: dict | None = None,
) -> tuple[Account, Contact | None, Opportunity | None]:
    """Convert a lead, once. Of many who do it at once one wins; the others read into what.

    Without `account` a customer is made, named after the lead unless `account_fields` say more;
    the contact likewise, unless neither the lead nor `contact_fields` names a person. With
    `opportunity_fields` a deal is opened too (see create_opportunity), else none. The lead's
    owner, notes and open tasks follow.
    """
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.CONVERTED:
        raise MoveNotAllowed(_("Already converted into %(account)s.") % {"account": lead.account})
    if lead.owner is None:
        raise MoveNotAllowed(_("Claim or assign the lead first."))
    account = account or _make_account(by, lead, account_fields or {})
    contact = _contact(by, lead, account, contact, contact_fields)
    close_converted(by=by, lead=lead, account=account, contact=contact)
    deal = None
    if opportunity_fields is not None:
        deal = _make_deal(by, lead, account, contact, opportunity_fields)
    carry_over(source=lead, target=deal or account)
    return account, contact, deal


def _make_account(by: Member, lead: Lead, fields: dict) -> Account:
    follows = ("industry", "region", "city", "source")
    given = {"name": lead.company} | {name: getattr(lead, name) for name in follows}
    return create_account(by=by, owner=lead.owner, **given | fields)


def _contact(
    by: Member, lead: Lead, account: Account, contact: Contact | None, fields: dict | None
) -> Contact | None:
    if contact is not None:
        if contact.account_id != account.pk:
            raise MoveNotAllowed(_("This contact belongs to another customer."))
        return contact
    follows = ("title", "phone", "email", "wechat")
    given = {"name": lead.person} | {name: getattr(lead, name) for name in follows}
    given |= fields or {}
    return create_contact(by=by, account=account, **given) if given["name"] else None


def _make_deal(
    by: Member, lead: Lead, account: Account, contact: Contact | None, fields: dict
) -> Opportunity:
    given = {"name": lead.company, "needs": lead.need, "budget": lead.budget}
    given |= {name: getattr(lead, name) for name in FOLLOWING}
    people = {"account": account, "contact": contact, "owner": lead.owner, "lead": lead}
    return create_opportunity(by=by, **people | given | fields)
