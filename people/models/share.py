"""Sharing one record with one member. Each shareable model has its own table of this shape."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class Share(TenantModel):
    """Subclasses add `record = TenantForeignKey(<model>, related_name="shares")`."""

    class Level(models.TextChoices):
        VIEW = "view", _("may see it")
        CHANGE = "change", _("may change it")

    member = TenantForeignKey("people.Member", verbose_name=_("member"), related_name="+")
    level = models.CharField(_("right"), max_length=6, choices=Level.choices, default=Level.VIEW)
    until = models.DateField(_("until"), null=True, blank=True)
    granted_by = TenantForeignKey("people.Member", verbose_name=_("granted by"), related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
