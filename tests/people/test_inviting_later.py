"""Members who came in without an invitation get one: by the file, or in the settings."""

import pytest

from people import actions
from people.models import Member
from tenants.models import Door, Outbox
from tenants.states import MoveNotAllowed
from tests.integrations.imports import table
from tests.integrations.pages import imported, press

pytestmark = pytest.mark.django_db
STAFF = table(("Name", "Email"), ("Ann", "ann@alpha.example"), ("Bo", "bo@alpha.example"))


def mails():
    return Outbox.objects.filter(topic="mail").count()


def test_the_members_of_a_file_are_invited_once(cast):
    file_import = imported(cast.a, STAFF, "members")
    url = cast.a.url(f"imports/{file_import.pk}/")
    assert b"Invite these 2 members" in cast.a.client("admin", "en").get(url).content
    for _time in range(2):
        assert press(cast.a, file_import, "inviting").status_code == 303
    with cast.a.scope():
        assert mails() == 2
        assert Door.objects.usable().filter(kind=Door.Kind.INVITATION).count() == 2
    assert b"Invite these" not in cast.a.client("admin", "en").get(url).content


def test_other_files_invite_nobody(cast):
    leads = imported(cast.a, table(("Company",), ("Ant",)))
    assert press(cast.a, leads, "inviting").status_code == 409


def test_one_member_is_invited_in_the_settings(cast):
    imported(cast.a, STAFF, "members")
    with cast.a.scope():
        ann = Member.objects.get(name="Ann")
    data = {"action": "invite", "_selected_action": [ann.pk, cast.a.rep.pk]}
    answer = cast.a.client("admin").post(cast.a.url("admin/people/member/"), data)
    assert answer.status_code == 302
    with cast.a.scope():
        assert mails() == 1  # the other one has joined long ago


def test_a_new_link_ends_the_old_one_and_nobody_joins_twice(cast):
    with cast.a.scope("admin"):
        member = actions.add_member(
            by=cast.a.admin, name="Ann", email="ann@alpha.example", department=cast.a.team,
            roles=["rep"], user=None,
        )  # fmt: skip
        for _time in range(2):
            actions.send_invitation(by=cast.a.admin, member=member)
        doors = Door.objects.filter(kind=Door.Kind.INVITATION, object_id=member.pk)
        assert (doors.count(), doors.usable().count()) == (2, 1)
        with pytest.raises(MoveNotAllowed):
            actions.send_invitation(by=cast.a.admin, member=cast.a.rep)
