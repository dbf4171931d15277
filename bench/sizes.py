"""How much data: S as the demo, M a company of 200 people, L ten times as much."""

from dataclasses import dataclass

DEPARTMENTS = 10


@dataclass(frozen=True)
class Size:
    """Rows of one company; a tenth of the deals belongs to each department."""

    name: str
    members: int
    accounts: int
    contacts: int
    leads: int
    deals: int


SIZES = {
    size.name: size
    for size in (
        Size("S", 10, 40, 80, 200, 200),
        Size("M", 200, 20_000, 40_000, 100_000, 100_000),
        Size("L", 200, 200_000, 400_000, 1_000_000, 1_000_000),
    )
}
