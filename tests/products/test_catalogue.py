"""The catalogue: kept by administrators, read by everybody, its cost by some."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from activities.models import Event, SearchEntry
from people.actions import create_token
from products import actions
from products.models import Category, Product
from tenants.actions import change_settings
from tenants.states import MoveNotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(cast):
    with cast.a.scope("admin"):
        return actions.create_product(
            by=cast.a.admin, sku="SRV-1", name="服务器", list_price=D("1999.00"), cost=D("1234.56")
        )


@pytest.fixture
def inside(cast):
    """Within the company, for tests that call actions and read rows."""
    with cast.a.scope("admin"):
        yield


def test_a_product_is_added_told_and_found(cast, server, inside):
    assert Event.objects.get(kind="product", object_id=server.pk).verb == "product.created"
    assert SearchEntry.objects.get(kind="product", object_id=server.pk).title == "服务器"
    assert server.name_key.startswith("fu")


@pytest.mark.parametrize("sku", ["SRV-1", "srv-1"])
def test_a_sku_is_used_once_in_whatever_case(cast, server, inside, sku):
    with pytest.raises(ValidationError) as refused, translation.override("en"):
        actions.create_product(by=cast.a.admin, sku=sku, name="Other", list_price=D(1))
    assert refused.value.messages == ["Another product has this SKU."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.bulk_create([Product(sku=sku, name="Other", list_price=D(1))])


@pytest.mark.parametrize(("country", "shown"), [("CN", "13"), ("GB", "")])
def test_the_vat_rate_of_china_is_proposed_in_china(cast, country, shown):
    with cast.a.scope("admin"):
        change_settings(by=cast.a.admin, country=country)
    page = cast.a.client("admin").get(cast.a.url("admin/products/product/add/"))
    assert str(page.context["adminform"].form["vat_rate"].value() or "") == shown


def test_without_a_usual_rate_an_import_asks_for_it(cast, inside):
    change_settings(by=cast.a.admin, country="GB")
    cast.a.tenant.country = "GB"
    with pytest.raises(ValidationError) as refused:
        actions.record_products(by=cast.a.admin, products=parts(1))
    assert list(refused.value.message_dict) == ["vat_rate"]


def test_a_product_keeps_its_sku_or_writes_it_otherwise(cast, server, inside):
    changed = actions.change_product(by=cast.a.admin, product=server, sku="srv-1")
    assert changed.sku == "srv-1"


def test_a_change_writes_its_fields_only(cast, server, inside):
    changed = actions.change_product(by=cast.a.admin, product=server, list_price=D("2100.00"))
    assert (changed.list_price, changed.cost) == (D("2100.00"), D("1234.56"))
    assert Event.objects.filter(verb="product.changed").get().data == {"fields": ["list_price"]}


def test_changing_nothing_leaves_no_event(cast, server, inside):
    actions.change_product(by=cast.a.admin, product=server)
    assert not Event.objects.filter(verb="product.changed").exists()


def parts(count: int) -> list[Product]:
    return [Product(sku=f"P{n}", name=f"Part {n}", list_price=D(n + 1)) for n in range(count)]


def test_many_products_come_in_at_once(cast, inside, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        actions.record_products(by=cast.a.admin, products=parts(39))
    assert Product.objects.filter(imported_by=cast.a.admin).count() == 39
    assert SearchEntry.objects.filter(kind="product").count() == 39


def test_a_category_is_not_its_own_ancestor(cast, inside):
    top = actions.save_category(by=cast.a.admin, category=Category(name="Hardware"))
    below = actions.save_category(by=cast.a.admin, category=Category(name="Disks", parent=top))
    top.parent = below
    with pytest.raises(MoveNotAllowed):
        actions.save_category(by=cast.a.admin, category=top)


SEES = {"manager": True, "finance": True, "admin": True, "rep": False, "legal": False}


@pytest.mark.parametrize(("role", "sees"), SEES.items())
def test_cost_and_margin_show_to_their_roles_only(cast, server, role, sees):
    client = cast.a.client(role)
    for path in ("products/", f"products/{server.pk}/"):
        page = client.get(cast.a.url(path)).content.decode()
        assert "1,999.00" in page
        assert ("1,234.56" in page) is sees
        assert ("Margin" in page) is sees


@pytest.mark.parametrize(("role", "sees"), SEES.items())
def test_the_api_keeps_the_same_rule(cast, server, client, role, sees):
    with cast.a.scope(role):
        _token, secret = create_token(by=cast.a.admin, member=cast.a.members[role], name="t")
    headers = {"Authorization": f"Bearer {secret}"}
    one = client.get(f"/api/v1/products/{server.pk}", headers=headers).json()
    assert one["list_price"] == "1999.00"
    assert one["cost"] == ("1234.56" if sees else None)
    assert client.get("/api/v1/products", headers=headers).json()["items"] == [one]


def test_nobody_sorts_by_a_column_that_he_may_not_see(cast, server):
    with cast.a.scope("admin"):
        actions.create_product(
            by=cast.a.admin, sku="A", name="Aa", list_price=D(5000), cost=D("9.00")
        )
    page = cast.a.client("rep").get(cast.a.url("products/?sort=-cost")).content.decode()
    assert page.index(">Aa<") < page.index("服务器")  # by name, not by cost


def test_what_is_not_for_sale_is_the_administrators_to_see(cast, server):
    with cast.a.scope("admin"):
        actions.change_product(by=cast.a.admin, product=server, active=False)
    path = cast.a.url(f"products/{server.pk}/")
    assert cast.a.client("rep").get(path).status_code == 404
    assert cast.a.client("admin").get(path).status_code == 200


def test_the_other_company_finds_nothing(cast, server):
    path = cast.b.url(f"products/{server.pk}/")
    assert cast.b.client("admin").get(path).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_any_length(
    cast, server, django_assert_num_queries
):
    client = cast.a.client("rep")
    with CaptureQueriesContext(connection) as asked:
        client.get(cast.a.url("products/"))
    with cast.a.scope("admin"):
        actions.record_products(by=cast.a.admin, products=parts(30))
    with django_assert_num_queries(len(asked)):
        client.get(cast.a.url("products/"))
    assert len(asked) <= 12 + 2  # two are the savepoint inside the test's own transaction


def test_the_settings_add_and_change_through_the_actions(cast, server):
    client = cast.a.client("admin")
    form = {"sku": "NEW", "name": "Licence", "vat_rate": "6", "list_price": "100", "active": "on"}
    answer = client.post(cast.a.url("admin/products/product/add/"), form)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with cast.a.scope():
        added = Product.objects.get(sku="NEW")
        assert Event.objects.filter(verb="product.created", object_id=added.pk).exists()
    shown = {f"initial-{name}": value for name, value in form.items()}
    changed = form | shown | {"list_price": "120"}
    client.post(cast.a.url(f"admin/products/product/{added.pk}/change/"), changed)
    with cast.a.scope():
        assert Product.objects.get(pk=added.pk).list_price == D(120)
        assert Event.objects.get(verb="product.changed").data == {"fields": ["list_price"]}
