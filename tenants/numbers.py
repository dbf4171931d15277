"""Numbers without gaps, one series per tenant, name and year (spec 06)."""

from django.db.models import F

from tenants.models import NumberSeries


def next_number(name: str, year: int) -> int:
    """The next number of a series. Holds the series' row locked until the transaction ends, so a
    rolled-back caller leaves no gap. Call it last: everybody else who counts waits."""
    NumberSeries.objects.bulk_create([NumberSeries(name=name, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update(no_key=True).get(name=name, year=year)
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    return series.last + 1
