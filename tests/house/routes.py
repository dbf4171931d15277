"""Every URL of the running system, read from the resolver: nobody has to add a new one here."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from crm.admin import TenantAdminSite

ADMIN = "people.configure"
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Route:
    path: str  # with its converters, as the resolver has it
    view: object
    name: str

    @property
    def page(self):
        """The class behind it, if it is a class-based view."""
        return getattr(self.view, "view_class", None)

    @property
    def permission(self) -> str:
        owner = getattr(self.view, "model_admin", self.view)
        if isinstance(getattr(owner, "admin_site", None), TenantAdminSite):
            return ADMIN  # its admin_view asks for it before any of its pages
        return getattr(self.view, "permission", "")

    @property
    def parameters(self) -> list[str]:
        return [name for _kind, name in PARAMETER.findall(self.path)]

    @property
    def is_admin(self) -> bool:
        return self.path.startswith("admin/")

    def url(self, values: dict) -> str:
        return PARAMETER.sub(lambda found: str(values[found[2]]), self.path)

    def __str__(self) -> str:
        return self.path or "/"


def routes(urlconf: str) -> list[Route]:
    return list(_walk(get_resolver(urlconf).url_patterns, ""))


def tenant_routes() -> list[Route]:
    return routes("crm.urls_tenant")


def _walk(patterns, prefix: str):
    for pattern in patterns:
        path = prefix + _text(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield Route(path, pattern.callback, pattern.name or "")


def _text(pattern) -> str:
    """Django's admin and allauth still have regular expressions: shown as a path."""
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", str(pattern))
    return text.lstrip("^").replace("\\Z", "").rstrip("$")


def model_of_table(table: str):
    return next(model for model in apps.get_models() if model._meta.db_table == table)
