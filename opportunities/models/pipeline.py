"""How many open deals stand where, kept as sums: reports and the board read no deal for them."""

import pgtrigger
from django.db import models
from django.db.models import Sum, Value

from opportunities.models.process import Stage
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey

INTO = """INSERT INTO opportunities_pipelinesum (tenant_id, owner_id, stage_id, count, amount)
        VALUES"""
KEEP = f"""
    IF TG_OP <> 'INSERT' AND OLD.status = 'open' THEN
        {INTO} (OLD.tenant_id, OLD.owner_id, OLD.stage_id, -1, -OLD.amount);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'open' THEN
        {INTO} (NEW.tenant_id, NEW.owner_id, NEW.stage_id, 1, NEW.amount);
    END IF;
    RETURN NULL;
"""  # noqa: S608 constants only


class PipelineSumQuerySet(TenantQuerySet):
    def by(self, *places: str | Value):
        """(*places, count, amount) of the open deals there."""
        rows = self.order_by().values_list(*places)
        return rows.annotate(deals=Sum("count"), total=Sum("amount")).exclude(deals=0)


class PipelineSum(TenantModel):
    """Deals that came to an owner's stage, less those that went: its rows add up to what is there.

    A deal that changes adds rows (`PipelineTrigger`) and changes none, so that nobody waits for
    anybody; `fold_pipeline` makes one row of many.
    """

    audited = False

    owner = TenantForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    stage = TenantForeignKey(Stage, on_delete=models.CASCADE, related_name="+")
    count = models.IntegerField()
    amount = models.DecimalField(max_digits=24, decimal_places=2)

    objects = TenantManager.from_queryset(PipelineSumQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant", "stage", "owner"],
                include=["count", "amount"],
                name="pipeline_sums",
            )
        ]


class PipelineTrigger(pgtrigger.Trigger):
    """After the row, so that whatever judges it has done so."""

    when = pgtrigger.After
    operation = (
        pgtrigger.Insert
        | pgtrigger.Delete
        | pgtrigger.UpdateOf("status", "stage_id", "owner_id", "amount")
    )
    func = KEEP
