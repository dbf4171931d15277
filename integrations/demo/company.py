"""The company itself: departments, members who can sign in, catalogue, customers, leads."""

from dataclasses import dataclass, field

from activities.models import Reason
from crm.formfields import clean_phone
from customers.actions import create_account, create_contact
from customers.models import Account, Contact
from integrations.demo.script import Script
from leads import actions as leads
from people.actions import add_member, change_member, create_department
from people.models import Department, Member, User
from products.actions import create_product
from products.models import Category, Product
from tenants.actions import create_tenant, save_configuration
from tenants.models import Tenant

PASSWORD = "fairway-demo"  # noqa: S105  said in the README; seeding refuses to run in production


@dataclass
class Company:
    """A demo company while it is made; `member["rep"]` is who signs in as rep@…"""

    script: Script
    tenant: Tenant
    member: dict[str, Member] = field(default_factory=dict)
    products: list[Product] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    contacts: dict[int, Contact] = field(default_factory=dict)

    @property
    def reps(self) -> list[Member]:
        return [self.member[login] for login in ("rep", "rep2", "rep3", "rep4")]

    def rep_of(self, account: Account) -> Member:
        return next(rep for rep in self.reps if rep.pk == account.owner_id)


def make_tenant(script: Script) -> Company:
    tenant = create_tenant(name=script.name, slug=script.slug, **script.settings)
    return Company(script, tenant)


def fill(company: Company) -> None:
    """Everything that a company has before its first deal; inside its scope."""
    _people(company, _departments(company))
    _catalogue(company)
    _customers(company)
    _leads(company)


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
    for login, name, role, department, limit in company.script.rows["people"]:
        email = f"{login}@{company.script.slug}.example"
        user = User(email=email, password=template.password)
        user.save()
        member = add_member(
            by=None,
            name=name,
            email=email,
            department=departments[department],
            roles=[role],
            user=user,
        )
        company.member[login] = change_member(by=None, member=member, discount_limit=limit)


def _catalogue(company: Company) -> None:
    admin = company.member["admin"]
    categories = [Category(name=name) for name in company.script.categories]
    for category in categories:
        save_configuration(by=admin, row=category)
    for sku, name, category, unit, price, cost in company.script.rows["products"]:
        product = create_product(
            by=admin,
            sku=sku,
            name=name,
            category=categories[category],
            unit=unit,
            vat_rate=13 if category == 0 else 6,
            list_price=price,
            cost=cost,
        )
        company.products.append(product)


def _customers(company: Company) -> None:
    rows = company.script.rows["customers"]
    for at, (name, industry, region, city, person, title, phone) in enumerate(rows):
        south = at >= len(rows) - 5  # the last five are the other region's
        rep = company.reps[3] if south else company.reps[at % 3]
        account = create_account(
            by=rep,
            name=name,
            industry=industry,
            region=region,
            city=city,
            source=company.script.sources[at % len(company.script.sources)],
            level="ABC"[at % 3],
        )
        contact = create_contact(
            by=rep, account=account, name=person, title=title, phone=clean_phone(phone)
        )
        company.accounts.append(account)
        company.contacts[account.pk] = contact


def _leads(company: Company) -> None:
    marketing, reps = company.member["marketing"], company.reps
    made = [
        leads.create_lead(
            by=marketing,
            company=name,
            person=person,
            industry=industry,
            need=need,
            source=company.script.sources[at % len(company.script.sources)],
        )
        for at, (name, person, industry, need) in enumerate(company.script.rows["leads"])
    ]
    for at, lead in enumerate(made[:5]):
        leads.claim_lead(by=reps[at % 3], lead=lead)
    for lead in made[:3]:
        lead.refresh_from_db()
        leads.start_lead(by=lead.owner, lead=lead)
    dropped = made[4]
    dropped.refresh_from_db()
    reason = Reason.objects.for_list(Reason.List.LEAD_DISQUALIFIED).first()
    leads.disqualify_lead(by=dropped.owner, lead=dropped, reason=reason)
