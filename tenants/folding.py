"""Fold a new table's indexes and constraints into its CreateModel.

Django renders every related model again after each AddIndex and AddConstraint, and its own
optimiser leaves them alone where tables point at each other: 285 of them took 18 of the
24 seconds that a new database took.
"""

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation


def fold(operations: list[Operation]) -> list[Operation]:
    """The same schema in fewer steps; a table that gets fields later keeps its own steps."""
    created = {op.name_lower: op for op in operations if isinstance(op, CreateModel)}
    for late in operations:
        if isinstance(late, AddField):
            created.pop(late.model_name_lower, None)
    return [op for op in operations if not _absorbed(op, created)]


def _absorbed(operation: Operation, created: dict[str, CreateModel]) -> bool:
    if not isinstance(operation, AddIndex | AddConstraint):
        return False
    model = created.get(operation.model_name_lower)
    if model is None:
        return False
    if isinstance(operation, AddIndex):
        model.options.setdefault("indexes", []).append(operation.index)
    else:
        model.options.setdefault("constraints", []).append(operation.constraint)
    return True
