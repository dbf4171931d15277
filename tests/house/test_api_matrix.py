"""Every operation of the API × every token (SECURITY.md section 5 numbers 4 to 6)."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people import actions
from people.models import ApiToken
from people.permissions import is_declared
from people.roles import Role
from tests.cast import TEAM, browser
from tests.house.catalogue import writes, written_since
from tests.house.operations import body_of, operations
from tests.house.records import ASKED, NOWHERE, owned_row
from tests.house.routes import model_of_table
from tests.house.test_matrix import NOT_EFFECTS

DONE = frozenset({200, 201, 204, 409, 412, 422})
every_operation = pytest.mark.parametrize("operation", operations(), ids=str)


@pytest.fixture(scope="module")
def tokens(module_cast, django_db_blocker):
    """{name: (secret, member)} of company A's members, and of the other one's administrator."""
    with django_db_blocker.unblock():
        made = {name: _token(module_cast.a, name) for name in TEAM}
        made["b.admin"] = _token(module_cast.b, "admin")
        made["reader"] = _token(module_cast.a, "rep", access=ApiToken.Access.READ)
        return made


def _token(company, name, access=ApiToken.Access.WRITE, **options):
    member = company.members[name]
    with company.scope():
        _row, secret = actions.create_token(
            by=member, member=member, name=name, access=access, **options
        )
    return secret, member


@pytest.fixture(scope="module")
def dead_tokens(module_cast, django_db_blocker):
    """No token, a made-up one, and three that were good once."""
    a = module_cast.a
    with django_db_blocker.unblock():
        with a.scope():
            gone = a.add("gone", [Role.REP, Role.MANAGER])
        left = _token(a, "gone")[0]
        expired = _token(a, "rep", expires_at=timezone.now() - timedelta(seconds=1))[0]
        revoked = _token(a, "rep")[0]
        with a.scope():
            actions.deactivate_member(by=a.admin, member=gone)
            newest = ApiToken.objects.order_by("-pk").first()
            actions.revoke_token(by=a.admin, token=newest)
    dead = {"none": "", "made up": "fw_" + "x" * 43, "without prefix": expired[3:]}
    return dead | {"deactivated": left, "expired": expired, "revoked": revoked}


def call(operation, secret: str, pk: int = NOWHERE, extra: dict | None = None, query: str = ""):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    body = body_of(operation)
    data = "" if body is None else json.dumps(body | (extra or {}))
    path = re.sub(r"\{\w+(:\w+)?\}", str(pk), operation.path)
    with transaction.atomic():
        response = browser().generic(
            operation.method, f"/api/v1{path}{query}", data, "application/json", headers=headers
        )
        transaction.set_rollback(True)
    return response


def record_of(operation, cast, secret):
    """A row of `rep` for the id in the path, of the table that the operation looks into."""
    if "{" not in operation.path:
        return None
    with CaptureQueriesContext(connection) as asked:
        call(operation, secret)
    tables = [table for query in asked.captured_queries for table in ASKED.findall(query["sql"])]
    with cast.a.scope():
        return owned_row(model_of_table(tables[0]), cast.a.rep) if tables else None


def test_every_operation_declares_a_permission():
    assert [str(o) for o in operations() if not is_declared(o.permission)] == []
    assert len(operations()) > 10


@every_operation
def test_without_a_good_token_nothing_opens(standing, dead_tokens, operation):
    before = writes()
    answers = {name: call(operation, secret).status_code for name, secret in dead_tokens.items()}
    assert answers == dict.fromkeys(answers, 401)
    assert written_since(before) - NOT_EFFECTS == set()


@every_operation
def test_each_token_gets_the_answer_that_the_rules_say(standing, tokens, operation):
    record = record_of(operation, standing, tokens["manager"][0])
    wrong = []
    for name, (secret, member) in tokens.items():
        with _scope(standing, name):
            wanted = expected(operation, name, member, record)
        before = writes()
        status = call(operation, secret, record.pk if record else NOWHERE).status_code
        written = written_since(before) - NOT_EFFECTS
        if status not in wanted:
            wrong.append(f"{operation} as {name}: {status}, expected {sorted(wanted)}")
        if written and (operation.reads or status in (401, 403, 404)):
            wrong.append(f"{operation} as {name}: {status} wrote {sorted(written)}")
    assert wrong == []


def _scope(cast, name):
    return cast.b.scope() if name == "b.admin" else cast.a.scope()


def expected(operation, name, member, record) -> frozenset[int]:
    if name == "reader" and not operation.reads:
        return frozenset({403})
    if record is not None and not sees(member, record):
        return frozenset({404})
    if not member.can(operation.permission):
        # Without an id in the path the body may name the record, which is looked for first.
        return frozenset({403}) if record is not None or operation.reads else frozenset({403, 404})
    # A body may name rows that are not there; a verb may be no matter of this member's.
    return DONE if operation.reads else DONE | {403, 404}


def sees(member, record) -> bool:
    rows = type(record).objects.all()
    seen = rows.visible_to(member) if hasattr(rows, "visible_to") else rows
    return seen.filter(pk=record.pk).exists()


@every_operation
def test_an_unknown_field_is_refused(standing, tokens, operation):
    """Tenant, owner, state and the like cannot be slipped in (SECURITY.md number 15)."""
    body = body_of(operation)
    if not isinstance(body, dict):
        return
    for field in ("tenant_id", "state", "imported_by_id", "id"):
        if field in body:
            continue
        answer = call(operation, tokens["manager"][0], extra={field: 1})
        assert answer.status_code == 422, field


@pytest.mark.parametrize(
    "operation", [o for o in operations() if o.reads and "{" not in o.path], ids=str
)
def test_an_unknown_parameter_or_order_is_refused_by_name(standing, tokens, operation):
    may = next(name for name, (_s, m) in tokens.items() if m.can(operation.permission))
    for query, told in (("?stat=won", "stat"), ("?sort=nonsense", "sort")):
        answer = call(operation, tokens[may][0], query=query)
        assert answer.status_code == 422
        assert answer["Content-Type"] == "application/problem+json"
        (error,) = answer.json()["errors"]
        assert error["field"].endswith(told)
        assert error["message"]
