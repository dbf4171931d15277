"""Taking records away again that should never have come, such as those of a wrong import."""

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from activities.models import SearchEntry
from people.models import Member
from tenants.states import MoveNotAllowed


@transaction.atomic
def remove_records(*, by: Member, kind: str, records: QuerySet) -> int:
    """Delete records of one kind that nothing else points at, with what searches find of them.

    `by` is named by the audit rows of the scope. Raises MoveNotAllowed that says what uses them.
    """
    ids = list(records.select_for_update(of=("self",)).values_list("pk", flat=True))
    rows = records.model.objects.filter(pk__in=ids)
    own = [field.name for field in _to_itself(records.model)]
    if own:  # they may point at each other
        rows.update(**dict.fromkeys(own))
    SearchEntry.objects.filter(kind=kind, object_id__in=ids).delete()
    try:
        rows.delete()
    except ProtectedError as used:
        user = next(iter(used.protected_objects))
        message = _("The %(kind)s “%(record)s” uses one of these rows.")
        words = {"kind": user._meta.verbose_name, "record": user}
        raise MoveNotAllowed(message % words) from None
    return len(ids)


def _to_itself(model: type[Model]):
    return [f for f in model._meta.local_fields if f.null and f.related_model is model]
