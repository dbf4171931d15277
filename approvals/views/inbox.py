from django.utils.translation import gettext_lazy as _

from approvals import inbox
from crm.pages import Page

TABS = {
    "todo": (_("To decide"), _("Nothing waits for your decision.")),
    "mine": (_("Submitted by me"), _("You have submitted nothing yet.")),
    "done": (_("Decided"), _("You have decided nothing yet.")),
}


class InboxPage(Page):
    """/inbox/?tab=todo|mine|done"""

    permission = "approvals.view"
    template_name = "approvals/inbox.html"
    title = _("Approvals")

    def get(self, request):
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else "todo"
        counts = inbox.counts(self.member)
        tabs = [
            {"name": name, "label": label, "count": counts.get(name), "current": name == tab}
            for name, (label, _empty) in TABS.items()
        ]
        rows = inbox.rows(tab, self.member)
        return self.show(tabs=tabs, tab=tab, rows=rows, empty_text=TABS[tab][1])
