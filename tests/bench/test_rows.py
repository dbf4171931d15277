"""What the bench loads fits the tables, and is the same each time."""

from datetime import date
from itertools import islice

import pytest
from django.apps import apps

from bench.load import TABLES
from bench.rows import BASE, Company
from bench.sizes import DEPARTMENTS, SIZES


def company() -> Company:
    departments = {member: member % DEPARTMENTS for member in range(1, 201)}
    return Company(1, SIZES["M"], [*departments], departments, 7, [1, 2, 3], 5, date(2026, 3, 2))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table[0])
def test_rows_have_the_columns_of_their_table(table):
    name, columns, made = table
    model = next(model for model in apps.get_models() if model._meta.db_table == name)
    known = {field.column for field in model._meta.concrete_fields}
    assert set(columns.split()) <= known
    rows = list(islice(made(company()), 300))
    assert {len(row) for row in rows} == {len(columns.split())}
    assert rows == list(islice(made(company()), 300))


def test_a_tenth_of_the_deals_belongs_to_each_department():
    """The exports of the bench take one department: ten thousand rows at size M."""
    of = company()
    owners = [of.departments[of.owner(number)] for number in range(of.size.deals)]
    assert {owners.count(place) for place in range(DEPARTMENTS)} == {10_000}
    assert of.size.deals < BASE
