"""Messages leave at least once, each in its own time, and never twice for one key."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tenants import outbox
from tenants.models import Outbox


@pytest.fixture
def sent(monkeypatch):
    """What the test's topic sent; a payload that says so fails."""
    seen = []

    def send(payload):
        if payload.get("fails"):
            raise OSError("connection refused")
        seen.append(payload["n"])

    monkeypatch.setitem(outbox._handlers, "test", send)
    return seen


def test_a_message_leaves_once(cast, sent):
    with cast.a.scope():
        outbox.tell("test", "one", {"n": 1})
        outbox.tell("test", "one", {"n": 2})
        assert [outbox.deliver_due(), outbox.deliver_due()] == [1, 0]
    assert sent == [1]


def test_one_failure_holds_up_nobody_else_and_is_tried_again(cast, sent):
    with cast.a.scope():
        outbox.tell("test", "bad", {"fails": True, "n": 0})
        outbox.tell("test", "good", {"n": 1})
        assert outbox.deliver_due() == 1
        bad = Outbox.objects.get(key="bad")
        assert (bad.attempts, bad.done_at, bad.error) == (1, None, "connection refused")
        assert bad.due_at > timezone.now() + timedelta(minutes=1)
        assert outbox.deliver_due() == 0
        Outbox.objects.filter(pk=bad.pk).update(due_at=timezone.now(), payload={"n": 7})
        assert outbox.deliver_due() == 1
    assert sent == [1, 7]


def test_a_message_that_keeps_failing_is_given_up(cast, sent):
    with cast.a.scope():
        outbox.tell("test", "bad", {"fails": True})
        Outbox.objects.update(attempts=outbox.MAX_ATTEMPTS)
        assert outbox.deliver_due() == 0
        assert Outbox.objects.get().attempts == outbox.MAX_ATTEMPTS


def test_a_message_of_a_change_that_failed_was_never_there(cast, sent):
    def tell_and_fail():
        outbox.tell("test", "one", {"n": 1})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), cast.a.scope():
        tell_and_fail()
    with cast.a.scope():
        assert outbox.deliver_due() == 0


def test_two_workers_send_each_message_once(committed_cast, sent):
    with committed_cast.a.scope():
        for number in range(20):
            outbox.tell("test", str(number), {"n": number})
    start = threading.Barrier(2)

    def work():
        start.wait(timeout=30)
        try:
            with committed_cast.a.scope():
                outbox.deliver_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(sent) == list(range(20))


def test_the_nudge_knows_the_company_when_the_commit_comes_after_its_scope(
    committed_cast, monkeypatch
):
    nudged = []
    monkeypatch.setattr(outbox, "_nudges", [nudged.append])
    with transaction.atomic(), committed_cast.a.scope():
        outbox.tell("test", "one", {"n": 1})
    assert nudged == [committed_cast.a.tenant.pk]


def test_a_broker_that_is_down_fails_no_request(committed_cast, settings, monkeypatch, caplog):
    """The nudge after commit may fail; the message waits for the next poll."""

    def down(tenant_id):
        raise OSError("broker is down")

    monkeypatch.setattr(outbox, "_nudges", [down])
    with committed_cast.a.scope():
        outbox.tell("test", "one", {"n": 1})
    with committed_cast.a.scope():
        assert Outbox.objects.get().done_at is None
    assert "broker is down" in caplog.text
