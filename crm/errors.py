"""Designed answers for refusals: a page, a fragment for htmx, problem+json for the API."""

import sys

from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tenants.states import MoveNotAllowed


def problem_page(
    request: HttpRequest,
    status: int,
    reason: str = "",
    missing: list | None = None,
    name: str = "",
) -> HttpResponse:
    """The answer for a refused request in the form that the client understands (RFC 9457);
    `name` is a page's own where the status alone would say something else."""
    if request.path.startswith("/api/"):
        return problem_json(status, reason, missing=missing)
    page = f"{'_' if request.headers.get('HX-Request') else ''}{name or status}.html"
    context = {"reason": reason, "missing": missing or [], "status": status, "back": _back(request)}
    return render(request, f"errors/{page}", context, status=status)


def _back(request: HttpRequest) -> str:
    """The page of ours whose form was refused; a browser's history has it, a reader may not."""
    came_from = request.headers.get("Referer", "")
    try:
        host = request.get_host()
    except DisallowedHost:  # what this very page is the answer to
        return ""
    ours = url_has_allowed_host_and_scheme(came_from, {host}, require_https=request.is_secure())
    return came_from if ours and request.method == "POST" else ""


def problem_json(status: int, detail: str = "", **extra) -> JsonResponse:
    titles = {
        400: _("Bad request"),
        401: _("Log-in required"),
        403: _("Not allowed"),
        404: _("Not found"),
        409: _("Not possible now"),
        412: _("Changed meanwhile"),
        422: _("Invalid"),
        429: _("Too many requests"),
        500: _("Something broke on our side"),
        503: _("Fairway is being looked after"),
    }
    body = {"type": "about:blank", "title": titles[status], "status": status}
    body |= {"detail": str(detail)} if detail else {}
    body |= {key: value for key, value in extra.items() if value}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def move_refused(request, refused: MoveNotAllowed) -> HttpResponse:
    response = problem_page(request, 409, str(refused.reason), [str(m) for m in refused.missing])
    response.keeps = refused.keeps
    return response


def forbidden(request, exception=None) -> HttpResponse:
    reason = str(exception) if exception and exception.args else ""
    return problem_page(request, 403, reason)


def not_found(request, exception=None) -> HttpResponse:
    return problem_page(request, 404)


def bad_request(request, exception=None) -> HttpResponse:
    return problem_page(request, 400)


def server_error(request) -> HttpResponse:
    """Static: what failed may be the database, so nothing here may ask it. If it was (it is down,
    restarts, or took too long), the same request may succeed in a moment: 503 (SECURITY.md R2)."""
    status = 503 if isinstance(sys.exception(), OperationalError) else 500
    if request.path.startswith("/api/"):
        return problem_json(status)
    return HttpResponse(get_template(f"errors/{status}.html").render(), status=status)


def csrf_failed(request, reason="") -> HttpResponse:
    """Mostly somebody whose page outlived his session: he is not told that he may not do it."""
    return problem_page(request, 403, name="expired")
