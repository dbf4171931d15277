"""Logs: one line an event, allow-listed keys, personal data masked (SECURITY.md 1F number 50).

`json` for production, `plain` for the demo. What code logs is never trusted: numbers of people
and accounts, mail addresses and tokens are masked, and no text can begin a new line.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

from tenants.scope import current_scope, in_scope

request_id: ContextVar[str] = ContextVar("request_id", default="")

# What a call may add by `extra=`; anything else is left out.
EXTRA = ("method", "path", "view", "status", "ms", "tenant", "actor", "job", "rows")
MASKS = [
    (re.compile(r"(?i)\bDETAIL:.*", re.DOTALL), "DETAIL: ***"),  # PostgreSQL quotes the row
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "***@***"),
    (re.compile(r"(?<!\w)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}"), "***"),  # tokens
    (re.compile(r"(?<=/reset/key/)[^/\s]+"), "***"),
    (re.compile(r"://[^/\s@]+@"), "://***@"),  # log-ins of servers
    (re.compile(r"(?i)\b(password|secret|token|authorization)\b(\W{1,4})[^\s,;&'\"]+"), r"\1\2***"),
    # Phones, identity cards and bank accounts, however they are grouped; dates are shorter.
    (re.compile(r"(?<![\w.])\+?\d(?:[ -]?\d){9,18}[Xx]?(?![\w.])"), "***"),
]


def masked(text: str) -> str:
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def facts(record: logging.LogRecord) -> dict:
    """Who and what a record is about, without empty values."""
    scope = current_scope() if in_scope() else None
    found = {
        "request": request_id.get(),
        "tenant": scope.tenant.slug if scope else None,
        "actor": scope.actor_id if scope else None,
    }
    found |= {key: getattr(record, key) for key in EXTRA if hasattr(record, key)}
    return {key: value for key, value in found.items() if value not in (None, "")}


class PlainFormatter(logging.Formatter):
    """For a person at a terminal; a traceback keeps its lines."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [f"{self.formatTime(record)} {record.levelname} {record.name}"]
        parts += [on_one_line(masked(record.getMessage()))]
        parts += [f"{key}={on_one_line(str(value))}" for key, value in facts(record).items()]
        text = " ".join(parts)
        if record.exc_info:
            text += "\n" + masked(self.formatException(record.exc_info))
        return text


class JsonFormatter(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, the facts, error."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        line |= facts(record)
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def configuration(*, format: str, level: str) -> dict:
    """The LOGGING setting; everything goes to the standard error, as containers expect."""
    classes = {"json": "crm.logs.JsonFormatter", "plain": "crm.logs.PlainFormatter"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": classes[format]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django hangs handlers of its own here, which would print each line a second time.
            "django": {"handlers": [], "propagate": True},
            # Tells each step of each PDF, at INFO.
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }
