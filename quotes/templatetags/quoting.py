"""Amounts kept as JSON and shares as fractions, for the filters that show figures."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from crm.money import share_str
from crm.templatetags.fairway import percent

register = template.Library()


def counts_in_zhe() -> bool:
    """Whether the reader's language counts discounts in 折, tenths that are paid."""
    return (get_language() or "").startswith("zh")


@register.filter
def given_off(price) -> str:
    """A line's discount in words: 5.0% · 9.5 折 | 5.0 % off."""
    share = percent(price.exact_percent)
    if counts_in_zhe():
        return f"{share} · {price.zhe} 折"
    return _("%(share)s off") % {"share": share}


@register.filter
def decimal(text: str) -> Decimal:
    return Decimal(text)


@register.filter
def share_percent(share: Fraction) -> str:
    """Fraction(3, 25) shows as 12.0% | 12.0 %."""
    return percent(share_str(share))
