"""How the events of quotes read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("quote.created", "file-plus", _("began the quote"))
say("quote.changed", "pencil", _("changed %(fields)s"))
say("quote.priced", "calculator", _("priced it at %(total)s"))
say("quote.primary", "star", _("made it the deal's primary quote"))
say("quote.submitted", "send", _("asked for approval of the discount"))
say("quote.approved", "circle-check", _("approved the quote"))
say("quote.returned", "undo-2", _("gave it back as a draft"))
say("quote.approval_lost", "pencil", _("changed it, which took the approval away"))
say("quote.sent", "mail", _("sent it to the customer"))
say("quote.accepted", "thumbs-up", _("recorded that %(name)s accepted it at %(total)s"))
say("quote.declined", "thumbs-down", _("recorded that the customer declined"))
say("quote.expired", "hourglass", _("let it expire"))
say("quote.versioned", "copy", _("made it from version %(version)s"))

notices(
    Notice(
        "quote_answered",
        _("Answers of customers to my quotes"),
        _("Look at it"),
        ("quote.accepted", "quote.declined"),
        mail=True,
    )
)
