"""Taking a list away as a file: written down before the first row leaves (spec 01, Audit)."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Export, Member
from tenants.states import MoveNotAllowed


@transaction.atomic
def record_export(*, by: Member, page: str, query: str, format: str, rows: int) -> Export:
    """Write down who takes `rows` rows away. Raises MoveNotAllowed beyond his daily limit."""
    member = Member.objects.locked(by.pk)  # two exports at once count against one limit
    left = member.export_limit - _exported_today(member)
    if rows > left:
        raise MoveNotAllowed(
            _("This list has %(rows)d rows; you may still export %(left)d today.")
            % {"rows": rows, "left": max(left, 0)}
        )
    return Export.objects.create(member=member, page=page, query=query, format=format, rows=rows)


def _exported_today(member: Member) -> int:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    today = Export.objects.filter(member=member, created_at__gte=midnight)
    return today.aggregate(rows=Sum("rows"))["rows"] or 0
