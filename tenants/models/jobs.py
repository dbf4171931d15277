"""Rows that make things happen once: outbox, idempotency keys, runs of jobs, number series."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel


class Outbox(TenantModel):
    """What must leave the system, written in the transaction of the change that causes it.

    A job polls it, so a lost broker loses nothing (SECURITY.md R3–R9). `key` makes a message
    unique for ever: the same thing is never told twice.
    """

    audited = False

    topic = models.CharField(_("topic"), max_length=40)
    key = models.CharField(_("key"), max_length=120)
    payload = models.JSONField(_("payload"), default=dict)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=300, blank=True)
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "topic", "key"], name="outbox_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant", "due_at"],
                condition=models.Q(done_at=None),
                name="outbox_waiting",
            )
        ]


class IdempotencyKey(TenantModel):
    """The stored answer to a POST that may be sent again (SECURITY.md 1C number 24)."""

    audited = False

    actor_id = models.BigIntegerField()
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=100)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("idempotency key")
        verbose_name_plural = _("idempotency keys")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "actor_id", "route", "key"], name="idempotency_once"
            )
        ]


class JobRun(TenantModel):
    """How a job last ran in this company, and how often it failed: one row a job, written by the
    frame of tasks (tenants/runs.py)."""

    audited = False

    job = models.CharField(_("job"), max_length=60)
    started_at = models.DateTimeField(_("last run"), default=timezone.now)
    seconds = models.DecimalField(_("duration (s)"), max_digits=9, decimal_places=3, default=0)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    runs = models.PositiveIntegerField(_("runs"), default=0)
    failures = models.PositiveIntegerField(_("failures"), default=0)
    failed_at = models.DateTimeField(_("last failure"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        ordering = ["job"]
        constraints = [models.UniqueConstraint(fields=["tenant", "job"], name="job_run_once")]

    def __str__(self) -> str:
        return self.job


class NumberSeries(TenantModel):
    """A counter without gaps (numbers of quotes, contracts …); its row is locked to count."""

    audited = False

    name = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name", "year"], name="number_series_once")
        ]
