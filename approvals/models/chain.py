"""Chains as data: who approves what, in which order (spec 06)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.roles import Role
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class Purpose(models.TextChoices):
    CONTRACT = "contract", _("Contract")
    DISCOUNT = "discount", _("Discount")


class Chain(TenantModel):
    purpose = models.CharField(_("for"), max_length=20, choices=Purpose.choices)

    class Meta:
        verbose_name = _("approval chain")
        verbose_name_plural = _("approval chains")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "purpose"],
                name="chain_purpose",
                violation_error_message=_("There is a chain for this already. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())


class ChainStep(TenantModel):
    """Steps of the same order run in parallel."""

    chain = TenantForeignKey(Chain, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField(
        _("order"), help_text=_("Steps of the same order run in parallel.")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    name = models.CharField(_("name"), max_length=60)
    head = models.BooleanField(
        _("head of the root department"),
        default=False,
        help_text=_("A sales manager's step then goes to the managers at the top of the tree."),
    )
    min_amount = models.DecimalField(
        _("only above this amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    due_hours = models.PositiveSmallIntegerField(_("due after (working hours)"), default=24)

    class Meta:
        verbose_name = _("step of a chain")
        verbose_name_plural = _("steps of the chain")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "chain", "order", "role"], name="chain_step_once"
            )
        ]


class SubstituteQuerySet(TenantQuerySet):
    def today(self):
        """In force on the tenant's present day."""
        day = timezone.localdate()
        return self.filter(start__lte=day, end__gte=day)


class Substitute(TenantModel):
    """Who decides for an absent member, from a day until a day."""

    member = TenantForeignKey("people.Member", verbose_name=_("absent"), related_name="+")
    substitute = TenantForeignKey("people.Member", verbose_name=_("substitute"), related_name="+")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"))

    objects = TenantManager.from_queryset(SubstituteQuerySet)()

    class Meta:
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="substitute_dates"
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("substitute")), name="substitute_other"
            ),
        ]

    def clean(self):
        if self.end and self.start and self.end < self.start:
            raise ValidationError({"end": _("It ends before it begins.")})
        if self.member_id is not None and self.member_id == self.substitute_id:
            raise ValidationError({"substitute": _("Nobody stands in for himself.")})
