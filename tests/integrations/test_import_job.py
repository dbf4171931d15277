"""The job behind the page: killed, doubled, stalled; and undone (SECURITY.md R16 and R17)."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from activities.actions import log_note
from customers.actions import create_contact
from customers.models import Account, Contact
from integrations import actions, tasks
from integrations.actions import runs
from integrations.importer.kinds import leads as leads_kind
from integrations.models import FileImport, ImportFile, ImportRow
from leads.actions import change_lead
from leads.models import Lead
from people.actions import deactivate_member
from tenants.models import Outbox
from tenants.states import MoveNotAllowed
from tests.house.jobs import run_task
from tests.integrations.imports import table
from tests.integrations.pages import checked, imported, latest, press, work

pytestmark = pytest.mark.django_db
State = FileImport.State
HEADS = ("Company", "Phone", "Budget")


def leads(count, wrong=()):
    """A file of leads; those of `wrong` have no amount in their budget. Rows count from 2."""
    rows = [
        (f"Company {n}", f"138{n:08}", "much" if n in wrong else str(1000 + n))
        for n in range(2, count + 2)
    ]
    return table(HEADS, *rows)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(runs, "BATCH", 10)


class Killed(BaseException):
    """What a worker's end looks like from inside: nothing may catch it."""


def work_until_killed(company, file_import, monkeypatch, number):
    """The worker dies in the middle of a batch, after its rows went to the database."""
    calls = []
    keep = runs._keep

    def dying(*args):
        calls.append(args)
        if len(calls) == number:
            raise Killed
        return keep(*args)

    with monkeypatch.context() as patch:
        patch.setattr(runs, "_keep", dying)
        with pytest.raises(Killed):
            work(company, file_import)


@pytest.mark.parametrize("batch", [1, 3, 5])
def test_a_killed_worker_is_followed_by_one_that_goes_on(cast, monkeypatch, small_batches, batch):
    wrong = {4, 25, 49}
    file_import = checked(cast.a, leads(50, wrong))
    press(cast.a, file_import, "start")
    work_until_killed(cast.a, file_import, monkeypatch, batch)
    with cast.a.scope():
        assert Lead.objects.count() == latest(cast.a).position == 10 * (batch - 1)
    work(cast.a, file_import)
    work(cast.a, file_import)  # a message that came twice
    done = latest(cast.a)
    assert (done.state, done.created, done.refused) == (State.DONE, 47, 3)
    with cast.a.scope():
        assert Lead.objects.count() == 47
        assert set(Lead.objects.values_list("company", flat=True)) == {
            f"Company {n}" for n in range(2, 52) if n not in wrong
        }
        refused = done.rows.filter(result=ImportRow.Result.REFUSED)
        assert set(refused.values_list("row", flat=True)) == wrong


def test_a_second_worker_stops_where_another_went_on(cast, small_batches):
    file_import = checked(cast.a, leads(30))
    press(cast.a, file_import, "start")
    with cast.a.scope("admin"):
        first = runs.begin_turn(file_import=latest(cast.a))
        second = runs.begin_turn(file_import=latest(cast.a))
        assert runs.write_batch(file_import=file_import, turn=first) is True
        assert runs.write_batch(file_import=file_import, turn=second) is False
        assert Lead.objects.count() == 10


def test_subsidiaries_come_in_after_their_parents_across_a_kill(cast, monkeypatch, small_batches):
    rows = [(f"Firm {n}", f"Firm {n + 1}" if n < 24 else "") for n in range(25)]
    file_import = checked(cast.a, table(("Company name", "Parent company"), *rows), "accounts")
    press(cast.a, file_import, "start")
    work_until_killed(cast.a, file_import, monkeypatch, 9)
    work(cast.a, file_import)
    with cast.a.scope():
        found = dict(Account.objects.values_list("name", "parent__name"))
    assert found == {name: parent or None for name, parent in rows}


def test_a_lost_worker_is_sent_for_again(cast):
    file_import = checked(cast.a, leads(3))
    press(cast.a, file_import, "start")
    run_task(tasks.tend_imports, cast.a.tenant)
    assert latest(cast.a).turns == 2  # it is early yet
    with cast.a.scope():
        stale = timezone.now() - tasks.STALLED_AFTER - timedelta(seconds=1)
        FileImport.objects.update(progress_at=stale)
    run_task(tasks.tend_imports, cast.a.tenant)
    assert latest(cast.a).turns == 3
    with cast.a.scope():
        assert Outbox.objects.filter(topic="import.work").count() == 3
        FileImport.objects.update(progress_at=stale, turns=tasks.MOST_TURNS)
    run_task(tasks.tend_imports, cast.a.tenant)
    stopped = latest(cast.a)
    assert stopped.state == State.FAILED
    assert stopped.error


def test_a_file_that_nobody_came_back_to_is_deleted(cast):
    file_import = checked(cast.a, leads(3))
    run_task(tasks.tend_imports, cast.a.tenant)
    assert latest(cast.a).state == State.CHECKED
    with cast.a.scope():
        old = timezone.now() - tasks.GIVEN_UP_AFTER - timedelta(seconds=1)
        FileImport.objects.filter(pk=file_import.pk).update(created_at=old)
    run_task(tasks.tend_imports, cast.a.tenant)
    assert latest(cast.a).state == State.DISCARDED
    with cast.a.scope():
        assert not ImportFile.objects.exists()


def test_nothing_is_written_for_who_was_deactivated_meanwhile(cast):
    file_import = checked(cast.a, leads(3))
    press(cast.a, file_import, "start")
    with cast.a.scope():
        deactivate_member(by=cast.a.manager, member=cast.a.admin)
    work(cast.a, file_import)
    assert latest(cast.a).state == State.FAILED
    with cast.a.scope():
        assert not Lead.objects.exists()


def test_undoing_removes_what_came_and_restores_what_changed(cast):
    imported(cast.a, leads(2))
    more = table(HEADS, ("Company 2", "13800000002", "77"), ("Company 9", "13800000009", "9"))
    file_import = imported(cast.a, more, existing="update", key="1")
    assert (file_import.created, file_import.changed) == (1, 1)
    assert press(cast.a, file_import, "undoing").status_code == 303
    assert latest(cast.a).state == State.UNDONE
    with cast.a.scope():
        found = dict(Lead.objects.values_list("company", "budget"))
    assert found == {"Company 2": 1002, "Company 3": 1003}
    assert press(cast.a, file_import, "undoing").status_code == 303  # twice is harmless


@pytest.mark.parametrize("touch", ["change", "note"])
def test_an_import_whose_rows_were_touched_stays(cast, touch):
    file_import = imported(cast.a, leads(2))
    with cast.a.scope("admin"):
        lead = Lead.objects.first()
        if touch == "change":
            change_lead(by=cast.a.admin, lead=lead, need="A system")
        else:
            log_note(by=cast.a.admin, record=lead, type="call", text="They called")
    answer = press(cast.a, file_import, "undoing")
    assert answer.status_code == 409
    assert "1 of its rows" in answer.content.decode()
    page = cast.a.client("admin").get(cast.a.url(f"imports/{file_import.pk}/"))
    assert "1 of its rows" in page.content.decode()
    with cast.a.scope():
        assert Lead.objects.count() == 2


def test_a_change_under_way_is_waited_for_and_not_undone(committed_cast):
    company = committed_cast.a
    file_import = imported(company, leads(2))
    changed, undoing = threading.Event(), threading.Event()

    def change():
        try:
            with company.scope("admin"):
                change_lead(by=company.admin, lead=Lead.objects.first(), need="A system")
                changed.set()
                undoing.wait(timeout=20)
                time.sleep(0.5)  # until the undoing waits for this row
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(change)
        assert changed.wait(timeout=20)
        undoing.set()
        with company.scope("admin"), pytest.raises(MoveNotAllowed):
            actions.undo_import(by=company.admin, file_import=file_import)
        other.result()
    with company.scope():
        assert list(Lead.objects.order_by("pk").values_list("need", flat=True)) == ["A system", ""]


def test_an_import_whose_rows_others_point_at_stays_whole(cast):
    file_import = imported(cast.a, table(("Company name",), ("One",), ("Two",)), "accounts")
    with cast.a.scope("admin"):
        account = Account.objects.get(name="Two")
        create_contact(by=cast.a.admin, account=account, name="Anna")
    answer = press(cast.a, file_import, "undoing")
    assert answer.status_code == 409
    with cast.a.scope():
        assert Account.objects.count() == 2
        assert Contact.objects.count() == 1


def test_undoing_a_family_of_customers(cast):
    rows = [("Parent", ""), ("Child", "Parent")]
    file_import = imported(cast.a, table(("Company name", "Parent company"), *rows), "accounts")
    assert press(cast.a, file_import, "undoing").status_code == 303
    with cast.a.scope():
        assert not Account.objects.exists()


def test_a_row_that_only_the_database_refuses_does_not_stop_the_others(cast, monkeypatch):
    """A batch with one such row is written row by row."""
    create = leads_kind.create_leads

    def refusing(*, by, leads):
        if any(lead.company == "Company 3" for lead in leads):
            raise IntegrityError("no room for it")
        return create(by=by, leads=leads)

    monkeypatch.setattr(leads_kind, "create_leads", refusing)
    file_import = imported(cast.a, leads(4))
    assert (file_import.created, file_import.refused) == (3, 1)
    with cast.a.scope():
        (row,) = file_import.rows.filter(result=ImportRow.Result.REFUSED)
        assert "no room for it" in row.reasons[0][1]
