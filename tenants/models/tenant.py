"""The company that rents the product. A global table: it is what scopes are opened from."""

import secrets
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.constraints import AuditTrail


class Module(models.TextChoices):
    """Modules that a small company may switch off (spec 00, principle 7)."""

    POOLS = "pools", _("Lead pools")
    SCORING = "scoring", _("Lead scores")
    CPQ = "cpq", _("Configure, price, quote")
    CALL_CENTRE = "call_centre", _("Call centre")
    ORDERS = "orders", _("Orders and delivery")
    ATTRIBUTION = "attribution", _("Attribution")
    MOBILE = "mobile", _("Field visits")
    RISK = "risk", _("Customer risk")


def validate_number_pattern(value: str) -> None:
    """Every number differs by its running one, and fits into forty characters."""
    if "{seq}" not in value or len(value) > 30:
        raise ValidationError(_("It needs {seq}, the running number, and at most 30 characters."))


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("%(zone)s is not a time zone."), params={"zone": value})


def logo_place(tenant: "Tenant", name: str) -> str:
    return f"t/{tenant.pk}/logo/{secrets.token_hex(16)}.png"


percent = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class Companies(models.Manager):
    def serving(self, slug: str) -> "Tenant | None":
        """Plain SQL: every page asks, and the ORM takes three times as long to write it."""
        known = self.raw("SELECT * FROM tenants_tenant WHERE slug = %s AND active", [slug])
        return next(iter(known), None)


class Tenant(models.Model):
    class Language(models.TextChoices):
        ZH = "zh-hans", "简体中文"
        EN = "en", "English"

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(
        _("address"), max_length=40, unique=True, validators=[RegexValidator(r"^[a-z0-9-]+\Z")]
    )
    language = models.CharField(
        _("language"), max_length=10, choices=Language.choices, default=Language.ZH
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Asia/Shanghai", validators=[validate_time_zone]
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="CNY", validators=[RegexValidator(r"^[A-Z]{3}\Z")]
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        default="CN",
        validators=[RegexValidator(r"^[A-Z]{2}\Z")],
        help_text=_("Phone numbers without a country code are read as this country's."),
    )
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    credit_code = models.CharField(_("tax number"), max_length=30, blank=True)
    bank_name = models.CharField(_("bank"), max_length=120, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)
    logo = models.FileField(_("logo"), upload_to=logo_place, blank=True)
    fiscal_month = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    forecast_threshold = models.DecimalField(
        _("forecast threshold (%)"), max_digits=5, decimal_places=2, default=70, validators=percent
    )
    deviation_threshold = models.DecimalField(
        _("funnel deviation (points)"),
        max_digits=5,
        decimal_places=2,
        default=5,
        validators=percent,
    )
    idle_days = models.PositiveSmallIntegerField(_("days without activity"), default=14)
    number_pattern = models.CharField(
        _("contract number"),
        max_length=40,
        default="HT-{year}-{seq}",
        blank=True,
        validators=[validate_number_pattern],
    )
    modules_off = ArrayField(
        models.CharField(max_length=20, choices=Module.choices),
        verbose_name=_("switched-off modules"),
        default=list,
        blank=True,
    )
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = Companies()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["slug"]
        constraints = [AuditTrail(name="tenants_tenant_audit")]

    def __str__(self) -> str:
        return self.name

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def has(self, module: str) -> bool:
        return module not in self.modules_off
