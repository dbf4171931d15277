"""Amounts kept as JSON and shares as fractions, for the filters that show figures."""

from decimal import Decimal
from fractions import Fraction

from django import template

from crm.money import share_str
from crm.templatetags.fairway import percent

register = template.Library()


@register.filter
def decimal(text: str) -> Decimal:
    return Decimal(text)


@register.filter
def share_percent(share: Fraction) -> str:
    """Fraction(3, 25) shows as 12.0% | 12.0 %."""
    return percent(share_str(share))
