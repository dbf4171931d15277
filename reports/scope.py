"""Whose figures a member sees (spec 01, reports): by credit, not by who may open a record."""

from dataclasses import dataclass

from django.db.models import Q

from people.models import Member
from people.roles import Role
from tenants.fields import Ids

EVERYWHERE = (Role.ADMIN, Role.FINANCE)


@dataclass(frozen=True)
class Scope:
    """The members that count (None: all), narrowed to a department with its subtree or to one.

    What is closed counts for whom it is credited to, what is open for its owner.
    """

    members: Ids | None
    department: int | None = None
    only: int | None = None

    def credited(self) -> Q:
        return self._of("credited_to_id", "credited_department__path")

    def owned(self, prefix: str = "") -> Q:
        return self._of(f"{prefix}owner_id", f"{prefix}owner__department__path")

    def held(self) -> Q:
        """For stored rows, which name a member."""
        return self._of("member_id", "member__department__path")

    def _of(self, member: str, path: str) -> Q:
        wanted = Q()
        if self.members is not None:
            wanted &= Q(**{f"{member}__any": self.members})
        if self.department is not None:
            wanted &= Q(**{f"{path}__contains": [self.department]})
        if self.only is not None:
            wanted &= Q(**{member: self.only})
        return wanted


def credited_in(member: Member, *, department: int | None = None, only: int | None = None) -> Scope:
    """Himself; a manager's subtree; all for administrators and finance. A share adds nothing."""
    everybody = member.leads_everybody or any(map(member.is_, EVERYWHERE))
    return Scope(None if everybody else Ids.of(member.team_ids), department, only)


def channels_of(member: Member) -> Scope:
    """For sums by source: marketing has those of the whole company, and no rows behind them."""
    return Scope(None) if member.is_(Role.MARKETING) else credited_in(member)
