"""The screens of the bench: what is asked, how many statements at most, and the floor's SQL.

Bounds are CPU milliseconds of application and database together: the first one, and the goal.
A floor is the plain SQL that brings the same rows; it ends in a rollback.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import names
from bench.browser import Ask
from bench.world import World, account

LIST = "opportunities/?view=list"
COLUMNS = """
    o.id, o.name, o.number, a.name, s.name, o.status, o.amount, o.expected_close_date,
    o.next_step, m.name
"""
JOINED = """
    FROM opportunities_opportunity o
    JOIN customers_account a ON a.tenant_id = o.tenant_id AND a.id = o.account_id
    JOIN opportunities_stage s ON s.tenant_id = o.tenant_id AND s.id = o.stage_id
    JOIN people_member m ON m.tenant_id = o.tenant_id AND m.id = o.owner_id
    WHERE o.tenant_id = %(tenant)s
"""
ROWS = f"SELECT {COLUMNS} {JOINED}"


@dataclass(frozen=True)
class Screen:
    name: str
    ask: Callable[[World, int], Ask]
    bound: float
    goal: float
    statements: int | None = None
    floor: tuple[str, ...] = ()
    requests: int = 50


def _create(world: World, number: int) -> Ask:
    form = {
        "account": account(number, world.size), "name": names.project(number),
        "process": world.process, "amount": "12000", "type": "new",
    }  # fmt: skip
    return Ask("opportunities/new/", {k: str(v) for k, v in form.items()}, 303)


def _move(world: World, number: int) -> Ask:
    deal = world.next_movable()
    return Ask(f"opportunities/{deal}/stage/", {"stage": str(world.stages[1])}, 303)


def _export(file_format: str) -> Callable[[World, int], Ask]:
    def ask(world: World, number: int) -> Ask:
        path = f"opportunities/export/?view=list&department={world.department}"
        return Ask(path, {"format": file_format})

    return ask


NEWEST = f"""
    SELECT c.* FROM opportunities_stage st CROSS JOIN LATERAL (
        SELECT o.id, o.name, o.amount, o.next_step, a.name AS account, m.name AS owner {JOINED}
        AND o.status = 'open' AND o.stage_id = st.id ORDER BY o.id DESC LIMIT 20
    ) c WHERE st.process_id = %(process)s
"""
TOTALS = """
    SELECT stage_id, status, count(*), sum(amount) FROM opportunities_opportunity
    WHERE tenant_id = %(tenant)s AND (status = 'open' OR status = 'won'
        AND closed_on >= date_trunc('month', now())) GROUP BY 1, 2
"""
BY_STAGE = """
    SELECT owner_id, stage_id, count(*), sum(amount) FROM opportunities_opportunity
    WHERE tenant_id = %(tenant)s AND status = 'open' GROUP BY 1, 2
"""
BY_MONTH = """
    SELECT date_trunc('month', o.expected_close_date), count(*), sum(o.amount * s.win_rate)
    FROM opportunities_opportunity o
    JOIN opportunities_stage s ON s.tenant_id = o.tenant_id AND s.id = o.stage_id
    WHERE o.tenant_id = %(tenant)s AND o.status = 'open' AND s.win_rate >= 70 GROUP BY 1
"""
TIMELINE = """
    SELECT * FROM activities_event WHERE tenant_id = %(tenant)s AND kind = 'opportunity'
    AND object_id = %(deal)s ORDER BY at DESC LIMIT 50
"""
FOUND = f"""
    {ROWS} AND o.id = ANY(ARRAY(SELECT object_id FROM search_entries(
        %(wanted)s::tsquery, 1000, 'opportunity'))) ORDER BY o.number DESC LIMIT 50
"""
MOVE = """
    UPDATE opportunities_opportunity SET stage_id = %(stage)s, stage_entered_at = now()
    WHERE tenant_id = %(tenant)s AND id = %(deal)s
"""
HISTORY = """
    INSERT INTO opportunities_stagechange (tenant_id, opportunity_id, verb, to_stage_id, at,
        amount, probability, reason) VALUES (%(tenant)s, %(deal)s, 'advance', %(stage)s, now(),
        0, 20, '')
"""
EVENT = """
    INSERT INTO activities_event (tenant_id, kind, object_id, at, verb, text, data)
    VALUES (%(tenant)s, 'opportunity', %(deal)s, now(), 'opportunity.created', '', '{}')
"""
COPIED = """
    tenant_id, name, status, amount, source, campaign, type, importance, budget_approved, needs,
    competitors, forecast_category, next_step, created_at, stage_entered_at, last_activity_at,
    close_note, lost_to, external_id, account_id, owner_id, process_id, stage_id
"""
MAKE = f"""
    INSERT INTO opportunities_opportunity (number, {COPIED}) SELECT 'floor', {COPIED}
    FROM opportunities_opportunity WHERE id = %(deal)s
"""
FILE = f"{ROWS} AND m.department_id = %(department)s ORDER BY o.number DESC"
QUERY = names.pick(names.PLACES, 0) + names.pick(names.WORDS, 0)

SCREENS = (
    Screen("opportunity list, 50 rows", lambda w, n: Ask(LIST), 20, 8, 8,
           (f"{ROWS} ORDER BY o.number DESC LIMIT 50",)),
    Screen("list, filtered, by amount", lambda w, n: Ask(f"{LIST}&status=open&sort=-amount"),
           22, 8, 8, (f"{ROWS} AND o.status = 'open' ORDER BY o.amount DESC LIMIT 50",)),
    Screen("text search, typed", lambda w, n: Ask(f"{LIST}&{_q()}", typed=True), 15, 8, 6,
           (FOUND,)),
    Screen("palette, first answer", lambda w, n: Ask(f"search/?{_q()}", typed=True), 15, 8, 6,
           (FOUND,)),
    Screen("search everywhere", lambda w, n: Ask(f"search/?{_q()}"), 15, 8, None, (FOUND,)),
    Screen("board", lambda w, n: Ask("opportunities/"), 45, 20, 12, (TOTALS, NEWEST)),
    Screen("record with timeline", lambda w, n: Ask(f"opportunities/{w.record(n)}/"), 25, 10, 12,
           (f"{ROWS} AND o.id = %(deal)s", TIMELINE)),
    Screen("create", _create, 12, 6, 14, (MAKE, EVENT, HISTORY)),
    Screen("move a stage", _move, 12, 6, 14, (MOVE, EVENT, HISTORY)),
    Screen("report stage × member", lambda w, n: Ask("reports/funnel/"), 40, 15, 6, (BY_STAGE,)),
    Screen("forecast by month", lambda w, n: Ask("reports/forecast/"), 40, 12, 8, (BY_MONTH,)),
    Screen("export 10,000 rows, CSV", _export("csv"), 300, 200, None, (FILE,), 5),
    Screen("export 10,000 rows, XLSX", _export("xlsx"), 1200, 900, None, (FILE,), 5),
)  # fmt: skip


def _q() -> str:
    return urlencode({"q": QUERY})


def floor_values(world: World) -> dict:
    return {
        "tenant": world.tenant.pk, "process": world.process, "department": world.department,
        "deal": world.record(0), "stage": world.stages[1],
        "wanted": " & ".join(f"'{QUERY[n:n + 2]}'" for n in range(len(QUERY) - 1)),
    }  # fmt: skip
