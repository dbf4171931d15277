"""The stored sort key of names: pinyin for Chinese, folded letters for the rest."""

import re
import unicodedata

from crm.pinyin import syllables

LONGEST = 200


def pinyin_key(name: str) -> str:
    """The key by which names sort in C collation: pinyin by syllable, other text folded.

    At most 200 characters (UX.md 1.3, Sort).
    """
    folded = unicodedata.normalize("NFKC", name[:LONGEST]).casefold()
    parts = (re.sub(r"[^\w]+", " ", part).strip() for part in syllables(folded))
    return " ".join(part for part in parts if part)[:LONGEST]
