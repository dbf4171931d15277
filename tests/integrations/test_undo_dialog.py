"""The dialog that undoes an import says how many records go, and why it cannot be done."""

import pytest

from leads.models import Lead
from tests.integrations.imports import table
from tests.integrations.pages import imported

pytestmark = pytest.mark.django_db
LEADS = table(("公司名称", "联系人"), ("华星软件", "王磊"), ("北辰科技", "李娜"))


def dialog(company, file_import) -> str:
    url = company.url(f"imports/{file_import.pk}/undoing/")
    return company.client("admin").get(url, headers={"HX-Request": "true"}).content.decode()


def test_how_many_records_go(cast):
    assert "created them: Leads, 2." in dialog(cast.a, imported(cast.a, LEADS))


def test_what_was_used_meanwhile_leaves_no_button(cast):
    file_import = imported(cast.a, LEADS)
    with cast.a.scope("admin"):
        Lead.objects.filter(company="华星软件").update(need="called")
    said = dialog(cast.a, file_import)
    assert "1 of its rows were changed or used since." in said
    assert "btn danger" not in said
