"""Days, moments and wishes as people say them: `at("10:00")` is ten o'clock in Helsinki, today."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Concatenate, Final, ParamSpec
from zoneinfo import ZoneInfo

import pytest

from booking_core import Desk, Refusal, Room, Span, Wish, Work

P = ParamSpec("P")

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
NEW_YORK: Final = ZoneInfo("America/New_York")

TODAY: Final = date(2026, 3, 18)  # a Wednesday; summer time begins on Sunday week
TOMORROW: Final = date(2026, 3, 19)
YESTERDAY: Final = date(2026, 3, 17)


def at(clock: str, day: date = TODAY, zone: ZoneInfo = HELSINKI) -> datetime:
    """The moment at which a wall clock in that zone shows that time on that day, in UTC."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone).astimezone(UTC)


def span(start: str, end: str, day: date = TODAY, zone: ZoneInfo = HELSINKI) -> Span:
    """From one time of the day to another; an end that is not later is the next day's."""
    ends_on = day if time.fromisoformat(end) > time.fromisoformat(start) else day + timedelta(days=1)
    return Span(at(start, day, zone), at(end, ends_on, zone))


def wish(
    room: Room,
    start: str = "10:00",
    end: str = "11:00",
    *,
    day: date = TODAY,
    title: str = "",
    people: tuple[str, ...] = (),
    seats: int | None = None,
) -> Wish:
    """That room from start to end, on that day in Helsinki."""
    return Wish(room.id, span(start, end, day), title, people, seats)


def told(refusal: Refusal) -> tuple[type[Refusal], dict[str, object]]:
    """A refusal as it can be compared: what is so, with all its facts."""
    return type(refusal), vars(refusal)


def refused(
    desk: Desk, verb: Callable[Concatenate[Work, P], object], /, *args: P.args, **kwargs: P.kwargs
) -> tuple[type[Refusal], dict[str, object]]:
    """What that person is told when they ask for that; it fails where they get it."""
    with pytest.raises(Refusal) as caught:
        desk.run(verb, *args, **kwargs)
    return told(caught.value)


class InVainError(Exception):
    """Undoes a unit of work."""


@contextmanager
def in_vain(desk: Desk) -> Iterator[Work]:
    """A unit of work that comes to nothing in the end."""
    with suppress(InVainError), desk.work() as work:
        yield work
        raise InVainError
