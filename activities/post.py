"""A notification as a mail: in the receiver's language, with a link, through the outbox."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import override

from activities.kinds import get_kind
from activities.models import Notification
from activities.sentences import read
from crm.links import absolute, tenant_url
from people.mail import send_later
from tenants.scope import current_tenant


def post(told: Notification) -> None:
    """Queue the mail of a notification. Its key is the notification's, so it leaves once."""
    tenant, member = current_tenant(), told.member
    digest = hashlib.sha256(told.key.encode()).hexdigest()[:32]
    with override(member.language or tenant.language):
        send_later(
            key=f"told-{tenant.pk}-{member.pk}-{digest}",
            to=member.email,
            subject=f"[{tenant.name}] {told.subject}: {read(told)}",
            body=_body(told),
        )


def _body(told: Notification) -> str:
    facts = [
        told.subject,
        " ".join(filter(None, [told.actor and told.actor.name, read(told)])),
        told.text,
        absolute(tenant_url(get_kind(told.kind).page, told.object_id)),
    ]
    choose = _("Choose what you get by mail: %(link)s")
    end = choose % {"link": absolute(tenant_url("notice_choices"))}
    return "\n".join(filter(None, facts)) + f"\n\n--\n{end}\n"
