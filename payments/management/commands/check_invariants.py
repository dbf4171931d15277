from django.core.management.base import BaseCommand, CommandError

from payments.invariants import broken
from tenants.models import Tenant
from tenants.scope import tenant_scope

SHOWN = 10


class Command(BaseCommand):
    help = "Checks what must hold of money in every company; exits with 1 if anything does not."

    def add_arguments(self, parser):
        parser.add_argument("--tenant", metavar="SLUG", help="only this company")

    def handle(self, *, tenant=None, **options):
        tenants = Tenant.objects.order_by("slug")
        if tenant:
            tenants = tenants.filter(slug=tenant)
            if not tenants:
                raise CommandError(f"no company {tenant}")
        found = sum(self.check_one(company) for company in tenants)
        if found:
            raise CommandError(f"{found} rows break an invariant")

    def check_one(self, company: Tenant) -> int:
        """Print each rule with the number of rows that break it; returns their sum."""
        with tenant_scope(company):
            rules = broken()
        for name, rows in rules.items():
            self.stdout.write(f"{company.slug}: {name}: {len(rows)}")
            for row in rows[:SHOWN]:
                self.stdout.write(f"  {row._meta.label} {row.pk}")
        return sum(map(len, rules.values()))
