"""How Chinese is said: the one place that asks pypinyin."""

from functools import lru_cache


def syllables(text: str) -> list[str]:
    """华星 software → ["hua", "xing", " software"]: what is not Chinese stays in one piece.

    The library holds 60 MB of dictionaries, so it is loaded when something is said for the first
    time: a worker that never does holds none of them. The web's workers share theirs
    (gunicorn.conf.py).
    """
    from pypinyin.seg.simpleseg import seg

    return [syllable for word in seg(text) for syllable in _of_word(word)]


@lru_cache(maxsize=4096)
def _of_word(word: str) -> list[str]:
    """Names are made of few words, 软件 or 有限公司: saying all of them anew took a fifth of an
    import's time."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(word)
