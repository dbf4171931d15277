"""What the screens ask for: ids of the loaded company."""

from dataclasses import dataclass, field

from bench.founding import SLUG
from bench.rows import BASE
from bench.sizes import Size
from opportunities.models import Opportunity, Process, Stage
from people.models import Department, Member
from quotes.models import Quote
from tenants.models import Tenant
from tenants.scope import tenant_scope


@dataclass
class World:
    size: Size
    tenant: Tenant
    manager: int
    process: int
    stages: list[int]
    department: int
    records: list[int]  # open deals in the first stage, as the run began
    quote: int
    movable: list[int] = field(default_factory=list)

    def record(self, number: int) -> int:
        return self.records[number % len(self.records)]

    def next_movable(self) -> int:
        """Each move takes a deal that was not moved before: in a small company one that the run
        itself has made."""
        if not self.movable:
            with tenant_scope(self.tenant):
                self.movable = in_stage(self.stages[0])
        return self.movable.pop()


def in_stage(stage: int) -> list[int]:
    deals = Opportunity.objects.open().filter(stage=stage).order_by("-pk")
    return list(deals.values_list("pk", flat=True)[:20_000])


def look(size: Size) -> World:
    tenant = Tenant.objects.get(slug=SLUG)
    with tenant_scope(tenant):
        process = Process.objects.get(is_default=True)
        stages = list(Stage.objects.filter(process=process).order_by("order"))
        return World(
            size=size,
            tenant=tenant,
            manager=Member.objects.get(name="Manager").pk,
            process=process.pk,
            stages=[stage.pk for stage in stages],
            department=Department.objects.get(name="Team 1").pk,
            records=in_stage(stages[0].pk),
            quote=Quote.objects.latest("pk").pk,
        )


def account(number: int, size: Size) -> int:
    return BASE + number % size.accounts
