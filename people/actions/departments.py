"""Departments and their place in the tree."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Department, Member
from tenants.states import MoveNotAllowed


@transaction.atomic
def create_department(
    *, by: Member | None, name: str, parent: Department | None = None, region: str = ""
) -> Department:
    department = Department(name=name, parent=parent, region=region)
    department.save()
    department.path = [*(parent.path if parent else []), department.pk]
    department.save(update_fields=["path"])
    return department


@transaction.atomic
def move_department(*, by: Member | None, department: Department, parent: Department | None):
    """Hang a department, with all below it, under another one (None: make it a root).

    Raises MoveNotAllowed for a place below itself.
    """
    tree = list(Department.objects.select_for_update().subtree(department.pk))
    if parent and parent.pk in {below.pk for below in tree}:
        raise MoveNotAllowed(_("A department cannot stand below itself."))
    head = [*(parent.path if parent else [])]
    for below in tree:
        below.path = head + below.path[below.path.index(department.pk) :]
        if below.pk == department.pk:
            below.parent = parent
    Department.objects.bulk_update(tree, ["path", "parent"])
