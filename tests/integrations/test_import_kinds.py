"""What each kind makes of a good file, and that a second time adds nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Account, Contact
from integrations.importer.errors import MapRefused
from integrations.models import ExternalId
from leads.models import Lead
from payments.models import Allocation, Receipt
from people.models import Department, Member
from people.superiors import superiors
from products.models import Product
from tests.factories.formal import formal_contract
from tests.integrations.imports import bring, refusals, table


def test_members_come_with_departments_regions_and_managers(a):
    text = """
    [fields]
    name = "Agent"
    email = { template = "{Agent|dots}@{@tenant}.example" }
    department = { template = "{@company}/{Office}/Team {Boss}" }
    region = "Office"
    manager = "Boss"
    manager_email = { template = "{Boss|dots}@{@tenant}.example" }
    """
    data = table(
        ["Agent", "Boss", "Office"], ["Ann O'Neil", "王磊", "East"], ["Bo", "王磊", "East"]
    )
    outcome = bring(a, "members", data, text)
    assert refusals(outcome) == []
    ann, boss = (Member.objects.get(email=f"{n}@alpha.example") for n in ("ann.oneil", "wang.lei"))
    assert (ann.roles, boss.roles, boss.user) == (["rep"], ["manager"], None)
    assert superiors(ann)[0] == [boss]
    path = Department.objects.filter(pk__in=ann.department.path).order_by("path")
    assert [(d.name, d.region) for d in path] == [
        ("Company alpha", ""),
        ("East", "East"),
        ("Team 王磊", ""),
    ]
    before = Member.objects.count(), Department.objects.count()
    assert bring(a, "members", data, text).unchanged == 2
    assert (Member.objects.count(), Department.objects.count()) == before


def test_a_member_who_left_comes_in_inactive_and_roles_are_checked(a):
    heads = ["name", "email", "roles", "active"]
    data = table(
        heads,
        ["Ann", "Ann@X.example", "manager, finance", "yes"],
        ["Bo", "bo@x.example", "rep", "no"],
        ["Cy", "cy@x.example", "king", "yes"],
        ["Di", "not an address", "rep", "perhaps"],
    )
    outcome = bring(a, "members", data)
    assert refusals(outcome) == [(4, "roles"), (5, "active"), (5, "email")]
    ann, bo = (Member.objects.get(email=f"{name}@x.example") for name in ("ann", "bo"))
    assert (ann.roles, ann.active, bo.active) == (["manager", "finance"], True, False)


def test_subsidiaries_find_parents_further_down_and_circles_are_refused(a):
    data = table(
        ["name", "parent"],
        ["Grandchild", "child"],
        ["Child", "Root"],
        ["Root", ""],
        ["Ping", "Pong"],
        ["Pong", "Ping"],
        ["Orphan", "Nobody"],
    )
    outcome = bring(a, "accounts", data)
    assert refusals(outcome) == [(5, "parent"), (6, "parent"), (7, "parent")]
    grandchild = Account.objects.get(name="Grandchild")
    assert (grandchild.parent.name, grandchild.parent.parent.name) == ("Child", "Root")
    assert (grandchild.owner, grandchild.imported_by) == (a.admin, a.admin)
    again = bring(a, "accounts", data)
    assert (again.created, again.unchanged) == (0, 3)


def test_a_map_may_change_what_is_here_and_only_that(a):
    bring(a, "accounts", table(["name", "city", "level"], ["Acme", "Paris", "B"]))
    text = 'existing = "update"\nguess = true'
    data = table(["name", "city", "level"], ["Acme", "Rome", ""], ["New", "", ""])
    outcome = bring(a, "accounts", data, text)
    assert (outcome.created, outcome.changed) == (1, 1)
    account = Account.objects.get(name="Acme")
    assert (account.city, account.level) == ("Rome", "B")
    assert bring(a, "accounts", data, text).unchanged == 2
    refused = bring(a, "accounts", data, 'existing = "refuse"\nguess = true')
    assert refusals(refused) == [(2, ""), (3, "")]
    with pytest.raises(MapRefused):
        bring(a, "opportunities", data, text)


def test_records_are_known_again_by_their_old_numbers(a):
    bring(a, "accounts", table(["id", "name"], ["001", "Acme"], ["002", "Acme Ltd"]))
    assert ExternalId.objects.filter(kind="account").count() == 2
    contacts = table(
        ["id", "account_id", "first_name", "last_name", "email"],
        ["c1", "002", "Ann", "Lee", "Ann@Lee.example"],
        ["c2", "009", "Bo", "Li", ""],
    )
    outcome = bring(a, "contacts", contacts)
    assert refusals(outcome) == [(3, "account_id")]
    ann = Contact.objects.get()
    assert (ann.name, ann.email, ann.account.name) == ("Ann Lee", "ann@lee.example", "Acme Ltd")
    assert bring(a, "contacts", contacts).unchanged == 1
    renamed = table(["id", "name"], ["001", "Acme Holding"])
    bring(a, "accounts", renamed, 'existing = "update"\nguess = true')
    assert {account.name for account in Account.objects.all()} == {"Acme Holding", "Acme Ltd"}


def test_a_number_from_elsewhere_is_tied_to_the_member_whose_address_it_is(a):
    data = table(["id", "name", "email"], ["u1", "Rep", "rep@alpha.example"])
    assert bring(a, "members", data).unchanged == 1
    outcome = bring(a, "accounts", table(["name", "ownerid"], ["Acme", "u1"]),
                    '[fields]\nname = "name"\nowner = "ownerid"')  # fmt: skip
    assert refusals(outcome) == []
    assert Account.objects.get().owner == a.rep


def test_another_systems_numbers_are_other_numbers(a):
    data = table(["id", "name"], ["1", "Acme"])
    bring(a, "accounts", data, 'system = "one"')
    outcome = bring(a, "accounts", table(["id", "name"], ["1", "Beta"]), 'system = "two"')
    assert outcome.created == 1


def test_products_make_their_article_number_and_category(a):
    text = '[fields]\nsku = { template = "{p|dashes|upper}" }\nname = "p"\ncategory = "s"\n'
    text += 'list_price = "v"'
    data = table(["p", "s", "v"], ["GTX Plus Pro", "GTX", "5,482"], ["数控机床", "GTX", "-1"])
    assert refusals(bring(a, "products", data, text)) == [(3, "v")]
    product = Product.objects.get()
    assert (product.sku, product.category.name) == ("GTX-PLUS-PRO", "GTX")
    assert product.list_price == Decimal(5482)
    assert bring(a, "products", data, text).unchanged == 1


def test_an_article_number_in_another_case_is_refused_in_words(a):
    heads = ["sku", "name", "list_price"]
    bring(a, "products", table(heads, ["GTX-1", "One", "5"]))
    outcome = bring(a, "products", table(heads, ["gtx-1", "Two", "5"], ["GTX-2", "Three", "5"]))
    assert [error.reason for error in outcome.errors] == [_("Another product has this SKU.")]
    assert outcome.created == 1


def test_leads_come_into_the_pool_or_with_owner_and_state(a):
    data = table(
        ["公司名称", "联系人", "手机", "负责人", "阶段"],
        ["华星软件", "王磊", "138 0013 8000", "", ""],
        ["北辰科技", "", "", "rep@alpha.example", ""],
        ["恒锐精密", "", "", "rep@alpha.example", "converted"],
        ["无主公司", "", "", "", "working"],
        ["南方公司", "", "", "nobody", ""],
    ).decode()
    text = 'guess = true\n[fields]\nstate = "阶段"'
    outcome = bring(a, "leads", data.encode("gb18030"), text)
    assert refusals(outcome) == [(5, "负责人"), (6, "负责人")]
    states = dict(Lead.objects.values_list("company", "state"))
    assert states == {"华星软件": "pooled", "北辰科技": "assigned", "恒锐精密": "converted"}
    first = Lead.objects.get(company="华星软件")
    assert (first.phone, first.owner, first.imported_by) == ("+8613800138000", None, a.admin)
    assert Lead.objects.get(company="北辰科技").owner == a.rep
    assert bring(a, "leads", data.encode(), text).unchanged == 3


def test_leads_that_look_like_customers_are_reported_and_come_in(a):
    bring(a, "accounts", table(["name"], ["华星软件有限公司"]))
    outcome = bring(a, "leads", table(["company"], ["华星软件"], ["别的公司"]))
    assert outcome.created == 2
    assert [note.row for note in outcome.notes] == [2]
    assert "华星软件有限公司" in outcome.notes[0].reason


def test_a_lead_whose_company_is_a_customer_already_is_hinted_at(a):
    bring(a, "accounts", table(["name"], ["华星软件有限公司"]))
    outcome = bring(a, "leads", table(["company"], ["华星软件有限公司"], ["别的公司"]))
    assert (outcome.created, outcome.errors) == (2, [])
    said = _("%(name)s is a customer already.") % {"name": "华星软件有限公司"}
    assert [(note.row, note.reason) for note in outcome.notes] == [(2, said)]


def test_receipts_pay_their_contract_once(a):
    contract = formal_contract(a.rep, "1000.00")
    today = timezone.localdate()
    heads = ["合同编号", "金额", "到账日期", "付款人", "流水号"]
    data = table(
        heads,
        [contract.number, "¥400", today.isoformat(), "", "R 1"],
        [contract.number, "NaN", today.isoformat(), "", "R2"],
        [contract.number, "1", (today + timedelta(days=1)).isoformat(), "", "R3"],
        ["HT-none", "1", today.isoformat(), "", "R4"],
        [contract.number, "0", today.isoformat(), "", "R5"],
        [contract.number, "1000000000000000", today.isoformat(), "", "R6"],
    )
    outcome = bring(a, "receipts", data)
    assert refusals(outcome) == [
        (3, "金额"),
        (4, "到账日期"),
        (5, "合同编号"),
        (6, "金额"),
        (7, "金额"),
    ]
    assert outcome.errors[-1].reason == _("The amount is too large.")
    receipt = Receipt.objects.get()
    assert (receipt.state, receipt.payer) == ("confirmed", contract.account.name)
    assert Allocation.objects.get().amount == Decimal(400)
    assert bring(a, "receipts", data).created == 0
