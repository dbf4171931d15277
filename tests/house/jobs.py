"""The registered jobs, how a worker runs one, and what gives each of them something to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from crm.celery import TenantTask, app
from customers.actions import create_account
from integrations.actions import upload_file
from integrations.actions.checks import map_columns
from integrations.profile import profile_of
from integrations.tabular import read_table
from opportunities.actions import create_opportunity
from opportunities.models import Stage
from people.actions import invite_member
from tests.factories.formal import formal_contract, on_day

TODAY = date(2026, 3, 10)  # a Tuesday
NOW = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LEADS = b"company,phone\nAcme,13800138000\nBeta,13800138001\n"


def tasks() -> list[TenantTask]:
    app.loader.import_default_modules()
    own = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    return sorted((t for t in own if isinstance(t, TenantTask)), key=lambda task: task.name)


def run_task(task: TenantTask, tenant, **arguments):
    """As a worker does: the headers of the message are on the task's request."""
    task.push_request(tenant_id=tenant.pk)
    try:
        return task(**arguments)
    finally:
        task.pop_request()


@dataclass(frozen=True)
class Work:
    """Something to do for a task. `prepare(company)` runs in the company's scope and returns the
    task's arguments; `rows` are how many more each table has after one run, `mails` how many went
    out, `changed` the tables of which rows were changed only."""

    prepare: Callable[..., dict]
    rows: dict[str, int] = field(default_factory=dict)
    mails: int = 0
    changed: frozenset[str] = frozenset()


def _mail(company) -> dict:
    person = {"name": "New", "email": "new@alpha.example", "roles": ["rep"]}
    invite_member(by=company.admin, department=company.team, **person)
    return {}


def _trail(company) -> dict:
    create_account(by=company.rep, name="Acme")
    return {}


def _late_deal(company) -> dict:
    """Its day passed yesterday."""
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        account = create_account(by=company.rep, name="Acme")
        given = {"name": "Plant", "amount": 1000, "expected_close_date": TODAY - timedelta(days=1)}
        create_opportunity(by=company.rep, account=account, **given)
    return {}


def _likely_deal(company) -> dict:
    """From 70 % on a deal counts for the forecast."""
    Stage.objects.update(win_rate=80)
    return _late_deal(company)


def _overdue(company) -> dict:
    terms = [on_day(TODAY - timedelta(days=1), 100)]
    formal_contract(company.rep, terms=terms, signed_on=TODAY - timedelta(days=60))
    return {}


def _uploaded(company):
    profile = profile_of(read_table(LEADS))
    content = {"kind": "leads", "name": "leads.csv", "content": LEADS, "profile": profile}
    return upload_file(by=company.admin, **content)


def _forgotten_file(company) -> dict:
    with time_machine.travel(NOW - timedelta(days=8), tick=False):
        _uploaded(company)
    return {}


def _mapped_file(company) -> dict:
    rules = {"company": {"column": "company"}, "phone": {"column": "phone"}}
    file_import = map_columns(
        by=company.admin, file_import=_uploaded(company), mapping={"columns": rules}
    )
    return {"file_import_id": file_import.pk}


def _three_deals(company) -> dict:
    for _number in range(3):
        _likely_deal(company)
    return {}


WORK = {
    "integrations.tend_imports": Work(
        _forgotten_file, {"activities_event": 1, "integrations_importfile": -1}
    ),
    "integrations.work_on_import": Work(
        _mapped_file, changed=frozenset({"integrations_fileimport"})
    ),
    "opportunities.fold_pipeline": Work(_three_deals, {"opportunities_pipelinesum": -2}),
    "opportunities.remind_stale": Work(_late_deal, {"activities_notification": 1}),
    "payments.remind_overdue": Work(
        _overdue, {"activities_notification": 1, "activities_event": 1, "payments_reminder": 3}
    ),
    "reports.store_forecast": Work(_likely_deal, {"reports_forecastrow": 1}),
    "tenants.deliver_outbox": Work(_mail, mails=1, changed=frozenset({"tenants_outbox"})),
    "tenants.seal_audit": Work(_trail, {"tenants_auditseal": 1}),
}
