"""What a company can choose for where it is: countries, currencies and time zones by name."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import get_language, to_locale

from crm.money import MINOR_UNITS

Choices = list[tuple[str, str]]


def _locale() -> Locale:
    return Locale.parse(to_locale(get_language()))


def countries() -> Choices:
    """[(code, name)], by name; regions that are no country have longer or other codes."""
    names = _locale().territories
    codes = (code for code in names if len(code) == 2 and code.isalpha() and code != "ZZ")
    return sorted(((code, names[code]) for code in codes), key=lambda choice: choice[1])


def currencies() -> Choices:
    """[("CNY", "CNY 人民币")]: those whose digits after the point are known."""
    names = _locale().currencies
    return [(code, f"{code} {names.get(code, '')}") for code in sorted(MINOR_UNITS)]


def time_zones() -> Choices:
    """[("Asia/Shanghai", "UTC+08:00 上海")], from west to east as the clocks stand now."""
    locale, now = _locale(), datetime.now(UTC)
    named = {zone for zone in get_global("zone_territories") if "/" in zone}
    known = {zone for zone in available_timezones() & named if not zone.startswith("Etc/")}
    places = [
        (_offset(zone, now), get_timezone_location(zone, locale=locale, return_city=True), zone)
        for zone in known
    ]
    return [(zone, f"UTC{_signed(minutes)} {city}") for minutes, city, zone in sorted(places)]


def _offset(zone: str, now: datetime) -> int:
    """Minutes east of Greenwich."""
    return round(now.astimezone(ZoneInfo(zone)).utcoffset().total_seconds() / 60)


def _signed(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def months() -> list[tuple[int, str]]:
    return list(_locale().months["stand-alone"]["wide"].items())
