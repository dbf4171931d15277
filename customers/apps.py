from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self):
        from activities.kinds import Kind, register
        from crm.menu import Create, Item, add
        from customers import events, permissions  # noqa: F401

        register(Kind("account", "customers.Account", _("Customer"), "building", "account"))
        register(Kind("contact", "customers.Contact", _("Contact"), "contact", "contact"))
        add(
            Item("sales", 20, _("Customers"), "building", "accounts", "customers.view"),
            Item("sales", 30, _("Contacts"), "contact", "contacts", "customers.view"),
            Create(20, _("New customer"), "account_create", "customers.create"),
        )
