"""Every job run twice leaves what one run leaves (SECURITY.md section 5 number 17, R6)."""

import inspect
import threading

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import connection

from activities.actions import add_task
from crm.celery import app
from customers.actions import create_account
from people.actions import invite_member
from tenants import seals
from tests.factories.rows import DAY, make_row, writable_models
from tests.house.catalogue import ask, tables_of_companies
from tests.house.jobs import NOW, WORK, run_task, tasks

AT_ONCE = 4
# The trail follows from what is compared anyway.
TRAIL = {"audit_row"}
# The time of a run is a fact about the run.
RUNS = {"tenants_jobrun"}


def test_every_job_is_a_tenants(db):
    app.loader.import_default_modules()
    own = {name for name in app.tasks if not name.startswith("celery.")}
    assert own - {task.name for task in tasks()} == {"crm.each_tenant"}
    started = {entry["args"][0] for entry in app.conf.beat_schedule.values()}
    assert started <= own


def test_every_job_has_work_to_be_tried_on():
    assert WORK.keys() == {task.name for task in tasks()}


def content() -> dict[str, str]:
    """A hash of every row of every table, by table."""
    names = [name for name in tables_of_companies() if name not in RUNS]
    sql = " UNION ALL ".join(
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), ''))"
        f' FROM "{name}" t'
        for name in names
    )
    return dict(ask(sql))


@pytest.fixture
def busy(cast):
    """Company A with something of everything, some of it long overdue."""
    with cast.a.scope("rep"):
        for model in writable_models():
            if model._meta.app_label != "tenants":
                make_row(model, by=cast.a.rep)
        account = create_account(by=cast.a.rep, name="Busy")
        add_task(by=cast.a.rep, record=account, title="Call", owner=cast.a.rep, due_on=DAY)
        mail = {"name": "New", "email": "new@alpha.example", "roles": ["rep"]}
        invite_member(by=cast.a.admin, department=cast.a.team, **mail)
    return cast


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.name)
def test_a_job_run_twice_leaves_what_one_run_leaves(busy, task):
    arguments = {name: _row(name, busy) for name in inspect.signature(task.run).parameters}
    run_task(task, busy.a.tenant, **arguments)
    with busy.a.scope():
        once = content()
    run_task(task, busy.a.tenant, **arguments)
    with busy.a.scope():
        twice = content()
    assert {table for table in once if once[table] != twice[table]} == set()


def _row(name: str, cast):
    """`quote_id` is the id of a quote, `document_id` that of whichever model ends so."""
    wanted = name.removesuffix("_id").replace("_", "")
    models = [m for m in apps.get_models() if m._meta.model_name.endswith(wanted)]
    with cast.a.scope("rep"):
        return make_row(models[0], by=cast.a.rep).pk


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """The other workers of the suite write in the same cluster of databases."""
    monkeypatch.setattr(seals, "UNENDED", "SELECT %s IS NULL")


@pytest.fixture
def ready():
    """Noon everywhere."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.name)
def test_the_first_run_does_its_work_and_the_second_nothing(cast, ready, task):
    arguments, before = _prepared(task, cast.a)
    run_task(task, cast.a.tenant, **arguments)
    _did_its_work_once(task, cast.a, before)
    _does_nothing_more(task, cast.a, arguments)


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.name)
def test_several_workers_at_once_do_the_work_of_one(committed_cast, ready, task):
    a = committed_cast.a
    arguments, before = _prepared(task, a)
    start = threading.Barrier(AT_ONCE)

    def work():
        try:
            start.wait()
            run_task(task, a.tenant, **arguments)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _did_its_work_once(task, a, before)
    _does_nothing_more(task, a, arguments)


def _prepared(task, company) -> tuple[dict, tuple]:
    with company.scope("rep"):
        arguments = WORK[task.name].prepare(company)
        mail.outbox.clear()
        return arguments, (content(), counts())


def counts() -> dict[str, int]:
    """Rows of every table, by table."""
    names = [name for name in tables_of_companies() if name not in RUNS | TRAIL]
    return dict(ask(" UNION ALL ".join(f"SELECT '{n}', count(*) FROM \"{n}\"" for n in names)))


def _did_its_work_once(task, company, before) -> None:
    hashes, rows = before
    with company.scope():
        now, more = content(), counts()
    assert {name: more[name] - rows[name] for name in rows if more[name] != rows[name]} == (
        WORK[task.name].rows
    )
    assert {name for name in hashes if now[name] != hashes[name]} >= WORK[task.name].changed
    assert len(mail.outbox) == WORK[task.name].mails


def _does_nothing_more(task, company, arguments) -> None:
    with company.scope():
        once = content()
    run_task(task, company.tenant, **arguments)
    with company.scope():
        assert {name for name, found in content().items() if found != once[name]} == set()
    assert len(mail.outbox) == WORK[task.name].mails
