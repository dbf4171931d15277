"""Separation of duties (spec 01, SECURITY.md 1C number 20): who never decides a step."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from approvals.actions import approve_step, reject_step
from approvals.models import Step, StepAssignee, Substitute
from customers.models import Account
from people.actions import change_member, deactivate_member
from people.roles import Role
from tenants.states import MoveNotAllowed

STAGES = ["manager", "project", "finance", "legal"]


def at(trial, role, **opened):
    """A round that stands at the step of `role`."""
    round = trial.open(**opened)
    for before in STAGES[: STAGES.index(role)]:
        approve_step(by=getattr(trial.a, before), step=trial.step(round, before))
    return trial.step(round, role)


def substitute(member, by):
    today = timezone.localdate()
    Substitute.objects.create(member=member, substitute=by, start=today, end=today)


def refused(by, step):
    for decide in (
        lambda: approve_step(by=by, step=step),
        lambda: reject_step(by=by, step=step, comment="no"),
    ):
        with pytest.raises(MoveNotAllowed):
            decide()
    step.refresh_from_db()
    assert step.state == "pending"


@pytest.mark.parametrize("role", STAGES)
@pytest.mark.parametrize("part", ["owner", "by"])
def test_owner_and_submitter_are_refused_though_they_have_the_role(trial, role, part):
    with trial.a.scope("rep"):
        boss = trial.a.add("boss", [role])
        step = at(trial, role, **{part: boss})
        assert boss not in [seat.member for seat in step.assignees.all()]
        refused(boss, step)


@pytest.mark.parametrize("role", STAGES)
def test_a_role_given_mid_flow_opens_no_step(trial, role):
    with trial.a.scope("rep"):
        step = at(trial, role)
        change_member(by=None, member=trial.a.rep2, roles=["rep", role])
        trial.a.rep2.refresh_from_db()
        refused(trial.a.rep2, step)


@pytest.mark.parametrize("role", STAGES)
def test_a_role_taken_mid_flow_closes_the_step(trial, role):
    with trial.a.scope("rep"):
        step = at(trial, role)
        member = change_member(by=None, member=getattr(trial.a, role), roles=["rep"])
        refused(member, step)


@pytest.mark.parametrize("role", STAGES)
def test_the_owner_as_somebodys_substitute_is_refused(trial, role):
    with trial.a.scope("rep"):
        step = at(trial, role)
        substitute(getattr(trial.a, role), trial.a.rep)
        refused(trial.a.rep, step)


def test_who_owns_the_record_by_now_is_refused(trial):
    with trial.a.scope("rep"):
        step = at(trial, "manager")
        Account.objects.filter(pk=trial.account.pk).update(owner=trial.a.manager)
        refused(trial.a.manager, step)


def test_an_administrator_is_nobodys_substitute_by_himself(trial):
    with trial.a.scope("rep"):
        refused(trial.a.admin, at(trial, "manager"))


def test_one_person_decides_one_step_of_a_round(trial):
    with trial.a.scope("rep"):
        both = trial.a.add("both", [Role.FINANCE, Role.LEGAL])
        step = at(trial, "finance")
        approve_step(by=both, step=step)
        legal = trial.step(step.round, "legal")
        refused(both, legal)


def test_the_database_refuses_self_approval_and_a_second_step(trial):
    with trial.a.scope("rep"):
        step = at(trial, "legal")
        for by in (trial.a.rep, trial.a.manager):
            with pytest.raises(DatabaseError), transaction.atomic():
                Step.objects.filter(pk=step.pk).update(state="approved", decided_by=by)


def test_a_substitute_decides_on_his_days_only(trial):
    with trial.a.scope("rep"):
        step = at(trial, "legal")
        stand_in = trial.a.rep2
        tomorrow = timezone.localdate() + timedelta(days=1)
        row = Substitute.objects.create(
            member=trial.a.legal, substitute=stand_in, start=tomorrow, end=tomorrow
        )
        refused(stand_in, step)
        assert not Step.objects.todo(stand_in).exists()
        row.start = timezone.localdate()
        row.save(update_fields=["start"])
        assert Step.objects.todo(stand_in).get() == step
        assert approve_step(by=stand_in, step=step).decided_by == stand_in


def test_nothing_waits_for_who_owns_it_or_decided_another_step(trial):
    with trial.a.scope("rep"):
        step = at(trial, "legal")
        for member in (trial.a.rep, trial.a.manager):
            StepAssignee.objects.create(step=step, member=member)
            assert not Step.objects.todo(member).exists()
        assert Step.objects.todo(trial.a.legal).get() == step


def test_a_leavers_substitute_is_out_with_him(trial):
    with trial.a.scope("rep"):
        step = at(trial, "legal")
        substitute(trial.a.legal, trial.a.rep2)
        assert Step.objects.todo(trial.a.rep2).get() == step
        deactivate_member(by=None, member=trial.a.legal)
        refused(trial.a.rep2, step)
        assert not Step.objects.todo(trial.a.rep2).exists()


def test_who_is_the_only_one_for_the_other_step_must_keep_himself_free(trial):
    with trial.a.scope("rep"):
        change_member(by=None, member=trial.a.legal, roles=["finance", "legal"])
        trial.a.legal.refresh_from_db()
        finance = at(trial, "finance")
        with pytest.raises(MoveNotAllowed, match="Legal review"):
            approve_step(by=trial.a.legal, step=finance)
        approve_step(by=trial.a.finance, step=finance)
        approve_step(by=trial.a.legal, step=trial.step(finance.round, "legal"))


def test_assignees_of_a_running_round_stay_when_rows_are_added_elsewhere(trial):
    with trial.a.scope("rep"):
        step = at(trial, "finance")
        seats = StepAssignee.objects.filter(step=step)
        assert [seat.member for seat in seats] == [trial.a.finance]


def test_nothing_waits_for_who_lost_the_role_nor_for_his_substitute(trial):
    with trial.a.scope("rep"):
        step = at(trial, "legal")
        substitute(trial.a.legal, trial.a.rep2)
        change_member(by=None, member=trial.a.legal, roles=["rep"])
        for member in (trial.a.legal, trial.a.rep2):
            member.refresh_from_db()
            refused(member, step)
            assert not Step.objects.todo(member).exists()
