from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self):
        from activities.actions.renaming import carries_name_of
        from activities.kinds import Kind, register
        from activities.panels import show_tasks
        from crm.menu import Create, Item, add
        from customers import events, permissions  # noqa: F401
        from customers.actions.contacts import entries_of_account

        account, contact = "customers.Account", "customers.Contact"
        register(Kind("account", account, _("Customer"), "building", "account", note="owner__name"))
        of_account = {"note": "account__name", "through": "account"}
        register(Kind("contact", contact, _("Contact"), "contact", "contact", **of_account))
        carries_name_of("account", entries_of_account)
        show_tasks("account")
        add(
            Item("sales", 20, _("Customers"), "building", "accounts", "customers.view", key="c"),
            Item("sales", 30, _("Contacts"), "contact", "contacts", "customers.view", key="n"),
            Create(20, _("New customer"), "account_create", "customers.create", key="c"),
        )
