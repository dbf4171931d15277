"""One step: what is asked, and the nouns that one POSTs to (spec 06)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.timeline import timeline_of
from approvals import actions
from approvals.access import allow_decision
from approvals.actions.decisions import not_pending
from approvals.actions.urging import check_urge, next_urge
from approvals.deciders import deciders
from approvals.effects import effects_of
from approvals.forms import ApprovalForm, RejectionForm
from approvals.models import Step
from approvals.outlook import after_agreement, others_to_decide
from approvals.panel import rounds_at
from crm.pages import RecordPage, Verb, VerbPage
from crm.pages.verbs import offered
from crm.templatetags.fairway import listed

DECIDE = (
    Verb(_("Approve"), "approval_approval", "approvals.decide", "check", tone="primary"),
    Verb(_("Reject"), "approval_rejection", "approvals.decide", "x", tone="danger"),
)
URGE = (
    Verb(
        _("Urge"),
        "approval_urge",
        "approvals.urge",
        "bell-ring",
        lambda step: step.state == Step.State.PENDING and next_urge(step) <= timezone.now(),
    ),
)


class StepPage(RecordPage):
    """What the approver reads before he decides: facts, rounds and the record's timeline."""

    permission = "approvals.view"
    model = Step
    template_name = "approvals/approval.html"
    columns = "pair"

    def rows(self):
        return Step.objects.with_people()

    def get(self, request, pk: int):
        step, round = self.record, self.record.round
        effects = effects_of(round)
        his = Step.objects.todo(self.member).filter(pk=step.pk).exists()
        subject = round.of_kind.find(round.object_id, self.member)
        reads = his or subject is not None  # who had a part once may not see the record any more
        return self.show(
            round=round,
            kind=round.of_kind,
            subject=subject,
            facts_template=effects.facts if reads else "",
            facts=round.facts,
            look=effects.look(round) if reads else {},
            rounds=rounds_at(round.kind, round.object_id, self.member),
            verbs=offered(DECIDE if his else URGE, step, self.member, True),
            events=timeline_of((round.kind, round.object_id)),
            may_change=False,
            again=next_urge(step) if step.urged_at and step.state == Step.State.PENDING else None,
        )


class Decision(VerbPage):
    permission = "approvals.decide"
    model = Step
    changes = False

    def authorise(self):
        super().authorise()
        allow_decision(self.member, self.record)

    def foretold(self):
        if self.record.state != Step.State.PENDING:
            raise not_pending(self.record)
        return {}

    def next_url(self, record):
        return reverse("inbox")


class Approval(Decision):
    form_class = ApprovalForm
    title = _("Approve")
    submit = _("Approve")
    success = _("You agreed.")

    def statement(self):
        yield after_agreement(self.record)

    def perform(self, form):
        return actions.approve_step(by=self.member, step=self.record, **form.cleaned_data)


class Rejection(Decision):
    form_class = RejectionForm
    title = _("Reject")
    submit = _("Reject")
    success = _("You rejected it.")
    danger = True

    def statement(self):
        owner = {"name": self.record.owner.name}
        yield _("It goes back to %(name)s as a draft, with your reason.") % owner
        if others_to_decide(self.record).exists():
            yield _("Nobody else is asked any more; changed, it can be submitted again.")
        else:
            yield _("Changed, it can be submitted again.")

    def perform(self, form):
        return actions.reject_step(by=self.member, step=self.record, **form.cleaned_data)


class Urge(VerbPage):
    permission = "approvals.urge"
    model = Step
    changes = False
    title = _("Urge")
    submit = _("Urge")
    success = _("A reminder was sent.")

    def statement(self):
        names = [member.name for member in deciders([self.record])[self.record.pk]]
        yield _("A reminder goes to %(names)s at once.") % {"names": listed(names)}
        if self.record.due_at and self.record.due_at < timezone.now():
            yield _("The step is past due, so their superiors are told as well.")
        yield _("The next reminder can be sent in four hours.")

    def foretold(self):
        check_urge(self.record, timezone.now())
        return {}

    def perform(self, form):
        return actions.urge_step(by=self.member, step=self.record)
