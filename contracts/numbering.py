"""Numbers of contracts: temporary ones for drafts, formal ones without gaps (spec 06)."""

from contracts.models import Contract
from tenants.models import Tenant
from tenants.numbers import next_number

DEFAULT_PATTERN = "HT-{year}-{seq}"
DRAFT_PATTERN = "HT-D-{year}-{seq}"


def draft_number(year: int) -> str:
    return _filled(DRAFT_PATTERN, year, next_number("contract_draft", year))


def formal_number(tenant: Tenant, year: int) -> str:
    """The next formal number of the year by the tenant's pattern; call it last.

    A number that came in with imported history is taken already and left out.
    """
    pattern = tenant.number_pattern or DEFAULT_PATTERN
    while True:
        number = _filled(pattern, year, next_number("contract", year))
        if not Contract.objects.filter(number=number).exists():
            return number


def _filled(pattern: str, year: int, seq: int) -> str:
    if "{seq}" not in pattern:
        pattern += "-{seq}"
    return pattern.replace("{year}", str(year)).replace("{seq}", f"{seq:04d}")
