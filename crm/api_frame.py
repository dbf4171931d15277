"""What every API operation shares: declared permission, one way to reach a record, paging."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.security import HttpBearer

from crm.access import allow, find
from people.models import ApiToken
from people.permissions import is_declared

COUNT_CAP = 1000
SAFE = {"GET", "HEAD", "OPTIONS"}


class Bearer(HttpBearer):
    """The scope middleware has read the token already; here is only asked what it opens."""

    def authenticate(self, request, token):
        if request.member is None:
            return None
        if request.method not in SAFE and request.token.access != ApiToken.Access.WRITE:
            raise PermissionDenied(_("This token may only read."))
        return request.member


def operation(route: Callable, path: str, *, permission: str, record: bool = False, **options):
    """Declare an operation: `operation(router.post, "/{pk}/claim", permission="leads.claim")`.

    Without `record` the role's permission is asked before the function runs. With it the function
    must get its record through `reach`, which asks 404 before 403.
    """
    if not is_declared(permission):
        raise ImproperlyConfigured(f"{path}: no known permission {permission!r}")

    def decorate(function):
        @wraps(function)
        def checked(request, *args, **kwargs):
            request.permission = permission
            if not record:
                allow(request.member, permission)
            return function(request, *args, **kwargs)

        checked.permission = permission
        return route(path, **options)(checked)

    return decorate


def reach(request, rows: type[Model] | QuerySet, pk: int, *, change: bool = False) -> Model:
    """The record behind an id for the operation's permission: 404, then 403."""
    record = find(rows, pk, request.member)
    allow(request.member, request.permission, record if change else None)
    return record


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    missing: list[str] | None = None
    errors: list[dict] | None = None


def page_of(rows: QuerySet, *, limit: int = 50, cursor: int | None = None) -> dict:
    """One page, newest first: {"items", "next", "count", "count_capped"} (spec 10).

    `cursor` is the last id of the page before; counts stop at 1,000.
    """
    limit = max(1, min(limit, 200))
    count = rows.order_by()[: COUNT_CAP + 1].count()
    if cursor is not None:
        rows = rows.filter(pk__lt=cursor)
    items = list(rows.order_by("-pk")[: limit + 1])
    more = len(items) > limit
    items = items[:limit]
    return {
        "items": items,
        "next": items[-1].pk if more else None,
        "count": min(count, COUNT_CAP),
        "count_capped": count > COUNT_CAP,
    }


def paged(item: type[Schema]) -> type[Schema]:
    """The schema of one page of `item`."""
    fields = {
        "items": list[item],
        "next": int | None,
        "count": int,
        "count_capped": bool,
    }
    return type(f"{item.__name__}Page", (Schema,), {"__annotations__": fields})
