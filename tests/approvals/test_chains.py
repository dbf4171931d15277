"""From the chain as data to the steps of one round."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from approvals.chains import steps_from_chain
from approvals.models import Chain, ChainStep, Substitute
from approvals.seating import unfilled
from people.actions import change_member, create_department, deactivate_member
from people.roles import Role
from tenants.states import MoveNotAllowed


def people(specs) -> dict[str, list[str]]:
    return {spec.name: [member.name for member in spec.assignees] for spec in specs}


def steps(trial, *, owner=None, by=None, amount=1000, named=None):
    owner = owner or trial.a.rep
    return steps_from_chain(
        "contract", owner=owner, submitted_by=by or owner, amount=Decimal(amount), named=named
    )


def test_the_default_chain(trial):
    with trial.a.scope():
        specs = steps(trial)
        assert [(spec.order, spec.name) for spec in specs] == [
            (1, "Manager's review"),
            (2, "Project manager's review"),
            (3, "Finance review"),
            (3, "Legal review"),
        ]
        assert people(specs)["Finance review"] == ["Finance"]


def test_the_named_project_manager_takes_his_step_alone(trial):
    with trial.a.scope():
        other = trial.a.add("project2", [Role.PROJECT])
        assert people(steps(trial))["Project manager's review"] == ["Project", "Project2"]
        named = {Role.PROJECT: [other]}
        assert people(steps(trial, named=named))["Project manager's review"] == ["Project2"]


def test_the_managers_step_goes_to_the_nearest_superiors(trial):
    with trial.a.scope():
        trial.a.add("director", [Role.MANAGER], trial.a.office)
        assert people(steps(trial))["Manager's review"] == ["Manager"]
        own = people(steps(trial, owner=trial.a.manager))
        assert own["Manager's review"] == ["Director"]


def test_what_the_manager_submits_for_his_rep_goes_to_his_own_superior(trial):
    with trial.a.scope():
        trial.a.add("director", [Role.MANAGER], trial.a.office)
        assert people(steps(trial, by=trial.a.manager))["Manager's review"] == ["Director"]


def test_with_no_manager_left_the_final_approver_decides(trial):
    with trial.a.scope():
        change_member(by=None, member=trial.a.admin, final_approver=True)
        own = people(steps(trial, owner=trial.a.manager))
        assert own["Manager's review"] == ["Admin"]


@pytest.mark.parametrize(
    ("role", "label"), [("manager", "Sales manager"), ("finance", "Finance"), ("legal", "Legal")]
)
def test_nobody_left_is_refused_with_the_roles_name(trial, role, label):
    with trial.a.scope():
        deactivate_member(by=None, member=getattr(trial.a, role))
        with pytest.raises(MoveNotAllowed, match=label):
            steps(trial)


def test_two_steps_with_the_same_only_person_are_refused(trial):
    with trial.a.scope():
        change_member(by=None, member=trial.a.finance, roles=["finance", "legal"])
        deactivate_member(by=None, member=trial.a.legal)
        with pytest.raises(MoveNotAllowed, match="Nobody is left"):
            steps(trial)


def test_a_step_above_an_amount_also_asks_the_head_of_the_root_department(trial):
    with trial.a.scope():
        trial.a.add("director", [Role.MANAGER], trial.a.office)
        chain = Chain.objects.get(purpose="contract")
        ChainStep.objects.create(
            chain=chain, order=4, role="manager", name="Head", head=True, min_amount=1_000_000
        )
        assert "Head" not in people(steps(trial, amount=1_000_000))
        assert people(steps(trial, amount="1000000.01"))["Head"] == ["Director"]


def test_a_running_round_keeps_the_chain_that_it_started_with(trial):
    with trial.a.scope():
        round = trial.open()
        ChainStep.objects.filter(role="legal").delete()
        assert round.steps.filter(role="legal").exists()


def test_a_company_names_its_steps_in_its_language(db):
    from tests.cast import Company

    company = Company("gamma", {"rep": [Role.REP]}, language="zh-hans")
    with company.scope():
        create_department(by=None, name="x")
        names = ChainStep.objects.order_by("order", "pk").values_list("name", flat=True)
        assert list(names) == ["销售经理审核", "项目经理审核", "财务审核", "法务审核"]


@pytest.mark.parametrize(
    ("seats", "empty"),
    [
        ([[1], [2]], None),
        ([[1], [1, 2]], None),
        ([[1, 2], [1]], None),
        ([[1, 2], [2, 3], [1]], None),
        ([[1], []], 1),
        ([[1], [1]], 1),
        ([[1, 2], [1, 2], [2, 1]], 2),
    ],
)
def test_unfilled_finds_the_step_that_nobody_is_left_for(seats, empty):
    assert unfilled(seats) == empty


@pytest.mark.parametrize(
    ("other", "days", "wrong"), [("manager", 1, "substitute"), ("rep", -1, "end")]
)
def test_a_substitute_is_somebody_else_for_some_days(cast, other, days, wrong):
    today = timezone.localdate()
    with cast.a.scope():
        stand_in = Substitute(
            member=cast.a.manager,
            substitute=cast.a.members[other],
            start=today,
            end=today + timedelta(days=days),
        )
        with pytest.raises(ValidationError) as refused:
            stand_in.check_input()
    assert list(refused.value.message_dict) == [wrong]
