"""Approvals over the API: the inbox and its verbs (spec 06, 10)."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from ninja import Field, Query, Router, Schema

from approvals import actions
from approvals.access import allow_decision
from approvals.models import Step
from crm.api_frame import Paging, operation, page_of, paged, reach

router = Router(tags=["approvals"])
verb = {"permission": "approvals.decide", "record": True}


class StepOut(Schema):
    id: int
    title: str = Field(alias="round.title")
    purpose: str = Field(alias="round.purpose")
    kind: str = Field(alias="round.kind")
    record: int = Field(alias="round.object_id")
    round: int = Field(alias="round.number")
    amount: Decimal = Field(alias="round.amount")
    step: str = Field(alias="name")
    role: str
    state: str
    submitted_by: int = Field(alias="submitted_by_id")
    assignees: list[int]
    opened_at: datetime | None
    due_at: datetime | None
    decided_by: int | None = Field(None, alias="decided_by_id")
    decided_at: datetime | None
    comment: str

    @staticmethod
    def resolve_assignees(step):
        return [seat.member_id for seat in step.assignees.all()]


class CommentIn(Schema, extra="forbid"):
    comment: str = Field("", max_length=1000)


@operation(router.get, "", permission="approvals.view", response=paged(StepOut))
def approvals(
    request,
    paging: Query[Paging],
    tab: Literal["todo", "mine", "done"] = "todo",
):
    """Steps that wait for the member, that hold up what he submitted, or that he decided."""
    member, steps = request.member, Step.objects
    rows = {
        "todo": steps.todo(member),
        "mine": steps.pending().filter(submitted_by=member),
        "done": steps.decided_by(member),
    }
    return page_of(rows[tab].with_people(), paging)


@operation(router.get, "/{pk}", permission="approvals.view", record=True, response=StepOut)
def approval(request, pk: int):
    return reach(request, Step, pk)


@operation(router.post, "/{pk}/approve", response=StepOut, **verb)
def approve(request, pk: int, data: CommentIn | None = None):
    step = reach(request, Step, pk)
    allow_decision(request.member, step)
    comment = data.comment if data else ""
    return actions.approve_step(by=request.member, step=step, comment=comment)


@operation(router.post, "/{pk}/reject", response=StepOut, **verb)
def reject(request, pk: int, data: CommentIn):
    step = reach(request, Step, pk)
    allow_decision(request.member, step)
    return actions.reject_step(by=request.member, step=step, comment=data.comment)


@operation(router.post, "/{pk}/urge", permission="approvals.urge", record=True, response=StepOut)
def urge(request, pk: int):
    return actions.urge_step(by=request.member, step=reach(request, Step, pk))
