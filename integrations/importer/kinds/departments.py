"""Departments by their path: "East/Team Losch" (docs/import.md)."""

from integrations.importer.readers import Context
from people.actions import create_department
from people.models import Department, Member


def department_at(by: Member, path: str, region: str, context: Context) -> Department:
    """The department at a path from the top; levels that are not there are made.

    A new level that is called like the region covers it; without one the last level does.
    """
    names = [part.strip()[:80] for part in path.split("/") if part.strip()]
    covering = names.index(region) if region in names else len(names) - 1
    known = context.once("departments", _known)
    department = None
    for level, name in enumerate(names):
        place = (department.pk if department else None, name)
        if place not in known:
            covered = region[:80] if level == covering else ""
            known[place] = create_department(by=by, name=name, parent=department, region=covered)
        department = known[place]
    return department


def _known():
    return {(found.parent_id, found.name): found for found in Department.objects.all()}
