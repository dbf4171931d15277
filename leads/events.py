"""How the events of leads read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("lead.created", "circle-plus", _("added the lead"))
say("lead.changed", "pencil", _("changed %(fields)s"))
say("lead.claimed", "hand", _("claimed the lead"))
say("lead.assigned", "user-check", _("assigned the lead to %(to)s"))
say("lead.started", "play", _("began to work on it"))
say("lead.given_back", "undo-2", _("gave the lead back to %(pool)s"))
say("lead.disqualified", "ban", _("closed it as invalid: %(reason)s"))
say("lead.restored", "rotate-ccw", _("put it back into %(pool)s"))
say("lead.converted", "arrow-right-left", _("converted it into the customer %(account)s"))

notices(
    Notice(
        "lead_assigned", _("Leads given to me"), _("Get in touch"), ("lead.assigned",), mail=True
    )
)
