"""Customers, and their parents."""

from customers.actions import change_account, record_accounts
from customers.models import Account
from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.kinds.similar import similar_companies


def _record(by, rows, context):
    accounts = []
    for row in rows:
        values = {name: row.values[name] for name in row.values if name != "external_id"}
        accounts.append(Account(**values))
    return record_accounts(by=by, accounts=accounts)


def _change(by, account, changes):
    change_account(by=by, account=account, **changes)


PLAIN = (
    "name", "credit_code", "industry", "size", "revenue", "founded", "region", "city", "address",
    "phone", "website", "level", "source",
)  # fmt: skip
ACCOUNTS = Kind(
    name="accounts",
    pointer="account",
    model=Account,
    fields=(
        EXTERNAL_ID,
        *of_model(Account, *PLAIN, required=["name"]),
        Field("parent", relation="account"),
        Field("owner", relation="member", default="by"),
    ),
    keys=(("external_id",), ("credit_code",), ("name",)),
    unique=("credit_code",),
    record=_record,
    change=_change,
    # Who looks after a customer is not a file's to change: that is a verb with a reason.
    changeable=frozenset(PLAIN) | {"parent"},
    similar=lambda rows: similar_companies(rows, "name"),
    own_relation="parent",
)
