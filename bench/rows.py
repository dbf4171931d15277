"""The rows of one company as COPY reads them, made from a seeded generator.

Each function yields tuples in the order of its COLUMNS; ids count from a base above every row
that the company started with.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from activities.terms import vector
from bench import names
from bench.sizes import Size
from customers.names import company_key

BASE = 10_000_000
SEED = 20260101
YEAR = 365
MOMENT = "%Y-%m-%d %H:%M:%S+00"


@dataclass(frozen=True)
class Company:
    """What rows refer to: ids of the company, its people, stages and pool."""

    tenant: int
    size: Size
    members: list[int]
    departments: dict[int, int]  # of each member
    process: int
    stages: list[int]
    pool: int
    today: date
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311

    def owner(self, number: int) -> int:
        return self.members[number % len(self.members)]

    def moment(self, number: int) -> str:
        """The higher the number the later, all within a year."""
        share = number % self.size.deals / self.size.deals
        now = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC)
        return (now - timedelta(days=YEAR * (1 - share), hours=1)).strftime(MOMENT)


ACCOUNTS = (
    "id tenant_id name name_key company_key credit_code industry region city address phone "
    "website level source deal_status created_at last_activity_at owner_id"
)


def accounts(of: Company) -> Iterator[tuple]:
    for n in range(of.size.accounts):
        name = names.company(n)
        yield (
            BASE + n, of.tenant, name, names.key(name), company_key(name), "",
            names.pick(names.INDUSTRIES, n), names.pick(names.REGIONS, n),
            names.pick(names.PLACES, n), "", names.phone(n), "", "", "", "prospect",
            of.moment(n), of.moment(n), of.owner(n),
        )  # fmt: skip


CONTACTS = (
    "id tenant_id account_id name name_key title department phone email wechat notes active "
    "created_at"
)


def contacts(of: Company) -> Iterator[tuple]:
    for n in range(of.size.contacts):
        name = names.person(n)
        yield (
            BASE + n, of.tenant, BASE + n % of.size.accounts, name, names.key(name), "", "",
            names.phone(n), "", "", "", True, of.moment(n),
        )  # fmt: skip


LEADS = (
    "id tenant_id company company_key person title phone email wechat source campaign industry "
    "region city need importance state created_at owned_at owner_id pool_id"
)


def leads(of: Company) -> Iterator[tuple]:
    for n in range(of.size.leads):
        name = names.company(n % (5 * of.size.accounts))
        owned = n % 3 > 0
        yield (
            BASE + n, of.tenant, name, company_key(name), names.person(n), "", names.phone(n),
            "", "", "", "", names.pick(names.INDUSTRIES, n), names.pick(names.REGIONS, n), "", "",
            2, "working" if owned else "pooled", of.moment(n), of.moment(n) if owned else None,
            of.owner(n) if owned else None, of.pool,
        )  # fmt: skip


DEALS = (
    "id tenant_id number name status amount source campaign type importance budget_approved "
    "needs competitors forecast_category next_step next_step_on created_at stage_entered_at "
    "last_activity_at expected_close_date closed_on close_note lost_to external_id account_id "
    "contact_id owner_id credited_to_id credited_department_id process_id stage_id"
)


def deals(of: Company) -> Iterator[tuple]:
    for n in range(of.size.deals):
        owner, status = of.owner(n), _status(of)
        account = n % of.size.accounts
        day = of.today + timedelta(days=of.chance.randint(-30, YEAR))
        closed = of.today - timedelta(days=of.chance.randint(0, YEAR))
        counted = status in ("won", "lost")
        yield (
            BASE + n, of.tenant, f"B{n:08d}", deal_name(of, n), status,
            f"{of.chance.randint(5, 5000) * 1000}.00", "", "", "new", 2, False, "", "",
            "pipeline", "拜访客户", day if n % 4 else None, of.moment(n), of.moment(n),
            of.moment(n), day, None if status == "open" else closed, "", "", "",
            BASE + account, BASE + account, owner, owner if counted else None,
            of.departments[owner] if counted else None, of.process,
            of.chance.choice(of.stages),
        )  # fmt: skip


def deal_name(of: Company, number: int) -> str:
    return f"{names.company(number % of.size.accounts)} {names.project(number)}"


def _status(of: Company) -> str:
    """Of a hundred deals 40 are open, 30 won, 25 lost, 5 invalid."""
    dice = of.chance.random()
    return "open" if dice < 0.4 else "won" if dice < 0.7 else "lost" if dice < 0.95 else "invalid"


ENTRIES = "tenant_id kind object_id title terms updated_at"


def entries(of: Company) -> Iterator[tuple]:
    """Search entries as the actions make them, from names whose lexemes are made once."""
    for n in range(of.size.accounts):
        yield _entry(of, "account", n, names.company(n), ())
    for n in range(of.size.contacts):
        yield _entry(of, "contact", n, names.person(n), (names.phone(n)[-8:],))
    for n in range(of.size.leads):
        yield _entry(of, "lead", n, names.company(n % (5 * of.size.accounts)), ())
    for n in range(of.size.deals):
        parts = names.company(n % of.size.accounts), names.project(n)
        found = frozenset().union(*map(names.terms, parts))
        yield (
            of.tenant, "opportunity", BASE + n, deal_name(of, n),
            vector(of.tenant, found | {f"b{n:08d}"}), of.moment(n),
        )  # fmt: skip


def _entry(of: Company, kind: str, number: int, title: str, more: tuple[str, ...]) -> tuple:
    terms = vector(of.tenant, names.terms(title) | set(more))
    return of.tenant, kind, BASE + number, title, terms, of.moment(number)
