import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import AgoColumn, EmailColumn, PhoneColumn
from crm.declared import Table
from customers.models import Account, Contact


class AccountTable(Table):
    name = tables.Column(linkify=True, order_by="name_key")
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    last_activity_at = AgoColumn()

    class Meta:
        model = Account
        fields = [
            "name",
            "deal_status",
            "level",
            "industry",
            "region",
            "owner",
            "last_activity_at",
        ]
        order_by = "name"


class ContactTable(Table):
    name = tables.Column(linkify=True, order_by="name_key")
    account = tables.Column(accessor="account__name", linkify=("account", [tables.A("account_id")]))
    phone = PhoneColumn()
    email = EmailColumn()

    class Meta:
        model = Contact
        fields = ["name", "title", "account", "phone", "email"]
        order_by = "name"
