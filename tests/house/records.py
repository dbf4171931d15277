"""A row for each id in a URL: which table an id belongs to is read off the SQL that it causes."""

import re

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activities.models.event import Pointer
from people.models import Member
from tests.factories.rows import make_row
from tests.house.routes import Route, model_of_table

# No row has it, so that looking for it leads to 404 and not to more.
NOWHERE = 2**40
ASKED = re.compile(r'FROM "(\w+)".*?"\1"\."id" = ' + str(NOWHERE), re.DOTALL)
# Values of parameters that are no ids of a row.
WORDS = {"kind": "account", "app_label": "leads", "content_type_id": 1, "url": "nowhere/"}


def fill(route: Route, company, client, owner: Member) -> tuple[dict, list]:
    """Values for the route's parameters, and the rows that they name, the outer one first."""
    values: dict = {}
    rows: list = []
    for name in route.parameters:
        if name in WORDS:
            values[name] = WORDS[name]
            continue
        model = _admin_model(route) or _asked_model(route, values, name, company, client)
        if model is None:
            values[name] = NOWHERE
            continue
        with company.scope():
            rows.append(owned_row(model, owner, rows[-1] if rows else None))
        values[name] = rows[-1].pk
    return values, rows


def owned_row(model, owner: Member, above=None):
    """A row that `owner` sees: his own, on a record of his, below `above` where it fits."""
    if model is Member:
        return owner
    given = {"owner": owner} if any(f.name == "owner" for f in model._meta.fields) else {}
    for field in model._meta.fields:
        if above is not None and field.related_model is type(above):
            given[field.name] = above
    if issubclass(model, Pointer):
        kind = model.kinds()[0]
        given |= {"kind": kind.name, "object_id": owned_row(kind.model, owner).pk}
    return make_row(model, by=owner, **given)


def _admin_model(route: Route):
    """admin/leads/pool/<path:object_id>/change/ names its model."""
    if not route.is_admin or "object_id" not in route.parameters:
        return None
    _admin, app, name, *_rest = route.path.split("/")
    return apps.get_model(app, name)


def _asked_model(route: Route, values: dict, name: str, company, client):
    rest = {other: NOWHERE for other in route.parameters if other not in values}
    url = company.url(route.url(WORDS | rest | values | {name: NOWHERE}))
    return _looked_into(client.get, url) or _looked_into(client.post, url)


def _looked_into(ask, url: str):
    """The model of the table in which a request looks for NOWHERE."""
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        ask(url, headers={"HX-Request": "true"})
        transaction.set_rollback(True)
    return next(_tables(asked.captured_queries), None)


def _tables(queries):
    for query in queries:
        for table in ASKED.findall(query["sql"]):
            yield model_of_table(table)
