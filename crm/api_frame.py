"""What every API operation shares: declared permission, one way to reach a record, paging."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Literal, get_args

from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
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
        known = _parameters(function)

        @wraps(function)
        def checked(request, *args, **kwargs):
            request.permission = permission
            if not record:
                allow(request.member, permission)
                _refuse_unknown(request, known)
            return function(request, *args, **kwargs)

        checked.permission = permission
        return route(path, **options)(checked)

    return decorate


def _parameters(function: Callable) -> set[str]:
    """What may stand in the query of an operation: its arguments, and the fields of schemas."""
    names = set()
    for name, parameter in signature(function).parameters.items():
        schema, *_more = get_args(parameter.annotation) or (None,)
        if isinstance(schema, type) and issubclass(schema, Schema):
            names |= {field.alias or one for one, field in schema.model_fields.items()}
        else:
            names.add(name)
    return names - {"request"}


def _refuse_unknown(request, known: set[str]) -> None:
    """A misspelt filter must not answer with everything. Raises ValidationError."""
    unknown = request.GET.keys() - known if request.method in SAFE else ()
    if unknown:
        text = _("There is no such parameter here; there are: %(known)s")
        message = text % {"known": ", ".join(sorted(known)) or "–"}
        raise ValidationError(dict.fromkeys(sorted(unknown), message))


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


class Paging(Schema):
    """Which page of a list, and its order: newest first unless `sort` says "id". `cursor` is the
    last id of the page before."""

    limit: int = 50
    cursor: int | None = None
    sort: Literal["-id", "id"] = "-id"


def page_of(rows: QuerySet, paging: Paging) -> dict:
    """One page: {"items", "next", "count", "count_capped"} (spec 10); counts stop at 1,000."""
    limit = max(1, min(paging.limit, 200))
    count = rows.order_by()[: COUNT_CAP + 1].count()
    if paging.cursor is not None:
        beyond = "pk__gt" if paging.sort == "id" else "pk__lt"
        rows = rows.filter(**{beyond: paging.cursor})
    items = list(rows.order_by(paging.sort.replace("id", "pk"))[: limit + 1])
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
