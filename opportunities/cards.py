"""The cards of the board, drawn in Python: as a template each took a fifth of a millisecond, and a
board has a hundred and sixty of them.
"""

from decimal import Decimal
from html import escape

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from crm.links import link_maker
from crm.templatetags.fairway import date_h, icon, money_writers, percent
from opportunities.models import Opportunity
from opportunities.staleness import Clock
from people.models import Member, Share
from people.models.member import hue_of, initial_of
from people.models.ownership import granted
from tenants.scope import current_tenant

FIELDS = (
    "pk",
    "name",
    "status",
    "amount",
    "probability",
    "expected_close_date",
    "closed_on",
    "next_step",
    "next_step_on",
    "stage_id",
    "stage_entered_at",
    "last_activity_at",
    "account__name",
    "contact__phone",
    "owner_id",
    "owner__name",
    "stage__win_rate",
    "stage__expected_days",
)
OPEN = Opportunity.Status.OPEN


def rows_of(deals: QuerySet) -> QuerySet:
    """Named tuples of FIELDS: 168 deals with four relations take three times as long."""
    return deals.values_list(*FIELDS, named=True)


def key_of(row) -> str:
    """What its column is called: a stage's id while it is open, else how it ended."""
    return str(row.stage_id) if row.status == OPEN else row.status


class Cards:
    """Draws cards for one viewer; words, links and currency are asked once.

    A card offers what its reader may do; the verb asks again.
    """

    def __init__(self, clock: Clock, *, viewer: Member):
        self.clock, self.viewer = clock, viewer
        self.may_move, self.team = viewer.can("opportunities.move"), set(viewer.team_ids)
        self.exact, self.short = money_writers(current_tenant().currency)
        self.url = link_maker("opportunity")
        self.move_url = link_maker("opportunity_stage")
        self.plan_url = link_maker("opportunity_next_step")
        self.signed, self.call = gettext("Signed"), escape(gettext("Call"))
        self.lacking, self.plan = gettext("No next step"), gettext("No next step, plan one now")
        self.move = gettext("Move “%(name)s” to another stage")

    def drawn(self, row, *, oob: bool = False) -> SafeString:
        """One row of `rows_of` as <li>; `oob` where it is sent after a move."""
        is_open = row.status == OPEN
        stale = self._stale(row) if is_open else ""
        movable = is_open and self._changeable(row)
        move_url = f' data-move-url="{self.move_url(row.pk)}"' if movable else ""
        swap = ' hx-swap-oob="true"' if oob else ""
        return mark_safe(
            f'<li class="card{" stale" if stale else ""}" id="card-{row.pk}" '
            f'data-stage="{key_of(row)}"{move_url} data-row{swap}>'
            f'<h3><a href="{self.url(row.pk)}">{escape(row.account__name)}</a></h3>'
            f'<p class="sub">{escape(row.name)}</p>{self._seal(row)}{self._money(row)}{stale}'
            f"{self._next_step(row, movable) if is_open else ''}{self._foot(row, movable)}</li>"
        )

    def _seal(self, row) -> str:
        if row.status != Opportunity.Status.WON:
            return ""
        return f'<span class="seal" role="img" aria-label="{escape(self.signed)}">签</span>'

    def _money(self, row) -> str:
        """Amount, win rate, and when it is expected or was closed."""
        day, rate = row.closed_on, ""
        if row.status == OPEN:
            day, share = row.expected_close_date, row.probability
            shown = Decimal(row.stage__win_rate) if share is None else share
            rate = f'<span class="tag">{percent(shown, 0)}</span>'
        when = f'<time datetime="{day.isoformat()}">{date_h(day, "card")}</time>' if day else ""
        exact, short = self.exact(row.amount), self.short(row.amount)
        return f'<p class="money"><b title="{exact}">{short}</b>{rate}{when}</p>'

    def _stale(self, row) -> str:
        reasons = self.clock.why(
            row.stage_entered_at,
            row.last_activity_at,
            row.stage__expected_days,
            row.expected_close_date,
        )
        return "".join(f'<p class="rot">{icon(one.icon)}{escape(one.text)}</p>' for one in reasons)

    def _changeable(self, row) -> bool:
        return self.may_move and (row.owner_id in self.team or row.pk in self._shared)

    @cached_property
    def _shared(self) -> set[int]:
        """The deals of others that he may change."""
        to_change = granted(Opportunity, self.viewer, [Share.Level.CHANGE])
        return set(Opportunity.objects.filter(pk__in=to_change).values_list("pk", flat=True))

    def _next_step(self, row, movable: bool) -> str:
        if row.next_step and row.next_step_on:
            over = " over" if row.next_step_on < self.clock.today else ""
            when = date_h(row.next_step_on, "relative")
            step = f"<span><b>{escape(when)}</b> {escape(row.next_step)}</span>"
            return f'<p class="act{over}">{icon("target")}{step}</p>'
        text = escape(self.lacking)
        if movable:
            url = self.plan_url(row.pk)
            text = f'<a href="{url}" hx-get="{url}" hx-target="#modal">{escape(self.plan)}</a>'
        return f'<p class="act none">{icon("triangle-alert")}{text}</p>'

    def _foot(self, row, movable: bool) -> str:
        """Who has it, and the ways to call and to move without dragging."""
        initial, hue = escape(initial_of(row.owner__name)), hue_of(row.owner_id)
        parts = [f'<span class="av" data-hue="{hue}" aria-hidden="true">{initial}</span>']
        parts.append(f"<span>{escape(row.owner__name)}</span>")
        if row.contact__phone:
            parts.append(
                f'<a class="btn ghost sq only-touch" href="tel:{escape(row.contact__phone)}" '
                f'aria-label="{self.call}">{icon("phone")}</a>'
            )
        if movable:
            url, label = self.move_url(row.pk), escape(self.move % {"name": row.name})
            parts.append(
                f'<a class="btn ghost sq end" data-key="move" href="{url}" hx-get="{url}" '
                f'hx-target="#modal" aria-label="{label}">{icon("arrow-right")}</a>'
            )
        return f'<div class="foot">{"".join(parts)}</div>'
