import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.phones import PhoneRefused, e164


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800138000", "+8613800138000"),
        ("138 0013-8000", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("0086 13800138000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"),
        ("010-62345678", "+861062345678"),
        ("(0755) 2345 6789", "+8675523456789"),
        ("+1 425 555 0100", "+14255550100"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_numbers_become_e164(text, number):
    assert e164(text) == number


def test_the_region_is_that_of_the_tenant():
    assert e164("(425) 555-0100", "US") == "+14255550100"


@pytest.mark.parametrize(
    "text", ["abc", "12", "9" * 30, "+", "1e10", "\x00", "待补", "+999 123456"]
)
def test_junk_is_refused(text):
    with pytest.raises(PhoneRefused) as refused:
        e164(text)
    assert text in str(refused.value)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text):
    try:
        number = e164(text)
    except PhoneRefused:
        return
    assert number == "" or number[1:].isdecimal()
    assert not number or e164(number) == number
