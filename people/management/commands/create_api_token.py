"""`manage.py create_api_token EMAIL --tenant SLUG [--write]`: prints the token, once."""

from django.core.management.base import BaseCommand, CommandError

from people.actions import create_token
from people.models import ApiToken, Member
from tenants.models import Tenant
from tenants.scope import tenant_scope


class Command(BaseCommand):
    help = "Create an API token in the name of a member."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        parser.add_argument("--name", default="command line")
        parser.add_argument("--read-only", action="store_true")

    def handle(self, *args, email, tenant, name, read_only, **options):
        company = Tenant.objects.filter(slug=tenant).first()
        if company is None:
            raise CommandError(f"There is no company {tenant}.")
        with tenant_scope(company):
            member = Member.objects.active().filter(email=email.lower()).first()
            if member is None:
                raise CommandError(f"{email} is not an active member of {tenant}.")
            access = ApiToken.Access.READ if read_only else ApiToken.Access.WRITE
            _token, secret = create_token(by=member, member=member, name=name, access=access)
        self.stdout.write(secret)
