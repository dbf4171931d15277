"""From a chain, which is data, to the steps of one round with real people (spec 06)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from approvals.models import ChainStep
from approvals.seating import unfilled
from crm.templatetags.fairway import money
from people.models import Member
from people.roles import Role
from people.superiors import first_superiors
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed


@dataclass(frozen=True)
class StepSpec:
    """A step to open. Steps of the same `order` run in parallel; `due_hours` are working hours;
    `why` is the rule that chose the assignees, for whoever is about to submit."""

    order: int
    role: str
    name: str
    assignees: list[Member]
    due_hours: int = 24
    why: str = ""


def steps_from_chain(
    purpose: str,
    *,
    owner: Member,
    submitted_by: Member,
    amount: Decimal,
    named: dict[str, list[Member]] | None = None,
) -> list[StepSpec]:
    """The steps that the tenant's chain asks for at this amount.

    `named` puts certain people in a role's place (the contract's project manager); where none of
    them may decide, all members of the role do. Owner and submitter are never assigned. Raises
    MoveNotAllowed naming the role that nobody is left for.
    """
    above = Q(min_amount=None) | Q(min_amount__lt=amount)
    steps = ChainStep.objects.filter(above, chain__purpose=purpose).order_by("order", "pk")
    specs = [
        StepSpec(
            step.order,
            step.role,
            step.name,
            _assignees(step, owner, submitted_by, named or {}),
            step.due_hours,
            _rule(step),
        )
        for step in steps
    ]
    if not specs:
        raise MoveNotAllowed(_("No approval chain is set up for this. Ask an administrator."))
    check_filled(specs)
    return specs


def check_filled(specs: list[StepSpec]) -> None:
    """Raise MoveNotAllowed unless every step can be decided by a person of its own."""
    empty = unfilled([[member.pk for member in spec.assignees] for spec in specs])
    if empty is not None:
        role = Role(specs[empty].role).label
        raise MoveNotAllowed(
            _("Nobody is left who may decide as %(role)s: “%(step)s”.")
            % {"role": role, "step": specs[empty].name}
        )


def _assignees(step: ChainStep, owner: Member, submitted_by: Member, named: dict) -> list[Member]:
    barred = {owner.pk, submitted_by.pk}
    if step.role == Role.MANAGER:
        return _heads(owner, barred) if step.head else _managers(owner, submitted_by)
    able = Member.objects.active().with_role(step.role).exclude(pk__in=barred)
    chosen = [member.pk for member in named.get(step.role, [])]
    return list(able.filter(pk__in=chosen)) or list(able)


def _rule(step: ChainStep) -> str:
    """Who is asked, in words; and from which amount on, where the step has one."""
    if step.role == Role.MANAGER:
        asked = _("A head of the company") if step.head else _("The owner's nearest superior")
    elif step.role == Role.PROJECT:
        asked = _("The contract's project manager")
    else:
        asked = _("Anybody with the role %(role)s") % {"role": Role(step.role).label}
    if step.min_amount is None:
        return asked
    amount = money(step.min_amount, current_tenant().currency)
    return _("%(asked)s, above %(amount)s") % {"asked": asked, "amount": amount}


def _managers(owner: Member, submitted_by: Member) -> list[Member]:
    """The owner's nearest superiors; the submitter's, where he himself is the only one."""
    return first_superiors(owner, lambda m: m.pk != submitted_by.pk) or first_superiors(
        submitted_by, lambda m: m.pk != owner.pk
    )


def _heads(owner: Member, barred: set[int]) -> list[Member]:
    managers = Member.objects.active().with_role(Role.MANAGER).exclude(pk__in=barred)
    return list(managers.filter(department_id=owner.department.path[0]))
