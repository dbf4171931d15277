"""How the events of products read on a timeline."""

from django.utils.translation import gettext_lazy as _

from activities.sentences import say

say("product.created", "circle-plus", _("added the product"))
say("product.changed", "pencil", _("changed %(fields)s"))
