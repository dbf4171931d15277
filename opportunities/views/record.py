"""The page of one deal, and its forms."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.pages import ChangePage, CreatePage, DetailPage, Verb
from opportunities import actions
from opportunities.actions.undoing import undoable
from opportunities.criteria import checklist
from opportunities.defaults import default_process
from opportunities.forms import DealForm, NewDealForm, NextStepForm
from opportunities.models import Opportunity, Stage
from opportunities.path import after, stages_of
from opportunities.slips import slips_of, with_date_changes
from opportunities.staleness import clock

OPEN = Opportunity.Status.OPEN
CHANGES_SHOWN = 30
OF_A_CHANGE = (
    "opportunity",
    "verb",
    "at",
    "amount",
    "days_stayed",
    "reason",
    "from_stage__name",
    "to_stage__name",
    "by__name",
)


def _open(deal: Opportunity) -> bool:
    return deal.status == OPEN


def _closed(deal: Opportunity) -> bool:
    return deal.status != OPEN


class DealPage(DetailPage):
    permission = "opportunities.view"
    model = Opportunity
    template_name = "opportunities/opportunity.html"
    verbs = (
        Verb(
            _("Move"),
            "opportunity_stage",
            "opportunities.move",
            "arrow-right",
            _open,
            tone="primary",
        ),
        Verb(_("Won"), "opportunity_win", "opportunities.close", "stamp", _open),
        Verb(_("Lost"), "opportunity_loss", "opportunities.close", "circle-x", _open),
        Verb(
            pgettext_lazy("deal", "Invalid"),
            "opportunity_invalidation",
            "opportunities.close",
            "ban",
            _open,
        ),
        Verb(_("Edit"), "opportunity_change", "opportunities.change", "pencil", _open),
        Verb(_("Open again"), "opportunity_reopening", "opportunities.reopen", "undo-2", _closed),
        Verb(_("Hand over"), "opportunity_assignment", "opportunities.assign", "user-check"),
        Verb(_("Team"), "opportunity_team", "opportunities.share", "users"),
    )

    def rows(self):
        related = ("account", "contact", "owner", "close_reason", "lead")
        return with_date_changes(super().rows().select_related(*related))

    def load(self, pk: int, **kwargs) -> None:
        """Stage and process come with the path: of two joins more PostgreSQL would plan the order
        for longer than reading takes."""
        super().load(pk, **kwargs)
        for stage in self.stages:
            if stage.pk == self.record.stage_id:
                self.record.stage, self.record.process = stage, stage.process

    def timeline(self):
        """With what happened while it was a lead."""
        lead = self.record.lead_id
        return [*super().timeline(), *([("lead", lead)] if lead else [])]

    @cached_property
    def stages(self) -> list[Stage]:
        return stages_of(self.record, with_process=True)

    @cached_property
    def stale(self) -> list:
        deal = self.record
        return clock([deal.stage]).reasons(deal) if deal.status == OPEN else []

    def path(self) -> list[dict]:
        """Context of components/_stage_path.html; the last one is the end of the process."""
        deal, here = self.record, self.record.stage
        late = any(one.reason == "dwell" for one in self.stale)
        now = {"open": "late" if late else "current", "won": "done"}.get(deal.status, "lost")
        states = [
            "done" if stage.order < here.order else now if stage.pk == here.pk else "todo"
            for stage in self.stages
        ]
        steps = [
            {"label": stage.name, "state": state, "note": f"{stage.win_rate}%"}
            for stage, state in zip(self.stages, states, strict=True)
        ]
        end = "won" if deal.status == Opportunity.Status.WON else "todo"
        return [*steps, {"label": deal.process.won_label, "state": end, "note": ""}]

    def context(self, **extra):
        deal = self.record
        moves = deal.changes.select_related("from_stage", "to_stage", "by").only(*OF_A_CHANGE)
        changes = list(moves.order_by("-at", "-pk")[:CHANGES_SHOWN])
        undo = _open(deal) and bool(changes) and undoable(changes[0], self.member)
        return super().context(
            path=self.path(),
            stale=self.stale,
            checklist=checklist(deal, [deal.stage]) if deal.status == OPEN else [],
            last_stage=not after(self.stages, deal.stage),
            slips=slips_of(deal),
            changes=changes,
            undo=changes[0].pk if undo else None,
            products=deal.products.select_related("product"),
            team=deal.shares.select_related("member"),
            **extra,
        )


class DealCreate(CreatePage):
    """?account=12 chooses the customer, as its page does."""

    permission = "opportunities.create"
    form_class = NewDealForm
    title = _("New deal")
    success = _("The deal was opened.")

    def form_kwargs(self):
        account = self.request.GET.get("account", "")
        initial = {"account": account} if account.isdecimal() else {}
        return {"member": self.member, "initial": initial | {"process": default_process}}

    def perform(self, form):
        return actions.create_opportunity(by=self.member, **form.cleaned_data)


class DealChange(ChangePage):
    permission = "opportunities.change"
    model = Opportunity
    form_class = DealForm
    title = _("Edit the deal")

    def perform(self, form):
        return actions.change_opportunity(by=self.member, opportunity=self.record, **form.changes())


class NextStep(DealChange):
    form_class = NextStepForm
    title = _("Plan the next step")
