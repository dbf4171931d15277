"""What no page does at once: an import and a PDF, called as the jobs call them."""

import csv
import io
import time
from collections.abc import Callable

from activities.pdf import render_pdf
from activities.printing import printed_page
from bench import names
from bench.cpu import Meter
from bench.measure import Result, result, rounds
from bench.world import World
from integrations.importer.kinds import KINDS
from integrations.importer.mapping import Map
from integrations.importer.run import run_import, uncollected
from leads.models import Lead
from people.models import Member
from quotes.models import Quote
from tenants.scope import tenant_scope

IMPORTED = 5000
IMPORT, PDF = "import 5,000 leads", "quotation PDF, 10 lines"
BOUNDS = {IMPORT: (2500, 1000), PDF: (200, 120)}


def jobs(world: World, meter: Meter) -> list[Result]:
    with tenant_scope(world.tenant):
        manager = Member.objects.get(pk=world.manager)

    def bring_in(number: int) -> None:
        data = _leads(Lead.objects.count())
        with uncollected():  # as the worker and the command do
            outcome = run_import(by=manager, kind=KINDS["leads"], data=data, mapping=Map())
        if outcome.created != IMPORTED:
            raise RuntimeError(f"the import made {outcome.created} of {IMPORTED} leads")

    def page() -> str:
        return printed_page(Quote.objects.get(pk=world.quote), "zh-hans")

    with tenant_scope(world.tenant):
        html = page()
    pure = rounds(_timed(world, lambda n: render_pdf(html)), meter, 5).spent.both
    return [
        result(IMPORT, rounds(_timed(world, bring_in), meter, 1)),
        result(PDF, rounds(_timed(world, lambda n: render_pdf(page())), meter, 5), floor=pure),
    ]


def _timed(world: World, work: Callable[[int], object]) -> Callable[[int], float]:
    def send(number: int) -> float:
        began = time.perf_counter()
        with tenant_scope(world.tenant, actor_id=world.manager):
            work(number)
        return (time.perf_counter() - began) * 1000

    return send


def _leads(first: int) -> bytes:
    """A CSV of leads that no run has brought in before: numbered on from how many there are, since
    leads that are there already cost a third."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["company", "person", "phone", "industry", "region"])
    for n in range(IMPORTED):
        number = first + n
        writer.writerow([
            f"{names.company(number % 3072)}{number}", names.person(number),
            names.phone(50_000_000 + number), names.pick(names.INDUSTRIES, n),
            names.pick(names.REGIONS, n),
        ])  # fmt: skip
    return text.getvalue().encode()
