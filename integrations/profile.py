"""What the columns of a file look like: for guessing, and for asking what cannot be guessed."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from integrations.dates import AmbiguousDates, DatesRefused
from integrations.importer.mapping import fold
from integrations.importer.moments import order_of
from integrations.table import FileRefused, Table

SAMPLES = 12
SHOWN = 40  # characters of a sample
VALUES = 40  # a column with more different texts is no list of words
LONGEST = 80
MOST_ROWS = 100_000
DAY = re.compile(r"\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
# Texts by which programs and people say that nothing was filled in; the second ones may mean more.
# What a form shows in a list where nothing was chosen.
PROMPTS = frozenset(("select", "-select-", "--select--", "please select", "--none--", "请选择"))
BLANKS = PROMPTS | frozenset(
    (
        "-none-", "n/a", "#n/a",
        "null", "(null)", "nil", "nan", "\\n", "-", "--", "—", "tbd", "未填写", "暂无",
        "未知", "未选择",
    )
)  # fmt: skip
DOUBTFUL = frozenset(["none", "unknown", "na", "not specified", "无", "其他", "other"])


def profile_of(table: Table) -> dict:
    """{"rows": n, "columns": [...], "blanks": [[text, cells, [columns]]]}; reads the file to its
    end. Of a column: {"name", "samples", "ambiguous", "filled", "values": [[text, cells]]}.

    `ambiguous` is a date of a column in which day and month could change places throughout, else
    "". `values` are there while they are few. `blanks` are texts that may mean: not filled in.
    FileRefused for what cannot be read, and for more rows than a page takes.
    """
    texts: dict[str, list[str]] = {name: [] for name in table.header}
    rows = 0
    for _number, row in table.rows:
        rows += 1
        if rows > MOST_ROWS:
            message = _("The file has more than %(most)s rows. Part it, or use the command.")
            raise FileRefused(message, code="too_large", most=MOST_ROWS)
        for name, seen in texts.items():
            if text := row[name].strip():
                seen.append(text)
    if not rows:
        raise FileRefused(_("The file has headings, but no rows."), code="empty")
    counts = {name: Counter(seen) for name, seen in texts.items()}
    columns = [_column(name, seen, counts[name]) for name, seen in texts.items()]
    return {"rows": rows, "columns": columns, "blanks": _blanks(counts)}


def _column(name: str, texts: list[str], counts: Counter) -> dict:
    samples = list(dict.fromkeys(text[:SHOWN] for text in texts[:200]))[:SAMPLES]
    few = len(counts) <= VALUES and all(len(text) <= LONGEST for text in counts)
    return {
        "name": name,
        "samples": samples,
        "ambiguous": _ambiguous(texts),
        "filled": len(texts),
        "values": [[text, n] for text, n in counts.most_common()] if few else [],
    }


def _blanks(counts: dict[str, Counter]) -> list[list]:
    """The most frequent first."""
    found: dict[str, list] = {}
    for name, seen in counts.items():
        for text, cells in seen.items():
            if fold(text) in BLANKS or fold(text) in DOUBTFUL:
                entry = found.setdefault(fold(text), [text, 0, []])
                entry[1] += cells
                entry[2].append(name)
    return sorted(found.values(), key=lambda entry: -entry[1])


def _ambiguous(texts: list[str]) -> str:
    if not texts or not DAY.match(texts[0]):
        return ""
    try:
        order_of(texts)
    except AmbiguousDates:
        return texts[0][:SHOWN]
    except DatesRefused:
        return ""
    return ""
