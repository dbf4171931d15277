"""How the events of deals read on a timeline and in notifications."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("opportunity.created", "plus", _("opened the deal"))
say("opportunity.recorded", "database", _("brought the deal in from the past"))
say("opportunity.changed", "pencil", _("changed %(fields)s"))
say("opportunity.amount_changed", "coins", _("changed the amount from %(from)s to %(to)s"))
say(
    "opportunity.date_changed",
    "calendar",
    _("moved the expected close date from %(from)s to %(to)s"),
)
say(
    "opportunity.probability_changed",
    "percent",
    _("set the probability from %(from)s to %(to)s percent"),
)
say("opportunity.next_step_set", "target", _("planned the next step: %(to)s"))
say("opportunity.advance", "arrow-right", _("moved it on from %(from)s to %(to)s"))
say("opportunity.step_back", "arrow-left", _("moved it back from %(from)s to %(to)s"))
say("opportunity.undo", "undo-2", _("took the move back; it is in %(to)s again"))
say("opportunity.waived", "shield-check", _("let it pass without “%(criterion)s”"))
say("opportunity.win", "stamp", _("won the deal"))
say("opportunity.lose", "circle-x", _("lost the deal: %(reason)s"))
say("opportunity.invalidate", "ban", _("closed it as invalid: %(reason)s"))
say("opportunity.reopen", "refresh-cw", _("opened the deal again"))
say("opportunity.assigned", "user-check", _("handed the deal from %(from)s to %(to)s"))
say("opportunity.shared", "users", _("took %(member)s into the team"))
say("opportunity.unshared", "users", _("took %(member)s out of the team"))
say(
    "opportunity.stale_dwell",
    "hourglass",
    _("The deal “%(deal)s” stays too long in its stage: %(days)s working days"),
)
say(
    "opportunity.stale_idle",
    "hourglass",
    _("Nothing happens with the deal “%(deal)s”: %(days)s working days without activity"),
)
say(
    "opportunity.stale_date",
    "clock-alert",
    _("The expected close date of the deal “%(deal)s” has passed"),
)

notices(
    Notice(
        "deal_assigned",
        _("Deals handed to me"),
        _("Look at it"),
        ("opportunity.assigned",),
        mail=True,
    ),
    Notice("deal_shared", _("Deals that I help with"), _("Look at it"), ("opportunity.shared",)),
    Notice(
        "deal_stale",
        _("Deals that stand still"),
        _("Plan the next step"),
        ("opportunity.stale_dwell", "opportunity.stale_idle", "opportunity.stale_date"),
    ),
)
