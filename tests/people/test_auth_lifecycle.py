"""A sign-in from its beginning to its end (SECURITY.md 5 number 24; 1E 41, 44 to 46, 48).

What test_sign_in.py, test_invitations.py and the API matrix (expired and revoked tokens) leave.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.utils import timezone

from people import actions
from people.models import User
from tenants.actions import change_tenant
from tenants.models import Door
from tests.cast import browser

PASSWORD, OTHER = "correct-horse-battery", "staple-correct-horse"
LOG_IN, RESET = "/accounts/login/", "/accounts/password/reset/"
CHANGE = "/accounts/password/change/"


@pytest.fixture
def user(db):
    cache.clear()
    return User.objects.create_user("known@example.com", PASSWORD)


def log_in(client, login="known@example.com", password=PASSWORD, **options):
    return client.post(LOG_IN, {"login": login, "password": password}, **options)


def signed_in(*, password=PASSWORD):
    client = browser()
    log_in(client, password=password)
    assert is_in(client)
    return client


def is_in(client) -> bool:
    return client.get("/").status_code == 200


def with_session(key: str):
    client = browser()
    client.cookies["sessionid"] = key
    return client


# Sessions


def test_the_session_of_before_the_log_in_is_worth_nothing_after_it(user):
    client = browser()
    client.session["planted"] = "x"
    planted = client.session.session_key
    client.cookies["sessionid"] = planted
    log_in(client)
    assert is_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not is_in(with_session(planted))


def test_the_session_of_before_the_log_out_is_worth_nothing_after_it(user):
    client = signed_in()
    kept = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    assert not is_in(with_session(kept))


def test_a_changed_password_ends_the_other_sessions_and_is_told(user, mailoutbox):
    here, elsewhere = signed_in(), signed_in()
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert here.post(CHANGE, form).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)
    assert [mail.to for mail in mailoutbox] == [["known@example.com"]]
    assert OTHER not in mailoutbox[0].body


def test_the_old_password_is_asked_for(user):
    client = signed_in()
    form = {"oldpassword": "not-the-old-one", "password1": OTHER, "password2": OTHER}
    assert client.post(CHANGE, form).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# Resets


def link_of(mail) -> str:
    return re.search(r"/accounts/password/reset/key/\S+", mail.body)[0]


def asked(mailoutbox) -> str:
    browser().post(RESET, {"email": "known@example.com"})
    return link_of(mailoutbox[-1])


def reset(link: str, password: str = OTHER) -> bool:
    """Follow the link to its form and set a password; whether it was taken."""
    client = browser()
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0] if page.redirect_chain else link
    client.post(path, {"password1": password, "password2": password})
    return User.objects.get(email__endswith="@example.com").check_password(password)


def test_a_reset_ends_every_session_and_its_link_works_once(user, mailoutbox):
    open_one = signed_in()
    link = asked(mailoutbox)
    assert reset(link)
    assert not is_in(open_one)
    assert len(mailoutbox) == 2  # the link, and that the password was changed
    assert not reset(link, "another-password-1")


@pytest.mark.parametrize("what", ["an hour", "a log-in", "a new address"])
def test_what_ends_a_link(user, mailoutbox, what):
    link = asked(mailoutbox)
    if what == "a log-in":
        signed_in()
    elif what == "a new address":
        User.objects.filter(pk=user.pk).update(email="moved@example.com")
    later = timedelta(minutes=61 if what == "an hour" else 1)
    with time_machine.travel(timezone.localtime() + later):
        assert not reset(link)


# Telling nothing


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed: what a log-in takes is that."""
    calls = []
    hasher = type(get_hasher())
    encode, verify = hasher.encode, hasher.verify

    def counted(name, of):
        return lambda self, *arguments: calls.append(name) or of(self, *arguments)

    monkeypatch.setattr(hasher, "encode", counted("encode", encode))
    monkeypatch.setattr(hasher, "verify", counted("verify", verify))
    return calls


def test_an_unknown_address_costs_the_time_of_a_known_one(user, hashed):
    counts = {}
    User.objects.create_user("off@example.com", PASSWORD, is_active=False)
    for login in ("known", "nobody", "off"):
        hashed.clear()
        assert log_in(browser(), f"{login}@example.com", "wrong-password").status_code == 200
        counts[login] = len(hashed)
    assert counts == {"known": 1, "nobody": 1, "off": 1}


def test_a_forged_address_of_the_sender_gains_no_more_tries(user):
    codes = [
        log_in(
            browser(),
            f"other{number}@example.com",
            "wrong-password",
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        ).status_code
        for number in range(11)
    ]
    client = browser()
    log_in(client, headers={"X-Forwarded-For": "10.9.9.9"})
    assert codes[0] == 200
    assert not is_in(client)


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
def test_a_log_in_leads_nowhere_else(user, to):
    answer = browser().post(
        LOG_IN, {"login": "known@example.com", "password": PASSWORD, "next": to}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


# Rights that change while somebody is in


def token_of(company, name) -> dict:
    with company.scope():
        member = company.members[name]
        _row, secret = actions.create_token(by=member, member=member, name="t", access="write")
    return {"Authorization": f"Bearer {secret}"}


def test_a_changed_role_counts_from_the_next_request_on(cast):
    a = cast.a
    client, headers = a.client("rep"), token_of(a, "rep")
    assert client.get(a.url("leads/new/")).status_code == 200
    assert browser().get("/api/v1/leads", headers=headers).status_code == 200
    with a.scope():
        actions.change_member(by=a.admin, member=a.rep, roles=["finance"])
    assert client.get(a.url("leads/new/")).status_code == 403
    assert browser().get("/api/v1/leads", headers=headers).status_code == 403


def test_who_is_deactivated_is_out_at_once(cast):
    a = cast.a
    client, headers = a.client("rep"), token_of(a, "rep")
    with a.scope():
        actions.deactivate_member(by=a.admin, member=a.rep)
    assert client.get(a.url("leads/")).status_code == 404
    assert browser().get("/api/v1/leads", headers=headers).status_code == 401


def test_a_company_switched_off_is_closed_at_once(cast):
    a = cast.a
    client, headers = a.client("rep"), token_of(a, "rep")
    change_tenant(tenant=a.tenant, active=False)
    assert client.get(a.url("leads/")).status_code == 404
    assert browser().get("/api/v1/leads", headers=headers).status_code == 401


def test_an_invitation_is_good_for_a_week(cast, mailoutbox):
    a = cast.a
    with a.scope("admin"):
        member = actions.invite_member(
            by=a.admin, name="New", email="n@example.com", department=a.team, roles=["rep"]
        )
        door = Door.objects.get(kind=Door.Kind.INVITATION, object_id=member.pk)
    assert timedelta(days=6) < door.expires_at - timezone.now() <= timedelta(days=7)
    Door.objects.filter(pk=door.pk).update(expires_at=timezone.now())
    assert not Door.objects.usable().filter(pk=door.pk).exists()
