"""Links that leave a tenant's prefix, and links that leave by mail."""

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

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
