import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.names import CREDIT_ALPHABET, company_key, credit_code_valid


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("华星软件有限公司", "华星软件"),
        ("华星软件股份有限公司", "华星软件"),
        ("华星软件有限责任公司", "华星软件"),
        ("华星软件（集团）有限公司", "华星软件"),
        ("华星软件集团", "华星软件"),
        ("华星（上海）软件 公司", "华星上海软件"),
        ("Ａｃｍｅ Ｃｏ．，Ｌｔｄ．", "acme"),
        ("Acme Co., Ltd.", "acme"),
        ("Acme Co.Ltd", "acme"),
        ("ACME, Inc.", "acme"),
        ("Acme L.L.C.", "acme"),
        ("Müller GmbH & Co. KG", "müller"),
        ("MÜLLER GMBH", "müller"),
        ("Zinc", "zinc"),
        ("Macy's", "macys"),
        ("Inc", "inc"),
        ("公司", "公司"),
        ("有限公司", "有限"),
        ("华星 Ltd 有限公司", "华星ltd"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_the_key_leaves_only_what_tells_companies_apart(name, key):
    assert company_key(name) == key


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=30))
def test_no_name_loses_its_key(name):
    assert company_key(name)


@settings(max_examples=50)
@given(st.text("华星AbÉ9 ", min_size=1).filter(str.strip), st.sampled_from(["有限公司", " Ltd."]))
def test_a_legal_form_or_width_or_case_makes_no_difference(name, form):
    full_width = name.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    for variant in (name + form, full_width, name.upper(), f"({name})"):
        assert company_key(variant) == company_key(name)


@pytest.mark.parametrize("code", ["91350100M000100Y43", " 91350100m000100y43 "])
def test_the_code_of_the_standard_is_valid(code):
    assert credit_code_valid(code)


@pytest.mark.parametrize(
    "code",
    ["", "91350100M000100Y4", "91350100M000100Y433", "91350100M000100Y44", "I1350100M000100Y43"]
    + ["９1350100M000100Y43", "91350100M000100Y4\n"],
)
def test_a_broken_code_is_not(code):
    assert not credit_code_valid(code)


@settings(max_examples=50)
@given(st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_is_always_found(place, char):
    code = "91350100M000100Y43"
    changed = code[:place] + char + code[place + 1 :]
    assert credit_code_valid(changed) is (changed == code)
