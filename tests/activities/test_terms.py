import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.terms import document_terms, query_terms
from people.pinyin import pinyin_key

LEXEME = re.compile(r"[0-9a-z\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
HOSTILE = "'\";--&|!:*\\()<>\x00\u202e😀%_`$ "


def finds(query, *document):
    """What the database does with both: every term must be met."""
    terms = document_terms(*document)
    exact, prefix = query_terms(query)
    met = [term in terms for term in exact]
    met += [any(term.startswith(start) for term in terms) for start in prefix]
    return bool(met) and all(met)


@pytest.mark.parametrize(
    "query",
    ["华", "星", "件", "华星", "星软", "软件", "华星软件", "华星 软件", "hxrj", "hxr", "rj"]
    + ["huaxing", "ruanjian", "hua xing", "HuaX", "ＨＸＲＪ", "crm", "CR", "2026", "华星crm"],
)
def test_a_chinese_name_is_found_by_characters_pairs_and_pinyin(query):
    assert finds(query, "华星软件 CRM 2026")


@pytest.mark.parametrize(
    "query", ["华件", "星华", "软", "xyz", "hxx", "rm", "026", "华星软件公司", "", "'", "😀"]
)
def test_what_is_not_there_is_not_found(query):
    assert not finds(query, "华星 CRM 2026")


@pytest.mark.parametrize(
    "query",
    ["HX-XS-2026-0001", "hx-xs", "HX-XS-2026", "HXXS20260001", "2026-0001", "0001", "hx xs 0001"],
)
def test_a_contract_is_found_by_its_number(query):
    assert finds(query, "采购合同", "HX-XS-2026-0001")


@pytest.mark.parametrize(
    "query",
    [
        "8000",
        "00138000",
        "13800138000",
        "138 0013 8000",
        "+86 138-0013-8000",
        "１３８００１３８０００",
    ],
)
def test_a_person_is_found_by_the_end_of_the_phone(query):
    assert finds(query, "王伟", "", ["+8613800138000"])


@pytest.mark.parametrize("query", ["010-62345678", "(010) 6234 5678", "62345678"])
def test_a_landline_is_found_with_and_without_its_area_code(query):
    assert finds(query, "王伟", "", ["+861062345678"])


def test_three_last_digits_are_too_few():
    assert not finds("000", "王伟", "", ["+8613800138000"])
    assert not finds("999", "王伟", "", ["+8613800138000"])


def test_other_text_is_found_by_its_words_but_not_by_pinyin():
    assert finds("客户", "王伟", "重要客户 Café")
    assert finds("cafe", "王伟", "重要客户 Café")
    assert not finds("zykh", "王伟", "重要客户 Café")


@settings(max_examples=50)
@given(st.text(max_size=60) | st.text(HOSTILE + "华a1", max_size=60))
def test_no_text_breaks_a_lexeme(text):
    exact, prefix = query_terms(text)
    for term in document_terms(text, text, [text]) + exact + prefix:
        assert LEXEME.fullmatch(term)
        assert not unicodedata.combining(term[0])


@settings(max_examples=50)
@given(st.text("华星软件上海abc12 -", min_size=1, max_size=20))
def test_every_record_is_found_by_its_whole_title(title):
    if query_terms(title) != ([], []):
        assert finds(title, title)


def test_very_long_text_stays_bounded():
    for text in ("华星软" * 10_000, "a" * 100_000, "a b-" * 30_000, "ﷺ" * 10_000):
        exact, prefix = query_terms(text)
        assert len(exact) + len(prefix) <= 16
        terms = document_terms(text, text, [text])
        assert len(terms) < 60_000
        assert max(map(len, terms), default=0) <= 64


def test_names_sort_by_pinyin_and_shorter_syllables_first():
    names = ["张伟", "Acme", "华星软件", "安达", "华安"]
    assert sorted(names, key=pinyin_key) == ["Acme", "安达", "华安", "华星软件", "张伟"]
    assert pinyin_key("华星软件 CRM") == "hua xing ruan jian crm"
    assert "\x00" not in pinyin_key("a\x00华")
    assert len(pinyin_key("华" * 1000)) <= 200
