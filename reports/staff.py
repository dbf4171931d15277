"""Members and departments by id, read once a page: the names and keys of every report."""

from dataclasses import dataclass
from functools import cached_property

from people.models import Department, Member
from people.roles import Role


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    department: int
    manages: bool  # an active manager

    @property
    def hue(self) -> int:
        return self.id % 6

    @property
    def initial(self) -> str:
        return self.name[:1].upper()


@dataclass(frozen=True)
class Place:
    id: int
    name: str
    region: str
    path: tuple[int, ...]


class Staff:
    """Two statements, whatever is asked of it afterwards."""

    @cached_property
    def people(self) -> dict[int, Person]:
        rows = Member.objects.values_list("pk", "name", "department_id", "roles", "active")
        return {
            pk: Person(pk, name, department, active and Role.MANAGER in roles)
            for pk, name, department, roles, active in rows
        }

    @cached_property
    def places(self) -> dict[int, Place]:
        rows = Department.objects.values_list("pk", "name", "region", "path")
        return {pk: Place(pk, name, region, tuple(path)) for pk, name, region, path in rows}

    def name(self, member_id: int | None) -> str:
        person = self.people.get(member_id)
        return person.name if person else ""

    def below(self, department_id: int) -> list[Place]:
        """The department and its subtree, in the tree's order."""
        return [place for place in self.places.values() if department_id in place.path]

    def managers_of(self, department_id: int | None) -> tuple[int, ...]:
        """Ids of the active managers of the nearest department upward that has any."""
        for place in reversed(self._line(department_id)):
            if place in self._managers:
                return self._managers[place]
        return ()

    def region_of(self, department_id: int | None) -> str:
        """The region of the department, or of the nearest above it that names one."""
        regions = [self.places[place].region for place in self._line(department_id)]
        return next((region for region in reversed(regions) if region), "")

    def _line(self, department_id: int | None) -> tuple[int, ...]:
        place = self.places.get(department_id)
        return place.path if place else ()

    @cached_property
    def _managers(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for person in self.people.values():
            if person.manages:
                found[person.department] = (*found.get(person.department, ()), person.id)
        return found
