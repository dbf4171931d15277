"""Bearer tokens of the API: what a member's program may do in his name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class ApiToken(TenantModel):
    """The secret itself is a Door's; here is whose it is and what it opens (spec 10)."""

    class Access(models.TextChoices):
        READ = "read", _("read only")
        WRITE = "write", _("read and write")

    member = TenantForeignKey("people.Member", verbose_name=_("member"), related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    access = models.CharField(
        _("access"), max_length=5, choices=Access.choices, default=Access.READ
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
