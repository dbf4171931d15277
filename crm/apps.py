from django.apps import AppConfig
from django.core import checks


class CrmConfig(AppConfig):
    name = "crm"

    def ready(self):
        from crm.production import check_settings

        checks.register(check_settings, checks.Tags.security, deploy=True)
