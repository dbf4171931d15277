"""Files that other people's programs wrote, as a newcomer brings them: what the page proposes."""

import pytest

from tests import realdata
from tests.integrations.pages import checked

pytestmark = pytest.mark.django_db
# folder, file, kind, what is said beside the proposal, rows refused
FILES = [
    ("maven_crm", "sales_teams.csv", "members", {}, 0),
    ("maven_crm", "accounts.csv", "accounts", {}, 0),
    ("maven_crm", "products.csv", "products", {}, 0),
    ("hubspot", "company_data.csv", "accounts", {}, 0),
    ("hubspot", "contact_data.csv", "leads", {"wrong": "empty", "e_company": "Unknown"}, 0),
    ("hubspot", "deal_data.csv", "opportunities", {"e_account": "{property_dealname}"}, 0),
    ("salesforce", "sf_account_data.csv", "accounts", {}, 0),
    ("salesforce", "sf_lead_data.csv", "leads", {}, 0),
    ("dataloader", "opportunityData.csv", "opportunities", {"m_account": "create"}, 8),
    ("dedupe", "febrl1.csv", "leads", {}, 0),
]


@pytest.mark.parametrize(("folder", "name", "kind", "said", "refused"), FILES)
def test_a_real_export_goes_in(cast, folder, name, kind, said, refused):
    data = (realdata.folder(folder) / name).read_bytes()
    file_import = checked(cast.a, data, kind, **said)
    assert (file_import.state, file_import.refused) == ("checked", refused)
    assert file_import.created + file_import.left_out + refused == file_import.total
