"""Members: taken on, changed, deactivated."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import ApiToken, Member, User
from people.pinyin import pinyin_key
from people.roles import Role
from tenants.actions import close_doors
from tenants.models import Door
from tenants.states import MoveNotAllowed

CHANGEABLE = {
    "name",
    "phone",
    "department",
    "roles",
    "discount_limit",
    "claim_limit",
    "daily_claims",
    "export_limit",
    "final_approver",
    "language",
    "shortcuts",
}
OWN = {"name", "phone", "language", "shortcuts"}  # what a member may change of himself


@transaction.atomic
def add_member(
    *, by: Member | None, name: str, email: str, department, roles: list[str], user: User | None
) -> Member:
    """Put a person into the company in scope. `user` is None until an invitation is accepted."""
    return Member.objects.create(
        name=name,
        name_key=pinyin_key(name),
        email=email.strip().lower(),
        department=department,
        roles=[Role(role).value for role in roles],
        user=user,
        joined_at=timezone.now() if user else None,
    )


@transaction.atomic
def change_member(*, by: Member | None, member: Member, **changes) -> Member:
    """Change a member's department, roles or limits. Nobody changes his own roles or limits."""
    if by and by.pk == member.pk and changes.keys() - OWN:
        raise MoveNotAllowed(_("Another administrator must change your own roles and limits."))
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"not a member's to change: {sorted(unknown)}")
    member = Member.objects.locked(member.pk)
    for field, value in changes.items():
        setattr(member, field, value)
    member.name_key = pinyin_key(member.name)
    member.save(update_fields=[*changes, "name_key"])
    return member


@transaction.atomic
def deactivate_member(*, by: Member | None, member: Member) -> Member:
    """End a member's access at once: the next request and every token of his is refused."""
    member = Member.objects.locked(member.pk)
    if not member.active:
        return member
    if by and by.pk == member.pk:
        raise MoveNotAllowed(_("You cannot deactivate yourself."))
    member.active = False
    member.save(update_fields=["active"])
    for token_id in ApiToken.objects.filter(member=member).values_list("pk", flat=True):
        close_doors(kind=Door.Kind.API, object_id=token_id)
    close_doors(kind=Door.Kind.INVITATION, object_id=member.pk)
    return member


@transaction.atomic
def reactivate_member(*, by: Member | None, member: Member) -> Member:
    """Give a member that left his access back; tokens and invitations stay closed."""
    member = Member.objects.locked(member.pk)
    if not member.active:
        member.active = True
        member.save(update_fields=["active"])
    return member
