"""A round from its opening to its end."""

import pytest
from django.core.exceptions import ValidationError

from activities.models import Event, Notification
from approvals.actions import approve_step, open_round, reject_step, void_rounds, withdraw_round
from approvals.models import Round
from customers.models import Account
from tenants.states import MoveNotAllowed
from tests.approvals.conftest import PURPOSE


def states(round) -> dict[str, str]:
    return dict(round.steps.values_list("role", "state"))


def verbs(trial) -> list[str]:
    events = Event.objects.filter(kind="account", object_id=trial.account.pk)
    return list(events.order_by("pk").values_list("verb", flat=True))


def approve_all(trial, round, *roles):
    for role in roles:
        approve_step(by=getattr(trial.a, role), step=trial.step(round, role))


def test_a_round_opens_with_its_first_step_and_asks_its_assignee(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        assert states(round) == {
            "manager": "pending",
            "project": "waiting",
            "finance": "waiting",
            "legal": "waiting",
        }
        asked = Notification.objects.get(verb="approval.asked")
        assert (asked.member, asked.object_id) == (trial.a.manager, trial.account.pk)
        step = trial.step(round, "manager")
        assert step.due_at > step.opened_at
        assert verbs(trial)[-1] == "approval.opened"


def test_finance_and_legal_run_in_parallel_and_the_last_one_approves(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        approve_all(trial, round, "manager", "project")
        assert states(round)["finance"] == states(round)["legal"] == "pending"
        approve_all(trial, round, "legal")
        assert trial.told == []
        approve_all(trial, round, "finance")
        round.refresh_from_db()
        assert round.state == "approved"
        assert round.closed_at
        assert trial.told == [("approved", "Finance")]
        told = Notification.objects.get(verb="approval.approved")
        assert told.member == trial.a.rep


def test_approving_twice_changes_nothing(trial):
    with trial.a.scope("manager"):
        round = trial.open()
        approve_all(trial, round, "manager", "manager")
        assert verbs(trial).count("approval.step_approved") == 1
        assert states(round)["project"] == "pending"


def test_a_waiting_step_cannot_be_decided(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        with pytest.raises(MoveNotAllowed, match="Waiting"):
            approve_all(trial, round, "finance")


def test_rejection_needs_a_reason(trial):
    with trial.a.scope("rep"):
        step = trial.step(trial.open(), "manager")
        with pytest.raises(ValidationError):
            reject_step(by=trial.a.manager, step=step, comment="  ")


def test_rejection_ends_the_round_and_its_open_steps(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        approve_all(trial, round, "manager", "project")
        reject_step(by=trial.a.legal, step=trial.step(round, "legal"), comment="Wrong clause")
        round.refresh_from_db()
        assert round.state == "rejected"
        assert states(round)["finance"] == "cancelled"
        assert trial.told == [("rejected", "Wrong clause")]
        with pytest.raises(MoveNotAllowed):
            approve_all(trial, round, "finance")
        told = Notification.objects.get(verb="approval.step_rejected")
        assert (told.member, told.text) == (trial.a.rep, "Wrong clause")


def test_a_new_submission_starts_a_fresh_round_at_the_manager(trial):
    with trial.a.scope("rep"):
        first = trial.open()
        approve_all(trial, first, "manager")
        reject_step(by=trial.a.project, step=trial.step(first, "project"), comment="Too early")
        second = trial.open()
        assert (first.number, second.number) == (1, 2)
        assert states(second)["manager"] == "pending"
        assert Round.objects.of("account", trial.account.pk).count() == 2


def test_withdrawing_cancels_the_steps_and_returns_the_record_once(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        withdraw_round(by=trial.a.rep, round=round)
        withdraw_round(by=trial.a.rep, round=round)
        assert set(states(round).values()) == {"cancelled"}
        assert trial.told == [("withdrawn", "")]
        assert verbs(trial).count("approval.withdrawn") == 1


def test_changed_content_voids_the_round_and_the_decision_is_refused(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        Account.objects.filter(pk=trial.account.pk).update(name="Hengrui Precision")
        with pytest.raises(MoveNotAllowed, match="changed") as refused:
            approve_all(trial, round, "manager")
        round.refresh_from_db()
        assert refused.value.keeps
        assert round.state == "voided"
        assert set(states(round).values()) == {"cancelled"}
        assert trial.told == [("voided", "")]


def test_saving_the_same_content_voids_nothing(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        Account.objects.filter(pk=trial.account.pk).update(name=trial.account.name)
        approve_all(trial, round, "manager")
        assert states(round)["manager"] == "approved"


def test_void_rounds_counts_what_it_ended(trial):
    with trial.a.scope("rep"):
        round = trial.open()
        assert void_rounds(record=trial.account, purpose=PURPOSE) == 1
        assert void_rounds(record=trial.account, purpose=PURPOSE) == 0
        round.refresh_from_db()
        assert round.state == "voided"
        assert trial.told == []


def test_a_round_needs_somebody_for_every_step(trial):
    with trial.a.scope("rep"), pytest.raises(MoveNotAllowed, match="Project manager"):
        open_round(
            by=trial.a.rep,
            record=trial.account,
            purpose=PURPOSE,
            owner=trial.a.rep,
            title="Empty",
            amount=1,
            content_hash="",
            steps=[type("Spec", (), {"assignees": [], "role": "project", "name": "Review"})()],
        )
