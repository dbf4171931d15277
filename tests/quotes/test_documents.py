"""The PDF: asked for, made by the worker, fetched; it reaches nothing outside itself."""

import socket
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from activities.actions import make_document, request_document
from activities.models import Document
from activities.pdf import PdfNotMade, render_pdf
from activities.printing import page_hash, printed_page
from people.models import Member
from quotes import actions
from tenants.models import Outbox, Tenant
from tenants.outbox import deliver_due

pytestmark = pytest.mark.django_db
State = Document.State


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def chinese(shop):
    """A company that works in Chinese; the language belongs to the tenant in scope."""
    Tenant.objects.filter(pk=shop.a.tenant.pk).update(language="zh-hans")
    shop.a.tenant.refresh_from_db()
    return shop


def words(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def squeezed(pdf: bytes) -> str:
    return words(pdf).replace(" ", "").replace("\n", "")


def test_in_chinese_with_the_amount_in_capitals(chinese):
    with chinese.a.scope("rep"):
        quote = chinese.quote(
            chinese.line(chinese.server, 3, 5), payment_terms="签约后 30 日内付款"
        )
        found = squeezed(render_pdf(printed_page(quote, "zh-hans")))
    for shown in (
        "伍仟陆佰玖拾柒元壹角伍分",
        quote.number,
        "¥5,697.15",
        "655.42",
        "5,041.73",
        "增值税13%",
        "30日内付款",
        "有效期至",
        "1/1",
    ):
        assert shown in found


def test_in_english_without_capitals(shop):
    with shop.a.scope("rep"):
        found = words(render_pdf(printed_page(shop.quote(shop.line(shop.server, 3, 5)), "en")))
    assert "CN¥5,697.15" in found
    assert "VAT 13 %" in found
    assert "伍仟" not in found


def test_the_language_is_the_chosen_one_whoever_asks(shop):
    with shop.a.scope("rep"):
        quote = shop.quote(shop.line(shop.server, 3))
    url = shop.a.url(f"quotes/{quote.pk}/documents/")
    assert shop.a.client("rep").post(url, {"language": "zh-hans"}).status_code == 303
    assert shop.a.client("rep").post(url, {"language": "xx"}).status_code == 422
    with shop.a.scope():
        document = Document.objects.get()
        assert document.content_hash == page_hash(printed_page(quote, "zh-hans"))
        deliver_due()
        document.refresh_from_db()
        with document.file.open() as file:
            assert "报价单" in words(file.read())


def test_before_approval_it_carries_a_watermark(inside):
    draft = inside.quote(inside.line(inside.server, 3))
    assert "Not approved" in printed_page(draft, "en")
    approved = actions.submit_quote(by=inside.a.rep, quote=draft)
    assert "Not approved" not in printed_page(approved, "en")


def test_it_is_made_by_the_outbox_and_kept_for_its_content(inside, media):
    quote = inside.approved()
    document = request_document(by=inside.a.rep, record=quote, language="en")
    assert document.state == State.PENDING
    assert request_document(by=inside.a.rep, record=quote, language="en") == document
    assert Outbox.objects.filter(topic="document.pdf").count() == 1
    assert deliver_due() == 1
    document.refresh_from_db()
    assert document.state == State.READY
    assert document.file.name.startswith(f"t/{inside.a.tenant.pk}/quote/")
    assert quote.number not in document.file.name
    assert make_document(document=document).file.name == document.file.name
    assert request_document(by=inside.a.rep, record=quote, language="en") == document
    assert len([*media.rglob("*.pdf")]) == 1


def test_other_content_gets_its_own(inside):
    quote = inside.quote(inside.line(inside.server, 3))
    first = request_document(by=inside.a.rep, record=quote, language="en")
    inside.price(quote, inside.line(inside.server, 4))
    second = request_document(by=inside.a.rep, record=quote, language="en")
    assert second != first
    deliver_due()
    states = dict(Document.objects.values_list("pk", "state"))
    assert states == {first.pk: State.FAILED, second.pk: State.READY}


def test_a_missing_library_is_named_and_can_be_tried_again(inside, monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name.startswith("weasyprint"):
                raise OSError("cannot load library 'libpangoft2-1.0-0': no such file")

    for name in [name for name in sys.modules if name.startswith("weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    quote = inside.approved()
    document = request_document(by=inside.a.rep, record=quote, language="en")
    deliver_due()
    document.refresh_from_db()
    assert document.state == State.FAILED
    assert "libpangoft2-1.0-0" in document.error
    monkeypatch.undo()
    assert request_document(by=inside.a.rep, record=quote, language="en").state == State.PENDING


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


OUTWARD = [
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}); }} p {{ font-family: x }}</style>",
    "<style>p {{ background: url({url}) }}</style>",
    '<object data="{url}"></object>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
]


@pytest.mark.parametrize("markup", OUTWARD)
def test_it_fetches_nothing(markup, listener, tmp_path):
    canary = tmp_path / "canary.svg"
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>CANARY</text></svg>')
    for url in (f"http://127.0.0.1:{listener.getsockname()[1]}/x.png", canary.as_uri()):
        page = f"<html><body>{markup.format(url=url)}<p>Text</p></body></html>"
        try:
            made = render_pdf(page)
        except PdfNotMade:
            continue
        assert "CANARY" not in words(made)
        assert b"CANARY" not in made
    with pytest.raises(TimeoutError):
        listener.accept()


def test_what_people_type_stays_text(inside):
    name = '<img src="http://127.0.0.1:9/x"><b>Bold'
    Member.objects.filter(pk=inside.a.rep.pk).update(name=name)
    inside.deal.owner.refresh_from_db()
    page = printed_page(inside.quote(inside.line(inside.server, 1, description=name)), "en")
    assert "<img" not in page
    assert "Bold" in words(render_pdf(page))


def test_the_page_waits_and_then_offers_the_file(shop):
    with shop.a.scope("rep"):
        quote = shop.approved()
    client = shop.a.client("rep")
    answer = client.post(shop.a.url(f"quotes/{quote.pk}/documents/"), {"language": "en"})
    assert answer.status_code == 303
    waiting = client.get(answer["Location"]).content.decode()
    assert 'hx-trigger="load delay:2s"' in waiting
    assert client.get(f"{answer['Location']}file/").status_code == 404
    with shop.a.scope():
        deliver_due()
    ready = client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in ready
    assert f"{answer['Location']}file/" in ready
    file = client.get(f"{answer['Location']}file/")
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert file["Content-Disposition"] == f'attachment; filename="{quote.number}-v1.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"] == "sandbox"


def test_whoever_does_not_see_the_quote_gets_no_file(shop):
    with shop.a.scope("rep"):
        document = request_document(by=shop.a.rep, record=shop.approved(), language="en")
        deliver_due()
    for more in ("", "file/"):
        path = f"documents/{document.pk}/{more}"
        assert shop.a.client("rep2").get(shop.a.url(path)).status_code == 404
        assert shop.cast.b.client("admin").get(shop.cast.b.url(path)).status_code == 404


def test_the_page_links_to_what_was_made_and_says_when_it_is_outdated(shop):
    with shop.a.scope("rep"):
        quote = shop.quote(shop.line(shop.server, 3))
        document = request_document(by=shop.a.rep, record=quote, language="en")
    client, url = shop.a.client("rep"), shop.a.url(f"quotes/{quote.pk}/")
    waiting = client.get(url).content.decode()
    assert f"documents/{document.pk}/file/" not in waiting
    assert f'href="{shop.a.url(f"documents/{document.pk}/")}"' in waiting
    with shop.a.scope("rep"):
        deliver_due()
    made = client.get(url).content.decode()
    assert f"documents/{document.pk}/file/" in made
    assert "Outdated" not in made
    with shop.a.scope("rep"):
        shop.price(quote, shop.line(shop.server, 4))
    assert "Outdated" in client.get(url).content.decode()


def test_while_it_is_made_the_page_says_what_is_printed(shop):
    with shop.a.scope("rep"):
        quote = shop.quote(shop.line(shop.server, 3))
        document = request_document(by=shop.a.rep, record=quote, language="en")
    page = shop.a.client("rep").get(shop.a.url(f"documents/{document.pk}/")).content.decode()
    for shown in ("The PDF is being made.", "You may leave this page", "CN¥5,997.00", "v1.pdf"):
        assert shown in page
    sheet = page.split('<article class="sheet"')[1]
    assert "Server" in sheet
    assert "VAT 13 %" in sheet
