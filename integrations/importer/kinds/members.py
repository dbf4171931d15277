"""Members with their departments, and the managers that a column names."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.kinds.departments import department_at
from integrations.importer.readers import CellRefused, Context, choice, email
from people.actions import add_member, change_member, deactivate_member
from people.models import Member
from people.roles import Role

BETWEEN = re.compile(r"\s*[,;|、，；]\s*")
MANAGER = ("manager", "manager_email")


def _roles(text: str, context: Context) -> list[str]:
    read = choice(Role.choices)
    roles = [read(part, context) for part in BETWEEN.split(text) if part]
    if not roles:
        raise CellRefused(_("“%(text)s” names no role."), code="role", text=text)
    return list(dict.fromkeys(roles))


def _check(row, context) -> Iterator[tuple[str, str]]:
    if len(set(MANAGER) & row.values.keys()) == 1:
        yield "manager", _("A manager needs a name and an e-mail address.")


def _record(by, rows, context):
    members = [_add(by, row.values, context) for row in rows]
    here = set(Member.objects.values_list("email", flat=True))
    for row in rows:
        address = row.values.get("manager_email")
        if address and address not in here:
            here.add(address)
            _add_manager(by, row.values, context)
    return members


def _add(by, values, context):
    member = add_member(
        by=by,
        name=values["name"],
        email=values["email"],
        department=_department(by, values, context),
        roles=values.get("roles", [Role.REP]),
        user=None,
    )
    if "phone" in values:
        change_member(by=by, member=member, phone=values["phone"])
    if not values.get("active", True):
        deactivate_member(by=by, member=member)
    return member


def _add_manager(by, values, context):
    """Leads the department of the first row that names him."""
    add_member(
        by=by,
        name=values["manager"],
        email=values["manager_email"],
        department=_department(by, values, context),
        roles=[Role.MANAGER],
        user=None,
    )


def _department(by, values, context):
    if "department" not in values:
        return by.department
    return department_at(by, values["department"], values.get("region", ""), context)


def _change(by, member, changes):
    change_member(by=by, member=member, **changes)


NAME, EMAIL = Member._meta.get_field("name"), Member._meta.get_field("email")
MEMBERS = Kind(
    name="members",
    pointer="member",
    model=Member,
    fields=(
        EXTERNAL_ID,
        *of_model(Member, "name", "email", "phone", "active", required=["name", "email"]),
        Field("roles", read=_roles),
        Field("department"),
        Field("region"),
        Field("manager", validate=NAME),
        Field("manager_email", read=email, validate=EMAIL),
    ),
    keys=(("external_id",), ("email",)),
    unique=("email",),
    record=_record,
    change=_change,
    changeable=frozenset({"name", "phone", "roles"}),
    check=_check,
)
