"""Who decides about a member's work (spec 01, superiors)."""

from collections.abc import Callable

from people.models import Member
from people.roles import Role


def superiors(member: Member) -> list[list[Member]]:
    """Active managers level by level, nearest department first, without the member himself.

    With nobody in the line: any other manager; else the final approver; else an empty list.
    """
    others = Member.objects.active().exclude(pk=member.pk)
    managers = list(others.with_role(Role.MANAGER).select_related("department"))
    line = [
        [manager for manager in managers if manager.department_id == department_id]
        for department_id in reversed(member.department.path)
    ]
    levels = [level for level in line if level]
    if levels:
        return levels
    last = managers or list(others.filter(final_approver=True))
    return [last] if last else []


def first_superiors(
    member: Member, covers: Callable[[Member], bool] = lambda manager: True
) -> list[Member]:
    """The nearest level with anybody who `covers` the case, reduced to those who do."""
    for level in superiors(member):
        able = [manager for manager in level if covers(manager)]
        if able:
            return able
    return []
