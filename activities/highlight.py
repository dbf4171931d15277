"""Which part of a title a search found, so that the page can mark it."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from activities.terms import PIECE, folded, query_terms
from crm.pinyin import syllables

Span = tuple[int, int]  # of the title: from, up to
WORD_START = r"(?<![0-9a-z])"


def marked(title: str, query: str) -> SafeString:
    """The title as HTML, with <mark> around what `query` met by letters or pinyin.

    What was found by another text of the record, such as its telephone, marks nothing.
    """
    plain, origin = _plain(title)
    spans: list[Span] = []
    for pattern, spoken in _patterns(query):
        met = [
            (origin[found.start()], origin[found.end() - 1] + 1)
            for found in pattern.finditer(plain)
        ]
        spans += met or _spoken(spoken, plain, origin)
    html, done = "", 0
    for start, end in _runs(spans):
        html += f"{escape(title[done:start])}<mark>{escape(title[start:end])}</mark>"
        done = end
    return mark_safe(html + escape(title[done:]))  # noqa: S308


def _runs(spans: list[Span]) -> list[Span]:
    """Those that overlap or touch as one."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            start, last = runs.pop()
            end = max(end, last)
        runs.append((start, end))
    return runs


@lru_cache(maxsize=100)
def _patterns(query: str) -> list[tuple[re.Pattern, str]]:
    """What each term of a query looks like in a title, and what it may be the pinyin of: a page of
    hits asks the same again and again."""
    exact, prefixes = query_terms(query)
    starts = [(WORD_START if term.isascii() else "") + re.escape(term) for term in prefixes]
    patterns = [(re.escape(term), "") for term in exact] + list(zip(starts, prefixes, strict=True))
    return [(re.compile(pattern), spoken) for pattern, spoken in patterns]


_folded = lru_cache(maxsize=5000)(folded)


def _plain(title: str) -> tuple[str, list[int]]:
    """The title as it is indexed, and for each of its characters the place in the title."""
    pieces = [_folded(source, 1) for source in title]
    origin = [at for at, piece in enumerate(pieces) for _char in piece]
    return "".join(pieces), origin


def _spoken(term: str, plain: str, origin: list[int]) -> list[Span]:
    """The first run of characters whose pinyin, whole or by initials, begins with the term."""
    if not term:
        return []
    for piece in PIECE.finditer(plain):
        if not piece["han"]:
            continue
        spoken = syllables(piece["han"])
        for first in range(len(spoken)):
            length = _covered(spoken[first:], term)
            if length:
                start = piece.start() + first
                return [(origin[start], origin[start + length - 1] + 1)]
    return []


def _covered(syllables: list[str], term: str) -> int:
    """How many syllables from here on the term covers; 0 where it says something else."""
    initials = "".join(part[0] for part in syllables)
    if initials.startswith(term):
        return len(term)
    spoken = ""
    for count, part in enumerate(syllables, start=1):
        spoken += part
        if spoken.startswith(term):
            return count
        if not term.startswith(spoken):
            break
    return 0
