from types import SimpleNamespace

import pytest

from people.models import Member
from people.roles import Role
from products.actions import create_product
from tests.browser_tests.script import CHINESE, ENGLISH
from tests.browser_tests.walker import Walker
from tests.cast import TEAM, Company

SCRIPTS = {script.language: script for script in (CHINESE, ENGLISH)}
OTHERS = {"rep": [Role.REP], "admin": [Role.ADMIN]}
DESKTOP = {"width": 1440, "height": 900}
LIMITS = {"rep": 10, "manager": 40}


@pytest.fixture
def language():
    """Overridden by tests that walk in both."""
    return "en"


@pytest.fixture
def script(language):
    return SCRIPTS[language]


@pytest.fixture
def firms(transactional_db, script):
    """Both companies of the cast, committed and in the language of the walk; A sells two
    products, its rep gives discounts up to 10 percent and its manager up to 40."""
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


@pytest.fixture
def walker(page, sign_in, live_server, firms, script):
    page.set_viewport_size(DESKTOP)
    page.context.add_cookies(
        [{"name": "django_language", "value": script.language, "url": live_server.url}]
    )
    return Walker(page, sign_in, script.language, set(_data(firms)))


def _data(firms):
    """What stands on pages as the company's data, whatever the language."""
    for firm in (firms.a, firms.b):
        yield from (firm.tenant.name, firm.tenant.slug)
        yield from (firm.office.name, firm.team.name, firm.other_team.name)
        if firm is firms.b:
            yield from (member.name for member in firm.members.values())
