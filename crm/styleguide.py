"""/styleguide/: every part with sample data, the first page that axe and the pictures look at.

It stands outside every tenant, so it is rendered without the context processors: the frame around
it belongs to a sample member and its menu leads nowhere.
"""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.styleguide_lists import list_samples


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Customer"), help_text=_("The full name on the licence."))
    stage = forms.ChoiceField(label=_("Stage"), choices=[("a", _("Needs")), ("b", _("Quote"))])
    close_on = forms.DateField(
        label=_("Expected close date"), widget=forms.DateInput(attrs={"type": "date"})
    )
    amount = forms.DecimalField(label=_("Amount"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)
    important = forms.BooleanField(label=_("Important"), required=False)


def person(name: str, hue: int) -> dict:
    return {"name": name, "initial": name[0], "hue": hue, "shortcuts": True}


PEOPLE = [
    person(name, hue) for hue, name in enumerate(["林海", "Anna", "周敏", "Tom", "何静", "Eva"])
]

MENU = {
    "": [(_("Today"), "house", None)],
    _("Sales"): [
        (_("Lead"), "flag", None),
        (_("Customer"), "building-2", None),
        (_("Opportunity"), "square-kanban", 6),
        (_("Quote"), "file-text", None),
    ],
    _("Contracts and payments"): [
        (_("Contract"), "file-badge", 2),
        (_("Receivable"), "banknote", None),
    ],
    _("Management"): [(_("Settings"), "settings", None)],
}
STAGES = [
    {"label": _("First contact"), "state": "done", "note": "6"},
    {"label": _("Needs"), "state": "done", "note": "12"},
    {"label": _("Intent"), "state": "late", "note": "34"},
    {"label": _("Quote"), "state": "todo"},
    {"label": _("Signed"), "state": "todo"},
]
COLUMNS = [
    {"key": "needs", "label": _("Needs"), "rate": 30, "sum": Decimal(1960000), "bar": (10, 20, 60)},
    {"key": "quote", "label": _("Quote"), "rate": 70, "sum": Decimal(1360000), "bar": (0, 40, 60)},
    {
        "key": "signed",
        "label": _("Signed"),
        "rate": 100,
        "sum": Decimal(980000),
        "bar": (0, 0, 100),
    },
]
ROWS = [
    ("HT-0713", "南京远帆数控", Decimal("506000.00"), 97, "red"),
    ("HT-0455", "Harbour Freight Systems Ltd", Decimal("182000.00"), 22, "amber"),
    ("HT-0620", "宁波听涛港机", Decimal("1297000.50"), 0, "green"),
]
AGES = [(0, 58), (58, 18), (76, 10), (86, 6), (92, 8)]


def steps(now) -> list[dict]:
    """A contract that waits for finance and legal at the same time."""
    decided = {"decided_by": PEOPLE[2]["name"], "decided_at": now - timedelta(hours=30)}
    waiting = {"assignees": [PEOPLE[4]["name"], PEOPLE[5]["name"]], "since": now}
    return [
        {"name": _("Sales manager"), "state": "approved", "comment": "OK", **decided},
        {"name": _("Project manager"), "state": "rejected", **decided},
        {"name": _("Finance"), "state": "pending", **waiting},
        {"name": _("Legal"), "state": "waiting", **waiting},
    ]


def events(now) -> list[dict]:
    return [
        {
            "icon": icon,
            "tone": tone,
            "title": title,
            "text": text,
            "actor": actor,
            "at": now - timedelta(hours=hours),
        }
        for icon, tone, title, text, actor, hours in [
            ("phone", "", _("Call"), "HT-0713, 09:30–09:42", PEOPLE[0], 3),
            ("circle-check", "green", _("Approved"), "", PEOPLE[2], 30),
            ("triangle-alert", "amber", _("No next step"), "", None, 260),
        ]
    ]


def frame(request: HttpRequest) -> dict:
    """What the context processors give a page inside a tenant."""
    groups = [
        {"label": label, "items": [menu_item(*item) for item in items]}
        for label, items in MENU.items()
    ]
    seen = SimpleNamespace(
        member=PEOPLE[2],
        tenant={"name": "Fairway"},
        GET=request.GET,
        path=request.path,
        get_full_path=request.get_full_path,
    )
    return {
        "request": seen,
        "csrf_token": get_token(request),
        "menu": groups,
        "mobile_menu": [item for group in groups for item in group["items"]][:4],
        "create_links": [{"label": _("Customer"), "url": "#"}],
        "tenants": [{"name": "Northwind", "url": "#"}],
        "unread_count": 3,
        "bell_url": "#found",
    }


def menu_item(label: str, icon: str, count: int | None) -> dict:
    current = icon == "square-kanban"
    item = {"label": label, "icon": icon, "url": "#", "key": ""}
    return item | {"count": count, "current": current}


def samples() -> dict:
    now = timezone.now()
    return {
        **list_samples(),
        "form": SampleForm({"name": "", "close_on": "2027-01-26", "stage": "b"}),
        "people": PEOPLE,
        "stages": STAGES,
        "columns": COLUMNS,
        "rows": ROWS,
        "steps": steps(now),
        "events": events(now),
        "amount": Decimal("1780000.00"),
        "today": timezone.localdate(),
        "late": timezone.localdate() - timedelta(days=5),
        "now": now,
        "goal": [
            {"css": "f-green", "width": 62},
            {"css": "f-brand", "x": 62, "width": 25},
        ],
        "ages": [{"css": f"age{n}", "x": x, "width": width} for n, (x, width) in enumerate(AGES)],
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("styleguide.html", frame(request) | samples()))
