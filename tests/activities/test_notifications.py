"""News: told once, in the way and language of who is told, never of one's own doing (spec 09)."""

import threading
from html import unescape

import pytest
from django.core import mail
from django.db import connection

from activities.actions import add_task, choose_notices, log_note, mark_read, notify
from activities.models import Notification
from activities.notices import Ways, all_notices
from customers.actions import assign_account, create_account, share_account
from people.actions import change_member
from tenants.outbox import deliver_due

ASSIGNED = "account.assigned"


@pytest.fixture
def account(cast):
    with cast.a.scope("rep"):
        return create_account(by=cast.a.rep, name="Harbour Cranes")


def told(member) -> list[str]:
    return list(Notification.objects.visible_to(member).values_list("verb", flat=True))


def tell(cast, account, key="once", members=None, **facts):
    data = {"from": "Rep", "to": "Rep2"} | facts
    members = members or [cast.a.rep2]
    notify(members, ASSIGNED, account, by=cast.a.manager, key=key, **data)


def test_nobody_is_told_of_what_he_did_himself(cast, account):
    with cast.a.scope():
        tell(cast, account, members=[cast.a.manager, cast.a.rep2])
        assert told(cast.a.manager) == []
        assert told(cast.a.rep2) == [ASSIGNED]


def test_one_occurrence_is_told_once_by_either_way(cast, account):
    with cast.a.scope():
        for _time in range(2):
            tell(cast, account)
        deliver_due()
        tell(cast, account)
        deliver_due()
        assert told(cast.a.rep2) == [ASSIGNED]
    assert len(mail.outbox) == 1


def test_two_at_once_tell_once(committed_cast):
    cast = committed_cast
    with cast.a.scope("rep"):
        account = create_account(by=cast.a.rep, name="Harbour Cranes")

    def run():
        try:
            with cast.a.scope():
                tell(cast, account)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with cast.a.scope():
        assert told(cast.a.rep2) == [ASSIGNED]
        deliver_due()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("in_app", [True, False])
@pytest.mark.parametrize("by_mail", [True, False])
def test_each_kind_has_its_two_ways(cast, account, in_app, by_mail):
    with cast.a.scope():
        choose_notices(by=cast.a.rep2, ways={"account_assigned": Ways(in_app, by_mail)})
        tell(cast, account)
        deliver_due()
        assert told(cast.a.rep2) == [ASSIGNED] * in_app
        assert Notification.objects.count() == 1
    assert len(mail.outbox) == by_mail


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "移交"), ("en", "handed the customer")])
def test_the_mail_is_in_the_receivers_language_and_leads_to_the_record(
    cast, account, language, word
):
    with cast.a.scope():
        change_member(by=None, member=cast.a.rep2, language=language)
        cast.a.rep2.refresh_from_db()
        assign_account(by=cast.a.manager, account=account, owner=cast.a.rep2)
        deliver_due()
    [sent] = mail.outbox
    assert sent.to == [cast.a.rep2.email]
    assert word in sent.body
    assert "Harbour Cranes" in sent.subject
    assert f"/t/{cast.a.tenant.slug}/customers/{account.pk}/" in sent.body


def test_a_name_behind_an_at_is_told_if_it_may_see_the_record(cast, account):
    text = f"Ask @{cast.a.manager.name} and @{cast.a.rep2.name}"
    with cast.a.scope("rep"):
        log_note(by=cast.a.rep, record=account, type="note", text=text)
        assert told(cast.a.manager) == ["note.mentioned"]
        assert told(cast.a.rep2) == []
        share_account(by=cast.a.rep, account=account, member=cast.a.rep2)
        log_note(by=cast.a.rep, record=account, type="note", text=text)
        assert sorted(told(cast.a.rep2)) == ["account.shared", "note.mentioned"]


def test_a_task_for_another_is_told_to_him(cast, account):
    with cast.a.scope():
        for owner in (cast.a.rep, cast.a.manager):
            add_task(by=cast.a.manager, record=account, title="Call", owner=owner)
        assert (told(cast.a.rep), told(cast.a.manager)) == (["task.added"], [])


def page(company, who: str, path: str = "notifications/") -> str:
    answer = company.client(who).get(company.url(path))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_reading_one_leads_to_the_record_and_lowers_the_count(cast, account):
    with cast.a.scope():
        for key in "abc":
            tell(cast, account, key=key)
        first = Notification.objects.order_by("pk").first()
    bell = cast.a.url("notifications/count/")
    assert ">3<" in cast.a.client("rep2").get(bell).content.decode()
    reading = cast.a.url(f"notifications/{first.pk}/reading/")
    assert cast.a.client("rep").post(reading).status_code == 404
    went = cast.a.client("rep2").post(reading)
    assert went.headers["Location"] == cast.a.url(f"customers/{account.pk}/")
    assert ">2<" in cast.a.client("rep2").get(bell).content.decode()
    cast.a.client("rep2").post(cast.a.url("notifications/"))
    assert 'class="count"' not in cast.a.client("rep2").get(bell).content.decode()


def test_the_list_groups_by_kind_with_one_action_each(cast, account):
    with cast.a.scope():
        tell(cast, account)
        share_account(by=cast.a.manager, account=account, member=cast.a.rep2)
        mark_read(by=cast.a.rep2, notification=Notification.objects.get(verb="account.shared"))
    html = page(cast.a, "rep2")
    assert html.index("Customers handed to me") < html.index("Customers shared with me")
    assert html.count("/reading/") == 1
    assert cast.a.manager.name in html
    assert "Harbour Cranes" not in page(cast.a, "manager")


def test_the_choice_page_keeps_what_was_ticked(cast):
    client, url = cast.a.client("rep"), cast.a.url("me/notifications/")
    assert client.get(url).content.decode().count('name="mail"') == len(all_notices())
    assert client.post(url, {"in_app": ["deal_stale"], "mail": ["mentioned"]}).status_code == 303
    html = client.get(url).content.decode()
    assert html.count("checked") == 2
    assert 'name="mail" value="mentioned" checked' in html
