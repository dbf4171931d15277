from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.found import Found, visible
from activities.highlight import marked
from activities.kinds import all_kinds
from activities.recent import recent
from activities.search import search, titles_of
from crm.links import link_maker
from crm.pages import Page
from crm.search_choice import OFFERED, distinct

PAGE_ROWS, PALETTE_ROWS, RECENT = 20, 5, 5


class SearchPage(Page):
    """/search/?q=: results by kind; the palette gets the same as a fragment.

    Without a question it shows where the member was last. With `for=note` it finds only what he
    may change, and a record opens the form of a follow-up instead of its page.
    """

    permission = "activities.view"
    template_name = "activities/search.html"
    fragment_name = "components/_hits.html"

    @property
    def title(self) -> str:
        return _("Log a follow-up on …") if self.for_note else _("Search")

    @property
    def for_note(self) -> bool:
        return self.request.GET.get("for") == "note"

    def get(self, request):
        query = request.GET.get("q", "").strip()[:200]
        return self.show(query=query, groups=self.found(query) if query else self.last())

    def found(self, query: str) -> list[dict]:
        rows = PALETTE_ROWS if self.request.htmx else PAGE_ROWS
        return [
            {"label": group[0].kind.label, "items": self.lines(group, query)}
            for group in search(query, member=self.member, per_kind=rows, to_change=self.for_note)
        ]

    def last(self) -> list[dict]:
        items = [
            self.line(one, one.url, "")
            for one in recent(self.member, RECENT, to_change=self.for_note)
        ]
        return [{"label": _("Where you were last"), "items": items}] if items else []

    def lines(self, group: list[Found], query: str) -> list[dict]:
        """Those of one kind, whose page is looked up once."""
        link = link_maker(group[0].kind.page)
        return [self.line(one, link(one.pk), query) for one in group]

    def line(self, one: Found, url: str, query: str) -> dict:
        return {
            "url": reverse("note_create", args=[one.kind.name, one.pk]) if self.for_note else url,
            "title": marked(one.title, query),
            "note": one.note
            if query
            else " · ".join(filter(None, [str(one.kind.label), one.note])),
            "icon": one.kind.icon,
        }


class Options(Page):
    """?kind=account&field=customer&customer=…: what a field of crm/search_choice.py offers."""

    permission = "activities.view"
    template_name = "activities/_options.html"

    def load(self, **kwargs):
        self.kind = self.request.GET.get("kind", "account")
        if self.kind not in [kind.name for kind in all_kinds()]:
            raise Http404

    def get(self, request):
        text = request.GET.get(request.GET.get("field", ""), "").strip()[:200]
        titles = titles_of(self.kind, text, limit=4 * OFFERED)
        found = visible([(self.kind, pk, title) for pk, title in titles], self.member)
        options = distinct((one.pk, one.title) for one in found[:OFFERED])
        return self.show(options=options, typed=text)
