"""People at customers."""

from customers.actions import change_contact, record_contacts
from customers.models import Contact
from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model


def _record(by, rows, context):
    contacts = []
    for row in rows:
        values = {name: row.values[name] for name in row.values if name != "external_id"}
        contacts.append(Contact(**values))
    return record_contacts(by=by, contacts=contacts)


def _change(by, contact, changes):
    change_contact(by=by, contact=contact, **changes)


PLAIN = ("name", "title", "department", "phone", "email", "wechat", "notes", "active")
CONTACTS = Kind(
    name="contacts",
    pointer="contact",
    model=Contact,
    fields=(
        EXTERNAL_ID,
        *of_model(Contact, *PLAIN, required=["name"]),
        Field("account", relation="account", required=True),
        Field("reports_to", relation="contact"),
    ),
    keys=(("external_id",), ("email", "account"), ("name", "account", "phone")),
    record=_record,
    change=_change,
    changeable=frozenset(PLAIN) | {"reports_to"},
    own_relation="reports_to",
)
