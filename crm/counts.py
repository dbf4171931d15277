"""Counts that come along with another statement instead of one of their own."""

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import IntegerField, QuerySet, Subquery


class CountOf(Subquery):
    """How many rows a queryset has; a limited one is counted to its limit."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counted(rows: QuerySet) -> QuerySet:
    """With `found`, how many there are in all, beside the few of them that are shown. A window
    over them would carry every row with all its columns."""
    return rows.annotate(found=CountOf(rows.order_by().values("pk")))


def together(rows: list[QuerySet], *more: str, params=()) -> tuple:
    """How many each of them finds, and what expressions `more` give, in one statement.

    Put together as text: as annotations of another query each of them would be copied and resolved
    twice, which took a tenth of a page's time.
    """
    compiled = [
        found.order_by().values("pk").query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)
        for found in rows
    ]
    asked = [one.as_sql() for one in compiled]
    counts = [f"(SELECT count(*) FROM ({sql}) counted)" for sql, _params in asked]  # noqa: S608
    with connection.cursor() as cursor:
        inside = [value for _sql, values in asked for value in values]
        cursor.execute(f"SELECT {', '.join([*counts, *more])}", [*inside, *params])  # noqa: S608
        return cursor.fetchone()
