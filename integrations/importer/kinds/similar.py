"""Rows that look like customers or leads that are here already (spec 02, Duplicates)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from customers.models import Account
from customers.names import company_key
from integrations.importer.errors import RowError
from integrations.importer.fields import Row
from leads.models import Lead


def similar_companies(rows: list[Row], field: str) -> Iterator[RowError]:
    """A note for each row whose company is known under another spelling of its name."""
    for row, name in _customers(rows, field):
        if name != row.values[field]:
            reason = _("It looks like the customer %(name)s.") % {"name": name}
            yield RowError(row.number, field, reason, row.values[field])


def _customers(rows: list[Row], field: str) -> Iterator[tuple[Row, str]]:
    """Rows with the name of the customer that they speak of."""
    keys = {row.number: company_key(row.values[field])[:200] for row in rows}
    wanted = set(keys.values())
    known = dict(Account.objects.filter(company_key__in=wanted).values_list("company_key", "name"))
    for row in rows:
        name = known.get(keys[row.number])
        if name is not None:
            yield row, name


def similar_leads(rows: list[Row]) -> Iterator[RowError]:
    """The same for leads, which are also known by phone and e-mail; a customer under the very same
    name is no lead any more, and worth a note too."""
    for row, name in _customers(rows, "company"):
        same = name == row.values["company"]
        text = (
            _("%(name)s is a customer already.")
            if same
            else _("It looks like the customer %(name)s.")
        )
        yield RowError(row.number, "company", text % {"name": name}, row.values["company"])
    for field in ("phone", "email"):
        texts = {row.values[field] for row in rows if row.values.get(field)}
        leads = Lead.objects.filter(**{f"{field}__in": texts})
        known = dict(leads.values_list(field, "company"))
        for row in rows:
            company = known.get(row.values.get(field))
            if company is not None and company != row.values["company"]:
                reason = _("It looks like the lead %(name)s.") % {"name": company}
                yield RowError(row.number, field, reason, row.values[field])
