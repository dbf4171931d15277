"""How money, dates and shares are shown, and the icon tag. Nothing else may format them.

Arguments are Decimals, dates and datetimes; the active language decides (zh-hans, else English).
None shows as a dash.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel import dates, numbers
from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

from crm.money import quantize
from crm.pinyin import syllables

register = template.Library()
NOTHING = "–"

# From the largest: unit of the card figure, its size, decimals shown.
SHORT_UNITS = {
    "zh_Hans": (("亿", Decimal(10**8), 2), ("万", Decimal(10**4), 1)),
    "en": (("B", Decimal(10**9), 2), ("M", Decimal(10**6), 2), ("K", Decimal(10**3), 0)),
}


def _locale() -> str:
    return "zh_Hans" if (get_language() or "en").startswith("zh") else "en"


def _empty(value) -> bool:
    """None, and what a template has of a name that it does not know. A Decimal compared with a text
    asks first whether that is a number."""
    return value is None or (type(value) is not Decimal and value == "")


def _rounded(value, digits: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@register.filter
def money(amount, currency):
    """The exact amount: ¥1,780,000.00 in Chinese, CN¥1,780,000.00 in English."""
    return _money(amount, currency, _locale())


def money_writers(currency: str) -> tuple[Callable, Callable]:
    """`money` and `money_short` for a whole grid: asking for the language costs a third of it."""
    locale = _locale()
    return (
        lambda amount: _money(amount, currency, locale),
        lambda amount: _money_short(amount, currency, locale),
    )


def _money(amount, currency: str, locale: str) -> str:
    if _empty(amount):
        return NOTHING
    amount = quantize(amount, currency)
    before, after = _around(currency, locale)
    # Both languages group by thousands alike; Babel works its pattern out anew for every amount.
    return f"{'-' if amount < 0 else ''}{before}{abs(amount):,}{after}"


@cache
def _around(currency: str, locale: str) -> tuple[str, str]:
    """What Babel writes before and after the figure of an amount."""
    shown = numbers.format_currency(Decimal(0), currency, locale=locale)
    figure = re.search(r"0(\.0+)?", shown)
    return shown[: figure.start()], shown[figure.end() :]


@register.filter
def money_short(amount, currency):
    """For cards and charts: ¥178.0万, ¥1.28亿; ¥1.78M, ¥640K. Show `money` on hover beside it."""
    return _money_short(amount, currency, _locale())


def _money_short(amount, currency: str, locale: str) -> str:
    if _empty(amount):
        return NOTHING
    amount = Decimal(amount)
    # Babel has no narrow symbols: on a card CNY is plain ¥ in every language.
    symbol = "¥" if currency == "CNY" else numbers.get_currency_symbol(currency, locale=locale)
    sign = "-" if amount < 0 else ""
    for unit, size, digits in SHORT_UNITS[locale]:
        if abs(amount) >= size - size / 2000:  # 999,999 is 1.00M, not 1000K
            figure = _rounded(abs(amount) / size, digits)
            if figure >= 1:
                return f"{sign}{symbol}{figure:,}{unit}"
    return f"{sign}{symbol}{_rounded(abs(amount), 0):,}"


@register.filter
def date_h(value, style=""):
    """A date (ISO text too), or a datetime in the active time zone.

    Styles: none 2027-01-26 | 26 Jan 2027 (with HH:MM for a datetime), "card" 1月26日 | 26 Jan,
    "weekday" 周二 | Tue, "month" 2026年11月 | Nov 2026, "month_short" 11月 | Nov,
    "relative" 今天, 逾期 5 天, 3 小时前 | Today, 5 days overdue, 3 hours ago.
    """
    return _date(value, style, _locale())


def date_writer(style: str) -> Callable:
    """`date_h` for a whole column."""
    locale = _locale()
    return lambda value: _date(value, style, locale)


PATTERNS = {
    "zh_Hans": {"": "yyyy-MM-dd", "card": "M月d日", "month": "yyyy年M月", "month_short": "M月"},
    "en": {"": "d MMM yyyy", "card": "d MMM", "month": "MMM yyyy", "month_short": "MMM"},
}


def _date(value, style: str, locale: str) -> str:
    if isinstance(value, str):
        value = _typed(value)
    if not isinstance(value, date):
        return value or NOTHING
    moment = isinstance(value, datetime)
    if moment and timezone.is_aware(value):
        value = timezone.localtime(value)
    if style == "relative":
        return _ago(value) if moment else _due(value)
    pattern = "EEE" if style == "weekday" else PATTERNS[locale][style]
    text = _day(value.date() if moment else value, pattern, locale)
    return f"{text} {value:%H:%M}" if moment and not style else text


@lru_cache(maxsize=2000)
def _day(day: date, pattern: str, locale: str) -> str:
    return dates.format_date(day, pattern, locale=locale)


def _typed(text: str) -> date | str:
    """The day that a form got as ISO text; whatever is no day stays text."""
    try:
        return parse_date(text) or text
    except ValueError:
        return text


def _due(day: date) -> str:
    """How a day that something is due on stands to today."""
    days = (day - timezone.localdate()).days
    if days in (0, 1):
        return gettext("Tomorrow") if days else gettext("Today")
    if days < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -days) % {"n": -days}
    return gettext("In %(n)d days") % {"n": days} if days <= 14 else date_h(day, "card")


def _ago(moment: datetime) -> str:
    """How long ago something happened; what lies ahead, or 30 days back, shows as a date."""
    now = timezone.now() if timezone.is_aware(moment) else datetime.now()  # noqa: DTZ005
    passed = now - moment
    if not -timedelta(minutes=1) < passed < timedelta(days=30):
        return date_h(moment)
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return gettext("Just now")
    if minutes < 60:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}


@register.filter
def percent(value, digits=1):
    """A share that is counted in percent already: 17.5 shows as 17.5% | 17.5 %.

    As with `floatformat`, "-2" is at most two places: 30, 33.33.
    """
    if _empty(value):
        return NOTHING
    figure = _rounded(value, abs(int(digits)))
    shown = f"{figure.normalize():f}" if int(digits) < 0 else figure
    return f"{shown}{'%' if _locale() == 'zh_Hans' else ' %'}"


@register.filter
def points(value, digits=1):
    """A deviation in percentage points: ▼ 3.2 | −3.2 pp. The sign never rests on colour alone."""
    if _empty(value):
        return NOTHING
    figure = _rounded(value, int(digits))
    if _locale() == "zh_Hans":
        return f"{'▼' if figure < 0 else '▲'} {abs(figure)}"
    return f"{'−' if figure < 0 else '+'}{abs(figure)} pp"


@register.filter
def listed(names):
    """Names beside each other: 赵敏、钱伟 | Min Zhao, Wei Qian."""
    return pgettext("between items", ", ").join(map(str, names))


@register.filter
def spoken(label):
    """What else the palette finds a label by: its words in the other languages, and the pinyin of
    the Chinese, whole and by initials."""
    return _spoken(label, get_language())


@lru_cache(maxsize=500)
def _spoken(label, language: str) -> str:
    return " ".join(_said(label, code) for code, _name in settings.LANGUAGES)


def _said(label, code: str) -> str:
    with override(code):
        words = str(label)
    parts = syllables(words)
    return f"{words} {''.join(parts)} {''.join(part[:1] for part in parts)}".lower()


@register.simple_tag
@cache
def icon(name, css=""):
    """An icon of crm/icons.py; the words beside it, or an aria-label, carry the meaning."""
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )
