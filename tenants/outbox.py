"""What leaves the system: written with the change, sent by a job, at least once, told once.

`tell` is called by actions. `deliver_due` is called by a job every minute and by a nudge right
after commit; a broker that is down only makes messages late (SECURITY.md R3–R9).
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tenants.models import Outbox
from tenants.scope import current_tenant_id

log = logging.getLogger(__name__)
Handler = Callable[[dict], None]
_handlers: dict[str, Handler] = {}
MAX_ATTEMPTS = 12
_nudges: list[Callable[[int], None]] = []


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register the function that sends messages of a topic; it gets the payload."""

    def register(function: Handler) -> Handler:
        _handlers[topic] = function
        return function

    return register


def is_handled(topic: str) -> bool:
    """Whether anybody sends messages of a topic; others need not be written."""
    return topic in _handlers


def on_tell(nudge: Callable[[int], None]) -> None:
    """Register what is called with the tenant's id after a commit that told something."""
    _nudges.append(nudge)


def tell(topic: str, key: str, payload: dict) -> None:
    """Put a message into the outbox; a second one of the same topic and key is ignored."""
    Outbox.objects.bulk_create(
        [Outbox(topic=topic, key=key, payload=payload)], ignore_conflicts=True
    )
    tenant_id = current_tenant_id()  # the commit may come after the scope has ended
    for nudge in _nudges:
        transaction.on_commit(lambda nudge=nudge: nudge(tenant_id), robust=True)


def deliver_due(limit: int = 100) -> int:
    """Send what is due in the tenant in scope; returns how many were sent.

    Rows stay locked while they are sent, so two workers never send the same one at once.
    """
    due = Outbox.objects.select_for_update(skip_locked=True).filter(
        done_at=None, due_at__lte=timezone.now(), attempts__lt=MAX_ATTEMPTS
    )
    return sum(_deliver(message) for message in due.order_by("due_at", "id")[:limit])


def _deliver(message: Outbox) -> bool:
    message.attempts += 1
    try:
        with transaction.atomic():
            _handlers[message.topic](message.payload)
    except Exception as failure:  # whatever a receiver does, the other messages go out
        log.warning("outbox %s %s: %s", message.topic, message.key, failure)
        message.error = str(failure)[:300]
        message.due_at = timezone.now() + timedelta(minutes=min(2**message.attempts, 1440))
        message.save(update_fields=["attempts", "error", "due_at"])
        return False
    message.done_at = timezone.now()
    message.save(update_fields=["attempts", "done_at"])
    return True
