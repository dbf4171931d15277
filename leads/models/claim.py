"""The ledger of claims: daily limits count it, cool-downs read when a member lost a lead."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class Claim(TenantModel):
    lead = TenantForeignKey("leads.Lead", related_name="claims")
    member = TenantForeignKey("people.Member", related_name="claims")
    at = models.DateTimeField(_("claimed"), auto_now_add=True)
    lost_at = models.DateTimeField(_("lost"), null=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        indexes = [
            models.Index(fields=["tenant", "member", "at"], name="claim_by_day"),
            models.Index(fields=["tenant", "lead", "member"], name="claim_of_lead"),
        ]
