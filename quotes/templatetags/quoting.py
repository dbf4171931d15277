"""Amounts that were kept as JSON, for the filters that show money."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def decimal(text: str) -> Decimal:
    return Decimal(text)
