"""Counts that come along with another statement instead of one of their own."""

from django.db.models import IntegerField, Subquery


class CountOf(Subquery):
    """How many rows a queryset has; a limited one is counted to its limit."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
