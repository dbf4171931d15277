"""An invitation: a mail, a link for one use, a member who may sign in (spec 01)."""

import re

import pytest
from django.core import mail

from people import actions
from people.models import Member, User
from tenants import outbox
from tenants.models import Door
from tests.cast import browser

PASSWORD = "correct-horse-battery"  # noqa: S105


@pytest.fixture
def invited(cast, settings):
    """(member, path of the link) of somebody invited to company A."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with cast.a.scope("admin"):
        member = actions.invite_member(
            by=cast.a.admin,
            name="New One",
            email=" New@Example.com ",
            department=cast.a.team,
            roles=["rep"],
        )
        assert mail.outbox == []
        assert outbox.deliver_due() == 1
    return member, re.search(r"/door/invitation/\S+", mail.outbox[0].body)[0]


def test_the_link_goes_by_mail_and_is_stored_nowhere(cast, invited):
    member, path = invited
    assert mail.outbox[0].to == ["new@example.com"]
    token = path.split("/")[3]
    assert not Door.objects.filter(sha256=token).exists()
    assert Door.objects.behind(Door.Kind.INVITATION, token).object_id == member.pk


def test_accepting_signs_in_and_works_once(cast, invited):
    _member, path = invited
    client = browser()
    assert client.get(path).status_code == 200
    answer = client.post(path, {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (303, "/t/alpha/")
    assert client.get("/t/alpha/").status_code == 200
    assert browser().get(path).status_code == 404
    assert User.objects.get(email="new@example.com").check_password(PASSWORD)


def test_a_weak_password_is_refused(cast, invited):
    member, path = invited
    assert browser().post(path, {"password": "short"}).status_code == 422
    assert browser().post(path, {"password": "password1234"}).status_code == 422
    with cast.a.scope():
        assert Member.objects.get(pk=member.pk).user is None


def test_somebody_else_who_is_signed_in_cannot_take_it(cast, invited):
    _member, path = invited
    assert cast.b.client("rep").post(path, {}).status_code == 409


def test_a_known_address_must_sign_in_first(cast, invited):
    _member, path = invited
    user = User.objects.create_user("new@example.com", PASSWORD)
    assert browser().post(path, {"password": PASSWORD}).status_code == 409
    client = browser()
    client.force_login(user)
    assert client.post(path, {}).status_code == 303
    assert client.get("/t/alpha/").status_code == 200


def test_the_invitation_of_a_deactivated_member_is_closed(cast, invited):
    member, path = invited
    with cast.a.scope():
        actions.deactivate_member(by=cast.a.admin, member=member)
    assert browser().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/door/invitation/x/", "/door/api/x/", "/door/", "/door/quote/"])
def test_a_wrong_door_is_closed(db, path):
    assert browser().get(path).status_code == 404


def test_a_door_opens_its_own_kind_only(cast, invited):
    _member, path = invited
    token = path.split("/")[3]
    assert Door.objects.behind(Door.Kind.API, token) is None
    answer = browser().get("/api/v1/leads", headers={"Authorization": f"Bearer fw_{token}"})
    assert answer.status_code == 401
