"""Figures for Prometheus: requests of this server, jobs and outbox of the whole installation."""

import os
from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import REGISTRY, Collector

REQUESTS = Counter(
    "fairway_requests", "Answered requests", ["view", "method", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "fairway_request_seconds",
    "Time to answer",
    ["view"],
    buckets=(0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3, 10),
    registry=REGISTRY,
)
# (metric, help, column of the function job_figures)
JOBS = [
    ("fairway_job_last_run_timestamp_seconds", "Start of the last run", "started"),
    ("fairway_job_last_duration_seconds", "Longest of the companies' last runs", "seconds"),
    ("fairway_job_runs", "Runs so far", "runs"),
    ("fairway_job_failures", "Failed runs so far", "failures"),
    ("fairway_job_failing_tenants", "Companies whose last run failed", "failing"),
]
OUTBOX = [
    ("fairway_outbox_waiting", "Messages not sent yet", "waiting"),
    ("fairway_outbox_oldest_seconds", "Age of the oldest of them", "oldest"),
    ("fairway_outbox_given_up", "Messages that failed too often", "given_up"),
]


def exposition() -> bytes:
    """Everything in Prometheus' text format; the requests of all gunicorn processes together."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)
    else:
        registry.register(_Own())
    registry.register(_Database())
    return generate_latest(registry)


class _Own(Collector):
    """The one process there is."""

    def collect(self) -> Iterator[Metric]:
        return REGISTRY.collect()


class _Database(Collector):
    """What PostgreSQL knows, asked at each scrape; nothing while it is down."""

    def collect(self) -> Iterator[Metric]:
        try:
            with transaction.atomic():
                jobs = _rows("SELECT * FROM job_figures()")
                outbox = _rows("SELECT * FROM outbox_figures()")
        except DatabaseError:
            return
        for name, about, column in JOBS:
            family = GaugeMetricFamily(name, about, labels=["job"])
            for row in jobs:
                family.add_metric([row["job"]], float(row[column]))
            yield family
        for name, about, column in OUTBOX:
            yield GaugeMetricFamily(name, about, value=float(outbox[0][column]))


def _rows(sql: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
