"""Bring a database to the newest schema, as crm_owner and in one process.

`python -m crm.embedded.schema`: three management commands for the price of one start.
"""

import os

COMMANDS = ("migrate", "createcachetable", "prepare_database")


def main() -> None:
    os.environ["DATABASE_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    import django
    from django.core.management import call_command

    django.setup()
    for command in COMMANDS:
        call_command(command, verbosity=0)


if __name__ == "__main__":
    main()
