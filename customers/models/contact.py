"""People at customers (spec 03). Whoever sees the customer sees them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.links import record_url
from customers.models.account import Account
from people.models import Member
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class ContactQuerySet(TenantQuerySet):
    def visible_to(self, member: Member):
        return self.filter(account__in=Account.objects.visible_to(member))


class Contact(TenantModel):
    account = TenantForeignKey(Account, verbose_name=_("customer"), related_name="contacts")
    name = models.CharField(_("name"), max_length=80)
    name_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    title = models.CharField(_("job title"), max_length=80, blank=True)
    department = models.CharField(_("department"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wechat = models.CharField(_("WeChat"), max_length=40, blank=True)
    reports_to = TenantForeignKey(
        "self", verbose_name=_("reports to"), null=True, blank=True, related_name="reports"
    )
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    active = models.BooleanField(_("active"), default=True)
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = TenantManager.from_queryset(ContactQuerySet)()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(fields=["tenant", "account"], name="contact_account"),
            models.Index(fields=["tenant", "name_key"], name="contact_name_key"),
        ]

    def get_absolute_url(self) -> str:
        return record_url("contact", self.pk)

    def changeable_by(self, member: Member) -> bool:
        return self.account.changeable_by(member)
