"""Phone numbers in E.164, the form in which they are stored and compared (spec 02, 03)."""

import re

import phonenumbers
from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused

# Where the files of strangers are usually from, the likeliest first.
COMMON = ("US", "CN", "GB", "IN", "DE", "FR", "AU", "JP", "HK", "SG", "TW", "KR", "BR")
NORTH_AMERICAN = re.compile(r"\(?[0-9]{3}\)?[-. ] ?[0-9]{3}[-. ][0-9]{4}\b")
# ISO 3166 codes of the countries whose numbers can be read without their +.
REGIONS = tuple(sorted(phonenumbers.SUPPORTED_REGIONS))


class PhoneRefused(InputRefused):
    """A text that is no phone number. code: phone."""


def e164(text: str, region: str = "CN") -> str:
    """138 0013 8000 → +8613800138000; a number without + is read as one of `region`.

    Empty text gives "". PhoneRefused for what cannot be a number by its length; number ranges
    are not asked, since operators open new ones faster than tables follow.
    """
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise PhoneRefused(_("“%(text)s” is not a phone number."), code="phone", text=text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def region_of(texts: list[str], home: str) -> str:
    """The country whose numbers most of the texts without + are: `home` where half of them fit."""
    plain = [text for text in texts if not text.strip().startswith(("+", "00"))]
    fits = {
        region: sum(_fits(text, region) for text in plain)
        for region in dict.fromkeys((home, *COMMON))
    }
    best = max(fits, key=fits.__getitem__)
    return home if 2 * fits[home] >= len(plain) or not fits[best] else best


def _fits(text, region):
    if NORTH_AMERICAN.match(text.strip()):
        return phonenumbers.country_code_for_region(region) == 1
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False
