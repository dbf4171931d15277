"""The kinds of record that a file may hold, by the name that the command takes."""

from integrations.importer.fields import Kind
from integrations.importer.kinds.accounts import ACCOUNTS
from integrations.importer.kinds.contacts import CONTACTS
from integrations.importer.kinds.leads import LEADS
from integrations.importer.kinds.members import MEMBERS
from integrations.importer.kinds.opportunities import OPPORTUNITIES
from integrations.importer.kinds.products import PRODUCTS
from integrations.importer.kinds.receipts import RECEIPTS

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (MEMBERS, ACCOUNTS, CONTACTS, PRODUCTS, LEADS, OPPORTUNITIES, RECEIPTS)
}
