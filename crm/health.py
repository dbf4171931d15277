"""Whether the process lives, whether it can work, and its figures (spec 10, Jobs)."""

import shutil
from functools import cache
from secrets import compare_digest

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import Http404, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST

from crm.metrics import exposition

LEAST_FREE_BYTES = 200 * 1024**2
LOOPBACK = {"127.0.0.1", "::1"}


@login_not_required
def healthz(request) -> HttpResponse:
    """200 while the process answers; 503 once its files have no room left."""
    free = free_bytes()
    if free < LEAST_FREE_BYTES:
        return HttpResponse(f"only {free // 1024**2} MB left for files\n", "text/plain", 503)
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request) -> JsonResponse:
    """{"database", "migrations", "broker"}: "ok" or the reason; 503 unless all are ok."""
    found = {"database": database(), "migrations": "unknown", "broker": broker()}
    if found["database"] == "ok":
        found["migrations"] = migrations()
    ready = set(found.values()) == {"ok"}
    return JsonResponse(found, status=200 if ready else 503)


@login_not_required
def metrics(request) -> HttpResponse:
    """For whoever has METRICS_TOKEN; without one for loopback, where no proxy stands between."""
    if not may_read_metrics(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def may_read_metrics(request) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return compare_digest(given.encode(), f"Bearer {token}".encode())
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not forwarded


def free_bytes() -> int:
    folder = settings.MEDIA_ROOT
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "ok"


def migrations() -> str:
    applied = MigrationRecorder(connection).applied_migrations()
    missing = [".".join(leaf) for leaf in newest_migrations() if leaf not in applied]
    return f"missing {', '.join(missing)}" if missing else "ok"


@cache
def newest_migrations() -> list[tuple[str, str]]:
    """The last migration of every app, from the files, which do not change under a process."""
    return sorted(MigrationLoader(None).graph.leaf_nodes())


def broker() -> str:
    options = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
    try:
        with redis.Redis.from_url(settings.REDIS_URL, **options) as client:
            client.ping()
    except redis.RedisError:
        return "down"
    return "ok"
