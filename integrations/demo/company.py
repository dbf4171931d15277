"""The company itself: departments, members who can sign in, catalogue, customers."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import cycle

from crm.formfields import clean_phone
from customers.actions import create_account, create_contact
from customers.models import Account, Contact
from integrations.demo.script import CustomerRow, Script
from opportunities.models import Opportunity
from people.actions import add_member, change_member, create_department
from people.models import Department, Member, User
from products.actions import create_product, save_category
from products.models import Category, Product
from tenants.actions import create_tenant
from tenants.models import Tenant

PASSWORD = "fairway-demo"  # noqa: S105  said in the README; seeding refuses to run in production


@dataclass
class Company:
    """A demo company while it is made, by the names that its script uses."""

    script: Script
    tenant: Tenant
    member: dict[str, Member] = field(default_factory=dict)
    product: dict[str, Product] = field(default_factory=dict)
    account: dict[str, Account] = field(default_factory=dict)
    contact: dict[str, Contact] = field(default_factory=dict)
    deal: dict[str, Opportunity] = field(default_factory=dict)

    def __post_init__(self):
        self._drawn: dict[str, cycle] = {}

    def draw(self, *names: str) -> str | list:
        """The next one of a list of words; after the last comes the first."""
        words = self.script.words
        for name in names:
            words = words[name]
        return next(self._drawn.setdefault("/".join(names), cycle(words)))

    def ordered(self, lines: str) -> list[tuple[Product, Decimal]]:
        """[(product, quantity)] of "SKU:quantity SKU:quantity"."""
        pairs = (line.split(":") for line in lines.split())
        return [(self.product[sku], Decimal(quantity)) for sku, quantity in pairs]


def make_tenant(script: Script) -> Company:
    tenant = create_tenant(name=script.name, slug=script.slug, **script.settings)
    return Company(script, tenant)


def fill(company: Company) -> None:
    """Everything that a company has before its first deal; inside its scope."""
    _people(company, _departments(company))
    _catalogue(company)
    for row in company.script.customers:
        _customer(company, row)
    for row in company.script.contacts:
        account = company.account[row.customer]
        create_contact(
            by=account.owner,
            account=account,
            name=row.person,
            title=row.title,
            phone=clean_phone(row.phone),
        )


def _departments(company: Company) -> dict[str, Department]:
    made: dict[str, Department] = {}
    for key, (name, parent, region) in company.script.departments.items():
        above = made[parent] if parent else None
        made[key] = create_department(by=None, name=name, parent=above, region=region)
    return made


def _people(company: Company, departments: dict[str, Department]) -> None:
    # One hash for everybody: hashing sixteen passwords would take longer than all the rest.
    template = User()
    template.set_password(PASSWORD)
    for row in company.script.people:
        email = f"{row.login}@{company.script.slug}.example"
        user = User(email=email, password=template.password)
        user.save()
        member = add_member(
            by=None,
            name=row.name,
            email=email,
            department=departments[row.department],
            roles=[row.role],
            user=user,
        )
        company.member[row.login] = change_member(
            by=None, member=member, discount_limit=Decimal(row.limit)
        )


def _catalogue(company: Company) -> None:
    admin, categories = company.member["admin"], {}
    for key, (name, above) in company.script.categories.items():
        category = Category(name=name, parent=categories.get(above))
        categories[key] = save_category(by=admin, category=category)
    for row in company.script.products:
        company.product[row.sku] = create_product(
            by=admin,
            sku=row.sku,
            name=row.name,
            category=categories[row.category],
            unit=row.unit,
            vat_rate=Decimal(row.vat),
            list_price=Decimal(row.price),
            cost=Decimal(row.cost),
        )


def _customer(company: Company, row: CustomerRow) -> None:
    owner = company.member[row.owner]
    account = create_account(
        by=owner,
        name=row.name,
        industry=row.industry,
        region=row.region,
        city=row.city,
        level=row.level,
        source=row.source,
        size=row.size,
        founded=row.founded,
    )
    phone = clean_phone(row.phone)
    company.account[row.key] = account
    company.contact[row.key] = create_contact(
        by=owner, account=account, name=row.person, title=row.title, phone=phone
    )
