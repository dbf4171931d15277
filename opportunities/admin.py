"""Configuration of sales processes (spec 04): stages, exit criteria, tasks."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.admin import TenantAdmin, TenantInline, tenant_site
from opportunities.forms_criteria import CriterionForm
from opportunities.models import ExitCriterion, Process, Stage, StageTask


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
