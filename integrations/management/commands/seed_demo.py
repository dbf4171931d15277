"""`manage.py seed_demo`: the two demo companies. Refuses to run in production."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from integrations.demo import company, enquiries, money, office, papers, past, pipeline
from integrations.demo.diary import ago, at, play
from integrations.demo.script import Script, read
from people.models import User
from tenants.models import Tenant
from tenants.scope import tenant_scope

FOUNDED = 420.6  # days ago


class Command(BaseCommand):
    help = "Make the demo companies huaxing and northwind, once."

    def handle(self, *args, **options):
        if settings.MODE == "production":
            raise CommandError("The demo has known passwords: it is not made in production.")
        for script in map(read, ("huaxing", "northwind")):
            if Tenant.objects.filter(slug=script.slug).exists():
                self.stdout.write(f"{script.slug} is there already.")
                continue
            start = time.monotonic()
            self.make(script)
            self.stdout.write(f"{script.slug} made in {time.monotonic() - start:.0f} s.")
        self.platform_operator()

    @transaction.atomic
    def make(self, script: Script) -> None:
        """All of a company or nothing: an interrupted seeding starts it again."""
        made = company.make_tenant(script)
        with tenant_scope(made.tenant):
            with at(ago(FOUNDED)):
                company.fill(made)
            parts = (pipeline, papers, enquiries, money, office)
            play([past.history(made), *(story for part in parts for story in part.stories(made))])

    def platform_operator(self) -> None:
        email = "platform@fairway.example"
        if not User.objects.filter(email=email).exists():
            User.objects.create_user(email, company.PASSWORD, is_platform=True)
