"""Days that a person may give."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def has_come(day: date) -> None:
    """Raise ValidationError for a day that is still to come, in the company's time zone."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
