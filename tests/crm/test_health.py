"""Health, readiness, figures and logs, as whoever watches over an installation reads them."""

import json
import logging
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client

from crm import health, logs
from tenants.models import JobRun, Outbox
from tenants.tasks import deliver_outbox
from tests.cast import browser
from tests.house.jobs import run_task

PHONE, PASSWORD, TOKEN = "13812345678", "hunter2-hunter2", "Tb1x" * 11
MAIL, CARD = "wang.fang@acme.example", "6222 0212 3456 7890 123"


def unreachable(*args, **kwargs):
    raise OperationalError("connection refused")


def test_alive_and_ready(db):
    assert browser().get("/healthz").content == b"ok\n"
    answer = browser().get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})


def test_alive_but_not_ready_without_the_database(db, monkeypatch):
    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=unreachable))
    assert browser().get("/healthz").status_code == 200
    answer = browser().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "down", "migrations": "unknown", "broker": "ok"}


def test_a_page_whose_database_went_away_says_to_come_back(cast, monkeypatch):
    monkeypatch.setattr("leads.views.listing.LeadList.get", unreachable)
    client = cast.a.client("rep")
    client.raise_request_exception = False
    answer = client.get(cast.a.url("leads/"))
    assert answer.status_code == 503
    assert "It will be back" in answer.content.decode()


def test_not_ready_without_the_broker(db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json()["broker"]) == (503, "down")


def test_not_ready_before_the_migrations(db, monkeypatch):
    monkeypatch.setattr(health, "newest_migrations", lambda: [("tenants", "9999_to_come")])
    answer = browser().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "missing tenants.9999_to_come"


def test_a_full_disk_is_unhealthy(db, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 60)
    assert browser().get("/healthz").status_code == 503


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"REMOTE_ADDR": "10.0.0.7"}, 404),
        ("", {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}, 404),  # a proxy on the same machine
        ("secret", {}, 404),
        ("secret", {"HTTP_AUTHORIZATION": "Bearer wrong"}, 404),
        ("secret", {"HTTP_AUTHORIZATION": "Bearer secret", "REMOTE_ADDR": "10.0.0.7"}, 200),
    ],
)
def test_who_may_read_the_figures(db, settings, token, headers, status):
    settings.METRICS_TOKEN = token
    assert browser().get("/metrics", **headers).status_code == status


def test_the_figures_of_requests_jobs_and_outbox(cast):
    with cast.a.scope():
        Outbox.objects.create(topic="unknown", key="1")
    run_task(deliver_outbox, cast.a.tenant)
    cast.a.client("rep").get(cast.a.url("leads/"))
    text = browser().get("/metrics").content.decode()
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    answered = 'fairway_requests_total{method="GET",status="200",view="leads"}'
    assert float(figures[answered]) >= 1
    assert float(figures['fairway_job_runs{job="tenants.deliver_outbox"}']) == 1
    assert float(figures["fairway_outbox_waiting"]) == 1
    assert "alpha" not in text


def test_a_job_leaves_how_it_ran(cast, monkeypatch):
    run_task(deliver_outbox, cast.a.tenant)
    monkeypatch.setattr("tenants.outbox.deliver_due", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_task(deliver_outbox, cast.a.tenant)
    with cast.a.scope():
        run = JobRun.objects.get()
    assert (run.job, run.runs, run.failures) == ("tenants.deliver_outbox", 2, 1)
    assert run.failed_at == run.started_at
    assert run.error.startswith("ZeroDivisionError")
    page = cast.a.client("admin").get(cast.a.url("admin/tenants/jobrun/"))
    assert "tenants.deliver_outbox" in page.content.decode()


def written(formatter, level=logging.INFO, text="", *args, **extra) -> str:
    record = logging.getLogger("t").makeRecord("t", level, "f", 1, text, args, None, extra=extra)
    return formatter.format(record)


@pytest.mark.parametrize("formatter", [logs.JsonFormatter(), logs.PlainFormatter()])
def test_logs_hold_no_personal_data_and_one_line_an_event(formatter):
    text = f"call {PHONE} or +86 138-1234-5678, {MAIL}, {CARD}, token {TOKEN}\r\nroot: forged"
    line = written(formatter, text=f"{text} password={PASSWORD}", surname="Wang", status=200)
    for secret in (PHONE, "1234-5678", MAIL, "3456", TOKEN, PASSWORD, "Wang", "\n", "\r"):
        assert secret not in line
    assert "200" in line


def test_what_postgresql_quotes_of_a_row_is_left_out():
    text = 'violates unique "x"\nDETAIL:  Key (name)=(Wang Fang) already exists.'
    assert "Wang" not in written(logs.JsonFormatter(), text=text)


def test_a_request_is_logged_with_its_id_company_and_actor(cast, caplog):
    given = "12345678-abcd"
    client = cast.a.client("rep")
    with caplog.at_level(logging.INFO, "crm.requests"):
        answer = client.get(
            cast.a.url(f"leads/?q={PHONE}"), HTTP_X_REQUEST_ID=given, HTTP_HX_REQUEST="true"
        )
        forged = client.get(cast.a.url("leads/"), HTTP_X_REQUEST_ID="x\ny")
    assert answer["X-Request-ID"] == given
    assert forged["X-Request-ID"] != "x\ny"
    line = json.loads(logs.JsonFormatter().format(caplog.records[0]))
    assert line["tenant"] == "alpha"
    assert line["actor"] == cast.a.rep.pk
    assert (line["view"], line["status"], line["path"]) == ("leads", 200, "/t/alpha/leads/")
    assert PHONE not in json.dumps(line)


def test_a_doors_token_is_not_logged(db, caplog):
    with caplog.at_level(logging.INFO):
        Client().get(f"/door/invitation/{TOKEN}/")
    assert TOKEN not in "".join(logs.JsonFormatter().format(record) for record in caplog.records)
