"""Members: changed by another administrator, gone at once (spec 01)."""

import pytest

from customers.actions import create_account
from customers.models import Account
from people import actions
from people.models import Member
from people.roles import Role
from people.superiors import first_superiors, superiors
from tenants.states import MoveNotAllowed
from tests.cast import browser


def test_a_changed_role_counts_on_the_next_request(cast):
    client = cast.a.client("rep")
    assert client.get(cast.a.url("admin/")).status_code == 403
    with cast.a.scope():
        actions.change_member(by=cast.a.admin, member=cast.a.rep, roles=[Role.ADMIN])
    assert client.get(cast.a.url("admin/")).status_code == 200


def test_nobody_changes_his_own_roles_or_limits(cast):
    with cast.a.scope():
        for change in ({"roles": [Role.MANAGER]}, {"discount_limit": 90}, {"final_approver": True}):
            with pytest.raises(MoveNotAllowed):
                actions.change_member(by=cast.a.admin, member=cast.a.admin, **change)
        actions.change_member(by=cast.a.admin, member=cast.a.admin, name="New name")
        assert Member.objects.get(pk=cast.a.admin.pk).name == "New name"


def test_what_is_no_members_field_is_refused(cast):
    with cast.a.scope(), pytest.raises(TypeError):
        actions.change_member(by=cast.a.admin, member=cast.a.rep, active=False)


def test_a_deactivated_member_is_out_at_once(cast):
    client = cast.a.client("rep")
    with cast.a.scope():
        _row, secret = actions.create_token(by=cast.a.rep, member=cast.a.rep, name="mine")
    api = {"Authorization": f"Bearer {secret}"}
    assert client.get(cast.a.url()).status_code == 200
    assert browser().get("/api/v1/leads", headers=api).status_code == 200
    with cast.a.scope():
        actions.deactivate_member(by=cast.a.admin, member=cast.a.rep)
    assert client.get(cast.a.url()).status_code == 404
    assert browser().get("/api/v1/leads", headers=api).status_code == 401


def test_deactivating_twice_is_harmless_and_oneself_is_refused(cast):
    with cast.a.scope():
        for _number in range(2):
            assert not actions.deactivate_member(by=cast.a.admin, member=cast.a.rep).active
        with pytest.raises(MoveNotAllowed):
            actions.deactivate_member(by=cast.a.admin, member=cast.a.admin)


def test_a_read_only_token_does_not_write(cast):
    with cast.a.scope():
        _row, secret = actions.create_token(by=cast.a.rep, member=cast.a.rep, name="reader")
    answer = browser().post(
        "/api/v1/leads",
        {"company": "Acme"},
        "application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_superiors_go_up_level_by_level(cast):
    a = cast.a
    with a.scope():
        head = a.add("head", [Role.MANAGER], department=a.office)
        west = a.add("west", [Role.REP], department=a.other_team)
        assert superiors(a.rep) == [[a.manager], [head]]
        assert superiors(a.manager) == [[head]]
        assert superiors(west) == [[head]]
        assert first_superiors(a.rep, lambda manager: manager == head) == [head]


def test_who_has_no_superior_gets_another_manager_then_the_final_approver(cast):
    a = cast.a
    with a.scope():
        boss = a.add("boss", [Role.MANAGER], department=a.office)
        assert superiors(boss) == [[a.manager]]
        actions.deactivate_member(by=a.admin, member=a.manager)
        assert superiors(boss) == []
        actions.change_member(by=a.admin, member=a.finance, final_approver=True)
        assert superiors(boss) == [[a.finance]]


def test_a_manager_sees_his_team_and_what_is_below(cast):
    a = cast.a
    with a.scope():
        below = actions.create_department(by=a.admin, name="Below", parent=a.team)
        junior = a.add("junior", [Role.REP], department=below)
        stranger = a.add("stranger", [Role.REP], department=a.other_team)
        team = Member.objects.get(pk=a.manager.pk).team_ids
        assert {a.rep.pk, junior.pk} <= set(team)
        assert stranger.pk not in team
        assert Member.objects.get(pk=a.rep.pk).team_ids == [a.rep.pk]


def test_a_moved_department_takes_its_tree_along(cast):
    a = cast.a
    with a.scope():
        below = actions.create_department(by=a.admin, name="Below", parent=a.team)
        with pytest.raises(MoveNotAllowed):
            actions.move_department(by=a.admin, department=a.team, parent=below)
        actions.move_department(by=a.admin, department=a.team, parent=a.other_team)
        below.refresh_from_db()
        assert below.path == [a.office.pk, a.other_team.pk, a.team.pk, below.pk]


@pytest.mark.parametrize("who", ["manager", "boss"])
def test_who_leads_everybody_sees_what_his_people_have(cast, who):
    a = cast.a
    with a.scope():
        a.add("boss", [Role.MANAGER], department=a.office)
        left = a.add("left", [Role.REP], department=a.other_team)
        actions.deactivate_member(by=a.admin, member=left)
        for owner in a.members.values():
            create_account(by=owner, name=owner.name)
        member = Member.objects.get(pk=a.members[who].pk)
        assert member.leads_everybody == (who == "boss")
        owned = Account.objects.filter(owner__in=member.team_ids)
        assert set(Account.objects.filter(member.of_team())) == set(owned)
        assert set(Account.objects.visible_to(member)) == set(owned)
        entered = Member.entering(member.user)
        assert (entered.headcount, entered.leads_everybody) == (
            member.headcount,
            member.leads_everybody,
        )
