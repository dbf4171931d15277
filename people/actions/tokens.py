"""API tokens: made, shown once, revoked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import ApiToken, Member
from tenants.actions import close_doors, open_door
from tenants.models import Door
from tenants.states import MoveNotAllowed

PREFIX = "fw_"


@transaction.atomic
def create_token(
    *,
    by: Member,
    member: Member,
    name: str,
    access: str = ApiToken.Access.READ,
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """A token in the name of `member` and its secret, which is stored nowhere.

    Raises MoveNotAllowed for one that writes in another's name: whoever sees the secret could
    approve and confirm as him (spec 01, Separation of duties).
    """
    if by.pk != member.pk and access != ApiToken.Access.READ:
        raise MoveNotAllowed(_("A token in the name of somebody else may only read."))
    token = ApiToken.objects.create(member=member, name=name, access=access, expires_at=expires_at)
    secret = open_door(kind=Door.Kind.API, object_id=token.pk, expires_at=expires_at)
    return token, PREFIX + secret


@transaction.atomic
def revoke_token(*, by: Member, token: ApiToken) -> None:
    """Shut a token's door; the very next call with it is refused. Twice is harmless."""
    close_doors(kind=Door.Kind.API, object_id=token.pk)
