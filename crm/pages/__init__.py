from crm.pages.base import Page
from crm.pages.export import ExportPage
from crm.pages.forms import ChangePage, CreatePage, VerbPage
from crm.pages.listing import ListPage
from crm.pages.panels import Panel, add_panel, add_verbs
from crm.pages.record import DetailPage, RecordPage
from crm.pages.verbs import Verb

__all__ = [
    "ChangePage",
    "CreatePage",
    "DetailPage",
    "ExportPage",
    "ListPage",
    "Page",
    "Panel",
    "RecordPage",
    "Verb",
    "VerbPage",
    "add_panel",
    "add_verbs",
]
