"""The pages of quotes: who sees what, the builder with and without JavaScript."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.models import Step
from customers.actions import create_contact
from quotes import actions
from quotes.models import Quote

pytestmark = pytest.mark.django_db
State = Quote.State


@pytest.fixture
def draft(shop):
    with shop.a.scope("rep"):
        return shop.quote(shop.line(shop.server, 3))


def path(shop, quote, more=""):
    return shop.a.url(f"quotes/{quote.pk}/{more}")


def rows(*rows, **more):
    """A posted builder: rows are (product, quantity, kind, value)."""
    data = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": 0} | more
    for n, (product, quantity, kind, value) in enumerate(rows):
        data |= {
            f"lines-{n}-product": product.pk,
            f"lines-{n}-quantity": quantity,
            f"lines-{n}-manual_kind": kind,
            f"lines-{n}-manual_value": value,
        }
    return data


def text(answer) -> str:
    return answer.content.decode()


def test_the_list_shows_his_own_and_no_other(shop, draft):
    assert draft.number in text(shop.a.client("rep").get(shop.a.url("quotes/")))
    assert draft.number in text(shop.a.client("manager").get(shop.a.url("quotes/")))
    assert draft.number not in text(shop.a.client("rep2").get(shop.a.url("quotes/")))
    found = shop.a.client("rep").get(shop.a.url("quotes/?state=sent"))
    assert draft.number not in text(found)


def test_the_list_is_searched_by_number_and_customer(shop, draft):
    def found(text):
        return shop.a.client("rep").get(shop.a.url("quotes/"), {"q": text}).content.decode()

    assert draft.number in found(draft.number)
    assert draft.number in found(draft.account.name)
    assert draft.number not in found("Nobody")


def test_foreign_and_invisible_quotes_are_not_there(shop, draft):
    assert shop.a.client("rep2").get(path(shop, draft)).status_code == 404
    assert shop.a.client("marketing").get(path(shop, draft)).status_code == 404
    foreign = shop.cast.b.client("admin").get(shop.cast.b.url(f"quotes/{draft.pk}/"))
    assert foreign.status_code == 404


def test_an_administrator_reads_and_changes_nothing(shop, draft):
    client = shop.a.client("admin")
    page = text(client.get(path(shop, draft)))
    assert "5,997.00" in page
    assert 'name="do"' not in page
    assert client.post(path(shop, draft, "lines/"), rows()).status_code == 403


def test_a_new_quote_begins_at_its_deal(shop):
    client = shop.a.client("rep")
    url = shop.a.url(f"opportunities/{shop.deal.pk}/quotes/new/")
    assert client.get(url).status_code == 200
    answer = client.post(url, {"valid_until": "2099-01-31", "payment_terms": "30 days"})
    with shop.a.scope():
        quote = Quote.objects.get()
        assert (quote.payment_terms, str(quote.valid_until)) == ("30 days", "2099-01-31")
    assert (answer.status_code, answer["Location"]) == (303, path(shop, quote))
    assert shop.a.client("rep2").get(url).status_code == 404


def test_counting_again_stores_nothing(shop, draft):
    posted = rows((shop.server, 3, "percent", 5), do="count")
    page = text(shop.a.client("rep").post(path(shop, draft, "lines/"), posted))
    for shown in ("5,697.15", "655.42", "5,041.73", "5.0 % off"):
        assert shown in page
    assert "zhe" not in page
    assert "<html" in page
    with shop.a.scope():
        assert Quote.objects.get().total == D("5997.00")


def test_tenths_are_counted_in_chinese(shop, draft):
    posted = rows((shop.server, 3, "percent", 5), do="count")
    page = text(shop.a.client("rep", "zh-hans").post(path(shop, draft, "lines/"), posted))
    assert "9.5 折" in page
    assert '<option value="zhe">' in page


def test_htmx_gets_the_rows_alone(shop, draft):
    posted = rows((shop.server, 3, "zhe", "9.5"))
    answer = shop.a.client("rep").post(
        path(shop, draft, "lines/"), posted, headers={"HX-Request": "true"}
    )
    page = text(answer)
    assert answer.status_code == 200
    assert page.strip().startswith('<div id="quote-rows"')
    assert "5,697.15" in page


def test_saving_stores_what_was_typed(shop, draft):
    posted = rows((shop.server, 3, "percent", 5), (shop.service, 1, "", ""), do="save")
    answer = shop.a.client("rep").post(path(shop, draft, "lines/"), posted)
    assert answer.status_code == 303
    with shop.a.scope():
        quote = Quote.objects.get()
        assert (quote.state, quote.total) == (State.DRAFT, D("6697.15"))


def test_prices_of_the_browser_are_ignored(shop, draft):
    forged = {"lines-0-list_price": "1", "lines-0-line_total": "1", "total": "1"}
    posted = rows((shop.server, 3, "", ""), do="save", **forged)
    shop.a.client("rep").post(path(shop, draft, "lines/"), posted)
    with shop.a.scope():
        assert Quote.objects.get().total == D("5997.00")


def test_a_discount_on_the_whole_from_the_page(shop, draft):
    posted = rows((shop.server, 3, "", ""), do="save", whole_kind="total", whole_value="5900")
    shop.a.client("rep").post(path(shop, draft, "lines/"), posted)
    with shop.a.scope():
        assert Quote.objects.get().total == D("5900.00")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("0", "", ""), "The quantity must be more than zero."),
        (("x", "", ""), "errorlist"),
        (("1", "percent", "101"), "out of range"),
        (("1", "percent", "-1"), "errorlist"),
        (("1", "half", "1"), "errorlist"),
    ],
)
def test_wrong_figures_are_said_and_stored_nowhere(shop, draft, row, said):
    posted = rows((shop.server, *row), do="save")
    answer = shop.a.client("rep").post(path(shop, draft, "lines/"), posted)
    assert answer.status_code == 422
    assert said in text(answer)
    with shop.a.scope():
        assert Quote.objects.get().total == D("5997.00")


def test_rows_are_searched_added_and_removed_without_javascript(shop, draft):
    client, url = shop.a.client("rep"), path(shop, draft, "lines/")
    found = text(client.post(url, rows((shop.server, 3, "", ""), do="find", find="serv")))
    assert f'name="add" value="{shop.service.pk}"' in found
    added = text(client.post(url, rows((shop.server, 3, "", ""), add=shop.service.pk)))
    assert "6,997.00" in added
    two = rows((shop.server, 3, "", ""), (shop.service, 1, "", ""), remove="0")
    left = text(client.post(url, two))
    assert "Server" not in left.split('id="quote-rows"')[1].split("find-product")[0]


def test_a_product_that_is_not_for_sale_cannot_be_added(shop, draft):
    with shop.a.scope("admin"):
        shop.service.active = False
        shop.service.save(update_fields=["active"])
    posted = rows((shop.service, 1, "", ""), do="save")
    answer = shop.a.client("rep").post(path(shop, draft, "lines/"), posted)
    assert answer.status_code == 422
    assert "not for sale" in text(answer)


def test_beyond_the_limit_the_row_is_marked_and_the_button_asks(shop, draft):
    client, url = shop.a.client("rep"), path(shop, draft, "lines/")
    within = text(client.post(url, rows((shop.server, 3, "percent", 5))))
    assert 'class="over"' not in within
    assert "Confirm the price" in within
    asked = (shop.server, 3, "percent", 12)
    beyond = text(client.post(url, rows(asked)))
    assert 'class="over"' in beyond
    assert "Submit for approval" in beyond
    assert "7.0 % more than your limit of 5.0 %" in beyond
    assert "decided by Manager" in beyond
    silent = client.post(url, rows(asked, do="submit", why=" "))
    assert (silent.status_code, "Say why" in text(silent)) == (422, True)
    with shop.a.scope():
        assert Quote.objects.get().state == State.DRAFT
    why = {"why": "Ten more next year"}
    assert "Ten more next year" in text(client.post(url, rows(asked, **why)))
    client.post(url, rows(asked, do="submit", **why))
    with shop.a.scope():
        assert Quote.objects.get().state == State.PENDING
        assert Step.objects.get().round.facts["why"] == "Ten more next year"
    page = text(client.get(path(shop, draft)))
    assert "Waiting for approval" in page
    assert "Submitted for approval to Manager." in page
    assert client.post(url, rows(do="save")).status_code == 409


def test_typing_prices_does_not_tell_the_cost(shop, draft):
    with shop.a.scope():
        shop.limit("rep", 100)
        shop.limit("manager", 100)
    posted = rows((shop.server, 1, "percent", 60))
    his = text(shop.a.client("rep").post(path(shop, draft, "lines/"), posted))
    assert "Below cost" not in his
    assert "Submit for approval" not in his
    hers = text(shop.a.client("manager").post(path(shop, draft, "lines/"), posted))
    assert "Below cost" in hers


@pytest.mark.parametrize(("role", "sees"), [("rep", False), ("manager", True), ("admin", True)])
def test_the_margin_shows_to_its_roles_only(shop, draft, role, sees):
    page = text(shop.a.client(role).get(path(shop, draft)))
    assert ("Margin" in page) is sees


def test_an_approver_reads_the_margin_and_the_submitter_does_not(shop, draft):
    with shop.a.scope("rep"):
        shop.price(draft, shop.line(shop.server, 3, 12))
        actions.submit_quote(by=shop.a.rep, quote=draft, why="They buy ten more next year")
        step = Step.objects.get()
    page = text(shop.a.client("manager").get(shop.a.url(f"approvals/{step.pk}/")))
    assert "22.9 %" in page
    assert "They buy ten more next year" in page
    assert "7.0 % more than the author's limit of 5.0 %" in page
    inbox = text(shop.a.client("manager").get(shop.a.url("inbox/")))
    assert "12.0 % off, 7.0 % beyond the limit; They buy ten more next year" in inbox
    assert '<tr class="over">' in page
    assert all(amount in page for amount in ("CN¥1,999.00", "12.0 %", "CN¥5,277.36"))
    assert "22.9" not in text(shop.a.client("rep").get(shop.a.url(f"approvals/{step.pk}/")))


def test_the_verbs_walk_a_quote_to_its_answer(shop, draft):
    client = shop.a.client("rep")
    for verb, state in [
        ("submission", State.APPROVED),
        ("sending", State.SENT),
    ]:
        assert client.get(path(shop, draft, f"{verb}/")).status_code == 200
        assert client.post(path(shop, draft, f"{verb}/")).status_code == 303
        with shop.a.scope():
            assert Quote.objects.get().state == state
    wrong = client.post(path(shop, draft, "acceptance/"), {"name": "W", "on": "2999-01-01"})
    assert wrong.status_code == 422
    given = {"name": "Ms Wang", "on": str(draft.created_at.date())}
    assert client.post(path(shop, draft, "acceptance/"), given).status_code == 303
    assert client.post(path(shop, draft, "refusal/"), {"note": "no"}).status_code == 409
    assert client.post(path(shop, draft, "version/")).status_code == 303
    page = text(client.get(path(shop, draft)))
    assert "Accepted" in page
    assert f"{draft.number} v2" in page


def test_the_dialogs_say_what_will_happen_and_the_next_page_what_did(shop, draft):
    with shop.a.scope("rep"):
        contact = create_contact(by=shop.a.rep, account=shop.account, name="Ms Wang")
        actions.change_quote(by=shop.a.rep, quote=draft, contact=contact)
        actions.submit_quote(by=shop.a.rep, quote=draft)
    client = shop.a.client("rep")

    def dialog(verb):
        return text(client.get(path(shop, draft, f"{verb}/"), headers={"HX-Request": "true"}))

    def said(verb, data=None):
        client.post(path(shop, draft, f"{verb}/"), data or {})
        return text(client.get(path(shop, draft)))

    assert "hand the PDF to Ms Wang, Acme, yourself" in dialog("sending")
    assert "Version 1 is locked" in dialog("sending")
    assert "From here on it never changes." in said("sending")
    assert 'value="Ms Wang"' in dialog("acceptance")
    assert "CN¥5,997.00" in dialog("acceptance")
    given = {"name": "Ms Wang", "on": str(draft.created_at.date())}
    assert "acceptance is recorded" in said("acceptance", given)
    assert "becomes version 2" in dialog("version")
    assert "Version 2 is a draft" in said("version")


def test_what_refuses_a_verb_stays_in_its_dialog(shop, draft):
    with shop.a.scope("rep"):
        actions.submit_quote(by=shop.a.rep, quote=draft)
        Quote.objects.filter(pk=draft.pk).update(approved_hash="other")
    answer = shop.a.client("rep").post(
        path(shop, draft, "sending/"), headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#modal")
    assert "The content differs from what was approved." in text(answer)


def test_what_changed_since_the_last_version(shop, draft):
    with shop.a.scope("rep"):
        new = actions.new_version(by=shop.a.rep, quote=draft)
        shop.price(new, shop.line(shop.server, 4))
    page = text(shop.a.client("rep").get(path(shop, new)))
    assert "Changed since" in page
    assert "3 · CN¥5,997.00" in page
    assert "4 · CN¥7,996.00" in page


def test_a_colleague_who_may_only_look_gets_403_for_a_verb(shop, draft):
    for verb in ("submission", "edit", "version", "primary"):
        assert shop.a.client("admin").post(path(shop, draft, f"{verb}/")).status_code == 403


def test_the_deal_shows_its_quotes_and_offers_a_new_one(shop, draft):
    from quotes.offers import DEAL_VERB, quotes_of

    with shop.a.scope("rep"):
        assert quotes_of(shop.deal, shop.a.rep) == {"quotes": [draft]}
        assert quotes_of(shop.deal, shop.a.marketing) is None
        assert DEAL_VERB.when(shop.deal)


def test_pages_ask_as_much_for_many_rows_as_for_one(shop, draft, django_assert_num_queries):
    client = shop.a.client("rep")
    posted = rows((shop.server, 1, "", ""))
    asked = {}
    urls = {"list": shop.a.url("quotes/"), "page": path(shop, draft)}
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as asked[name]:
            client.get(url)
    with CaptureQueriesContext(connection) as asked["count"]:
        client.post(path(shop, draft, "lines/"), posted, headers={"HX-Request": "true"})
    with shop.a.scope("rep"):
        shop.price(
            draft, *(shop.line(shop.server, n + 1) for n in range(6)), shop.line(shop.service, 1)
        )
        shop.quote(shop.line(shop.server, 1))
        shop.quote(shop.line(shop.server, 1))
    for name, url in urls.items():
        with django_assert_num_queries(len(asked[name])):
            client.get(url)
    many = rows(*[(shop.server, n + 1, "", "") for n in range(9)], (shop.service, 1, "", ""))
    with django_assert_num_queries(len(asked["count"])):
        client.post(path(shop, draft, "lines/"), many, headers={"HX-Request": "true"})
