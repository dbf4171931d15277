"""What every verb of a deal shares: its row with what the card needs, and the board's answer."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from crm.pages import VerbPage
from opportunities.models import Opportunity
from opportunities.views.board import from_board, moved
from tenants.states import MoveNotAllowed


class DealVerb(VerbPage):
    """Used on the board it answers with card, heads and toast, elsewhere it leads on.

    A refusal that names what is missing shows the form again with it; others are 409.
    """

    model = Opportunity

    def rows(self):
        return Opportunity.objects.select_related("process", "stage")

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(422, form=self.again())
        left = str(self.record.stage_id) if self.record.status == "open" else self.record.status
        try:
            deal = self.perform(form)
        except MoveNotAllowed as refused:
            if not refused.missing:
                raise
            status = 422 if request.htmx else 409
            return self.show(status, form=self.again(), refused=refused, statement=())
        return self.answer(deal, left)

    def answer(self, deal: Opportunity, left: str, *, undo: bool = True) -> HttpResponse:
        """After the verb: the board's card and heads, or the next page."""
        if from_board(self.request):
            undo_url = self.undo_url(deal) if undo else ""
            return moved(self.request, deal, left, self.success, undo_url)
        return self.done(self.next_url(deal), self.success)

    def undo_url(self, deal: Opportunity) -> str:
        """Where the toast of a move takes it back; nothing for verbs that cannot be undone."""
        return ""

    def again(self):
        """The form to show after a refusal: what was typed stays."""
        return self.form(self.request.POST)

    def next_url(self, deal: Opportunity) -> str:
        """A deal that was handed over may be out of sight for who had it."""
        visible = deal.changeable_by(self.member) or (
            Opportunity.objects.visible_to(self.member).filter(pk=deal.pk).exists()
        )
        return deal.get_absolute_url() if visible else reverse("opportunities")
