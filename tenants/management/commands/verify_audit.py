"""`manage.py verify_audit [--tenant SLUG] [--head HASH]`: is the audit trail as it was sealed?"""

from django.core.management.base import BaseCommand, CommandError

from tenants import seals
from tenants.models import AuditSeal, Tenant
from tenants.scope import tenant_scope


class Command(BaseCommand):
    help = "Check every sealed audit row; exits with 1 and names what was changed."

    def add_arguments(self, parser):
        parser.add_argument("--tenant", metavar="SLUG")
        parser.add_argument(
            "--head", metavar="HASH", help="a head that was printed before must still be there"
        )

    def handle(self, *args, tenant, head, **options):
        if head and not tenant:
            raise CommandError("A head belongs to one company: name it by --tenant.")
        chosen = Tenant.objects.filter(slug=tenant) if tenant else Tenant.objects.all()
        if not chosen:
            raise CommandError(f"There is no company {tenant!r}.")
        faults = sum(self.check_tenant(one, head) for one in chosen)
        if faults:
            raise CommandError(f"{faults} faults in the audit trail.")

    def check_tenant(self, tenant: Tenant, kept_head: str | None) -> int:
        with tenant_scope(tenant):
            faults = seals.verify()
            if kept_head and not AuditSeal.objects.filter(sha256=kept_head).exists():
                faults.append(f"no seal has the head {kept_head}")
            last, head = seals.head()
        self.stdout.write(f"{tenant.slug}: sealed up to row {last}, head {head}")
        for fault in faults:
            self.stderr.write(f"{tenant.slug}: {fault}")
        return len(faults)
