"""Files of other systems through the page: what is guessed, what is asked, what is refused."""

import pytest

from customers.models import Account, Contact
from integrations.importer.headings import guessed_rules
from integrations.importer.kinds import KINDS
from leads.models import Lead
from opportunities.models import Opportunity
from people.models import Member
from tests.integrations.imports import table
from tests.integrations.pages import checked, form_of, imported, latest, upload

pytestmark = pytest.mark.django_db
HEADINGS = {
    "accounts": [
        ("Account Name", "Account Owner", "Billing State/Province", "Employees", "Annual Revenue"),
        ("Company name", "Company owner", "State/Region", "Number of Employees", "Annual Revenue"),
        ("客户名称", "负责人(必填)", "省", "员工人数", "年收入（元）"),
    ],
    "opportunities": [
        ("Opportunity Name", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date"),
        ("Deal Name", "Associated Company", "Deal owner", "Deal Stage", "Amount", "Close Date"),
        ("Deal Name", "Account Name", "Deal Owner", "Stage", "Amount", "Closing Date"),
        ("Deal - Title", "Deal - Organization", "Deal - Owner", "Deal - Stage", "Deal - Value",
         "Deal - Closed on"),
        ("销售机会名称", "客户名称", "销售机会所有人", "销售阶段", "销售金额", "结单日期"),
    ],
}  # fmt: skip
FIELDS = {
    "accounts": {"name", "owner", "region", "size", "revenue"},
    "opportunities": {"name", "account", "owner", "stage", "amount", "closed_on"},
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_headings_of_usual_exports(kind):
    for header in HEADINGS[kind]:
        rules = guessed_rules(KINDS[kind], list(header))
        found = {name for name, rule in rules.items() if rule.columns}
        assert FIELDS[kind] <= found, header


def test_texts_that_mean_not_filled_in_are_offered_and_left_away(cast):
    data = table(("Company", "City", "Industry"), ("Ant", "Select", "None"), ("Bee", "Rome", "x"))
    imported(cast.a, data)
    with cast.a.scope():
        values = Lead.objects.order_by("company").values_list("company", "city", "industry")
        assert list(values) == [("Ant", "", "None"), ("Bee", "Rome", "x")]
    upload(cast.a, data.replace(b"Bee", b"Cow"))
    assert form_of(cast.a, latest(cast.a))["empty"] == ["Select"]  # None may be an answer


def test_persons_without_a_company(cast):
    data = table(("Lead Number", "First Name", "Last Name"), ("7", "Ann", "Lee"), ("8", "Bo", ""))
    imported(cast.a, data)
    with cast.a.scope():
        assert set(Lead.objects.values_list("company", flat=True)) == {"Ann Lee", "Bo"}


def test_stages_and_types_of_another_system_are_asked_about(cast):
    data = table(
        ("Deal Name", "Account", "Stage", "Type", "Close Date", "Owner"),
        ("One", "Ant", "Closed Won", "Existing Business", "2020-01-31", "Nobody"),
        ("Two", "Bee", "Prospecting", "Whatever", "2020-01-31", ""),
    )
    file_import = imported(cast.a, data, "opportunities", m_account="create")
    assert (file_import.created, file_import.refused) == (2, 0)
    with cast.a.scope():
        one, two = Opportunity.objects.order_by("name")
        assert (one.status, one.type, one.owner) == ("won", "renewal", cast.a.admin)
        assert (two.status, two.stage.order, two.owner) == ("open", 1, cast.a.admin)


def test_a_newly_chosen_column_asks_about_its_texts_first(cast):
    data = table(("Deal Name", "Account", "Phase"), ("One", "Ant", "Alpha"), ("Two", "Ant", "Won"))
    upload(cast.a, data, "opportunities")
    file_import = latest(cast.a)
    form = form_of(cast.a, file_import) | {"f_stage": "2"}
    client, url = cast.a.client("admin"), cast.a.url(f"imports/{file_import.pk}/mapping/")
    answer = client.post(url, form)
    assert answer.status_code == 422
    asked = dict(answer.context["form"].of_texts())
    (labels,) = asked.values()
    assert [field.value() for field in labels] == ["", "won"]


def test_customers_are_made_or_stand_in_where_a_deal_names_none(cast):
    data = table(("Deal Name", "Account"), ("One", "Ant"), ("Two", ""))
    file_import = checked(cast.a, data, "opportunities")
    assert (file_import.created, file_import.refused) == (0, 2)
    imported(cast.a, data, "opportunities", m_account="create", e_account="Unknown")
    with cast.a.scope():
        names = Account.objects.filter(opportunities__isnull=False).values_list("name", flat=True)
        assert set(names) == {"Ant", "Unknown"}


def test_states_of_leads_of_another_system(cast):
    data = table(
        ("Company", "Lead Status"), ("Ant", "Open - Not Contacted"), ("Bee", "Working - Contacted"),
        ("Cow", "Closed - Not Converted"), ("Dog", "--None--"),
    )  # fmt: skip
    assert imported(cast.a, data).refused == 0
    with cast.a.scope():
        found = dict(Lead.objects.values_list("company", "state"))
        assert {name: found[name] for name in ("Ant", "Bee", "Cow")} == {
            "Ant": "pooled", "Bee": "working", "Cow": "disqualified",
        }  # fmt: skip
        assert Lead.objects.get(company="Bee").owner == cast.a.admin


def test_american_phones_in_a_chinese_company(cast):
    data = table(("Account", "Phone"), ("Ant", "415-555-0132"), ("Bee", "(212) 555-0187 x4"))
    imported(cast.a, data, "accounts")
    with cast.a.scope():
        assert set(Account.objects.values_list("phone", flat=True)) >= {
            "+14155550132", "+12125550187",
        }  # fmt: skip


def test_what_cannot_be_read_may_be_left_away(cast):
    data = table(("Name", "Account", "Email"), ("Ann", "Ant", "no address"))
    assert checked(cast.a, data, "contacts", m_account="create").refused == 1
    file_import = imported(cast.a, data, "contacts", m_account="create", wrong="empty")
    assert (file_import.created, file_import.refused) == (1, 0)
    with cast.a.scope():
        assert Contact.objects.get(name="Ann").email == ""


def test_members_without_addresses_get_those_of_the_house(cast):
    imported(cast.a, table(("Sales Agent", "Manager"), ("Ann Lee", "Bo Li")), "members")
    house = cast.a.admin.email.partition("@")[2]
    with cast.a.scope():
        made = Member.objects.filter(name__in=["Ann Lee", "Bo Li"]).values_list("email", flat=True)
        assert set(made) == {f"ann.lee@{house}", f"bo.li@{house}"}


def test_large_amounts_as_salesforce_writes_them(cast):
    imported(cast.a, table(("Account", "Annual Revenue"), ("Ant", "6.0E7")), "accounts")
    with cast.a.scope():
        assert Account.objects.get(name="Ant").revenue == 60_000_000


def test_lists_lead_to_the_import_of_their_kind(cast):
    pages = {"leads": "leads", "customers": "accounts", "contacts": "contacts",
             "opportunities": "opportunities", "products": "products"}  # fmt: skip
    for path, kind in pages.items():
        shown = cast.a.client("admin").get(cast.a.url(f"{path}/")).content.decode()
        assert f"imports/new/?kind={kind}" in shown, path
        assert (
            "imports/new/" not in cast.a.client("rep").get(cast.a.url(f"{path}/")).content.decode()
        )
