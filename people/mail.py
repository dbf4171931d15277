"""Mail leaves through the outbox: plain text, one stable Message-ID for every try."""

from django.conf import settings
from django.core.mail import EmailMessage

from tenants import outbox


def send_later(*, key: str, to: str, subject: str, body: str) -> None:
    """Queue a mail in the present transaction; `key` makes it the only one of its kind."""
    # A line break in a subject would begin a header of the sender's choice.
    payload = {"key": key, "to": to, "subject": " ".join(subject.split()), "body": body}
    outbox.tell("mail", key, payload)


@outbox.handles("mail")
def send(payload: dict) -> None:
    headers = {"Message-ID": f"<{payload['key']}@fairway>"}
    EmailMessage(
        payload["subject"],
        payload["body"],
        settings.DEFAULT_FROM_EMAIL,
        [payload["to"]],
        headers=headers,
    ).send()
