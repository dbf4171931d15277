"""Departments: a tree inside the tenant."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class DepartmentQuerySet(TenantQuerySet):
    def subtree(self, department_id: int):
        """The department and everything below it."""
        return self.filter(path__contains=[department_id])


class Department(TenantModel):
    name = models.CharField(_("name"), max_length=80)
    parent = TenantForeignKey(
        "self",
        verbose_name=_("department above"),
        null=True,
        blank=True,
        related_name="children",
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    # Ids from the root down to this one: one containment test finds a subtree. Kept by actions.
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = TenantManager.from_queryset(DepartmentQuerySet)()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "parent", "name"],
                name="department_name",
                nulls_distinct=False,
                violation_error_message=_("There is a department of this name already."),
            )
        ]
