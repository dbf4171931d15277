"""Importing a small file in a test: the same way as the command, without the command line."""

import csv
from io import StringIO

from integrations.importer.kinds import KINDS
from integrations.importer.mapping import parse_map
from integrations.importer.run import run_import


def table(*rows, delimiter=","):
    """The bytes of a CSV with these rows, headings first."""
    file = StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def bring(company, kind, data, mapping="", **options):
    """Import into the company in scope as its administrator; answers the Outcome."""
    return run_import(
        by=company.admin, kind=KINDS[kind], data=data, mapping=parse_map(mapping), **options
    )


def refusals(outcome):
    """[(row, column)] of an Outcome; every reason is a sentence."""
    assert all(error.reason for error in outcome.errors)
    return [(error.row, error.column) for error in outcome.errors]
