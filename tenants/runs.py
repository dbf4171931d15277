"""When a job last ran, how long, over how many rows, how often it failed (spec 10, Jobs)."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone

from tenants.models import JobRun, Tenant
from tenants.scope import tenant_scope

log = logging.getLogger(__name__)


@dataclass
class Run:
    """`result` is what the job answered: a number of rows, or anything else."""

    result: object = None
    began: float = field(default_factory=time.monotonic)

    @property
    def rows(self) -> int:
        is_count = isinstance(self.result, int) and not isinstance(self.result, bool)
        return max(self.result, 0) if is_count else 0


@contextmanager
def recorded(tenant: Tenant, job: str) -> Iterator[Run]:
    """Write the run down afterwards, in a transaction of its own: a failed one stays known."""
    run, started_at = Run(), timezone.now()
    try:
        yield run
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"[:300]
        failed = {"failures": F("failures") + 1, "failed_at": started_at, "error": error}
        _store(tenant, job, run, started_at=started_at, **failed)
        raise
    _store(tenant, job, run, started_at=started_at, error="")


def _store(tenant: Tenant, job: str, run: Run, **facts) -> None:
    seconds = round(time.monotonic() - run.began, 3)
    facts |= {"seconds": seconds, "rows": run.rows, "runs": F("runs") + 1}
    with tenant_scope(tenant):
        row = JobRun.objects.filter(job=job)
        if not row.update(**facts):
            JobRun.objects.bulk_create([JobRun(job=job)], ignore_conflicts=True)
            row.update(**facts)
    extra = {"job": job, "tenant": tenant.slug, "rows": run.rows, "ms": round(seconds * 1000)}
    log.info("job failed" if facts["error"] else "job done", extra=extra)
