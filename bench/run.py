"""A whole run: loads the size once, then every screen, the jobs, throughput and memory."""

import os
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import psycopg2

from bench import floors, founding, inside, load, plans
from bench.browser import session, throughput
from bench.cpu import Meter
from bench.measure import Result, by_browser, result, rounds
from bench.screens import SCREENS, Screen
from bench.sizes import Size
from bench.world import World
from bin.console import step
from crm.embedded.processes import Child
from opportunities.actions.pipeline import fold_pipeline
from tenants.models import Tenant
from tenants.scope import tenant_scope

WARM_UP = SECONDS = 8


@dataclass
class Outcome:
    """`problems` fail the run: too many statements, large tables read from end to end."""

    results: list[Result] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def load_once(size: Size, today: date) -> None:
    """Made the first time and kept; a run's own writes change it little."""
    if Tenant.objects.filter(slug=founding.SLUG).exists():
        return
    step(f"Loading size {size.name}")
    company = founding.found(size, today)
    owner = os.environ["DATABASE_OWNER_URL"].replace("postgres:", "postgresql:")
    connection = psycopg2.connect(owner)
    try:
        load.fill(connection, company)
    finally:
        connection.close()
    founding.prepare_quote()


@dataclass
class Bench:
    """What a run needs everywhere: the loaded company, where it is served, who measures."""

    world: World
    port: int
    web: Child
    worker: Child
    postmaster: int
    rounds: int
    key: str = field(default_factory=session)

    def meter(self, *programs: Child) -> Meter:
        return Meter([one.process.pid for one in programs], self.postmaster, self.rounds)


def run(bench: Bench, only: str) -> Outcome:
    """Every screen whose name has the text `only`; without it jobs and totals as well."""
    outcome = Outcome()
    with tenant_scope(bench.world.tenant):
        fold_pipeline()  # as beat has it done; no beat runs here
    for screen in SCREENS:
        if only in screen.name:
            step(screen.name)
            measure(bench, screen, outcome)
    if only in inside.IMPORT + inside.PDF:
        step("import and PDF")
        outcome.results += inside.jobs(bench.world, bench.meter())
    if not only:
        totals(bench, outcome)
    return outcome


def measure(bench: Bench, screen: Screen, outcome: Outcome) -> None:
    world, key = bench.world, bench.key
    plans.statements(screen.ask(world, 0), key)  # what is remembered between requests is not news
    sent = plans.statements(screen.ask(world, 1), key)
    count = len(sent) - plans.FRAME
    send = by_browser(bench.port, key, lambda n: screen.ask(world, n))
    best = rounds(send, bench.meter(bench.web), screen.requests)
    floor = floors.floor(screen, world, bench.meter())
    outcome.results.append(result(screen.name, best, statements=count, floor=floor))
    if screen.statements is not None and count > screen.statements:
        outcome.problems.append(f"{screen.name}: {count} statements, {screen.statements} allowed")
    scanned = plans.sequential_scans(sent, world)
    if scanned and world.size.name == "M":
        outcome.problems.append(f"{screen.name}: reads all of {', '.join(scanned)}")


def totals(bench: Bench, outcome: Outcome) -> None:
    """What eight clients get done, and the memory that web and worker hold after it."""
    step("throughput of eight clients")
    by_name = {screen.name: screen for screen in SCREENS}
    for label, name in (("list pages", "opportunity list, 50 rows"), ("creates", "create")):
        ask = partial(by_name[name].ask, bench.world)
        throughput(bench.port, bench.key, ask, WARM_UP)  # each thread's connection, once
        outcome.totals[f"{label} a second"] = throughput(bench.port, bench.key, ask, SECONDS)
    memory = bench.meter(bench.web, bench.worker).memory()
    outcome.totals["memory of web and worker, MB (PSS)"] = memory
