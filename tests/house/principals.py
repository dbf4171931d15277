"""Who knocks at every door: each role of one company, and everybody who should not be there."""

from dataclasses import dataclass

from django.test import Client

from people import actions
from people.models import Member, User
from people.roles import Role
from tests.cast import browser

# These get whole pages, the others fragments, as htmx asks for them: the same rules, less to draw.
WHOLE_PAGES = {"manager", "admin", "b.admin"}


@dataclass
class Principal:
    name: str
    client: Client
    member: Member | None  # of the company whose pages are asked for
    known: bool = True  # signed in

    def __str__(self) -> str:
        return self.name


def principals(cast) -> list[Principal]:
    """Everybody of company A, in two teams of it, and five who are not of it."""
    a, b = cast.a, cast.b
    with a.scope():
        gone = a.add("gone", [Role.REP, Role.ADMIN])
        a.add("manager of others", [Role.MANAGER], department=a.other_team)
        actions.change_member(by=a.admin, member=a.owner, department=a.other_team)
    inside = [Principal(name, a.client(name), member) for name, member in a.members.items()]
    inside = [person for person in inside if person.member is not gone]
    leaver = Principal("deactivated", a.client("gone"), None)
    with a.scope():
        actions.deactivate_member(by=a.admin, member=gone)
    operator = browser()
    operator.force_login(User.objects.create_user("op@platform.example", is_platform=True))
    everybody = [
        *inside,
        leaver,
        Principal("anonymous", browser(), None, known=False),
        Principal("b.rep", b.client("rep"), None),
        Principal("b.admin", b.client("admin"), None),
        Principal("operator", operator, None),
    ]
    for person in everybody:
        if person.name not in WHOLE_PAGES:
            person.client.defaults["HTTP_HX_REQUEST"] = "true"
    return everybody
