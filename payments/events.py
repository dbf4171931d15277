"""How the events of receivables and receipts read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("plan.made", "calendar-clock", _("planned %(count)s instalments of %(amount)s in all"))
say("instalment.started", "calendar", _("its event happened on %(on)s, so it is due on %(due)s"))
say("instalment.chased", "phone-call", _("asked for the payment"))
say("instalment.promised", "handshake", _("was promised the payment for %(on)s"))
say("instalment.reminded", "bell-ring", _("reminded of it, %(step)s days from the due date"))
say("instalment.due_soon", "bell", _("%(balance)s of %(subject)s is due on %(due)s"))
say("instalment.due_today", "bell", _("%(balance)s of %(subject)s is due today"))
say(
    "instalment.overdue",
    "bell-ring",
    _("%(balance)s of %(subject)s is overdue by %(days)s days"),
)
say("receipt.reported", "circle-plus", _("reported %(amount)s from %(payer)s"))
say("receipt.confirmed", "circle-check", _("confirmed %(amount)s from %(payer)s"))
say("receipt.allocated", "git-merge", _("allocated %(amount)s"))
say("receipt.rejected", "circle-x", _("rejected %(amount)s from %(payer)s"))
say("receipt.reversed", "undo-2", _("reversed %(amount)s from %(payer)s"))
say("receipt.recorded", "history", _("recorded a receipt of the past"))

notices(
    Notice(
        "instalment_due",
        _("Payments that are due or overdue"),
        _("Follow it up"),
        ("instalment.due_soon", "instalment.due_today", "instalment.overdue"),
    ),
    Notice(
        "receipt_reported", _("Receipts to confirm"), _("Check"), ("receipt.reported",), mail=True
    ),
    Notice(
        "receipt_answer",
        _("What became of my receipts"),
        _("Look at it"),
        ("receipt.confirmed", "receipt.rejected", "receipt.reversed"),
    ),
)
