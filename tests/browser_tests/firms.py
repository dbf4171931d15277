"""The two companies of a walk, and what of their data stands on pages whatever the language."""

from types import SimpleNamespace

from people.models import Member
from people.roles import Role
from products.actions import create_product
from tests.browser_tests.script import Script
from tests.cast import TEAM, Company

OTHERS = {"rep": [Role.REP], "admin": [Role.ADMIN]}
LIMITS = {"rep": 10, "manager": 40}


def make_firms(script: Script) -> SimpleNamespace:
    """Both companies of the cast in the language of the walk; A sells two products, its rep gives
    discounts up to 10 percent and its manager up to 40."""
    a = Company("acme", TEAM, language=script.language)
    b = Company("birch", OTHERS, language=script.language)
    with a.scope():
        for name, called in script.people.items():
            Member.objects.filter(pk=a.members[name].pk).update(name=called)
        for name, limit in LIMITS.items():
            Member.objects.filter(pk=a.members[name].pk).update(discount_limit=limit)
        for place, name in enumerate(script.products):
            create_product(by=a.admin, sku=f"P-{place}", name=name, list_price=1000 * (place + 1))
        for name in a.members:
            a.members[name].refresh_from_db()
    return SimpleNamespace(a=a, b=b)


def data_of(firms: SimpleNamespace) -> set[str]:
    return set(_data(firms))


def _data(firms):
    for firm in (firms.a, firms.b):
        yield from (firm.tenant.name, firm.tenant.slug)
        yield from (firm.office.name, firm.team.name, firm.other_team.name)
        if firm is firms.b:
            yield from (member.name for member in firm.members.values())
