"""A file with nothing but headings, to be filled in."""

import csv
from io import StringIO

from integrations.importer.fields import Kind
from integrations.importer.headings import guessed_rules
from integrations.importer.labels import label_of


def blank_csv(kind: Kind) -> str:
    """Headings in the active language, all of which are understood without a map: where a label
    is not, the field's own name stands."""
    labels = {field.name: label_of(kind, field.name) for field in kind.fields}
    rules = guessed_rules(kind, list(labels.values()))
    heads = [
        label if name in rules and rules[name].columns == (label,) else name
        for name, label in labels.items()
    ]
    file = StringIO()
    csv.writer(file).writerow(heads)
    return file.getvalue()
