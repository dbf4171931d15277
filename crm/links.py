"""Links that leave a tenant's prefix or by mail, and links made by the hundred."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse, set_script_prefix

from tenants.scope import current_tenant


def global_url(name: str, *args, **kwargs) -> str:
    """Reverse in the root URLs, whatever tenant the caller is in."""
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse(name, urlconf=settings.ROOT_URLCONF, args=args, kwargs=kwargs)
    finally:
        set_script_prefix(prefix)


def tenant_url(name: str, *args) -> str:
    """Reverse in the URLs of the company in scope, also where no request is: in jobs and mails."""
    prefix = get_script_prefix()
    set_script_prefix(f"/t/{current_tenant().slug}/")
    try:
        return reverse(name, urlconf=settings.TENANT_URLCONF, args=args)
    finally:
        set_script_prefix(prefix)


def absolute(path: str) -> str:
    """With the host from settings: a forged Host header must not get into a mail."""
    return settings.SITE_URL.rstrip("/") + path


def page_url(name: str) -> str:
    """The address of a page without parameters; a menu or a grid asks for it hundreds of times."""
    return _reversed(name, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=1000)
def _reversed(name: str, prefix: str, urlconf: str | None) -> str:
    return reverse(name)


def record_url(name: str, pk: int) -> str:
    """The address of a record's page; a list asks for one in every row."""
    head, tail = _halves(name, get_script_prefix(), get_urlconf())
    return f"{head}/{pk}/{tail}"


def link_maker(name: str) -> Callable[[int], str]:
    """From a record's id to its page, reversed once: a board of cards has hundreds of links."""
    head, tail = _halves(name, get_script_prefix(), get_urlconf())
    return lambda pk: f"{head}/{pk}/{tail}"


@lru_cache(maxsize=1000)
def _halves(name: str, prefix: str, urlconf: str | None) -> list[str]:
    return reverse(name, args=[0]).rsplit("/0/", 1)
