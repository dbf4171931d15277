"""Every URL outside the companies × everybody: the written answer, and no write on a refusal."""

from copy import deepcopy

import pytest
from django.core import mail
from django.db import transaction

from people import actions
from people.models import User
from people.roles import Role
from tests.cast import PASSWORD, browser
from tests.house.catalogue import writes, written_since
from tests.house.operations import operations
from tests.house.outside import PRINCIPALS, ROWS, SAME_AS
from tests.house.routes import routes

API = "api/v1/"
# Failures are counted before the form is looked at; a session ends with its log-out.
NOT_EFFECTS = {"django_session", "django_cache"}
WORDS = {
    "key": "x", "uidb36": "1", "token": "x", "content_type_id": 1, "app_label": "tenants",
    "url": "nowhere/",
}  # fmt: skip


@pytest.fixture(scope="module")
def people(module_cast, django_db_blocker):
    """{name: client} of everybody in `PRINCIPALS` and `SAME_AS`; all have a password."""
    with django_db_blocker.unblock():
        users = {"member": module_cast.a.rep.user, "leaver": leaver(module_cast)}
        for name in ("operator", "disabled"):
            users[name] = User.objects.create_user(f"{name}@rows.example", PASSWORD)
        clients = {"anonymous": browser()} | {name: browser() for name in users}
        for name, user in users.items():
            user.password = users["operator"].password
            user.is_platform = name == "operator"
            user.save()
            clients[name].force_login(user)
        User.objects.filter(pk=users["disabled"].pk).update(is_active=False)
    return clients


def leaver(cast) -> User:
    """Let go by company A, still in company B."""
    with cast.a.scope():
        left = cast.a.add("leaver", [Role.REP, Role.ADMIN])
        actions.deactivate_member(by=cast.a.admin, member=left)
    with cast.b.scope():
        actions.add_member(
            by=None,
            name="Leaver",
            email=left.email,
            department=cast.b.team,
            roles=[Role.REP],
            user=left.user,
        )
    return left.user


def outside():
    """The routes of no company, and of the API those that are no operation."""
    called = {API + operation.path.lstrip("/") for operation in operations()}
    called = {path.replace("{", "<").replace("}", ">") for path in called}
    return [r for r in routes("crm.urls") if r.path not in called]


def test_every_route_outside_companies_has_its_row():
    """A new page must be written into ROWS, with who may open it."""
    assert {route.path for route in outside()} == set(ROWS)


@pytest.mark.parametrize("route", outside(), ids=str)
def test_everybody_gets_the_written_answer(standing, people, route):
    row = ROWS[route.path]
    url = "/" + route.url(WORDS | {"object_id": standing.a.tenant.pk})
    wrong = [
        problem
        for name, client in people.items()
        for method, codes in (("GET", row.get), ("POST", row.post))
        for problem in knock(
            client, method, url, name, codes[PRINCIPALS.index(SAME_AS.get(name, name))]
        )
    ]
    assert wrong == []


def knock(client, method: str, url: str, name: str, wanted: int) -> list[str]:
    before, mails, cookies = writes(), len(mail.outbox), deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, url, "", "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    client.cookies = cookies  # a log-out takes them away
    at = f"{method} {url} as {name}: {response.status_code}"
    wrong = [] if response.status_code == wanted else [f"{at}, expected {wanted}"]
    if written := written_since(before) - NOT_EFFECTS:
        wrong.append(f"{at} wrote {sorted(written)}")
    return wrong + ([f"{at} sent mail"] if len(mail.outbox) > mails else [])


def test_no_page_does_without_the_token_of_its_form():
    """The API has none: it takes bearer tokens only, which no other site's page can send."""
    everywhere = [*routes("crm.urls"), *routes("crm.urls_tenant")]
    exempt = [r.path for r in everywhere if getattr(r.view, "csrf_exempt", False)]
    assert [path for path in exempt if not path.startswith(API)] == []
