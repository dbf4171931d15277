"""What a start refuses, each with one line for the operator (SECURITY.md 1F number 54).

The web server asks in gunicorn.conf.py and crm/wsgi.py, worker and beat in crm/celery.py, and
`manage.py check --deploy` says the same of the settings.
"""

import os
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from tenants.roles import DangerousRole, refuse_dangerous_role

SHORTEST_KEY = 50
EXAMPLES = ("demo-only-", "django-insecure-", "change-me")
# Log-ins that pass row policies; only migrations, bootstrap and back-ups are given them.
BEYOND_WEB = ("DATABASE_SUPERUSER_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")


class StartRefused(RuntimeError):
    """The process must not serve like this; the text has one line a reason."""


def refuse_to_start() -> None:
    """Raise StartRefused for settings or a database log-in that would not hold."""
    reasons = []
    if settings.MODE == "production":
        reasons = [*weak_settings(), *foreign_log_ins()]
    reasons += dangerous_role()
    if reasons:
        raise StartRefused("\n".join(f"Fairway does not start: {reason}" for reason in reasons))


def weak_settings() -> Iterator[str]:
    try:
        weak = len(settings.SECRET_KEY) < SHORTEST_KEY or settings.SECRET_KEY.startswith(EXAMPLES)
    except ImproperlyConfigured:
        weak = True
    if weak:
        yield f"SECRET_KEY is missing, an example, or shorter than {SHORTEST_KEY} characters"
    if settings.DEBUG:
        yield "DEBUG is on"
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts that it answers for"
    if not settings.SITE_URL.startswith("https://"):
        yield "SITE_URL must be the https:// address that mails link to"
    if not settings.DATABASES["default"].get("USER"):
        yield "DATABASE_URL is missing"


def foreign_log_ins() -> Iterator[str]:
    for name in BEYOND_WEB:
        if name in os.environ:
            yield f"{name} must not be in the environment of web, worker and beat"


def dangerous_role() -> Iterator[str]:
    try:
        refuse_dangerous_role()
    except DangerousRole as dangerous:
        yield f"{dangerous}"
    except DatabaseError as down:
        yield f"the database does not answer ({' '.join(str(down).split())})"


def check_settings(app_configs, **kwargs) -> list[Error]:
    """The same for `manage.py check --deploy`."""
    return [Error(reason, id="fairway.E001") for reason in weak_settings()]
