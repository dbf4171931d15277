"""The company of a size: founded by the same actions as any other, then filled by COPY."""

from datetime import date
from decimal import Decimal

from bench.rows import Company
from bench.sizes import DEPARTMENTS, Size
from leads.models import Pool
from opportunities.models import Opportunity, Process, Stage
from people.actions import add_member, change_member, create_department
from people.models import Member, User
from people.roles import Role
from products.actions import create_product
from quotes.actions import create_quote, set_lines
from quotes.lines import LineInput
from tenants.actions import create_tenant, save_configuration
from tenants.models import Tenant
from tenants.scope import tenant_scope

SLUG = "bench"
MANAGER = "manager@bench.example"
RATES = (10, 20, 30, 40, 50, 70, 90)  # seven stages and the won end: eight columns
EXPORTS = 2_000_000_000  # rows a day, so that no round is refused


def found(size: Size, today: date) -> Company:
    """A tenant with departments, members and a sales process of its own."""
    tenant = create_tenant(name="Bench", slug=SLUG)
    with tenant_scope(tenant):
        manager = _manager(create_department(by=None, name="Head office"))
        departments = {manager.pk: manager.department_id}
        for number in range(size.members):
            member = _member(number, _department(manager.department, number))
            departments[member.pk] = member.department_id
        process, stages = _process(manager)
        pool = Pool.objects.order_by("order").first().pk
    members = [pk for pk in departments if pk != manager.pk]
    return Company(tenant.pk, size, members, departments, process, stages, pool, today)


def prepare_quote() -> None:
    """The quotation of ten lines that the PDF is made of."""
    with tenant_scope(Tenant.objects.get(slug=SLUG)):
        manager = Member.objects.get(email=MANAGER)
        deal = Opportunity.objects.open().order_by("-pk").first()
        prices = {"unit": "套", "vat_rate": Decimal(13), "list_price": Decimal(12000)}
        products = [
            create_product(by=manager, sku=f"B-{n}", name=f"软件模块{n}", **prices)
            for n in range(10)
        ]
        quote = create_quote(by=manager, opportunity=deal)
        lines = [LineInput(one, Decimal(2), order=n) for n, one in enumerate(products)]
        set_lines(by=manager, quote=quote, lines=lines)


def _manager(office) -> Member:
    user = User.objects.create_user(MANAGER)
    given = {"name": "Manager", "email": MANAGER, "department": office, "user": user}
    manager = add_member(by=None, roles=[Role.MANAGER], **given)
    return change_member(by=None, member=manager, export_limit=EXPORTS)


_departments: dict[int, object] = {}


def _department(office, number: int):
    place = number % DEPARTMENTS
    if place not in _departments:
        name = f"Team {place + 1}"
        _departments[place] = create_department(by=None, name=name, parent=office)
    return _departments[place]


def _member(number: int, department) -> Member:
    return add_member(
        by=None,
        name=f"Member {number + 1}",
        email=f"member{number}@bench.example",
        department=department,
        roles=[Role.REP],
        user=None,
    )


def _process(by: Member) -> tuple[int, list[int]]:
    Process.objects.filter(is_default=True).update(is_default=False)
    process = Process(name="Bench", order=0, is_default=True, allow_skip=True, won_label="Won")
    save_configuration(by=by, row=process)
    stages = [
        save_configuration(
            by=by,
            row=Stage(process=process, order=n, name=f"Stage {n + 1}", win_rate=rate),
        )
        for n, rate in enumerate(RATES)
    ]
    return process.pk, [stage.pk for stage in stages]
