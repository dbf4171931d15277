from crm.pages.base import Page
from crm.pages.forms import ChangePage, CreatePage, VerbPage
from crm.pages.listing import ListPage
from crm.pages.record import DetailPage, RecordPage
from crm.pages.verbs import Verb

__all__ = [
    "ChangePage",
    "CreatePage",
    "DetailPage",
    "ListPage",
    "Page",
    "RecordPage",
    "Verb",
    "VerbPage",
]
