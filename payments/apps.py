from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "payments"
    verbose_name = _("Payments")

    def ready(self):
        from activities.kinds import Kind, register
        from payments import events, permissions  # noqa: F401

        register(
            Kind("instalment", "payments.Instalment", _("Instalment"), "banknote", "instalment")
        )
        register(Kind("receipt", "payments.Receipt", _("Receipt"), "wallet", "receipt"))
        try:
            from contracts.formal import on_formal
        except ImportError:
            register(Kind("contract", "contracts.Contract", "Contract", "file-badge", "contract"))
        else:
            from payments.actions import make_plan

            on_formal(make_plan)
