"""What an administrator still has to set up, and what of the machinery needs him (spec 00)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import CalendarDay, Member
from products.models import Product
from tenants.models import JobRun


@dataclass(frozen=True)
class Item:
    label: str  # lazily translated
    url: str
    done: bool
    note: str = ""


def setup(today: date) -> list[Item]:
    members = Member.objects.active().aggregate(
        all=Count("pk"),
        waiting=Count("pk", filter=Q(user=None)),
        final=Count("pk", filter=Q(final_approver=True)),
    )
    jobs = JobRun.objects.aggregate(all=Count("pk"), failing=Count("pk", filter=~Q(error="")))
    people, days = "admin:people_member_changelist", "admin:people_calendarday_changelist"
    year = CalendarDay.objects.filter(day__year=today.year)
    waiting = f"{reverse(people)}?user__isnull=True&active__exact=1"
    return [
        Item(_("Invite the team"), reverse(people), members["all"] > 1, members["all"]),
        Item(_("Members who have not joined"), waiting, not members["waiting"], members["waiting"]),
        Item(_("Name a final approver"), reverse(people), bool(members["final"])),
        Item(_("Enter products and prices"), reverse("products"), Product.objects.exists()),
        Item(_("Holidays of this year"), reverse(days), year.exists()),
        Item(
            _("Jobs whose last run failed"),
            reverse("admin:tenants_jobrun_changelist"),
            not jobs["failing"],
            jobs["failing"],
        ),
    ]
