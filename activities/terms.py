"""What a record is found by, and what a search looks for (DESIGN, section 5: Search).

Lexemes are made of a–z, 0–9 and Chinese characters only, so that they stand in a tsvector or a
tsquery without quoting, whatever was typed. Chinese is cut into pairs: 华星软件 gives 华星, 星软,
软件 and 件; a single character is found as the beginning of a pair. Pinyin is kept from each
character on, whole and as initials, so 华星软件 is also found by ruanjian, hxrj and rj.
"""

import re
import unicodedata

from crm.pinyin import syllables

MAX_DOCUMENT, MAX_QUERY, MAX_WORD, MAX_TERMS = 10_000, 200, 64, 16
PINYIN_SYLLABLES = 8
JOINED_WORDS = 6
PHONE_SUFFIXES = range(4, 12)

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
PIECE = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[0-9a-z]+)")
CODE = re.compile(r"[0-9a-z]+(?:[-_./][0-9a-z]+)+")
PHONE_LIKE = re.compile(r"[+(]?[0-9][0-9 ()\-]{5,}")


def document_terms(title: str, extra: str = "", phones=()) -> list[str]:
    """The sorted lexemes of a record: its title, other text, and phone numbers of any form.

    Only the title's pinyin is kept; texts count up to 10,000 characters.
    """
    title = folded(title, MAX_DOCUMENT)
    text = f"{title} {folded(extra, MAX_DOCUMENT)}"
    terms: set[str] = set()
    for piece in PIECE.finditer(text):
        han = piece["han"]
        terms.update(_pairs(han) | {han[-1]} if han else {piece["word"][:MAX_WORD]})
    for code in CODE.findall(text):
        terms.update(_joined_ends(re.split(r"[-_./]", code)))
    for han in re.findall(f"[{HAN}]+", title):
        terms.update(_pinyin(han))
    for phone in phones:
        digits = "".join(re.findall("[0-9]", folded(phone, MAX_WORD)))
        terms.update(digits[-size:] for size in PHONE_SUFFIXES if size <= len(digits))
    return sorted(terms)


def query_terms(text: str) -> tuple[list[str], list[str]]:
    """(lexemes that must be there, lexemes that one there must begin with); both may be empty.

    All of them must be found. Words, numbers, pinyin and a single character match by prefix,
    longer Chinese by its pairs, a telephone number by its last digits. At most 16 are looked for.
    """
    text = folded(text, MAX_QUERY).strip()
    if PHONE_LIKE.fullmatch(text):
        digits = "".join(re.findall("[0-9]", text))
        if len(digits) >= 7:
            return [], [digits[-PHONE_SUFFIXES[-1] :].removeprefix("0")]
    exact: dict[str, None] = {}  # dicts keep the order in which things were typed
    prefix: dict[str, None] = {}
    for piece in PIECE.finditer(text):
        han = piece["han"]
        if han and len(han) > 1:
            exact.update(dict.fromkeys(sorted(_pairs(han), key=han.index)))
        else:
            prefix[han or piece["word"][:MAX_WORD]] = None
    pairs = list(exact)[:MAX_TERMS]
    return pairs, list(prefix)[: MAX_TERMS - len(pairs)]


def lexeme(tenant_id: int, term: str) -> str:
    """A term as it is kept and looked for, quoted: with its company, whose words the index so holds
    together. A search reads no other's, nor the list of all that the company has."""
    return f"'{tenant_id}.{term}'"


def vector(tenant_id: int, terms) -> str:
    """The text of a tsvector, which spares Django an expression for every row. No parser or
    dictionary of PostgreSQL is asked: none knows Chinese."""
    return " ".join(lexeme(tenant_id, term) for term in terms)


def folded(text, longest):
    """Lower case, half width, without accents; cut first, since folding costs by length."""
    text = unicodedata.normalize("NFKD", str(text)[:longest]).casefold()
    return "".join(char for char in text if not unicodedata.combining(char))[: 2 * longest]


def _pairs(han):
    return {han[place : place + 2] for place in range(len(han) - 1)}


def _joined_ends(words):
    """hx-xs-2026-0001 → hxxs20260001, xs20260001, 20260001, for those who type no hyphens."""
    words = words[:JOINED_WORDS]
    return {"".join(words[place:])[:MAX_WORD] for place in range(len(words) - 1)}


def _pinyin(han):
    spoken = [part for part in syllables(han) if part.isascii()]
    for place in range(len(spoken)):
        ahead = spoken[place : place + PINYIN_SYLLABLES]
        yield "".join(ahead)
        yield "".join(part[0] for part in ahead)
