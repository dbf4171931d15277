"""Configuration of sales processes (spec 04): stages, exit criteria, tasks."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.models import Note
from crm.admin import TenantAdmin, TenantInline, tenant_site
from opportunities.criteria import FIELDS
from opportunities.models import ExitCriterion, Process, Stage, StageTask
from tenants.forms import TenantForm

Kind = ExitCriterion.Kind


class CriterionForm(TenantForm):
    """The value must be one that its kind understands, or the criterion could never be met."""

    class Meta:
        model = ExitCriterion
        fields = ["kind", "value", "label", "order"]

    def clean(self):
        data = super().clean()
        allowed = {Kind.FIELD_FILLED: FIELDS, Kind.ACTIVITY: ["", *Note.Type.values]}
        known = allowed.get(data.get("kind"))
        if known is not None and data.get("value", "") not in known:
            choices = ", ".join(filter(None, known))
            raise ValidationError({"value": _("One of: %(values)s") % {"values": choices}})
        return data


class StageInline(TenantInline):
    model = Stage
    extra = 0
    can_delete = False  # a stage in use is archived; an unused one is deleted on its own page
    show_change_link = True


class CriterionInline(TenantInline):
    model = ExitCriterion
    form = CriterionForm


class TaskInline(TenantInline):
    model = StageTask


@admin.register(Process, site=tenant_site)
class ProcessAdmin(TenantAdmin):
    about = _("Stages with win rates, time limits and baselines; rules of moving on.")
    list_display = ["name", "order", "is_default", "allow_skip", "needs_quote", "archived"]
    inlines = [StageInline]


@admin.register(Stage, site=tenant_site)
class StageAdmin(TenantAdmin):
    about = _("What must be done before a deal leaves a stage, and its tasks.")
    list_display = ["name", "process", "order", "win_rate", "expected_days", "archived"]
    list_filter = ["process", "archived"]
    inlines = [CriterionInline, TaskInline]
