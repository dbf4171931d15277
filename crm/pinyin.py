"""How Chinese is said: the one place that asks pypinyin."""

import json
import os
import re
from functools import cache, lru_cache
from importlib.resources import files

PHRASE = re.compile(r'"([^"]+)": \[(.*?)\n\](?=,?\n["}])', re.DOTALL)
SIGN = re.compile(r"\[[^\[\]]+\]")  # how one sign of a phrase is said


def syllables(text: str) -> list[str]:
    """华星 software → ["hua", "xing", " software"]: what is not Chinese stays in one piece.

    The dictionaries take 36 MB, so they are loaded when something is said for the first time: a
    worker that never does holds none of them. The web's workers share theirs (gunicorn.conf.py).
    """
    _load()
    from pypinyin.seg.simpleseg import seg

    return [syllable for word in seg(text) for syllable in _of_word(word)]


@lru_cache(maxsize=4096)
def _of_word(word: str) -> list[str]:
    """Names are made of few words, 软件 or 有限公司: saying all of them anew took a fifth of an
    import's time."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(word)


@cache
def _load() -> None:
    """The library's own loading keeps each of 150,000 readings by itself, and copies of both its
    dictionaries: 20 MB more in every process."""
    os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
    from pypinyin import load_phrases_dict

    known: dict[str, list[str]] = {}

    def said(sign: str) -> list[str]:
        return known.get(sign) or known.setdefault(sign, json.loads(sign))

    text = (files("pypinyin") / "phrases_dict.json").read_text("utf-8")
    phrases = PHRASE.finditer(text)
    load_phrases_dict({found[1]: [*map(said, SIGN.findall(found[2]))] for found in phrases})
