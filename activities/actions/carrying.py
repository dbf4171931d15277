"""What was done and is to be done on a record follows it into the one made of it."""

from django.db.models import Model

from activities.kinds import kind_of
from activities.models import Note, Task


def carry_over(*, source: Model, target: Model) -> None:
    """Point the notes and open tasks of `source` at `target`; the source's timeline stays."""
    old = {"kind": kind_of(source).name, "object_id": source.pk}
    new = {"kind": kind_of(target).name, "object_id": target.pk}
    Note.objects.filter(**old).update(**new)
    Task.objects.filter(**old, done_at=None).update(**new)
