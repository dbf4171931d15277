from activities.models.document import Document
from activities.models.event import Event
from activities.models.note import Note
from activities.models.notification import NoticeChoice, Notification
from activities.models.reason import Reason
from activities.models.search import SearchEntry
from activities.models.task import Task

__all__ = [
    "Document",
    "Event",
    "Note",
    "NoticeChoice",
    "Notification",
    "Reason",
    "SearchEntry",
    "Task",
]
