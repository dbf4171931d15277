from people.models.calendar import CalendarDay
from people.models.department import Department
from people.models.export import Export
from people.models.member import Member
from people.models.ownership import OwnedModel, OwnedQuerySet, SharedModel, SharedQuerySet, open_way
from people.models.share import Share
from people.models.token import ApiToken
from people.models.user import User

__all__ = [
    "ApiToken",
    "CalendarDay",
    "Department",
    "Export",
    "Member",
    "OwnedModel",
    "OwnedQuerySet",
    "Share",
    "SharedModel",
    "SharedQuerySet",
    "User",
    "open_way",
]
