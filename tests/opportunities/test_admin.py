"""Processes are configured in admin (spec 04)."""

import pytest

from opportunities.models import ExitCriterion, Process, Stage
from tests.opportunities.deals import make_deal, stages

EMPTY = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "9"}


@pytest.fixture
def a(cast):
    return cast.a


def formset(prefix: str, *rows: dict) -> dict:
    data = {f"{prefix}-{name}": value for name, value in EMPTY.items()}
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def stage_form(stage: Stage, *criteria: dict, **changes) -> dict:
    """What the browser sends: the fields, and what each showed when the page was rendered."""
    names = ("process_id", "order", "name", "win_rate", "expected_days", "baseline_share")
    shown = {name.removesuffix("_id"): getattr(stage, name) for name in names}
    hidden = {f"initial-{name}": value for name, value in shown.items()}
    return shown | hidden | changes | formset("criteria", *criteria) | formset("task_templates")


def change_url(a, stage: Stage) -> str:
    return a.url(f"admin/opportunities/stage/{stage.pk}/change/")


def test_a_company_starts_with_both_processes(a):
    with a.scope():
        assert [p.name for p in Process.objects.all()] == ["Standard process", "Software tender"]
        first, tender = Process.objects.all()
        facts = [(s.win_rate, s.baseline_share, s.expected_days) for s in stages(first)]
        assert facts == [(10, 15, 14), (30, 40, 21), (50, 30, 21), (70, 10, 14)]
        assert [s.task_templates.count() for s in stages(tender)] == [2, 4, 2, 0, 2]
        assert [s.win_rate for s in stages(tender)] == [10, 30, 50, 70, 90]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Second", "is_default": "on"}, "已有其他默认流程，请先取消其默认设置。"),
        ({"name": "Standard process"}, "已有其他销售流程使用相同的名称。"),
    ],
)
def test_a_process_that_may_not_stand_beside_another_says_why(a, fields, said):
    process = {"order": "9", "won_label": "Signed", "won_baseline": "5"} | fields
    client = a.client("admin")
    client.cookies["django_language"] = "zh-hans"
    answer = client.post(a.url("admin/opportunities/process/add/"), process | formset("stages"))
    assert said in answer.content.decode()


def test_an_administrator_changes_a_stage_and_its_criteria(a):
    with a.scope():
        stage = stages()[0]
    row = {"condition": "field_filled:budget", "label": "Budget known", "order": "0"}
    answer = a.client("admin").post(change_url(a, stage), stage_form(stage, row, win_rate="12"))
    assert answer.status_code == 302
    with a.scope():
        stage.refresh_from_db()
        assert (stage.win_rate, stage.criteria.get().value) == (12, "budget")
    assert a.client("manager").get(change_url(a, stage)).status_code == 403


@pytest.mark.parametrize("condition", ["field_filled:shoe_size", "activity:sauna", "task_done:x"])
def test_a_criterion_that_could_never_be_met_is_refused(a, condition):
    with a.scope():
        stage = stages()[0]
    row = {"condition": condition, "label": "x", "order": "0"}
    answer = a.client("admin").post(change_url(a, stage), stage_form(stage, row))
    assert answer.status_code == 200
    with a.scope():
        assert not ExitCriterion.objects.exists()


def test_a_criterion_is_chosen_in_words_and_keeps_what_it_asks_for(a):
    with a.scope():
        stage = stages()[0]
    rows = [
        {"condition": "quote_in_state:accepted", "label": "Yes", "order": "0"},
        {"condition": "contact_known:", "value": "CFO", "label": "Money", "order": "1"},
        {"condition": "task_done:", "label": "Work", "order": "2"},
    ]
    client = a.client("admin", "en")
    assert client.post(change_url(a, stage), stage_form(stage, *rows)).status_code == 302
    with a.scope():
        kept = list(stage.criteria.values_list("kind", "value"))
    assert kept == [("quote_in_state", "accepted"), ("contact_known", "CFO"), ("task_done", "")]
    shown = client.get(change_url(a, stage)).content.decode()
    assert '<option value="quote_in_state:accepted" selected>Accepted</option>' in shown
    assert '<optgroup label="Activity of a type was recorded">' in shown
    assert 'data-l="Condition"' in shown
    assert 'value="CFO"' in shown


def test_a_stage_in_use_is_not_deleted_but_its_archiving_offered(a):
    with a.scope("rep"):
        stage = make_deal(a).stage
    url, client = a.url(f"admin/opportunities/stage/{stage.pk}/delete/"), a.client("admin", "en")
    answer = client.post(url, {"post": "yes"})
    assert list(answer.context["protected"]) == ["Deals: 1", "Stage changes: 1"]
    shown = answer.content.decode()
    assert "Archive it instead" in shown
    assert f'href="{change_url(a, stage)}">Open' in shown
    chosen = {"action": "delete_selected", "_selected_action": [stage.pk]}
    several = client.post(a.url("admin/opportunities/stage/"), chosen)
    assert b"Archive it instead" in several.content
    with a.scope():
        assert Stage.objects.filter(pk=stage.pk).exists()


def test_deals_in_an_archived_stage_stay_on_the_board_and_can_leave_it(a):
    with a.scope("rep"):
        deal = make_deal(a)
        Stage.objects.filter(pk=deal.stage_id).update(archived=True)
    client = a.client("rep")
    assert f'id="card-{deal.pk}"' in client.get(a.url("opportunities/")).content.decode()
    with a.scope():
        second = stages()[1]
    moved = client.post(a.url(f"opportunities/{deal.pk}/stage/"), {"stage": second.pk})
    assert moved.status_code == 303
