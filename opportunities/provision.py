"""What a new company starts with: two sales processes and reasons to close a deal (spec 04)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from activities.models import Reason
from opportunities.models import Process, Stage, StageTask
from tenants.models import Tenant


@dataclass(frozen=True)
class Row:
    """A stage: win rate and baseline share in percent, dwell limit in working days."""

    name: str
    win_rate: int
    baseline: int
    days: int
    tasks: tuple[str, ...] = ()


STANDARD = (
    Row(gettext_noop("First contact"), 10, 15, 14),
    Row(gettext_noop("Needs"), 30, 40, 21),
    Row(gettext_noop("Confirmed interest"), 50, 30, 21),
    Row(gettext_noop("Quotation"), 70, 10, 14),
)
TENDER = (
    Row(
        gettext_noop("Qualification"),
        10,
        15,
        7,
        (gettext_noop("Confirm the tender document"), gettext_noop("Confirm our qualification")),
    ),
    Row(
        gettext_noop("Bid decision"),
        30,
        25,
        14,
        (
            gettext_noop("Collect needs"),
            gettext_noop("Find fit and gaps"),
            gettext_noop("ROI and TCO report"),
            gettext_noop("Bid decision meeting"),
        ),
    ),
    Row(
        gettext_noop("Bidding"),
        50,
        25,
        30,
        (gettext_noop("Demo by pre-sales"), gettext_noop("Bid slides")),
    ),
    Row(gettext_noop("Negotiation"), 70, 20, 14),
    Row(
        gettext_noop("Agreement"),
        90,
        10,
        10,
        (gettext_noop("Prepare the contract"), gettext_noop("Brief the delivery team")),
    ),
)
PROCESSES = (
    (gettext_noop("Standard process"), STANDARD, True),
    (gettext_noop("Software tender"), TENDER, False),
)
WON = gettext_noop("Deal signed")
WON_BASELINE = 5
REASONS = {
    Reason.List.DEAL_LOST: (
        gettext_noop("Price"),
        gettext_noop("A competitor's product fits better"),
        gettext_noop("The project was put off"),
        gettext_noop("No budget"),
        gettext_noop("Relationship"),
    ),
    Reason.List.DEAL_INVALID: (
        gettext_noop("Wrong data"),
        gettext_noop("The customer cancelled"),
        gettext_noop("Duplicate"),
        gettext_noop("A test"),
    ),
}


def first_processes(tenant: Tenant) -> None:
    """Both processes and the reasons, named in the company's language."""
    with override(tenant.language):
        if not Process.objects.exists():
            for order, (name, rows, default) in enumerate(PROCESSES, start=1):
                _make(name, rows, order=order, is_default=default)
        Reason.objects.bulk_create(
            [
                Reason(list=name, name=_(reason), order=order)
                for name, reasons in REASONS.items()
                for order, reason in enumerate(reasons)
            ],
            ignore_conflicts=True,
        )


def _make(name: str, rows: tuple[Row, ...], **fields) -> None:
    process = Process.objects.create(
        name=_(name), won_label=_(WON), won_baseline=WON_BASELINE, **fields
    )
    for order, row in enumerate(rows, start=1):
        stage = Stage.objects.create(
            process=process,
            order=order,
            name=_(row.name),
            win_rate=row.win_rate,
            expected_days=row.days,
            baseline_share=row.baseline,
        )
        StageTask.objects.bulk_create(
            StageTask(stage=stage, title=_(title), order=number)
            for number, title in enumerate(row.tasks, start=1)
        )
