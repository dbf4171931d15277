"""Django admin of one company: configuration only, for its administrators (spec 01).

It has no log-in of its own, decides by Member roles, never by is_staff, and writes no LogEntry
(a global table): the database's audit trail is its history.
"""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import Http404
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from crm.errors import move_refused
from tenants.actions import delete_configuration, save_configuration
from tenants.forms import TenantForm
from tenants.models import AuditRow
from tenants.states import MoveNotAllowed
from tenants.uses import uses

# The browser's own pickers, as on the product's pages; Django's are scripts with their own look.
DAY = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}
PICKERS = {
    models.DateField: {"widget": forms.DateInput(**DAY)},
    models.DateTimeField: {
        "form_class": forms.SplitDateTimeField,
        "widget": forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": _("Date")},
            time_attrs={"type": "time", "aria-label": _("Time")},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    },
}

OUTSIDE = {"login", "logout", "password_change", "password_change_done", "view_on_site"}


class RoomsSite(admin.AdminSite):
    """An admin whose first page says what each of its pages is for."""

    def get_app_list(self, request, app_label=None):
        """In the order of the rooms."""
        rooms = {name: place for place, name in enumerate(apps.app_configs)}
        found = super().get_app_list(request, app_label)
        for room in found:
            for page in room["models"]:
                shown = self.get_model_admin(page["model"])
                page["about"] = getattr(shown, "about", "")
                page["name"] = getattr(shown, "heading", page["name"])
        return sorted(found, key=lambda room: rooms[room["app_label"]])


class TenantAdminSite(RoomsSite):
    site_header = site_title = _("Settings")
    index_title = _("Company configuration")
    enable_nav_sidebar = False  # the product's own menu stands beside its pages
    final_catch_all_view = False

    def has_permission(self, request) -> bool:
        return request.member is not None and request.member.can("people.configure")

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if not self.has_permission(request):  # signed in already: 403, not a log-in page
                raise PermissionDenied
            try:
                return inner(request, *args, **kwargs)
            except MoveNotAllowed as refused:
                return move_refused(request, refused)

        guarded.permission = "people.configure"
        return guarded

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in OUTSIDE]


tenant_site = TenantAdminSite(name="admin")


class NamedRows(BaseInlineFormSet):
    """The box that deletes a row has a name too."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if box := form.fields.get(DELETION_FIELD_NAME):
            box.widget.attrs["aria-label"] = box.label


class TenantInline(admin.TabularInline):
    """Base of rows inside a configuration page; Django's own asks the global user, who has none
    of a company's permissions, and would leave them out."""

    form = TenantForm
    formset = NamedRows
    extra = 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Django names such a field by its column's heading only, which no screen reader says."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.setdefault("aria-label", field.label)
        return field

    has_view_permission = has_add_permission = lambda self, request, obj=None: (
        tenant_site.has_permission(request)
    )
    has_change_permission = has_delete_permission = has_view_permission


class TenantAdmin(admin.ModelAdmin):
    """Base of the configuration pages; `about` says on the first page what one is for."""

    about = ""
    form = TenantForm
    formfield_overrides = PICKERS
    list_per_page = 50
    view_on_site = False  # Django's goes through a global table of content types

    def has_module_permission(self, request):
        return tenant_site.has_permission(request)

    has_view_permission = has_add_permission = lambda self, request, obj=None: (
        tenant_site.has_permission(request)
    )
    has_change_permission = has_delete_permission = has_view_permission

    def changelist_view(self, request, extra_context=None):
        """Headed by what it lists; Django's heading is an instruction."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        save_configuration(by=request.member, row=obj)

    def save_formset(self, request, form, formset, change):
        for row in formset.save(commit=False):
            save_configuration(by=request.member, row=row)
        for row in formset.deleted_objects:
            delete_configuration(by=request.member, row=row)

    def get_deleted_objects(self, objs, request):
        """Of what is in use only by what and how often: Django would list thousands of deals."""
        used = uses(self.model.objects.filter(pk__in=[obj.pk for obj in objs]))
        if not used:
            return super().get_deleted_objects(objs, request)
        kinds = {capfirst(str(model._meta.verbose_name_plural)): n for model, n in used.items()}
        text = gettext("%(kind)s: %(n)s")
        return [], {}, set(), [text % {"kind": kind, "n": n} for kind, n in kinds.items()]

    def delete_model(self, request, obj):
        delete_configuration(by=request.member, row=obj)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            delete_configuration(by=request.member, row=row)

    def log_addition(self, request, obj, message):
        """The audit trigger has it."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """The audit trigger has it."""

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        from people.trail import Trail  # it links to these pages

        rows = AuditRow.objects.filter(table=self.opts.db_table, row=object_id).order_by("-pk")
        trail = Trail(rows[:200])
        context = {
            **tenant_site.each_context(request),
            "rows": [(row, trail.by(row), row.changes(trail.name)) for row in trail.rows],
            "opts": self.opts,
            "object": record,
        }
        return render(request, "admin/audit_history.html", context)
