"""`manage.py create_tenant SLUG NAME --admin EMAIL`: a company and its first administrator."""

from babel.core import get_global
from babel.numbers import get_territory_currencies
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
        parser.add_argument("--country", default="CN", help="two letters (CN)")
        parser.add_argument("--language", choices=Tenant.Language.values, help="of its mails")
        parser.add_argument("--time-zone", help="such as Europe/Berlin (the country's)")
        parser.add_argument("--currency", help="three letters (the country's)")
        parser.add_argument("--fiscal-month", type=int, default=1, help="1 to 12 (1)")

    def handle(self, *args, slug, name, admin, country, **options):
        settings = {key: options[key] for key in ("language", "time_zone", "currency")}
        given = usual_in(country) | {key: value for key, value in settings.items() if value}
        if "time_zone" not in given and country != "CN":
            raise CommandError("Say --time-zone: this country has several, or is none.")
        try:
            tenant = found_company(
                name=name,
                slug=slug,
                admin_email=admin,
                country=country,
                fiscal_month=options["fiscal_month"],
                **given,
            )
        except ValidationError as wrong:
            raise CommandError("; ".join(wrong.messages)) from wrong
        self.stdout.write(f"{tenant.name} is at /t/{tenant.slug}/; {admin} was invited by mail.")


def usual_in(country: str) -> dict[str, str]:
    """Language, currency and time zone of a country. China keeps the time of Shanghai everywhere,
    which is the default; other countries with several zones need to be told."""
    zones = [zone for zone, place in get_global("zone_territories").items() if place == country]
    currencies = get_territory_currencies(country)
    usual = {"language": Tenant.Language.ZH if country == "CN" else Tenant.Language.EN}
    if currencies:
        usual["currency"] = currencies[0]
    if len(zones) == 1:
        usual["time_zone"] = zones[0]
    return usual
