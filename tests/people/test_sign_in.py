"""Signing in: throttled, telling nothing about who exists, in one's language (SECURITY.md 24)."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from people.models import User
from tests.cast import browser

PASSWORD = "correct-horse-battery"  # noqa: S105
LOG_IN, RESET = "/accounts/login/", "/accounts/password/reset/"


@pytest.fixture
def user(db):
    cache.clear()
    return User.objects.create_user("known@example.com", PASSWORD)


def log_in(client, login, password=PASSWORD, **options):
    return client.post(LOG_IN, {"login": login, "password": password}, **options)


def test_signing_in_and_out(user):
    client = browser()
    assert log_in(client, "Known@Example.com").status_code == 302
    assert client.get("/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302


def test_unknown_and_known_addresses_get_the_same_answer(user):
    known = log_in(browser(), "known@example.com", "wrong-password-1")
    unknown = log_in(browser(), "nobody@example.com", "wrong-password-1")
    assert known.status_code == unknown.status_code == 200
    assert plain(known, "known") == plain(unknown, "nobody")


def test_a_reset_tells_nothing_either(user, mailoutbox):
    known = browser().post(RESET, {"email": "known@example.com"})
    unknown = browser().post(RESET, {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.to for mail in mailoutbox] in ([["known@example.com"]], MAILS_BOTH)


# allauth writes to an unknown address too, that there is no account: the inbox's owner may know.
MAILS_BOTH = [["known@example.com"], ["nobody@example.com"]]


def plain(response, name: str) -> str:
    """The page without what differs by itself: the address that was typed, and CSRF tokens."""
    return re.sub(r"\b\w{64}\b", "", response.content.decode().replace(name, ""))


def test_five_failures_lock_the_address_for_a_while(user):
    client = browser()
    for _number in range(5):
        assert log_in(client, "known@example.com", "wrong-password-1").status_code == 200
    locked = log_in(client, "known@example.com")
    assert locked.status_code in (200, 429)
    assert client.get("/").status_code == 302


def test_the_link_of_a_reset_has_our_host(user, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]
    browser().post(RESET, {"email": "known@example.com"}, headers={"host": "evil.example"})
    assert "evil.example" not in mailoutbox[0].body
    assert settings.SITE_URL in mailoutbox[0].body
    assert mailoutbox[0].subject == "重新设置航道密码"


def test_nobody_signs_up_alone(db):
    data = {"email": "x@example.com", "password1": PASSWORD}
    browser().post("/accounts/signup/", data)
    assert not User.objects.filter(email="x@example.com").exists()


def test_a_deactivated_user_is_out(user):
    client = browser()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(("language", "word"), [("en", "Leads"), ("zh-hans", "线索")])
def test_the_switch_chooses_the_language(cast, language, word):
    client = cast.a.client("rep")
    answer = client.post("/i18n/setlang/", {"language": language, "next": "/t/alpha/leads/"})
    assert answer["Location"] == "/t/alpha/leads/"
    page = client.get(cast.a.url("leads/"))
    assert word in page.content.decode()
    assert page["Content-Language"] == language


def test_who_is_not_signed_in_may_switch_the_language_too(db):
    client = browser()
    client.post("/i18n/setlang/", {"language": "en", "next": LOG_IN})
    assert client.get(LOG_IN)["Content-Language"] == "en"


def test_without_a_choice_the_companys_language_counts(cast):
    client = cast.a.client("rep")
    del client.cookies["django_language"]
    assert client.get(cast.a.url("leads/"))["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_whoever_has_no_account_is_told_so_and_not_sent_to_a_closed_page(db, mailoutbox, language):
    client = browser()
    client.cookies["django_language"] = language
    client.post(RESET, {"email": "nobody@example.com"})
    told = mailoutbox[0]
    assert "signup" not in told.body
    assert "nobody@example.com" in told.body
    assert ("administrator" in told.body) == (language == "en")


def test_a_page_that_outlived_its_token_says_so_instead_of_forbidding(db):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {}, secure=True)
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
