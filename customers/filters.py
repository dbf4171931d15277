from django.utils.translation import gettext_lazy as _

from crm.filters import ListFilter, NameFilter, members
from customers.models import Account, Contact


class AccountFilter(ListFilter):
    search_kind = "account"

    owner = NameFilter(label=_("Owner"), queryset=members)

    class Meta:
        model = Account
        fields = ["q", "owner", "deal_status", "level", "industry"]


class ContactFilter(ListFilter):
    search_kind = "contact"

    class Meta:
        model = Contact
        fields = ["q"]
