"""Weeks of work, played in the order of time.

Actions stamp the present, and rightly so: nobody may say that he did something last week. A company
that is opened for the first time must have had such a week all the same. So a story is told here as
a generator that yields the moment of its next deed, and while a deed is done Django's clock, in
this process alone, stands at that moment. The actions themselves know nothing of it.
"""

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

Story = Generator[datetime, None, None]


def play(stories: Iterable[Story]) -> None:
    """Run stories side by side, whichever has the earliest next deed first."""
    begun = ((next(story), place, story) for place, story in enumerate(stories))
    queue = list(begun)
    heapq.heapify(queue)
    while queue:
        moment, place, story = heapq.heappop(queue)
        with at(moment):
            following = next(story, None)
        if following is not None:
            heapq.heappush(queue, (max(following, moment), place, story))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let Django's clock stand at a moment; field defaults hold `now` itself, so it stays."""

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    with patch.object(timezone, "datetime", Then):
        yield


def present() -> datetime:
    """Now, also while Django's clock stands elsewhere; in the company's time zone."""
    return datetime.now(timezone.get_current_timezone())


def ago(days: float) -> datetime:
    """A moment so many days ago: within the last day to the minute, before it in working hours.

    The fraction chooses the hour between nine and six; a weekend's work is done on the Friday.
    """
    now = present()
    if days < 1:
        return now - timedelta(days=days)
    day = weekday(now.date() - timedelta(days=int(days)))
    minutes = round((1 - days % 1) * 9 * 60)
    return timezone.make_aware(datetime.combine(day, time(9)) + timedelta(minutes=minutes))


def weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def ahead(days: int) -> date:
    return present().date() + timedelta(days=days)
