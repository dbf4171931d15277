"""One file from its bytes to the database, in one transaction (spec 10, Import)."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from integrations.importer.fields import Kind
from integrations.importer.mapping import Map
from integrations.importer.outcome import Outcome, Written
from integrations.importer.prepare import Prepared, prepare
from integrations.importer.store import store
from people.models import Member

BATCH = 2000


class _Undo(Exception):
    """Rolls back what a dry run wrote."""


def run_import(
    *,
    by: Member,
    kind: Kind,
    data: bytes,
    mapping: Map,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Outcome:
    """Bring a file in. FileRefused and MapRefused mean that nothing at all was changed. Rows with
    errors are left out one by one, or, with `all_or_nothing`, let nothing in."""
    outcome, _prepared, _written = rehearse_or_run(
        by=by,
        kind=kind,
        data=data,
        mapping=mapping,
        keep=lambda outcome: not dry_run and not (all_or_nothing and outcome.errors),
    )
    return outcome


def rehearse_or_run(
    *, by: Member, kind: Kind, data: bytes, mapping: Map, keep
) -> tuple[Outcome, Prepared, list[Written]]:
    """Write all of a file, then take it back unless `keep(outcome)`. A rehearsal writes too: it
    finds what only the database finds."""
    written: list[Written] = []
    try:
        with transaction.atomic():
            prepared = prepare(by=by, kind=kind, data=data, mapping=mapping)
            outcome = prepared.outcome
            for rows in prepared.batches(BATCH):
                written += store(prepared, rows)
            outcome.written = keep(outcome)
            if not outcome.written:
                raise _Undo
    except _Undo:
        pass
    outcome.errors.sort(key=lambda error: (error.row, error.column))
    return outcome, prepared, written


@contextmanager
def uncollected() -> Iterator[None]:
    """An import makes a million objects that live to its end: looking for garbage among them
    costs a fifth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
