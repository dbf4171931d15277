from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from integrations.dates import AmbiguousDates, DatesRefused
from integrations.importer.moments import order_of, read_day, read_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2019-12-04 12:48:22", "ymd", datetime(2019, 12, 4, 4, 48, 22, tzinfo=UTC)),
        ("2006-04-15T03:23:15.000Z", "ymd", datetime(2006, 4, 15, 3, 23, 15, tzinfo=UTC)),
        ("07/15/2009 02:14:45+0800", "mdy", datetime(2009, 7, 14, 18, 14, 45, tzinfo=UTC)),
        ("07/15/2009T14:14:45-08:00", "mdy", datetime(2009, 7, 15, 22, 14, 45, tzinfo=UTC)),
        ("1/2/2026 12:05 AM", "dmy", datetime(2026, 1, 31, 16, 5, tzinfo=UTC)),
        ("1/2/2026 3:05 pm", "mdy", datetime(2026, 1, 2, 7, 5, tzinfo=UTC)),
        ("2026年1月2日", "ymd", datetime(2026, 1, 1, 16, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_in_its_own_zone_or_the_companys(text, order, moment):
    assert read_moment(text, order, SHANGHAI) == moment


def test_a_day_is_the_companys_but_midnight_of_greenwich_is_a_day_without_time():
    assert read_day("2026-01-02T20:00:00Z", "ymd", SHANGHAI) == date(2026, 1, 3)
    assert read_day("2026-01-02T00:00:00Z", "ymd", ZoneInfo("America/New_York")) == date(2026, 1, 2)
    assert read_day("2026-01-02 23:59:59", "ymd", SHANGHAI) == date(2026, 1, 2)


@pytest.mark.parametrize("text", ["2026-01-02 25:00", "2026-01-02T12:00:00+99:00", "soon"])
def test_what_no_clock_shows_is_refused(text):
    with pytest.raises(DatesRefused):
        read_moment(text, "ymd", SHANGHAI)


def test_a_stray_cell_does_not_decide_about_its_column():
    assert order_of(["2026-01-31 10:00"] * 40 + ["31/12/2026", "soon", ""]) == "ymd"
    assert order_of(["25/04/2026"] * 40 + ["2026-04-25"]) == "dmy"


def test_a_column_written_in_two_ways_is_refused():
    """As a spreadsheet leaves it that took some days for months and turned them."""
    with pytest.raises(DatesRefused) as refused:
        order_of(["2026-04-03"] * 4 + ["25/04/2026"] * 6)
    assert refused.value.code == "mixed"
    with pytest.raises(AmbiguousDates):
        order_of(["03/04/2026 10:00", "05/06/2026 11:00"])
