#!/usr/bin/env python
"""Django's command line. Commands that change or copy the whole database log
in as crm_owner."""

import os
import sys

OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "prepare_database",
    "createcachetable",
    "backup",
    "restore",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
