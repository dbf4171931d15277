"""The PDF of a record: made once for a content and a language, kept, fetched again."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.kinds import get_kind
from activities.models.event import Pointer
from activities.printing import printable
from crm.links import record_url
from tenants.base import TenantManager, TenantQuerySet
from tenants.models import Tenant
from tenants.scope import current_tenant_id


def random_place(document: "Document", name: str) -> str:
    """Where the file lies below MEDIA_ROOT: in its company's folder, unguessable."""
    return f"t/{current_tenant_id()}/{document.kind}/{secrets.token_hex(16)}.pdf"


class DocumentQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Who sees the record may have it on paper."""
        visible = models.Q(pk=None)
        for kind in printable():
            rows = kind.model.objects.visible_to(member)
            visible |= models.Q(kind=kind.name, object_id__in=rows.values("pk"))
        return self.filter(visible)


class Document(Pointer):
    """`content_hash` is of the page that is printed, so the same page is never printed twice."""

    class State(models.TextChoices):
        PENDING = "pending", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    language = models.CharField(
        _("language"), max_length=10, choices=Tenant.Language.choices, default=Tenant.Language.ZH
    )
    content_hash = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    file = models.FileField(upload_to=random_place, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    audited = False
    kinds = staticmethod(printable)

    objects = TenantManager.from_queryset(DocumentQuerySet)()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "object_id", "content_hash"], name="document_once"
            )
        ]

    def get_absolute_url(self) -> str:
        return record_url("document", self.pk)

    @property
    def record(self) -> models.Model:
        return get_kind(self.kind).model.objects.get(pk=self.object_id)

    @property
    def record_url(self) -> str:
        return get_kind(self.kind).url(self.object_id)
