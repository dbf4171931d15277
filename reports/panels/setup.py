"""What an administrator still has to set up, and what of the machinery needs him (spec 00)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.models import CalendarDay, Member
from products.models import Product
from tenants.models import JobRun
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Item:
    label: str  # lazily translated; what is to do, or how it stands where that is done
    url: str
    done: bool
    note: str = ""  # why, or how many


def setup(today: date) -> list[Item]:
    return [_letterhead(), *_members(), _catalogue(), _holidays(today), _jobs()]


def _letterhead() -> Item:
    return Item(
        _("Company settings and letterhead"),
        reverse("admin:tenants_tenant_changelist"),
        bool(current_tenant().address),
        _("Printed on quotes and contracts"),
    )


def _members() -> list[Item]:
    found = Member.objects.active().aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(user=None)),
        final=Count("pk", filter=Q(final_approver=True)),
    )
    people = reverse("admin:people_member_changelist")
    waiting = f"{people}?user__isnull=True&active__exact=1"
    return [
        Item(_("Invite the team"), people, found["all"] > 1, _counted(found["all"])),
        Item(_("Members who have not joined"), waiting, False, _counted(found["waiting"]))
        if found["waiting"]
        else Item(_("Every member has joined"), people, True),
        Item(
            _("Name a final approver"),
            people,
            bool(found["final"]),
            _("Decides where nobody stands above"),
        ),
    ]


def _counted(members: int) -> str:
    return ngettext("%(n)s member", "%(n)s members", members) % {"n": members}


def _catalogue() -> Item:
    return Item(
        _("Enter products and prices"),
        reverse("products"),
        Product.objects.exists(),
        _("Quotes are made of them"),
    )


def _holidays(today: date) -> Item:
    return Item(
        _("Check this year's days off"),
        reverse("admin:people_calendarday_changelist"),
        CalendarDay.objects.filter(day__year=today.year).exists(),
        _("Deadlines count working days"),
    )


def _jobs() -> Item:
    failing = JobRun.objects.exclude(error="").count()
    jobs = reverse("admin:tenants_jobrun_changelist")
    if failing:
        return Item(_("Background jobs failed"), jobs, False, failing)
    return Item(_("Background jobs run"), jobs, True)
