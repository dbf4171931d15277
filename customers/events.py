"""How the events of customers read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("account.created", "circle-plus", _("added the customer"))
say("account.changed", "pencil", _("changed %(fields)s"))
say("account.assigned", "user-check", _("handed the customer from %(from)s to %(to)s"))
say("account.shared", "share-2", _("shared it with %(member)s"))
say("account.unshared", "share-2", _("ended the sharing with %(member)s"))
say("account.customer", "handshake", _("signed the first contract and became a customer"))
say("account.repeat", "handshake", _("signed again and became a repeat customer"))
say("contact.created", "user-plus", _("added the contact"))
say("contact.changed", "pencil", _("changed %(fields)s"))

notices(
    Notice(
        "account_assigned",
        _("Customers handed to me"),
        _("Look at it"),
        ("account.assigned",),
        mail=True,
    ),
    Notice("account_shared", _("Customers shared with me"), _("Look at it"), ("account.shared",)),
)
