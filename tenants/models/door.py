"""Every token that opens a tenant without a session: invitation, quote link, API token, hook."""

import hashlib

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def digest(token: str) -> str:
    """SHA-256 of a token, hexadecimal: what is stored instead of the token."""
    return hashlib.sha256(token.encode()).hexdigest()


class DoorQuerySet(models.QuerySet):
    def usable(self):
        return self.filter(revoked_at=None).filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=Now())
        )

    def behind(self, kind: str, token: str) -> "Door | None":
        """The open door of this kind for a presented token, else None."""
        return (
            self.usable()
            .select_related("tenant")
            .filter(kind=kind, sha256=digest(token), tenant__active=True)
            .first()
        )


class Door(models.Model):
    """Global, since the tenant is not known before the token is; holds no tenant's data."""

    class Kind(models.TextChoices):
        API = "api", _("API token")
        INVITATION = "invitation", _("Invitation")
        QUOTE = "quote", _("Quote link")

    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    sha256 = models.CharField(max_length=64, unique=True)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("door")
        verbose_name_plural = _("doors")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
