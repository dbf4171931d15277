"""Every page of a company × everybody: its exact answer, and nothing written where it refuses.

SECURITY.md section 5 numbers 4, 5 and 6. Rows for the ids in the URLs belong to `rep`.
"""

import pytest
from django.core import mail
from django.db import transaction

from people.permissions import is_declared
from tests.house.catalogue import writes, written_since
from tests.house.expectation import DONE, expected
from tests.house.principals import principals
from tests.house.records import fill
from tests.house.routes import routes, tenant_routes

METHODS = ("GET", "POST")
# Nobody of these sees anything, so what matters is that they write nothing.
OUTSIDERS = {"deactivated", "b.rep", "operator"}
# One company's settings have one rule, so fewer people stand for everybody there.
AT_ADMIN = {"admin", "manager", "rep", "anonymous", "deactivated", "b.admin", "operator"}
# Sessions are touched and refusals written down; nothing else may be on a refusal.
NOT_EFFECTS = {"django_session", "tenants_denial"}
# Pages outside any company, each with its own test: who may open them stands beside.
OUTSIDE = {
    "start": "anybody signed in; sends on to a company",
    "set_language": "anybody",
    "invitation": "who holds the link",
    "healthz": "anybody",
    "readyz": "anybody",
    "metrics": "anybody",  # on loopback; tests/crm/test_health.py asks from elsewhere
    "styleguide": "anybody signed in",
    "openapi-json": "anybody: the description of the API holds no data",
    "api-root": "anybody",
}
PREFIXES = ("accounts/", "platform/", "api/v1/")  # allauth; operators; test_api_matrix.py

every_route = pytest.mark.parametrize("route", tenant_routes(), ids=str)


@pytest.fixture(scope="module")
def people(module_cast, django_db_blocker):
    with django_db_blocker.unblock():
        return principals(module_cast)


def test_every_page_declares_a_permission():
    undeclared = [r.path for r in tenant_routes() if not is_declared(r.permission)]
    assert undeclared == []


def test_every_page_outside_companies_is_known():
    """A new page outside the companies must be written into OUTSIDE, with who may open it."""
    loose = [r for r in routes("crm.urls") if not r.path.startswith(PREFIXES)]
    assert {r.name for r in loose} <= set(OUTSIDE), [r.path for r in loose]


@every_route
def test_everybody_gets_the_answer_that_the_rules_say(standing, people, route):
    values, rows = fill(route, standing.a, client_of(people, "admin"), standing.a.rep)
    url = standing.a.url(route.url(values))
    wrong = [
        problem
        for person in people
        if person.name in AT_ADMIN or not route.is_admin
        for method in (METHODS if person.name not in OUTSIDERS else ("POST",))
        for problem in knock(standing, route, url, person, method, rows[0] if rows else None)
    ]
    wrong += knock(standing, route, url, people[0], "DELETE", rows[0] if rows else None)
    assert wrong == []


def client_of(people, name):
    return next(person.client for person in people if person.name == name)


def knock(cast, route, url, person, method, record) -> list[str]:
    """What is wrong with one answer, in words."""
    with cast.a.scope():
        wanted = expected(route, person, record)
    before, mails = writes(), len(mail.outbox)
    with transaction.atomic():
        response = person.client.generic(method, url)
        status = response.status_code
        if response.streaming:  # a file is closed when it was read
            list(response.streaming_content)
        transaction.set_rollback(True)
    written = written_since(before) - NOT_EFFECTS
    at = f"{method} {url} as {person}: {status}"
    wrong = [] if status in wanted else [f"{at}, expected {sorted(wanted)}"]
    if status == 302 and not person.known and not response["Location"].startswith("/accounts/"):
        wrong.append(f"{at}, but not to the log-in")
    if written and (status not in DONE or method == "GET" or not person.known):
        wrong.append(f"{at} wrote {sorted(written)}")
    if len(mail.outbox) > mails:
        wrong.append(f"{at} sent mail")
    return wrong
