"""How the events of contracts read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.sentences import say

say("contract.created", "file-plus", _("drafted it from the quote %(quote)s"))
say("contract.changed", "pencil", _("changed %(fields)s"))
say("contract.terms_set", "calendar-clock", _("set payment terms in %(count)s parts"))
say("contract.synced", "refresh-cw", _("took the lines over from the quote %(quote)s"))
say("contract.formal", "badge-check", _("became formal as %(number)s"))
say("contract.scan_received", "paperclip", _("received the signed copy on %(on)s"))
say(
    "contract.signing_corrected",
    "calendar",
    _("corrected the day of signing from %(from)s to %(to)s"),
)
say("contract.recorded", "download", _("brought it in from the past"))
