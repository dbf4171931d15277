"""Every page of a company × everybody: its exact answer, and nothing written where it refuses.

SECURITY.md section 5 numbers 4, 5 and 6. Rows for the ids in the URLs belong to `rep`.
"""

import pytest
from django.core import mail
from django.db import transaction

from people.permissions import is_declared
from tests.deep import DEEP
from tests.house.catalogue import writes
from tests.house.expectation import DONE, expected
from tests.house.principals import principals
from tests.house.records import fill
from tests.house.routes import tenant_routes

METHODS = ("GET", "POST")
# These ask in both ways. Of the others whoever may go on asks to look, and whoever may not tries to
# write; `make test-deep` has them do both.
THOROUGH = {"anonymous", "rep", "manager", "admin", "b.admin"}
# One company's settings have one rule, so fewer people stand for everybody there.
AT_ADMIN = {"admin", "manager", "rep", "anonymous", "deactivated", "b.admin", "operator"}
# Sessions are touched and refusals written down; nothing else may be on a refusal.
NOT_EFFECTS = {"django_session", "tenants_denial"}
UNUSED = {"put", "patch", "delete", "trace"}

every_route = pytest.mark.parametrize("route", tenant_routes(), ids=str)


@pytest.fixture(scope="module")
def people(module_cast, django_db_blocker):
    with django_db_blocker.unblock():
        return principals(module_cast)


def test_every_page_declares_a_permission():
    undeclared = [r.path for r in tenant_routes() if not is_declared(r.permission)]
    assert undeclared == []


def test_pages_know_no_other_methods():
    """So that a row's two methods are all that there are; Django answers the others with 405."""
    pages = {route.page for route in tenant_routes() if route.page and not route.is_admin}
    assert [page for page in pages if UNUSED & {n for n in dir(page) if n in UNUSED}] == []


@every_route
def test_everybody_gets_the_answer_that_the_rules_say(standing, people, route):
    values, rows = fill(route, standing.a, client_of(people, "admin"), standing.a.rep)
    url = standing.a.url(route.url(values))
    wrong, before = [], writes()
    for person in people:
        if route.is_admin and person.name not in AT_ADMIN:
            continue
        with standing.a.scope():
            wanted = expected(route, person, rows[0] if rows else None)
        for method in methods_of(person, wanted):
            problems, before = knock(url, person, method, wanted, before)
            wrong += problems
    assert wrong == []


def methods_of(person, wanted) -> tuple[str, ...]:
    if DEEP or person.name in THOROUGH:
        return METHODS
    return ("GET",) if wanted & DONE else ("POST",)


def headers_of(person, wanted) -> dict[str, str]:
    """Who is refused and not among the thorough asks for a part of a page: he is answered the
    same, in a toast instead of a page with its frame."""
    return {} if person.name in THOROUGH or wanted & DONE else {"HX-Request": "true"}


def client_of(people, name):
    return next(person.client for person in people if person.name == name)


def knock(url, person, method, wanted, before: dict) -> tuple[list[str], dict]:
    """What is wrong with one answer, in words, and what was written so far."""
    mails = len(mail.outbox)
    with transaction.atomic():
        response = person.client.generic(method, url, headers=headers_of(person, wanted))
        status = response.status_code
        if response.streaming:  # a file is closed when it was read
            list(response.streaming_content)
        transaction.set_rollback(True)
    after = writes()
    written = {t for t, count in after.items() if count != before.get(t, 0)} - NOT_EFFECTS
    at = f"{method} {url} as {person}: {status}"
    wrong = [] if status in wanted else [f"{at}, expected {sorted(wanted)}"]
    if status == 302 and not person.known and not response["Location"].startswith("/accounts/"):
        wrong.append(f"{at}, but not to the log-in")
    if written and (status not in DONE or method == "GET" or not person.known):
        wrong.append(f"{at} wrote {sorted(written)}")
    if len(mail.outbox) > mails:
        wrong.append(f"{at} sent mail")
    return wrong, after
