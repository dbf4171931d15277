"""A contract on paper: what is frozen on it, in both languages, marked until it is formal."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from activities.actions import request_document
from activities.pdf import render_pdf
from activities.printing import printed_page
from contracts.models import Contract
from tenants.actions import change_settings
from tenants.outbox import deliver_due
from tests.factories.contracts import make_draft, make_formal


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return text.replace(" ", "").replace("\n", "")


def test_in_chinese_it_has_parties_taxes_capitals_terms_and_clauses(a):
    change_settings(by=a.admin, bank_name="中国银行上海分行", bank_account="4401 2233")
    a.tenant.refresh_from_db()
    contract = make_draft(a)
    Contract.objects.filter(pk=contract.pk).update(clauses="争议提交上海仲裁委员会仲裁。")
    contract.refresh_from_db()
    found = words(render_pdf(printed_page(contract, "zh-hans")))
    for shown in (
        "销售合同",
        "未经审批",
        contract.number,
        contract.their_party["name"].replace(" ", ""),
        "中国银行上海分行44012233",
        "¥6,300.00",
        "增值税13%",
        "人民币大写：陆仟叁佰元整",
        "第1期签约后·10天内30%·¥1,890.00",
        "争议提交上海仲裁委员会仲裁",
        "1/1",
    ):
        assert shown in found


def test_formal_it_has_no_watermark_and_its_parties_stay(a):
    contract = make_formal(a)
    change_settings(by=a.admin, name="Renamed")
    found = words(render_pdf(printed_page(contract, "en")))
    assert "Salescontract" in found
    assert "Notapproved" not in found
    assert f"Seller{contract.our_party['name']}".replace(" ", "") in found


def test_a_long_contract_repeats_the_heads_of_its_table_on_numbered_pages(a):
    contract = make_draft(a)
    page = printed_page(contract, "en")
    row = page[page.index("<tr><td>1</td>") : page.index("</tbody>")]
    pages = PdfReader(BytesIO(render_pdf(page.replace(row, row * 40)))).pages
    assert len(pages) > 2
    assert all("Unit price" in page.extract_text() for page in pages[:3])
    assert f"2 / {len(pages)}" in pages[1].extract_text()


def test_the_companys_logo_stands_on_the_page_itself(a, settings):
    drawn = BytesIO()
    Image.new("RGB", (4000, 900), "navy").save(drawn, "JPEG")
    client = a.client("admin")
    url = a.url(f"admin/tenants/tenant/{a.tenant.pk}/change/")
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if name != "logo"}
    data = {name: value for name, value in data.items() if value is not None}
    drawn.seek(0)
    drawn.name = "logo.jpg"
    assert client.post(url, data | {"logo": drawn}).status_code == 302
    with a.scope("rep"):
        a.tenant.refresh_from_db()
        with Image.open(a.tenant.logo.path) as logo:
            assert (logo.format, logo.size) == ("PNG", (600, 135))
        page = printed_page(make_draft(a), "en")
    assert 'src="data:image/png;base64,' in page
    assert PdfReader(BytesIO(render_pdf(page))).pages[0].images


def test_legal_may_have_it_and_another_rep_may_not(cast):
    with cast.a.scope("rep"):
        contract = make_draft(cast.a)
        document = request_document(by=cast.a.rep, record=contract, language="en")
        deliver_due()
    path = cast.a.url(f"documents/{document.pk}/file/")
    file = cast.a.client("legal").get(path)
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert contract.number in file["Content-Disposition"]
    assert cast.a.client("rep2").get(path).status_code == 404
    asked = cast.a.url(f"contracts/{contract.pk}/documents/")
    assert cast.a.client("rep2").post(asked, {"language": "en"}).status_code == 404
