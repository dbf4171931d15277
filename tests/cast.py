"""The cast of every test: tenant A with one member a role, tenant B with a rep and an admin.

Both stand in the database before the first test, and again after each that really committed.
"""

from contextlib import contextmanager
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.test import Client
from django.test.client import ClientHandler

from people.actions import add_member, create_department
from people.models import User
from people.roles import Role
from tenants.actions import create_tenant
from tenants.scope import tenant_scope

PASSWORD = "fairway-demo"  # noqa: S105
TEAM = {
    "owner": [Role.REP],
    "rep": [Role.REP],
    "rep2": [Role.REP],
    "manager": [Role.MANAGER],
    "project": [Role.PROJECT],
    "finance": [Role.FINANCE],
    "legal": [Role.LEGAL],
    "marketing": [Role.MARKETING],
    "admin": [Role.ADMIN],
}


# Shared by all clients: loading the middleware takes longer than most pages.
_handler = ClientHandler(enforce_csrf_checks=False)


def browser() -> Client:
    """A test client that nobody is signed in with."""
    client = Client()
    client.handler = _handler
    return client


class Company:
    """A tenant with its members as attributes: `a.rep`, `a.manager` …"""

    def __init__(self, slug: str, roles: dict[str, list[Role]], **settings):
        self.tenant = create_tenant(name=f"Company {slug}", slug=slug, **settings)
        self.members: dict = {}
        with tenant_scope(self.tenant):
            self.office = create_department(by=None, name="Head office")
            self.team = create_department(by=None, name="Team East", parent=self.office)
            self.other_team = create_department(by=None, name="Team West", parent=self.office)
            for name, granted in roles.items():
                self.add(name, granted)

    def add(self, name: str, roles: list[Role], department=None, **limits):
        """One more member, to be called inside the scope."""
        email = f"{name}@{self.tenant.slug}.example"
        user = User.objects.create_user(email, password=None)
        member = add_member(
            by=None,
            name=name.capitalize(),
            email=email,
            department=department or self.team,
            roles=roles,
            user=user,
        )
        for field, value in limits.items():
            setattr(member, field, value)
        if limits:
            member.save(update_fields=list(limits))
        self.members[name] = member
        return member

    def __getattr__(self, name: str):
        try:
            return self.__dict__["members"][name]
        except KeyError:
            raise AttributeError(name) from None

    @contextmanager
    def scope(self, actor: str | None = None):
        actor_id = self.members[actor].pk if actor else None
        with tenant_scope(self.tenant, actor_id=actor_id):
            yield self

    def client(self, name: str, language: str = "en") -> Client:
        """A browser signed in as one of the cast."""
        client = browser()
        client.cookies["django_language"] = language
        client.force_login(self.members[name].user)
        return client

    def url(self, path: str = "") -> str:
        return f"/t/{self.tenant.slug}/{path}"


_founded = SimpleNamespace()


def found_companies() -> None:
    """Once a test database, committed."""
    _founded.a = Company("alpha", TEAM, language="en")
    _founded.b = Company("beta", {"rep": [Role.REP], "admin": [Role.ADMIN]}, language="en")


def make_cast() -> SimpleNamespace:
    """Both companies as they were founded: a test may change its copy."""
    return deepcopy(_founded)


@pytest.fixture
def cast(db) -> SimpleNamespace:
    return make_cast()


@pytest.fixture
def committed_cast(transactional_db) -> SimpleNamespace:
    """For threads and other connections: what the test does to it is committed."""
    return make_cast()
