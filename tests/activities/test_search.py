"""Search and the palette's answers: what is met, marked, shown, and to whom (UX.md 1.2, 1–2)."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.actions import log_note
from activities.highlight import marked
from activities.search import ids_of, search
from contracts.models import Contract
from customers.actions import change_account, create_account, create_contact, share_account
from leads.actions import create_lead
from opportunities.actions import change_opportunity, create_opportunity
from quotes.actions import create_quote
from tenants.outbox import deliver_due
from tests.factories.contracts import make_formal

FRAME = 7  # session, user, company, scope, member; the transaction is a savepoint here
HTMX = {"HX-Request": "true"}


def lit(title: str, query: str) -> str:
    return marked(title, query).replace("<mark>", "[").replace("</mark>", "]")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("江海", "南通[江海]重工"),
        ("海", "南通江[海]重工"),
        ("jh", "南通[江海]重工"),
        ("jiangh", "南通[江海]重工"),
        ("ntjhzg", "[南通江海重工]"),
        ("13800138000", "南通江海重工"),
        ("", "南通江海重工"),
    ],
)
def test_a_hit_is_marked_by_characters_and_by_pinyin(query, shown):
    assert lit("南通江海重工", query) == shown


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("crm", "[ＣＲＭ] 2026"),
        ("20", "ＣＲＭ [20]26"),
        ("rm", "ＣＲＭ 2026"),
        ("Ｃ", "[Ｃ]ＲＭ 2026"),
    ],
)
def test_letters_are_marked_from_the_start_of_a_word_whatever_their_width(query, shown):
    assert lit("ＣＲＭ 2026", query) == shown


def test_a_title_is_escaped_around_its_marks():
    assert marked("<b>江海</b>", "江海") == "&lt;b&gt;<mark>江海</mark>&lt;/b&gt;"


@pytest.fixture
def found(cast):
    """Records of three kinds that meet 江海, the rep's and a colleague's."""
    a = cast.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="南通江海重工")
        create_contact(by=a.rep, account=account, name="顾建国", phone="+8613912345678")
        create_lead(by=a.marketing, company="江海港机")
    with a.scope("rep2"):
        create_account(by=a.rep2, name="江海泵业")
    return account


def ask(company, who: str, **query) -> str:
    answer = company.client(who).get(company.url("search/"), query, headers=HTMX)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("query", ["江海", "jh", "5678", "139 1234 5678"])
def test_the_palette_finds_what_its_reader_may_see(cast, found, query):
    html = ask(cast.a, "rep", q=query)
    assert cast.a.url(f"customers/{found.pk}/") in html or "顾建国" in html
    assert "泵业" not in html
    assert "顾建国" not in ask(cast.a, "rep2", q=query)
    assert "Nothing found" in ask(cast.b, "admin", q=query)


def test_a_hit_says_whose_it_is_and_opens_its_follow_up_form_on_demand(cast, found):
    html = ask(cast.a, "rep", q="南通")
    assert f"<small>{cast.a.rep.name}</small>" in html
    assert "<mark>南通</mark>江海重工" in html
    assert cast.a.url(f"notes/account/{found.pk}/") in ask(
        cast.a, "rep", q="南通", **{"for": "note"}
    )


def test_without_a_question_it_shows_where_the_member_was_last(cast, found):
    with cast.a.scope("rep"):
        log_note(by=cast.a.rep, record=found, type="call", text="Talked")
    html = ask(cast.a, "rep")
    assert html.index("南通江海重工") < html.index("顾建国")
    assert "泵业" not in html
    assert "江海" not in ask(cast.a, "manager", q="")


def test_a_formal_contract_is_found_by_its_number(cast):
    with cast.a.scope("rep"):
        contract = make_formal(cast.a)
        assert contract.state == Contract.State.FORMAL
        for text in (contract.number, contract.number.replace("-", ""), contract.number[-4:]):
            titles = [one.title for group in search(text, member=cast.a.rep) for one in group]
            assert any(contract.number in title for title in titles), text


def test_an_answer_takes_two_statements_however_many_kinds_it_has(cast, found):
    client = cast.a.client("rep")

    def statements(query):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(cast.a.url("search/"), {"q": query}, headers=HTMX).status_code == 200
        return len(asked)

    assert statements("江海") == statements("南通") == FRAME + 2
    assert statements("") <= FRAME + 3


def test_an_old_record_is_found_behind_many_of_others(cast, monkeypatch):
    monkeypatch.setattr("activities.search.FOR_EACH", 1)
    with cast.a.scope():
        old = create_account(by=cast.a.rep, name="Harbour one")
        for number in range(5):
            create_account(by=cast.a.rep2, name=f"Harbour again {number}")
        [[hit]] = search("harbour", member=cast.a.rep, per_kind=3)
        assert hit.pk == old.pk


def test_a_follow_up_is_offered_on_each_kind(cast):
    a = cast.a
    with a.scope():
        for number in range(30):
            account = create_account(by=a.rep, name=f"Harbour {number}")
        for number in range(30):
            create_lead(by=a.rep, company=f"Harbour lead {number}")
        create_opportunity(by=a.rep, account=account, name="Harbour cranes")
        groups = search("harbour", member=a.rep, per_kind=20, to_change=True)
        assert "opportunity" in {group[0].kind.name for group in groups}


def test_one_kind_does_not_hide_another(cast):
    a = cast.a
    with a.scope():
        customer = create_account(by=a.rep, name="Harbour one")
        for number in range(40):
            create_lead(by=a.rep, company=f"Harbour lead {number}")
        groups = search("harbour", member=a.manager, per_kind=5)
        assert [len(group) for group in groups] == [1, 5]
        assert groups[0][0].pk == customer.pk


def test_a_follow_up_is_offered_only_for_what_he_may_change(cast, found):
    a = cast.a
    with a.scope("rep2"):
        theirs = create_account(by=a.rep2, name="江海航运")
        share_account(by=a.rep2, account=theirs, member=a.rep)
        log_note(by=a.rep, record=theirs, type="call", text="Hello")
    client, path = a.client("rep"), a.url(f"customers/{theirs.pk}/")
    note = a.url(f"notes/account/{theirs.pk}/")
    assert path in client.get(a.url("search/?q=江海")).content.decode()
    for query in ("search/?for=note&q=江海", "search/?for=note"):
        assert note not in client.get(a.url(query)).content.decode()
    own = unescape(client.get(a.url("search/?for=note&q=江海重工")).content.decode())
    assert a.url("notes/account/") in own


def test_what_holds_a_name_is_found_by_the_new_one(cast):
    a = cast.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="南通江海重工")
        create_contact(by=a.rep, account=account, name="顾建国")
        deal = create_opportunity(by=a.rep, account=account, name="MES")
        create_quote(by=a.rep, opportunity=deal)
        change_account(by=a.rep, account=account, name="扬子重工")
        change_opportunity(by=a.rep, opportunity=deal, name="Paperless")
        deliver_due()
        kinds = ["account", "contact", "opportunity", "quote"]
        assert [group[0].kind.name for group in search("扬子", member=a.rep)] == kinds
        assert search("江海", member=a.rep) == []
        assert len(ids_of("quote", "paperless")) == 1
