"""Members, departments and the work calendar in the company's admin."""

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.admin import TenantAdmin, tenant_site
from crm.formfields import PhoneField
from crm.templatetags.fairway import listed
from people import actions, admin_tenant  # noqa: F401
from people.models import CalendarDay, Department, Member
from people.roles import Role
from tenants.forms import TenantForm


class MemberForm(TenantForm):
    phone = PhoneField()
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    def clean_email(self):
        """As it is kept: so that two of one address are noticed."""
        return self.cleaned_data["email"].strip().lower()


@admin.register(Member, site=tenant_site)
class MemberAdmin(TenantAdmin):
    """Adding a member invites him; his address is fixed from then on."""

    form = MemberForm
    about = _("Who works here: roles, departments, limits, invitations.")
    list_display = ["name", "email", "department", "shown_roles", "active", "joined_at"]
    list_filter = ["active", "department"]
    search_fields = ["name", "email"]
    actions = ["invite", "reactivate"]
    adding = ["name", "email", "department", "roles"]
    changing = [
        "name",
        "phone",
        "department",
        "roles",
        "discount_limit",
        "claim_limit",
        "daily_claims",
        "export_limit",
        "final_approver",
    ]

    @admin.display(description=_("roles"))
    def shown_roles(self, member) -> str:
        return listed(Role(role).label for role in member.roles)

    def get_fields(self, request, obj=None):
        return self.changing if obj else self.adding

    def save_model(self, request, obj, form, change):
        if change:
            actions.change_member(by=request.member, member=obj, **form.changes())
        else:
            invited = actions.invite_member(by=request.member, **form.cleaned_data)
            obj.pk = invited.pk
            text = _("An invitation goes to %(email)s; it is good for a week.")
            self.message_user(request, text % {"email": invited.email}, messages.SUCCESS)

    @admin.action(description=_("Invite the selected members"))
    def invite(self, request, queryset):
        invited = actions.invite_members(by=request.member, members=queryset)
        text = ngettext("%(n)s invitation was sent.", "%(n)s invitations were sent.", invited)
        left = _(
            "The others have joined already, are deactivated, or have a link that still works."
        )
        why = f" {left}" if invited < queryset.count() else ""
        self.message_user(request, text % {"n": invited} + why)

    @admin.action(description=_("Give the selected members their access back"))
    def reactivate(self, request, queryset):
        gone = [member for member in queryset if not member.active]
        for member in gone:
            actions.reactivate_member(by=request.member, member=member)
        text = ngettext(
            "%(n)s member has access again.", "%(n)s members have access again.", len(gone)
        )
        self.message_user(request, text % {"n": len(gone)}, messages.SUCCESS)

    def get_actions(self, request):
        """Deactivating is asked for one by one, on a page that says what it does."""
        found = super().get_actions(request)
        return {name: action for name, action in found.items() if name != "delete_selected"}

    def get_deleted_objects(self, objs, request):
        """None: what a member did stays his, and must not keep him from being deactivated."""
        return [], {}, set(), []

    def delete_model(self, request, obj):
        actions.deactivate_member(by=request.member, member=obj)

    def response_delete(self, request, obj_display, obj_id):
        text = _("%(name)s no longer has access.") % {"name": obj_display}
        self.message_user(request, text, messages.SUCCESS)
        return redirect("admin:people_member_changelist")


@admin.register(Department, site=tenant_site)
class DepartmentAdmin(TenantAdmin):
    about = _("A tree: managers see what belongs to their department and those below.")
    list_display = ["name", "parent", "region"]
    fields = ["name", "parent", "region"]

    def save_model(self, request, obj, form, change):
        if not change:
            made = actions.create_department(by=request.member, **form.cleaned_data)
            obj.pk = made.pk
            return
        super().save_model(request, obj, form, change)
        if "parent" in form.changed_data:
            parent = form.cleaned_data["parent"]
            actions.move_department(by=request.member, department=obj, parent=parent)


class CalendarDayForm(TenantForm):
    class Meta:
        help_texts = {"working": _("Ticked: an extra working day. Not ticked: a day off.")}


@admin.register(CalendarDay, site=tenant_site)
class CalendarDayAdmin(TenantAdmin):
    form = CalendarDayForm
    about = _("Days off and extra working days; deadlines are counted in working days.")
    list_display = ["day", "working"]
