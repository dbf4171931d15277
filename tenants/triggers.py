"""Database triggers: legal state edges, frozen rows, append-only rows (DESIGN.md section 1).

All raise SQLSTATE 23514, which Django turns into IntegrityError.
"""

import pgtrigger
from django.apps import apps
from django_fsm import FSMField

ERRCODE = "USING ERRCODE = '23514'"


def edges(model, field_name: str) -> list[tuple[str, str]]:
    """Every (source, target) that the model's transitions declare for a field."""
    field: FSMField = model._meta.get_field(field_name)
    states = [value for value, _label in field.choices]
    found = set()
    for transition in field.get_all_transitions(model):
        sources = states if transition.source in ("*", "+") else [transition.source]
        found.update((source, transition.target) for source in sources)
    return sorted(edge for edge in found if edge[0] != edge[1])


class FsmEdges(pgtrigger.Trigger):
    """Only declared transitions change the state; rows are born in the initial state.

    A row with `imported_by` may be born in any state: past facts (spec 10, History).
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, field: str, **kwargs):
        super().__init__(name=f"{field}_edges", **kwargs)
        self.field = field

    def get_func(self, model):
        # Migrations hand a historical model in, which has no transitions: read the real one.
        model = apps.get_model(model._meta.label)
        field = model._meta.get_field(self.field)
        column, initial = field.column, field.get_default()
        legal = ", ".join(f"('{a}', '{b}')" for a, b in edges(model, self.field)) or "('', '')"
        history = any(f.name == "imported_by" for f in model._meta.fields)
        imported = " AND NEW.imported_by_id IS NULL" if history else ""
        return f"""
            IF TG_OP = 'INSERT' THEN
                IF NEW.{column} <> '{initial}'{imported} THEN
                    RAISE EXCEPTION 'a row of % begins as {initial}', TG_TABLE_NAME {ERRCODE};
                END IF;
            ELSIF NEW.{column} IS DISTINCT FROM OLD.{column}
                AND (OLD.{column}, NEW.{column}) NOT IN ({legal}) THEN
                RAISE EXCEPTION '%: no way from % to %',
                    TG_TABLE_NAME, OLD.{column}, NEW.{column} {ERRCODE};
            END IF;
            RETURN NEW;
        """


class AppendOnly(pgtrigger.Trigger):
    """Rows of a ledger: added, never changed or deleted."""

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete
    func = f"RAISE EXCEPTION '% is append-only', TG_TABLE_NAME {ERRCODE};"


class Frozen(pgtrigger.Trigger):
    """Columns of a row never change, and the row never goes, once `condition` holds for OLD.

    `condition` is SQL over OLD; `fields` are model field names, `except_fields` the opposite.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def __init__(self, *, name: str, sql: str, except_fields: tuple[str, ...] = (), **kwargs):
        super().__init__(name=name, **kwargs)
        self.sql = sql
        self.except_fields = except_fields

    def get_func(self, model):
        columns = [
            field.column for field in model._meta.fields if field.name not in self.except_fields
        ]
        changed = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns)
        refuse = f"RAISE EXCEPTION '% is frozen', TG_TABLE_NAME {ERRCODE};"
        return f"""
            IF NOT ({self.sql}) THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'DELETE' THEN {refuse} END IF;
            IF {changed} THEN {refuse} END IF;
            RETURN NEW;
        """
