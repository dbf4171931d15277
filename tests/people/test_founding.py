"""A new company: by the platform's operator and by command."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from people.models import Member, User
from tenants import outbox
from tenants.models import Outbox, Tenant
from tenants.scope import tenant_scope
from tests.cast import browser

COMPANY = {
    "name": "Acme",
    "slug": "acme",
    "language": "en",
    "time_zone": "Europe/London",
    "currency": "GBP",
    "country": "GB",
    "active": "on",
}


@pytest.fixture
def operator(db):
    client = browser()
    client.force_login(User.objects.create_user("op@platform.example", is_platform=True))
    return client


def first_members(tenant) -> list[tuple]:
    with tenant_scope(tenant):
        assert Outbox.objects.filter(topic="mail").count() == 1
        return list(Member.objects.values_list("email", "roles", "user"))


def test_the_operator_makes_a_company_and_its_first_administrator_is_invited(operator):
    data = COMPANY | {"admin_email": "boss@acme.example"}
    answer = operator.post("/platform/tenants/tenant/add/", data)
    assert answer.status_code == 302, answer.content
    tenant = Tenant.objects.get(slug="acme")
    assert (tenant.currency, tenant.time_zone) == ("GBP", "Europe/London")
    assert first_members(tenant) == [("boss@acme.example", ["admin"], None)]


def test_the_first_administrator_says_his_name_when_he_joins(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("create_tenant", "acme", "Acme", admin="boss@acme.example", language="en")
    tenant = Tenant.objects.get(slug="acme")
    with tenant_scope(tenant):
        outbox.deliver_due()
    path = re.search(r"/door/invitation/\S+", mail.outbox[0].body)[0]
    assert "boss" not in mail.outbox[0].body.splitlines()[0]
    password = "correct-horse-battery"  # noqa: S105
    assert browser().post(path, {"password": password}).status_code == 422
    assert browser().post(path, {"password": password, "name": "Ada"}).status_code == 303
    with tenant_scope(tenant):
        member = Member.objects.get()
        assert (member.name, member.name_key[:1]) == ("Ada", "a")


def test_a_new_company_is_proposed_where_most_are(operator):
    form = operator.get("/platform/tenants/tenant/add/").context["adminform"].form
    proposed = [form[name].value() for name in ("country", "currency", "time_zone")]
    assert proposed == ["CN", "CNY", "Asia/Shanghai"]


def test_the_operator_switches_a_company_off(operator, cast):
    tenant = cast.b.tenant
    data = COMPANY | {"name": tenant.name, "slug": tenant.slug}
    del data["active"]
    operator.post(f"/platform/tenants/tenant/{tenant.pk}/change/", data)
    tenant.refresh_from_db()
    assert not tenant.active
    assert cast.b.client("rep").get(cast.b.url()).status_code == 404


def test_whoever_is_no_operator_stays_outside(cast):
    assert cast.a.client("admin").get("/platform/tenants/tenant/").status_code == 403
    assert browser().get("/platform/").status_code == 302


def test_the_command_does_the_same_and_says_what_is_wrong(db):
    call_command("create_tenant", "acme", "Acme", admin="boss@acme.example", language="en")
    assert first_members(Tenant.objects.get(slug="acme")) == [
        ("boss@acme.example", ["admin"], None)
    ]
    with pytest.raises(CommandError):
        call_command("create_tenant", "acme", "Again", admin="boss@acme.example")


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({}, ("CN", "CNY", "Asia/Shanghai", "zh-hans")),
        ({"country": "GB"}, ("GB", "GBP", "Europe/London", "en")),
        ({"country": "US", "time_zone": "America/Chicago"}, ("US", "USD", "America/Chicago", "en")),
        ({"country": "SG", "language": "zh-hans"}, ("SG", "SGD", "Asia/Singapore", "zh-hans")),
    ],
)
def test_a_country_brings_its_currency_time_and_language(db, given, made):
    call_command("create_tenant", "acme", "Acme", admin="boss@acme.example", **given)
    tenant = Tenant.objects.get(slug="acme")
    assert (tenant.country, tenant.currency, tenant.time_zone, tenant.language) == made


def test_a_country_with_several_zones_asks_for_one(db):
    with pytest.raises(CommandError, match="--time-zone"):
        call_command("create_tenant", "acme", "Acme", admin="boss@acme.example", country="US")
