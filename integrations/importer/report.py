"""What an import says when it is done: sentences, and a file of the rows that were refused."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext as _

from crm.exports.guard import guarded
from integrations.importer.errors import RowError
from integrations.importer.outcome import Outcome

SHOWN = 50
NUMBER = re.compile(r"[+-]?[0-9.,]+%?")


def summary(outcome: Outcome) -> Iterator[str]:
    """Lines: the counts, then the first refusals and notes."""
    counts = {
        "kind": outcome.kind,
        "read": outcome.read,
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "left_out": outcome.left_out,
        "refused": outcome.refused,
    }
    yield (
        _(
            "%(kind)s: %(read)s rows read, %(created)s created, %(changed)s changed, "
            "%(unchanged)s here already, %(left_out)s left out, %(refused)s refused."
        )
        % counts
    )
    if not outcome.written:
        yield _("Nothing was written.")
    yield from _listed(outcome.errors, _("Refused"))
    yield from _listed(outcome.notes, _("Hint"))


def _listed(errors: list[RowError], word: str) -> Iterator[str]:
    for error in errors[:SHOWN]:
        place = {"word": word, "row": error.row, "column": error.column, "reason": error.reason}
        if error.column:
            yield _("%(word)s: row %(row)s, column “%(column)s”: %(reason)s") % place
        else:
            yield _("%(word)s: row %(row)s: %(reason)s") % place
    if len(errors) > SHOWN:
        yield _("… and %(count)s more.") % {"count": len(errors) - SHOWN}


def refused_csv(outcome: Outcome) -> str:
    """The refused rows as they stood, with row, column and reason before their cells."""
    reasons = defaultdict(list)
    for error in outcome.errors:
        reasons[error.row].append((error.column, error.reason))
    header = outcome.header
    rows = [
        (number, told, [outcome.sheet[number][heading] for heading in header])
        for number, told in sorted(reasons.items())
    ]
    return refused_lines(header, rows)


def refused_lines(header: list[str], rows: Iterable[tuple[int, list, list[str]]]) -> str:
    """CSV of (row, [(column, reason)], cells), made to be corrected and imported again: a
    spreadsheet shows formulas as the text they are."""
    file = StringIO()
    writer = csv.writer(file)
    heads = [_("Row"), _("Column"), _("Reason"), *header]
    writer.writerow(map(defused, heads))
    for number, told, cells in rows:
        columns = " | ".join(column for column, _reason in told)
        why = " | ".join(reason for _column, reason in told)
        writer.writerow(map(defused, [str(number), columns, why, *cells]))
    return file.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return cell if NUMBER.fullmatch(cell) else guarded(cell)
