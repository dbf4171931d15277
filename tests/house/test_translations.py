"""Every text of the interface has its Chinese, whole and certain (DESIGN.md section 6)."""

import io
import re
from functools import cache

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.source import APPS, ROOT, TEMPLATES, modules, short

KEYWORDS = dict.fromkeys(
    ["gettext", "gettext_lazy", "gettext_noop", "_", "pgettext", "pgettext_lazy", "ngettext"]
)
PLURAL = {"ngettext": 2, "ngettext_lazy": 2, "npgettext": 3}
CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


@cache
def catalogues() -> dict:
    """{(context, msgid): message} of every catalogue of the project, Django's own aside."""
    found = {}
    for path in sorted(ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_Hans"):
                if message.id:
                    msgid = message.id[0] if isinstance(message.id, tuple) else message.id
                    found.setdefault((message.context, msgid), message)
    return found


def texts_of(source: bytes):
    """(context, msgid) of every call of a translating function."""
    for _line, name, args, _comments in extract_python(
        io.BytesIO(source), [*KEYWORDS, *PLURAL], [], {"encoding": "utf-8"}
    ):
        parts = [args] if isinstance(args, str) else list(args or [])
        context = parts.pop(0) if name in CONTEXT else None
        if parts and isinstance(parts[0], str):
            yield context, parts[0]


def sources():
    for path in modules():
        if path.parts[len(ROOT.parts)] in APPS:
            yield path, path.read_bytes()
    for path in TEMPLATES:
        # What templatize makes is no Python: its indentation means nothing.
        lines = templatize(path.read_text(), origin=str(path)).splitlines()
        yield path, "\n".join(line.strip() for line in lines).encode()


@pytest.mark.parametrize("where", [*APPS, "templates"])
def test_every_text_has_its_chinese(where):
    missing = sorted(
        f"{short(path)}: {msgid!r}"
        for path, source in sources()
        if short(path).startswith(f"{where}/")
        for context, msgid in texts_of(source)
        if not translated(context, msgid)
    )
    assert missing == []


def translated(context, msgid) -> bool:
    message = catalogues().get((context, msgid))
    if message is None:
        return False
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return not message.fuzzy and all(texts)


def test_translations_keep_the_placeholders():
    broken = []
    for message in catalogues().values():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {holder for text in ids for holder in HOLDER.findall(text)}
        broken += [text for text in texts if {*HOLDER.findall(text)} - wanted]
        if len(ids) == 1 and {*HOLDER.findall(texts[0])} != wanted:
            broken.append(texts[0])
    assert broken == []


def test_one_text_has_one_translation():
    """The same English in two rooms must not read differently without a context saying why."""
    seen: dict = {}
    for path in sorted(ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_Hans"):
                if message.id and isinstance(message.id, str):
                    seen.setdefault((message.context, message.id), set()).add(message.string)
    assert {msgid: texts for msgid, texts in seen.items() if len(texts) > 1} == {}


def test_the_reader_is_addressed_in_one_way():
    """您 throughout: most texts said so when the two were still mixed."""
    texts = (text for message in catalogues().values() for text in _strings(message))
    assert [text for text in texts if "你" in text] == []


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)
