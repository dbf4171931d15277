"""Numbers without gaps, one series per tenant, name and year (spec 06)."""

from django.db.models import F

from tenants.models import NumberSeries


def next_number(name: str, year: int) -> int:
    """The next number of a series. Holds the series' row locked until the transaction ends, so a
    rolled-back caller leaves no gap. Call it last: everybody else who counts waits."""
    series = NumberSeries.objects.filter(name=name, year=year)
    if not series.update(last=F("last") + 1):
        first = NumberSeries(name=name, year=year)
        NumberSeries.objects.bulk_create([first], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return series.values_list("last", flat=True).get()
