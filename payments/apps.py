from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = _("Payments")

    def ready(self):
        from activities.kinds import Kind, register
        from contracts.formal import on_formal
        from crm.menu import Create, Item, add
        from crm.pages.panels import Panel, add_panel
        from payments import events, permissions  # noqa: F401
        from payments.actions import make_plan
        from payments.panels import contract_panel
        from payments.waiting import waiting_receipts

        register(
            Kind("instalment", "payments.Instalment", _("Instalment"), "banknote", "instalment")
        )
        receipt = ("receipt", "payments.Receipt", _("Receipt"), "wallet", "receipt")
        register(Kind(*receipt, note="contract__number", state="state"))
        on_formal(make_plan)
        add_panel(Panel("contract", "payments/_contract.html", contract_panel))
        add(
            Item(
                "delivery",
                40,
                _("Receivables"),
                "banknote",
                "receivables",
                "payments.view",
                key="r",
            ),
            Item(
                "delivery",
                50,
                _("Receipts"),
                "wallet",
                "receipts",
                "payments.view",
                waiting=waiting_receipts,
                key="m",
            ),
            Create(60, _("Report a receipt"), "receipt_create", "payments.report", key="m"),
        )
