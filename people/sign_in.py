"""How people sign in: django-allauth with the doors that we keep shut."""

from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from crm.links import absolute, global_url


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up alone: companies are created by the platform, people are invited."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """In our own name: allauth would greet in that of the Host header."""
        host = urlsplit(settings.SITE_URL).hostname
        site = {"name": "Fairway", "domain": host}
        super().send_mail(template_prefix, email, {"current_site": site} | context)

    def get_password_change_redirect_url(self, request) -> str:
        return settings.LOGIN_REDIRECT_URL

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Built from settings: a forged Host header must not get into a mail (SECURITY.md 44)."""
        path = global_url("account_reset_password_from_key", uidb36="UID", key="KEY")
        return absolute(path.replace("UID-KEY", quote(key)))
