"""The PDF of a quote: made once for a content, kept, fetched again."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quotes.models.quote import Quote
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey
from tenants.scope import current_tenant_id


def random_place(document: "QuoteDocument", name: str) -> str:
    """Where the file lies below MEDIA_ROOT: in its company's folder, unguessable."""
    return f"t/{current_tenant_id()}/quotes/{secrets.token_hex(16)}.pdf"


class QuoteDocumentQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.filter(quote__in=Quote.objects.visible_to(member))


class QuoteDocument(TenantModel):
    """`content_hash` is of the page that is printed, so the same page is never printed twice."""

    class State(models.TextChoices):
        PENDING = "pending", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    quote = TenantForeignKey(Quote, on_delete=models.CASCADE, related_name="documents")
    content_hash = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    file = models.FileField(upload_to=random_place, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    audited = False

    objects = TenantManager.from_queryset(QuoteDocumentQuerySet)()

    class Meta:
        verbose_name = _("document of a quote")
        verbose_name_plural = _("documents of the quote")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "quote", "content_hash"], name="quote_document_once"
            )
        ]
