from activities.actions.carrying import carry_over
from activities.actions.documents import make_document, request_document
from activities.actions.events import record_event
from activities.actions.notes import log_note
from activities.actions.notifications import choose_notices, mark_read, notify, settle
from activities.actions.searching import index, unindex
from activities.actions.tasks import add_task, finish_task

__all__ = [
    "add_task",
    "carry_over",
    "finish_task",
    "index",
    "log_note",
    "make_document",
    "mark_read",
    "choose_notices",
    "notify",
    "record_event",
    "request_document",
    "settle",
    "unindex",
]
