"""Phone numbers in E.164, the form in which they are stored and compared (spec 02, 03)."""

import phonenumbers
from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused


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
