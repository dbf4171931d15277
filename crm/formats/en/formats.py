"""Dates that Django itself shows, in its admin: as the date_h filter shows them."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y H:i"
