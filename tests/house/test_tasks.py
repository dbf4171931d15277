"""Every job run twice leaves what one run leaves (SECURITY.md section 5 number 17)."""

import inspect

import pytest
from django.apps import apps

from activities.actions import add_task
from crm.celery import app
from customers.actions import create_account
from people.actions import invite_member
from tests.factories.rows import DAY, make_row, writable_models
from tests.house.catalogue import ask, tables_of_companies
from tests.house.jobs import run_task, tasks

# The time of a run is a fact about the run.
RUNS = {"tenants_jobrun"}


def test_every_job_is_a_tenants(db):
    app.loader.import_default_modules()
    own = {name for name in app.tasks if not name.startswith("celery.")}
    assert own - {task.name for task in tasks()} == {"crm.each_tenant"}
    started = {entry["args"][0] for entry in app.conf.beat_schedule.values()}
    assert started <= own


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
