from django.utils.translation import gettext_lazy as _

from activities.search import search
from crm.pages import Page


class SearchPage(Page):
    """/search/?q=: results by kind; the palette gets the same as a fragment."""

    permission = "activities.view"
    template_name = "activities/search.html"
    fragment_name = "components/_hits.html"
    title = _("Search")

    def get(self, request):
        query = request.GET.get("q", "").strip()[:200]
        groups = [
            {
                "label": hits.kind.label,
                "items": [self.line(hits.kind, record) for record in hits.records],
            }
            for hits in search(query, member=self.member)
        ]
        return self.show(query=query, groups=groups)

    def line(self, kind, record) -> dict:
        return {"url": kind.url(record.pk), "title": str(record), "note": "", "icon": kind.icon}
