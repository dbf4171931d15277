"""Board, list and record page: right rows, few statements, moves with and without script."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Reason
from opportunities.actions import advance, change_opportunity, share_opportunity, win
from opportunities.models import Opportunity, Process, StageChange
from tests.opportunities.deals import ask, make_deal, stages

BOARD = "opportunities/"
# What the board asks itself; the frame around every page asks nine more.
OWN_STATEMENTS = {"rep": 6, "manager": 8, "admin": 7}
FRAME = 9


@pytest.fixture
def a(cast):
    return cast.a


@pytest.fixture
def deal(a):
    with a.scope("rep"):
        return make_deal(a)


def fresh(a, deal) -> Opportunity:
    with a.scope():
        return Opportunity.objects.select_related("stage", "owner").get(pk=deal.pk)


def on_board(a, query: str = "") -> dict:
    url = f"http://testserver{a.url(BOARD)}{query}"
    return {"headers": {"HX-Request": "true", "HX-Current-URL": url}}


def at(a, deal, verb: str) -> str:
    return a.url(f"opportunities/{deal.pk}/{verb}/")


def text(answer) -> str:
    return answer.content.decode()


def statements(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len([q for q in caught if "SAVEPOINT" not in q["sql"]])


@pytest.mark.parametrize("name", OWN_STATEMENTS)
def test_the_board_takes_as_many_statements_for_one_deal_as_for_many(a, deal, name):
    client, url = a.client(name), a.url(BOARD)
    one = statements(client, url)
    assert one <= OWN_STATEMENTS[name] + FRAME
    with a.scope("rep"):
        for number in range(4):
            make_deal(a, name=f"Deal {number}")
        win(by=a.rep, opportunity=make_deal(a, name="Won"), reason="They signed")
    assert statements(client, url) == one
    assert statements(client, url + "?stale=on&no_next=on") == one - 1  # no card to fetch


@pytest.mark.parametrize("query", ["owner=999999", "closing=x", "amount=x", "department=1"])
def test_a_filter_that_is_none_shows_an_empty_board(a, deal, query):
    answer = a.client("rep").get(a.url(f"{BOARD}?{query}"))
    assert answer.status_code == 422
    assert deal.name not in text(answer)


@pytest.mark.parametrize("path", ["opportunities/?view=list", "opportunities/{pk}/"])
def test_list_and_record_take_as_many_statements_for_more_rows(a, deal, path):
    client, url = a.client("rep"), a.url(path.format(pk=deal.pk))
    one = statements(client, url)
    with a.scope("rep"):
        for days in range(3):
            make_deal(a, name=f"Deal {days}")
            change_opportunity(by=a.rep, opportunity=deal, amount=2000 + days)
        advance(by=a.rep, opportunity=deal)
    assert statements(client, url) == one


SEEN = {
    "rep": True,
    "rep2": False,
    "manager": True,
    "admin": True,
    "project": False,
    "finance": False,
    "legal": False,
}


@pytest.mark.parametrize("name", SEEN)
def test_each_role_sees_the_deals_that_it_may(a, deal, name):
    client, seen = a.client(name), SEEN[name]
    for view in ("board", "list"):
        answer = client.get(a.url(f"{BOARD}?view={view}"))
        assert ("Plant software" in text(answer)) is seen
    assert client.get(a.url(f"opportunities/{deal.pk}/")).status_code == (200 if seen else 404)


def test_the_number_of_a_deal_stays_on_one_line(a, deal):
    page = text(a.client("rep").get(a.url(f"{BOARD}?view=list")))
    assert re.search(rf'<td class="keep" data-l="[^"]+">{deal.number}</td>', page)


def test_marketing_has_no_board_and_another_company_no_deal(cast, deal):
    assert cast.a.client("marketing").get(cast.a.url(BOARD)).status_code == 403
    foreign = cast.b.client("admin").get(cast.b.url(f"opportunities/{deal.pk}/"))
    assert foreign.status_code == 404


def test_a_column_shows_count_sum_and_weighted_sum(a, deal):
    with a.scope("rep"):
        make_deal(a, amount=500000)
    page = text(a.client("rep").get(a.url(BOARD)))
    head = page.split(f'id="head-{deal.stage_id}"')[1].split("</header>")[0]
    assert "<b>2</b>" in head
    assert "CN¥501,000.00" in head
    assert "CN¥50,100.00" in head


def test_the_won_column_holds_this_month_with_the_seal(a, deal):
    with a.scope("rep"):
        win(by=a.rep, opportunity=deal, reason="They signed")
    page = text(a.client("rep").get(a.url(BOARD)))
    card = page.split(f'id="card-{deal.pk}"')[1].split("</li>")[0]
    assert 'data-stage="won"' in card
    assert "seal" in card
    assert "data-move-url" not in card


def test_a_column_shows_twenty_cards_and_loads_the_rest(a):
    with a.scope("rep"):
        account = make_deal(a).account
        deals = [make_deal(a, account=account, name=f"D{n}") for n in range(22)]
    client, url = a.client("rep"), a.url(BOARD)
    assert text(client.get(url)).count('id="card-') == 20
    more = f"?column={deals[0].stage_id}&before={deals[2].pk}"
    rest = text(client.get(url + more))
    assert rest.count('id="card-') == 3
    assert "Load more" not in rest
    for wrong in ("?column=999&before=1", f"?column={deals[0].stage_id}&before=x"):
        assert client.get(url + wrong).status_code == 404


def test_filters_narrow_board_and_list_alike(a, deal):
    with a.scope("rep"):
        make_deal(a, name="Tiny", amount=5, next_step="Call", next_step_on="2030-01-01")
    client = a.client("manager")
    queries = {
        "amount=100": "Plant software",
        f"owner={a.rep2.pk}": None,
        f"department={a.team.pk}&amount=100": "Plant software",
        "no_next=on": "Plant software",
        "q=Tiny": "Tiny",
        "stale=on": None,
        "industry=Steel": None,
    }
    for query, only in queries.items():
        for view in ("board", "list"):
            page = text(client.get(a.url(f"{BOARD}?view={view}&{query}")))
            found = [name for name in ("Plant software", "Tiny") if f">{name}<" in page]
            assert found == ([only] if only else []), (view, query)


def test_the_board_shows_one_process_at_a_time(a):
    with a.scope("rep"):
        tender = Process.objects.get(is_default=False)
        make_deal(a, name="A tender", process=tender)
        make_deal(a)
    client = a.client("rep")
    assert "A tender" not in text(client.get(a.url(BOARD)))
    page = text(client.get(a.url(f"{BOARD}?process={tender.pk}")))
    assert "A tender" in page
    assert "Plant software" not in page


def test_a_drop_answers_with_card_both_heads_and_toast(a, deal):
    target = stages_in(a)[1]
    answer = a.client("rep").post(at(a, deal, "stage"), {"stage": target.pk}, **on_board(a))
    body = text(answer)
    assert answer.status_code == 200
    for part in (f"card-{deal.pk}", f"head-{deal.stage_id}", f"head-{target.pk}", "toast success"):
        assert part in body
    assert f'id="card-{deal.pk}" data-stage="{target.pk}"' in body
    assert body.count('id="head-') == 2
    assert fresh(a, deal).stage == target


def stages_in(a):
    with a.scope():
        return stages()


def test_a_refused_drop_is_a_dialog_that_a_fact_or_a_manager_resolves(a, deal):
    with a.scope("rep"):
        first, second = stages()[:2]
        budget = ask(first)
        ask(first, "activity", "demo", label="A demo was held")
    url, sent = at(a, deal, "stage"), {"stage": second.pk}
    refused = a.client("rep").post(url, sent, **on_board(a))
    assert refused.status_code == 422
    assert "<dialog" in text(refused)
    assert "A demo was held" in text(refused)
    assert 'name="fill_budget"' in text(refused)
    assert "waive_" not in text(refused)
    page = a.client("rep").post(url, sent)
    assert page.status_code == 409
    assert "A demo was held" in text(page)
    with a.scope():
        demo = first.criteria.get(value="demo")
    given = sent | {"fill_budget": "9000", f"waive_{demo.pk}": "They know it"}
    assert a.client("rep").post(url, given).status_code == 409
    assert a.client("manager").post(url, given, **on_board(a)).status_code == 200
    moved = fresh(a, deal)
    assert (moved.stage, moved.budget) == (second, 9000)
    with a.scope():
        assert not budget.waivers.exists()
        assert demo.waivers.get().by == a.manager


@pytest.mark.parametrize("skipping", [False, True])
def test_the_form_offers_only_the_stages_within_reach(a, deal, skipping):
    with a.scope():
        first, second, third = stages()[:3]
        Process.objects.filter(pk=first.process_id).update(allow_skip=skipping)
    client, url = a.client("rep"), at(a, deal, "stage")
    page = text(client.get(url))
    assert f'value="{second.pk}"' in page
    assert (f'value="{third.pk}"' in page) is skipping
    assert client.post(url, {"stage": third.pk}).status_code == (303 if skipping else 409)


def test_a_refusal_leads_back_to_our_own_page_only(a, deal):
    client, url = a.client("rep"), at(a, deal, "stage")
    sent = {"stage": stages_in(a)[2].pk}
    refused = client.post(url, sent, headers={"Referer": f"http://testserver{url}"})
    assert refused.status_code == 409
    assert f'href="http://testserver{url}"' in text(refused)
    away = client.post(url, sent, headers={"Referer": "http://elsewhere.test/x"})
    assert "elsewhere.test" not in text(away)


def test_without_script_a_move_is_a_form_and_a_redirect(a, deal):
    client, url = a.client("rep"), at(a, deal, "stage")
    first, second = stages_in(a)[:2]
    assert second.name in text(client.get(url))
    assert client.post(url, {"stage": second.pk}).status_code == 303
    assert client.post(url, {"stage": first.pk}).status_code == 409
    assert client.post(url, {"stage": first.pk, "reason": "Too early"}).status_code == 303
    assert client.post(url, {"stage": "abc"}).status_code == 422
    assert fresh(a, deal).stage == first


def test_a_card_dropped_on_an_end_asks_for_the_reason(a, deal):
    client = a.client("rep")
    asked = client.post(at(a, deal, "stage"), {"stage": "lost"}, **on_board(a))
    assert asked.status_code == 422
    assert at(a, deal, "loss") in text(asked)
    assert "errorlist" not in text(asked)
    with a.scope():
        reason = Reason.objects.for_list("deal_lost").first()
    sent = {"reason": reason.pk, "competitor": "Kingdee"}
    closed = client.post(at(a, deal, "loss"), sent, **on_board(a))
    assert closed.status_code == 200
    assert f'id="card-{deal.pk}" data-stage="lost"' in text(closed)
    assert fresh(a, deal).lost_to == "Kingdee"


def test_a_rep_cannot_win_early_by_sending_a_reason(a, deal):
    sent = {"reason": "I want to"}
    refused = a.client("rep").post(at(a, deal, "win"), sent)
    assert refused.status_code == 409
    assert fresh(a, deal).status == "open"
    assert a.client("manager").post(at(a, deal, "win"), sent).status_code == 303
    assert fresh(a, deal).status == "won"


@pytest.mark.parametrize("verb", ["stage", "win", "loss", "invalidation", "edit", "team"])
def test_who_may_only_see_a_deal_may_not_use_its_verbs(a, deal, verb):
    assert a.client("admin").get(at(a, deal, verb)).status_code == 403
    assert a.client("rep2").get(at(a, deal, verb)).status_code == 404


@pytest.mark.parametrize("verb", ["assignment", "reopening"])
def test_managers_alone_hand_over_and_reopen(a, deal, verb):
    assert a.client("rep").get(at(a, deal, verb)).status_code == 403
    assert a.client("manager").get(at(a, deal, verb)).status_code == 200


def test_the_page_of_a_deal_shows_path_checklist_and_history(a, deal):
    with a.scope("rep"):
        ask(stages()[0])
    page = text(a.client("rep").get(a.url(f"opportunities/{deal.pk}/")))
    for part in ("The budget is known", "First contact", "Deal signed", deal.number):
        assert part in page


def test_a_deal_is_opened_from_its_customer(a, deal):
    client = a.client("rep")
    customer = text(client.get(a.url(f"customers/{deal.account_id}/")))
    new = f"opportunities/new/?account={deal.account_id}"
    assert new in customer
    assert f'name="account" value="{deal.account.name}"' in text(client.get(a.url(new)))
    sent = {"account": deal.account_id, "name": "Second", "process": deal.process_id}
    sent |= {"amount": "10", "type": "new"}
    assert client.post(a.url("opportunities/new/"), sent).status_code == 303
    with a.scope():
        assert Opportunity.objects.get(name="Second").owner == a.rep
        assert StageChange.objects.filter(verb="create").count() == 2


def test_the_board_offers_a_move_only_to_those_who_may_move(cast, deal):
    def board(name):
        answer = cast.a.client(name).get(cast.a.url("opportunities/"))
        return answer.content.decode()

    assert f'id="card-{deal.pk}"' in board("admin")
    assert "data-move-url" not in board("admin")
    assert f'data-move-url="{cast.a.url(f"opportunities/{deal.pk}/stage/")}"' in board("manager")


def test_a_single_stage_within_reach_is_chosen_and_named(a, deal):
    first, second, *_rest = in_scope(a)
    page = text(a.client("rep").get(at(a, deal, "stage")))
    assert f'<input type="hidden" name="stage" value="{second.pk}">' in page
    assert f"Move to “{second.name}”" in page
    with a.scope("rep"):
        advance(by=a.rep, opportunity=deal, to=second)
    page = text(a.client("rep").get(at(a, deal, "stage")))
    assert f'type="radio" name="stage" value="{first.pk}"' in page
    assert "Move to another stage" in page


def in_scope(a) -> list:
    with a.scope():
        return stages()


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("win", "CN¥1,000.00 counts as won today, to the credit of Rep."),
        ("loss", "It counts as lost in the win rate of Rep."),
        ("invalidation", "The deal leaves the board and every figure, the win rate too."),
    ],
)
def test_an_end_says_beforehand_what_it_does(a, deal, verb, told):
    answer = a.client("manager").get(at(a, deal, verb))
    assert told in text(answer)


def test_who_cannot_win_a_deal_yet_reads_why_and_has_nothing_to_press(a, deal):
    page = text(a.client("rep").get(at(a, deal, "win"))).partition("<main")[2]
    assert "A deal is won from the last stage" in page
    assert "counts as won" not in page
    assert 'action="' not in page.partition("</main>")[0]


def test_a_shared_card_is_moved_only_where_that_was_given(a, deal):
    handle = f'data-move-url="{at(a, deal, "stage")}"'
    for level, movable in (("view", False), ("change", True)):
        with a.scope("rep"):
            share_opportunity(by=a.rep, opportunity=deal, members=[a.rep2], level=level)
        board = text(a.client("rep2").get(a.url("opportunities/")))
        assert f'id="card-{deal.pk}"' in board
        assert (handle in board) is movable
