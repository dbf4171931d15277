"""A user in a company: department, roles, limits."""

from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Expression, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from people.models.department import Department
from people.permissions import roles_with
from people.roles import Role
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import Ids, TenantForeignKey
from tenants.models import Tenant
from tenants.scope import current_tenant_id, set_actor

IDS = ArrayField(models.BigIntegerField())
percent = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


# SQL, because every page asks: the ORM takes four times as long to write it. A manager's team is
# asked along, since nearly every page needs it, and the database told who writes.
OF_USER = """
SELECT member.*, set_config('app.actor', member.id::text, true),
CASE WHEN 'manager' = ANY(member.roles) THEN ARRAY(
    SELECT colleague.id FROM people_member colleague
    JOIN people_department place
      ON place.tenant_id = colleague.tenant_id AND place.id = colleague.department_id
    WHERE colleague.tenant_id = member.tenant_id AND place.path @> ARRAY[member.department_id]
    ORDER BY colleague.id
) ELSE ARRAY[member.id] END AS team_ids,
(SELECT count(*) FROM people_member colleague WHERE colleague.tenant_id = member.tenant_id)
AS headcount
FROM people_member member WHERE member.tenant_id = %s AND member.user_id = %s AND member.active
"""


class MemberQuerySet(TenantQuerySet):
    def active(self):
        return self.filter(active=True)

    def with_role(self, *roles: str):
        return self.filter(roles__overlap=list(roles))

    def may(self, permission: str):
        """Active members who have a permission."""
        return self.active().with_role(*roles_with(permission))

    def visible_to(self, member: "Member"):
        """Colleagues are no secret inside a company: names stand on every record."""
        return self


def team_of(department: Expression) -> MemberQuerySet:
    """Everybody of a department and of those below it."""
    place = Func(department, template="ARRAY[%(expressions)s]", output_field=IDS)
    return Member.objects.filter(department__path__contains=place)


class Member(TenantModel):
    # Empty until the invitation is accepted.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=80)
    name_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    department = TenantForeignKey(Department, verbose_name=_("department"), related_name="members")
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), verbose_name=_("roles")
    )
    discount_limit = models.DecimalField(
        _("discount limit (%)"), max_digits=5, decimal_places=2, default=0, validators=percent
    )
    claim_limit = models.PositiveSmallIntegerField(_("open claims at most"), default=50)
    daily_claims = models.PositiveSmallIntegerField(_("claims a day at most"), default=20)
    export_limit = models.PositiveIntegerField(_("exported rows a day at most"), default=5000)
    final_approver = models.BooleanField(
        _("final approver"),
        default=False,
        help_text=_("Decides where a member has no superior and there is no other manager."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=Tenant.Language.choices,
        blank=True,
    )
    shortcuts = models.BooleanField(
        _("single-key shortcuts"),
        default=True,
        help_text=_("Off for whoever speaks to the computer or hits keys by accident."),
    )
    active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), null=True, editable=False)

    objects = TenantManager.from_queryset(MemberQuerySet)()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["name_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="member_once"),
            models.UniqueConstraint(
                fields=["tenant", "email"],
                name="member_email",
                violation_error_message=_("There is a member with this e-mail already."),
            ),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(final_approver=True),
                name="one_final_approver",
                violation_error_message=_(
                    "Another member is the final approver already. Switch that off first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(discount_limit__range=(0, 100)), name="member_discount_limit"
            ),
        ]

    @classmethod
    def entering(cls, user) -> "Member | None":
        """Who somebody is in the company in scope, `team_ids` with him. What is written from here
        on in the transaction carries him as its actor."""
        found = next(iter(cls.objects.raw(OF_USER, [current_tenant_id(), user.pk])), None)
        if found:
            set_actor(found.pk, told=True)
        return found

    def can(self, permission: str) -> bool:
        """Whether one of his roles has the permission; unknown permissions raise KeyError."""
        return self.active and not roles_with(permission).isdisjoint(self.roles)

    def is_(self, role: str) -> bool:
        return role in self.roles

    @cached_property
    def team_ids(self) -> list[int]:
        """Himself and, for a manager, everybody of his department and those below (spec 01)."""
        if not self.is_(Role.MANAGER):
            return [self.pk]
        return list(team_of(Value(self.department_id)).order_by("pk").values_list("pk", flat=True))

    @cached_property
    def headcount(self) -> int:
        """Of his company, whoever left included."""
        return Member.objects.count()

    @cached_property
    def leads_everybody(self) -> bool:
        """Then what has an owner is his team's, and nobody has to be looked for among hundreds."""
        return self.is_(Role.MANAGER) and len(self.team_ids) == self.headcount

    def of_team(self, path: str = "owner_id") -> Q:
        """Rows whose member at `path` is of his team."""
        if self.leads_everybody:
            return Q(**{f"{path}__isnull": False})
        return Q(**{f"{path}__any": Ids.of(self.team_ids)})

    def initial(self) -> str:
        return initial_of(self.name)

    def hue(self) -> int:
        return hue_of(self.pk or 0)


def initial_of(name: str) -> str:
    """What stands in the round sign of a member."""
    return name[:1].upper()


def hue_of(pk: int) -> int:
    """Which of its six colours it has."""
    return pk % 6
