import pytest
from django.utils.translation import override

from activities.models import Event, Task
from customers.actions import create_contact
from opportunities import criteria
from opportunities.actions import advance, change_opportunity, step_back
from opportunities.models import StageChange, Waiver
from tenants.states import MoveNotAllowed
from tests.opportunities.deals import ask, make_deal, stages


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"), override("en"):
        yield cast.a


def verbs(deal) -> list[str]:
    return list(Event.objects.filter(kind="opportunity", object_id=deal.pk).values_list("verb"))


def test_a_move_leaves_a_row_with_what_was_true_then_and_an_event(a):
    deal = make_deal(a)
    first, second = stages()[:2]
    moved = advance(by=a.rep, opportunity=deal)
    row = StageChange.objects.get(verb="advance")
    assert (moved.stage, row.from_stage, row.to_stage) == (second, first, second)
    assert (row.amount, row.probability, row.days_stayed, row.by) == (1000, 10, 0, a.rep)
    assert moved.stage_entered_at == row.at > deal.stage_entered_at
    assert ("opportunity.advance",) in verbs(deal)


def test_a_move_to_where_it_stands_changes_nothing(a):
    deal = make_deal(a)
    advance(by=a.rep, opportunity=deal, to=deal.stage)
    assert StageChange.objects.count() == 1


def test_skipping_needs_a_process_that_allows_it(a):
    deal = make_deal(a)
    third = stages()[2]
    with pytest.raises(MoveNotAllowed, match="Needs"):
        advance(by=a.rep, opportunity=deal, to=third)
    deal.process.allow_skip = True
    deal.process.save()
    assert advance(by=a.rep, opportunity=deal, to=third).stage == third


def test_a_refused_move_names_each_missing_criterion_of_stages_left_or_skipped(a):
    deal = make_deal(a)
    first, second, third, _fourth = stages()
    ask(first)
    ask(second, "contact_known", "", label="Somebody is known")
    ask(third, label="Not asked yet")
    deal.process.allow_skip = True
    deal.process.save()
    with pytest.raises(MoveNotAllowed) as refused:
        advance(by=a.rep, opportunity=deal, to=third)
    assert refused.value.missing == ["The budget is known", "Somebody is known"]
    assert StageChange.objects.count() == 1


def test_a_waiver_lets_one_criterion_pass_for_one_deal_with_its_reason(a):
    deal = make_deal(a)
    known, asked = ask(stages()[0]), ask(stages()[0], value="needs", label="The needs are known")
    with pytest.raises(MoveNotAllowed) as refused:
        advance(by=a.manager, opportunity=deal, waivers={known.pk: "They are old friends"})
    assert refused.value.missing == ["The needs are known"]
    assert not Waiver.objects.exists()
    both = {known.pk: "Old friends", asked.pk: "Seen before"}
    assert advance(by=a.manager, opportunity=deal, waivers=both).stage == stages()[1]
    assert Waiver.objects.get(criterion=known).reason == "Old friends"
    with pytest.raises(MoveNotAllowed):
        advance(by=a.rep, opportunity=make_deal(a))


def test_facts_can_be_filled_in_with_the_move(a):
    deal = make_deal(a)
    ask(stages()[0])
    moved = advance(by=a.rep, opportunity=deal, fields={"budget": 5000})
    assert (moved.stage, moved.budget) == (stages()[1], 5000)


def test_criteria_of_each_kind_look_at_the_deal(a):
    from activities.actions import add_task, finish_task, log_note

    deal, stage = make_deal(a), stages()[0]
    template = stage.task_templates.create(title="Demo at their site", required=True)
    ask(stage, "activity", "demo", label="demo")
    ask(stage, "task_done", "", label="task")
    ask(stage, "contact_known", "director", label="contact")
    ask(stage, "quote_in_state", "nonsense", label="quote")

    def unmet():
        deal.refresh_from_db()
        return [str(item) for item in criteria.missing(deal, [stage])]

    assert unmet() == ["demo", "task", "contact", "quote"]
    log_note(by=a.rep, record=deal, type="call", text="x")
    assert "demo" in unmet()
    log_note(by=a.rep, record=deal, type="demo", text="x")
    task = add_task(by=a.rep, record=deal, title=template.title, owner=a.rep)
    assert unmet() == ["task", "contact", "quote"]
    finish_task(by=a.rep, task=task)
    clerk = create_contact(by=a.rep, account=deal.account, name="Li", title="Clerk")
    change_opportunity(by=a.rep, opportunity=deal, contact=clerk)
    assert unmet() == ["contact", "quote"]
    boss = create_contact(by=a.rep, account=deal.account, name="Wu", title="IT director")
    change_opportunity(by=a.rep, opportunity=deal, contact=boss)
    assert unmet() == ["quote"]


def test_the_tasks_of_a_stage_appear_once(a):
    deal = make_deal(a)
    second = stages()[1]
    second.task_templates.create(title="Collect needs", required=True, due_days=3)
    advance(by=a.rep, opportunity=deal)
    step_back(by=a.rep, opportunity=deal, to=stages()[0], reason="Too early")
    advance(by=a.rep, opportunity=deal)
    task = Task.objects.get(title="Collect needs")
    assert (task.owner, task.required, task.object_id) == (a.rep, True, deal.pk)


def test_stepping_back_needs_a_reason_and_an_earlier_stage(a):
    deal = make_deal(a)
    first, second, third, _fourth = stages()
    advance(by=a.rep, opportunity=deal)
    with pytest.raises(MoveNotAllowed) as refused:
        step_back(by=a.rep, opportunity=deal, to=first, reason="")
    assert refused.value.missing
    with pytest.raises(MoveNotAllowed):
        step_back(by=a.rep, opportunity=deal, to=third, reason="x")
    back = step_back(by=a.rep, opportunity=deal, to=first, reason="Needs changed")
    row = StageChange.objects.get(verb="step_back")
    assert (back.stage, row.reason, row.from_stage) == (first, "Needs changed", second)


def test_the_last_stage_has_no_next_one(a):
    deal = make_deal(a)
    for _stage in stages()[1:]:
        deal = advance(by=a.rep, opportunity=deal)
    with pytest.raises(MoveNotAllowed, match="won or closed"):
        advance(by=a.rep, opportunity=deal)


def test_a_changed_win_rate_follows_open_deals_but_not_their_history(a):
    deal = make_deal(a)
    stage = deal.stage
    stage.win_rate = 25
    stage.save()
    deal.refresh_from_db()
    assert deal.shown_probability == 25
    assert StageChange.objects.get().probability == 10
