"""Counts that come along with another statement instead of one of their own."""

from django.db.models import IntegerField, QuerySet, Subquery


class CountOf(Subquery):
    """How many rows a queryset has; a limited one is counted to its limit."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counted(rows: QuerySet) -> QuerySet:
    """With `found`, how many there are in all, beside the few of them that are shown. A window
    over them would carry every row with all its columns."""
    return rows.annotate(found=CountOf(rows.order_by().values("pk")))
