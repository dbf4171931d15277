"""State machines: django-fsm transitions, called by actions, refused with a reason."""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, TransitionNotAllowed


class MoveNotAllowed(Exception):
    """A verb that the record's state or a guard refuses; pages and API answer 409 with `reason`.

    `missing` lists, in words, what would have to be done first. `keeps` is for the rare refusal
    that has itself written something (an outdated approval is voided): it is not rolled back.
    """

    def __init__(self, reason, missing: list | None = None, *, keeps: bool = False):
        super().__init__(reason)
        self.reason = reason
        self.missing = missing or []
        self.keeps = keeps


class StateModel(models.Model):
    """Base of models with a protected state field."""

    class Meta:
        abstract = True

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        # A protected field refuses to be set while it holds a value. Dropping the value is safe in
        # threads; django-fsm's own mixin switches the protection off for the whole process.
        for field in self._meta.concrete_fields:
            if isinstance(field, FSMField) and (fields is None or field.attname in fields):
                self.__dict__.pop(field.attname, None)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)


def state_field(states: type[models.TextChoices], initial: str, **kwargs) -> FSMField:
    """A protected FSM field whose choices and first state are declared in one place."""
    kwargs.setdefault("verbose_name", _("state"))
    return FSMField(
        choices=states.choices, default=initial, protected=True, max_length=20, **kwargs
    )


def move(transition: Callable, *args, **kwargs):
    """Call a transition; an illegal one raises MoveNotAllowed that names the present state."""
    try:
        return transition(*args, **kwargs)
    except TransitionNotAllowed as refused:
        record = refused.object
        field = refused.method._django_fsm.field
        shown = getattr(record, f"get_{field.name}_display")()
        raise MoveNotAllowed(
            _("This cannot be done while it is “%(state)s”.") % {"state": shown}
        ) from refused
