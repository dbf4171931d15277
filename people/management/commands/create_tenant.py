"""`manage.py create_tenant SLUG NAME --admin EMAIL`: a company and its first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people.actions import found_company
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Create a company with its pools and processes and invite its first administrator."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="its address, as in /t/SLUG/")
        parser.add_argument("name")
        parser.add_argument("--admin", required=True, metavar="EMAIL")
        parser.add_argument("--language", default="zh-hans", choices=Tenant.Language.values)
        parser.add_argument("--time-zone", default="Asia/Shanghai")
        parser.add_argument("--currency", default="CNY")

    def handle(self, *args, slug, name, admin, **options):
        settings = {key: options[key] for key in ("language", "time_zone", "currency")}
        try:
            tenant = found_company(name=name, slug=slug, admin_email=admin, **settings)
        except ValidationError as wrong:
            raise CommandError("; ".join(wrong.messages)) from wrong
        self.stdout.write(f"{tenant.name} is at /t/{tenant.slug}/; {admin} was invited by mail.")
