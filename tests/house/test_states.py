"""All states × all targets of every state machine, by SQL as crm_app (SECURITY.md 5 number 7)."""

from collections import deque

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tenants.triggers import edges
from tests.factories.rows import fsm_fields, make_row, values_for, writable_models

MACHINES = [(model, field) for model in writable_models() for field in fsm_fields(model)]
machines = pytest.mark.parametrize(
    ("model", "field"), MACHINES, ids=[model._meta.label for model, _field in MACHINES]
)


def states(field) -> list[str]:
    return [value for value, _label in field.flatchoices]


def path_to(model, field, state: str) -> list[str] | None:
    """The states on the shortest declared way from the first one."""
    ways = deque([[field.get_default()]])
    while ways:
        way = ways.popleft()
        if way[-1] == state:
            return way[1:]
        ways.extend([*way, b] for a, b in edges(model, field.name) if a == way[-1] and b not in way)
    return None


def set_state(model, field, pk: int, state: str, **beside) -> None:
    """Plain SQL, with what constraints want to see beside the state."""
    columns = {field.column: state} | beside
    told = ", ".join(f'"{column}" = %s' for column in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        statement = f'UPDATE "{model._meta.db_table}" SET {told} WHERE id = %s'
        cursor.execute(statement, [*columns.values(), pk])
        assert cursor.rowcount == 1


def beside(model, company) -> dict:
    """Every column that may be empty, filled: who decided, when, why."""
    values = values_for(model, full=True, by=company.manager)
    nullable = [f for f in model._meta.concrete_fields if f.null and f.name in values]
    return {f.column: getattr(values[f.name], "pk", values[f.name]) for f in nullable}


def refused_way(model, field, pk: int, state: str) -> bool:
    """Whether the state machine refuses the move; other guards may want more before it."""
    try:
        set_state(model, field, pk, state)
    except IntegrityError as refused:
        return "no way from" in str(refused)
    return False


@machines
def test_exactly_the_declared_edges_pass(standing, model, field):
    wrong = []
    with standing.a.scope("manager"):
        extra = beside(model, standing.a)
        legal = set(edges(model, field.name))
        for state in states(field):
            for target in states(field):
                if target == state:
                    continue
                passed = passes(model, field, state, target, extra, standing.a)
                if passed is not ((state, target) in legal):
                    wrong.append((state, target, passed))
    assert wrong == []
    assert legal


def passes(model, field, state, target, extra, company) -> bool:
    """Bring a row to `state`, then try `target`; nothing of it stays."""
    with transaction.atomic():
        row = row_in(model, field, state, extra, company)
        refused = refused_way(model, field, row.pk, target)
        transaction.set_rollback(True)
    return not refused


def row_in(model, field, state: str, extra: dict, company):
    """As a fact of the past where the model has such, else on the declared way."""
    if state == field.get_default():
        return make_row(model, by=company.rep)
    if "imported_by" in {f.name for f in model._meta.fields}:
        past = {"imported_by": company.admin, field.name: state}
        return make_row(model, full=True, by=company.rep, **past)
    row = make_row(model, by=company.rep)
    for number, step in enumerate(path_to(model, field, state)):
        set_state(model, field, row.pk, step, **({} if number else extra))
    return row


@machines
def test_a_row_begins_in_the_first_state(standing, model, field):
    """Unless it is a past fact, entered by an import."""
    with standing.a.scope("manager"):
        extra = beside(model, standing.a)
        extra.pop("imported_by_id", None)
        for state in states(field):
            if state == field.get_default():
                continue
            with pytest.raises(IntegrityError, match="begins as"), transaction.atomic():
                make_row(model, by=standing.a.rep, **{field.name: state})


@machines
def test_every_state_can_be_reached(model, field):
    assert [s for s in states(field) if path_to(model, field, s) is None] == []


@machines
def test_the_orm_cannot_set_a_state_either(standing, model, field):
    """`update()` passes the protected field by; the trigger does not let it."""
    with standing.a.scope("manager"):
        row = make_row(model, by=standing.a.rep)
        start = field.get_default()
        legal = {b for a, b in edges(model, field.name) if a == start}
        for state in set(states(field)) - legal - {start}:
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.filter(pk=row.pk).update(**{field.name: state})
        with pytest.raises(AttributeError):
            setattr(row, field.name, states(field)[-1])


def test_there_are_machines():
    assert {model._meta.label for model, _field in MACHINES} >= {
        "leads.Lead",
        "opportunities.Opportunity",
        "contracts.Contract",
        "approvals.Step",
    }
