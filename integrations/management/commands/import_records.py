"""`manage.py import_records KIND FILE --tenant SLUG [--dry-run] [--map FILE]` (spec 10)."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from crm.refusals import InputRefused
from integrations.importer.errors import reason_of
from integrations.importer.kinds import KINDS
from integrations.importer.mapping import Map, parse_map
from integrations.importer.outcome import Outcome
from integrations.importer.report import refused_csv, summary
from integrations.importer.run import run_import, uncollected
from people.models import Member
from people.roles import Role
from tenants.models import Tenant
from tenants.scope import tenant_scope
from tenants.states import MoveNotAllowed

LARGEST = 100 * 1024 * 1024


class Command(BaseCommand):
    help = "Import a CSV or XLSX file. Refused rows are listed with row, column and reason."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        parser.add_argument("--map", type=Path, metavar="FILE", help="TOML; see docs/import.md")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="let nothing in if a row is refused"
        )
        parser.add_argument("--refused", type=Path, metavar="FILE", help="CSV of refused rows")
        parser.add_argument("--by", metavar="EMAIL", help="an administrator; else the first one")

    def handle(self, *args, kind, file, tenant, by, refused, **options):
        company = Tenant.objects.filter(slug=tenant).first()
        if company is None:
            raise CommandError(f"There is no company {tenant}.")
        with override(company.language):
            outcome = self.bring_in(company, by, kind, file, options)
            for line in summary(outcome):
                self.stdout.write(line)
            if refused and outcome.errors:
                Path(refused).write_text(refused_csv(outcome), encoding="utf-8-sig", newline="")
            if outcome.errors and (options["all_or_nothing"] or not outcome.accepted):
                raise CommandError(_("Nothing came in."))

    def bring_in(self, company, by, kind, file, options) -> Outcome:
        try:
            mapping = parse_map(text_of(options["map"])) if options["map"] else Map()
            with tenant_scope(company):
                member = administrator(by)
            with tenant_scope(company, actor_id=member.pk), uncollected():
                return run_import(
                    by=member,
                    kind=KINDS[kind],
                    data=bytes_of(file),
                    mapping=mapping,
                    dry_run=options["dry_run"],
                    all_or_nothing=options["all_or_nothing"],
                )
        except (InputRefused, ValidationError) as refusal:
            raise CommandError(reason_of(refusal)) from refusal
        except MoveNotAllowed as refusal:
            raise CommandError(refusal.reason) from refusal
        except DatabaseError as refusal:
            told = str(refusal).splitlines()[0]
            raise CommandError(
                _("The database refused it: %(reason)s") % {"reason": told}
            ) from refusal


def administrator(email: str | None) -> Member:
    """Who the import is done by; past facts are an administrator's to bring in."""
    members = Member.objects.may("integrations.import").order_by("pk")
    member = members.filter(email=email.lower()).first() if email else members.first()
    if member is None:
        who = email or Role.ADMIN.label
        raise CommandError(_("%(who)s is not an active administrator.") % {"who": who})
    return member


def bytes_of(path: Path | str) -> bytes:
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(_("%(file)s is larger than 100 MB.") % {"file": path})
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def text_of(path: Path | str) -> str:
    try:
        return bytes_of(path).decode()
    except UnicodeDecodeError as error:
        raise CommandError(_("%(file)s is not UTF-8.") % {"file": path}) from error
