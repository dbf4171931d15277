"""催办: once in four hours, past due also to the superior."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from activities.models import Event, Notification
from activities.sentences import read
from approvals.actions import approve_step, urge_step
from people.roles import Role
from tenants.states import MoveNotAllowed


def told(verb):
    return [n.member.name for n in Notification.objects.filter(verb=verb).order_by("pk")]


def test_urging_tells_the_assignee_and_leaves_its_event(trial):
    with trial.a.scope("rep"):
        step = trial.step(trial.open(), "manager")
        urge_step(by=trial.a.rep, step=step)
        assert told("approval.urged") == ["Manager"]
        assert told("approval.late") == []
        assert Event.objects.filter(verb="approval.urged").count() == 1


def test_it_is_refused_for_four_hours_then_works_again(trial):
    with trial.a.scope("rep"):
        step = trial.step(trial.open(), "manager")
        urge_step(by=trial.a.rep, step=step)
        now = timezone.now()
        too_early = now + timedelta(hours=3, minutes=59)
        with time_machine.travel(too_early), pytest.raises(MoveNotAllowed, match="urged already"):
            urge_step(by=trial.a.rep, step=step)
        with time_machine.travel(now + timedelta(hours=4, minutes=1)):
            urge_step(by=trial.a.rep, step=step)
        assert told("approval.urged") == ["Manager", "Manager"]


def test_past_due_the_superior_is_told_too(trial):
    with trial.a.scope("rep"):
        trial.a.add("director", [Role.MANAGER], trial.a.office)
        step = trial.step(trial.open(), "manager")
        with time_machine.travel(step.due_at + timedelta(minutes=1)):
            urge_step(by=trial.a.rep, step=step)
        assert told("approval.late") == ["Director"]
        assert "with Manager" in read(Notification.objects.get(verb="approval.late"))


def test_a_decided_step_is_not_urged(trial):
    with trial.a.scope("rep"):
        step = trial.step(trial.open(), "manager")
        approve_step(by=trial.a.manager, step=step)
        with pytest.raises(MoveNotAllowed):
            urge_step(by=trial.a.rep, step=step)
