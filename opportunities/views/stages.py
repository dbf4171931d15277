"""Moving a deal: one page for every stage, the same for drag, menu and form (spec 04)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from opportunities import actions
from opportunities.criteria import Item, checklist
from opportunities.forms_closing import FILL, WAIVE, StageForm
from opportunities.models import Stage
from opportunities.path import left_by, stages_of, within_reach
from opportunities.views.base import DealVerb
from opportunities.views.closing import Invalidation, Loss, Win

ENDS = {"won": Win, "lost": Loss, "invalid": Invalidation}


class StagePage(DealVerb):
    """GET lists the stages, or with ?stage= shows what a move there asks for; POST moves."""

    permission = "opportunities.move"
    form_class = StageForm
    template_name = "opportunities/stage.html"
    fragment_name = "opportunities/_stage_dialog.html"
    submit = _("Move")
    success = _("The deal was moved.")

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        end = ENDS.get(request.POST.get("stage", ""))
        if end is not None:
            return end.as_view()(request, **kwargs)
        if self.wanted == str(self.record.stage_id) and self.record.status == "open":
            # The first of two clicks has moved it, and its toast takes that back.
            return self.answer(self.record, self.wanted, undo=False)
        return super().post(request, **kwargs)

    @cached_property
    def stages(self) -> list[Stage]:
        return stages_of(self.record)

    @property
    def title(self) -> str:
        if self.target is None:
            return _("Move to another stage")
        return _("Move to “%(stage)s”") % {"stage": self.target.name}

    @cached_property
    def wanted(self) -> str:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return sent.get("stage", "")

    @cached_property
    def target(self) -> Stage | None:
        """The stage that is asked for; unasked the only one that there is to choose."""
        if not self.wanted:
            near = within_reach(self.stages, self.record)
            return near[0] if len(near) == 1 else None
        return next((stage for stage in self.stages if str(stage.pk) == self.wanted), None)

    @property
    def forward(self) -> bool:
        return self.target is not None and self.target.order > self.record.stage.order

    @cached_property
    def items(self) -> list[Item]:
        """The checklist of what the move would leave or skip."""
        if not self.forward:
            return []
        return checklist(self.record, left_by(self.stages, self.record.stage, self.target))

    @cached_property
    def bare(self) -> bool:
        """A drag brings the stage and nothing for its checklist: the action alone asks then."""
        post = self.request.POST
        return bool(post) and not any(name.startswith((FILL, WAIVE)) for name in post)

    def again(self):
        self.bare = False
        return super().again()

    @property
    def offered(self) -> list[Stage]:
        """Those within reach, and the one asked for, so that its refusal can say why."""
        near = within_reach(self.stages, self.record)
        return [one for one in self.stages if one in near or one == self.target]

    def form_kwargs(self) -> dict:
        return {
            "deal": self.record,
            "stages": self.offered,
            "missing": [] if self.bare else [item for item in self.items if not item.passed],
            "may_waive": self.member.can("opportunities.waive"),
            "initial": {"stage": self.target.pk if self.target else ""},
        }

    def undo_url(self, deal) -> str:
        return reverse("opportunity_undo", args=[deal.pk, deal.changes.last().pk])

    def perform(self, form):
        given = {"by": self.member, "opportunity": self.record, "to": self.target}
        if self.target.order < self.record.stage.order:
            return actions.step_back(**given, reason=form.cleaned_data["reason"])
        return actions.advance(**given, waivers=form.waivers(), fields=form.facts())


class Undo(DealVerb):
    """Takes back the move that the URL names."""

    permission = "opportunities.move"
    title = _("Undo the move")
    submit = _("Undo")
    success = _("The move was undone.")

    def load(self, pk: int, change: int):
        super().load(pk)
        self.change = self.record.changes.filter(pk=change).first()
        if self.change is None:
            raise Http404

    def perform(self, form):
        return actions.undo_move(by=self.member, opportunity=self.record, change=self.change)
