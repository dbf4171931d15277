from django.core.management.base import BaseCommand

from opportunities.actions.pipeline import count_pipeline
from tenants.models import Tenant
from tenants.scope import tenant_scope


class Command(BaseCommand):
    help = "Counts the kept sums of open deals anew in every company (check_invariants)."

    def handle(self, **options):
        for company in Tenant.objects.order_by("slug"):
            with tenant_scope(company):
                self.stdout.write(f"{company.slug}: {count_pipeline()} sums")
