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
    movable: list[int]  # open deals in the first stage
    quote: int
    moved: int = field(default=0)

    def next_movable(self) -> int:
        """Each move takes a deal that was not moved before."""
        self.moved += 1
        return self.movable[self.moved]


def look(size: Size) -> World:
    tenant = Tenant.objects.get(slug=SLUG)
    with tenant_scope(tenant):
        process = Process.objects.get(is_default=True)
        stages = list(Stage.objects.filter(process=process).order_by("order"))
        first = Opportunity.objects.open().filter(stage=stages[0]).order_by("pk")
        return World(
            size=size,
            tenant=tenant,
            manager=Member.objects.get(name="Manager").pk,
            process=process.pk,
            stages=[stage.pk for stage in stages],
            department=Department.objects.get(name="Team 1").pk,
            movable=list(first.values_list("pk", flat=True)[:20_000]),
            quote=Quote.objects.latest("pk").pk,
        )


def account(number: int, size: Size) -> int:
    return BASE + number % size.accounts
