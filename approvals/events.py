"""How rounds and steps read on a record's timeline and in notifications."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("approval.opened", "send", _("submitted it for approval (round %(number)s)"))
say("approval.asked", "stamp", _("waits for your approval"))
say("approval.step_approved", "circle-check", _("agreed in “%(step)s”"))
say("approval.step_rejected", "circle-x", _("rejected it in “%(step)s”"))
say("approval.approved", "badge-check", _("gave the last approval: all have agreed"))
say("approval.withdrawn", "undo-2", _("withdrew round %(number)s"))
say("approval.voided", "ban", _("changed after submission: round %(number)s no longer counts"))
say("approval.urged", "bell-ring", _("urged to decide “%(step)s”"))
say("approval.late", "clock-alert", _("is past due in “%(step)s” with %(late)s"))

notices(
    Notice(
        "approval_waiting",
        _("Approvals that wait for me"),
        _("Decide"),
        ("approval.asked", "approval.urged", "approval.late"),
        mail=True,
    ),
    Notice(
        "approval_answer",
        _("Answers to what I submitted"),
        _("Look at it"),
        ("approval.approved", "approval.step_rejected", "approval.voided"),
        mail=True,
    ),
)
