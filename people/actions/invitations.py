"""Invitations: a member without a user, and a door by mail through which the user comes in."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from crm.links import absolute, global_url
from people.actions.members import add_member, change_member
from people.joining import uninvited
from people.mail import send_later
from people.models import Member, User
from tenants.actions import close_doors, open_door
from tenants.models import Door
from tenants.models.door import digest
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed

VALID_FOR = timedelta(days=7)


@transaction.atomic
def invite_member(
    *, by: Member | None, name: str, email: str, department, roles: list[str]
) -> Member:
    """Take a person on and mail him a link that is good for a week and for one use."""
    member = add_member(
        by=by, name=name, email=email, department=department, roles=roles, user=None
    )
    return send_invitation(by=by, member=member)


@transaction.atomic
def send_invitation(*, by: Member | None, member: Member) -> Member:
    """Mail a link to a member who cannot sign in yet; links sent to him before end.

    MoveNotAllowed for who has joined already, and for who was deactivated.
    """
    member = Member.objects.locked(member.pk)
    if member.user_id or not member.active:
        raise MoveNotAllowed(_("Only active members who have not joined yet are invited."))
    close_doors(kind=Door.Kind.INVITATION, object_id=member.pk)
    token = open_door(
        kind=Door.Kind.INVITATION, object_id=member.pk, expires_at=timezone.now() + VALID_FOR
    )
    link = absolute(global_url("invitation", token))
    tenant = current_tenant()
    with override(tenant.language):
        send_later(
            key=f"invitation-{tenant.pk}-{member.pk}-{digest(token)[:16]}",
            to=member.email,
            subject=_("%(company)s invites you to Fairway") % {"company": tenant.name},
            body=_letter(member, tenant.name, link),
        )
    return member


def _letter(member: Member, company: str, link: str) -> str:
    """Whoever founded a company is known by his address only: no name to greet."""
    named = member.name != member.email
    greeting = _("Hello %(name)s,") % {"name": member.name} if named else _("Hello,")
    text = _(
        "open this link to join %(company)s:\n%(link)s\n\n"
        "It works once and for a week. Whoever did not expect it may leave it alone."
    )
    return f"{greeting}\n\n{text % {'company': company, 'link': link}}\n"


@transaction.atomic
def invite_members(*, by: Member, members: QuerySet) -> int:
    """Invite those of the members who can be and have no link that still works; how many were.
    Twice is harmless."""
    invited = [send_invitation(by=by, member=member) for member in uninvited(members)]
    return len(invited)


@transaction.atomic
def accept_invitation(
    *, member: Member, user: User | None, password: str = "", name: str = ""
) -> User:
    """Tie a user to an invited member and close the door.

    `user` is who is signed in; his address must be the invited one. Without one, a new user is
    made with `password` (ValidationError when it is weak) unless the address is known already:
    then MoveNotAllowed asks him to sign in first. A `name` replaces what he was invited by.
    """
    member = Member.objects.locked(member.pk)
    if member.user_id or not member.active:
        raise MoveNotAllowed(_("This invitation was used already."))
    if user is None:
        user = _new_user(member, password)
    elif user.email != member.email:
        raise MoveNotAllowed(_("This invitation was sent to another e-mail address."))
    member.user = user
    member.joined_at = timezone.now()
    member.save(update_fields=["user", "joined_at"])
    if name:
        change_member(by=member, member=member, name=name)
    close_doors(kind=Door.Kind.INVITATION, object_id=member.pk)
    return user


def _new_user(member: Member, password: str) -> User:
    if User.objects.filter(email=member.email).exists():
        raise MoveNotAllowed(_("Sign in with this address first, then open the link again."))
    validate_password(password, User(email=member.email))
    return User.objects.create_user(member.email, password)
