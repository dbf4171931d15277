"""Verbs that say beforehand what they will do, and in the same place why they were refused."""

from collections.abc import Iterable

from django_htmx.http import reswap, retarget

from crm.pages import VerbPage
from tenants.states import MoveNotAllowed


class StatedVerb(VerbPage):
    """`statement()` says what will happen, sentence by sentence; `steps()` who will decide.

    A refusal (409) shows the same form again with its reason, in the dialog as on the page.
    """

    template_name = "approvals/stated.html"
    fragment_name = "approvals/_stated_dialog.html"

    def statement(self) -> Iterable[str]:
        return ()

    def steps(self) -> list[dict]:
        """Entries of approvals/outlook.py; MoveNotAllowed when it cannot be submitted at all."""
        return []

    def get(self, request, **kwargs):
        form = self.form()
        try:
            return self.show(form=form, steps=self.steps())
        except MoveNotAllowed as refused:
            return self.show(form=form, refused=refused, blocked=True)

    def post(self, request, **kwargs):
        try:
            return super().post(request, **kwargs)
        except MoveNotAllowed as refused:
            if refused.keeps:
                raise
            again = self.show(409, form=self.form(request.POST), refused=refused)
            return reswap(retarget(again, "#modal"), "innerHTML")

    def context(self, **extra) -> dict:
        return super().context(statement=self.statement(), **extra)
