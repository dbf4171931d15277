"""Pools: where leads wait to be claimed (spec 02)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class PoolQuerySet(TenantQuerySet):
    def of(self, member):
        """Pools that a member may claim from: those that name him, and those that name nobody."""
        return self.filter(
            models.Q(members__member=member) | models.Q(members__isnull=True)
        ).distinct()


class Pool(TenantModel):
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The first pool whose conditions match takes a lead.")
    )
    industries = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("industries"),
        default=list,
        blank=True,
        help_text=_("Empty takes all."),
    )
    regions = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("regions"),
        default=list,
        blank=True,
        help_text=_("Empty takes all."),
    )
    recycle_days = models.PositiveSmallIntegerField(_("recycled after (working days)"), default=15)
    cooldown_days = models.PositiveSmallIntegerField(_("cool-down (working days)"), default=5)

    objects = TenantManager.from_queryset(PoolQuerySet)()

    class Meta:
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="pool_name")]

    def takes(self, *, industry: str, region: str) -> bool:
        return (not self.industries or industry in self.industries) and (
            not self.regions or region in self.regions
        )


class PoolMember(TenantModel):
    pool = TenantForeignKey(Pool, on_delete=models.CASCADE, related_name="members")
    member = TenantForeignKey("people.Member", verbose_name=_("member"), related_name="pools")

    class Meta:
        verbose_name = _("member of a pool")
        verbose_name_plural = _("members of the pool")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "pool", "member"], name="pool_member_once")
        ]
