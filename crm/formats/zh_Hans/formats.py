"""Dates that Django itself shows, in its admin: as the date_h filter shows them."""

DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"
