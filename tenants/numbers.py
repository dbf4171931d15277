"""Numbers without gaps, one series per tenant, name and year (spec 06)."""

from django.db import connection

from tenants.models import NumberSeries
from tenants.scope import current_tenant_id

COUNT = """
UPDATE tenants_numberseries SET last = last + 1
WHERE tenant_id = %s AND name = %s AND year = %s RETURNING last
"""


def next_number(name: str, year: int) -> int:
    """The next number of a series. Holds the series' row locked until the transaction ends, so a
    rolled-back caller leaves no gap. Call it last: everybody else who counts waits."""
    counted = _count(name, year)
    if counted is None:
        first = NumberSeries(name=name, year=year)
        NumberSeries.objects.bulk_create([first], ignore_conflicts=True)
        counted = _count(name, year)
    return counted


def _count(name: str, year: int) -> int | None:
    """One statement; Django's update cannot return the new value."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [current_tenant_id(), name, year])
        row = cursor.fetchone()
    return row and row[0]
