"""Gives each request an id, and leaves one log line and its figures (spec 10, Jobs)."""

import logging
import re
import time
import uuid

from crm.logs import request_id
from crm.metrics import REQUESTS, SECONDS

log = logging.getLogger("crm.requests")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
# Asked every few seconds by machines.
QUIET = {"/healthz", "/readyz", "/metrics"}
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


class RequestRecordMiddleware:
    """Outermost, so that refusals of the other middleware are counted too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if GIVEN.match(given) else uuid.uuid4().hex
        token, began = request_id.set(request.id), time.perf_counter()
        try:
            response = self.get_response(request)
            self.record(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = request.id
        return response

    def record(self, request, response, seconds: float) -> None:
        match = request.resolver_match
        view = match.view_name or match.route if match else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(seconds)
        if request.path not in QUIET:
            log.info("answered", extra=facts(request, view, response.status_code, seconds))


def facts(request, view: str, status: int, seconds: float) -> dict:
    """Never the query or the body: people search for people. A door's path holds its token."""
    tenant, member = getattr(request, "tenant", None), getattr(request, "member", None)
    path = "/door/***" if request.path.startswith("/door/") else request.path[:200]
    return {
        "method": request.method[:7],
        "path": path,
        "view": view,
        "status": status,
        "ms": round(seconds * 1000),
        "tenant": tenant.slug if tenant else None,
        "actor": member.pk if member else None,
    }
