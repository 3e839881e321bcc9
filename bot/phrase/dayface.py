"""A day as it was said, before it is certain which one is meant."""

from datetime import date, timedelta
from typing import NamedTuple

from bot.phrase.line import Line

# A date without a year that has just gone is past; one that went longer ago is next year's.
_JUST_GONE = timedelta(days=31)
# Next year's is asked about when it lies so far ahead that a slip of the month is likelier.
_FAR = timedelta(days=270)
MONTHS, LAST_DAY, CENTURY = 12, 31, 2000
FIRST_YEAR, LAST_YEAR = 1000, 9000  # within which days can be added and zones applied


class Day(NamedTuple):
    """The day a phrase names: one date if it is certain, several to choose from, or none."""

    dates: tuple[date, ...] = ()
    why: str = ""
    """Why there is not exactly one: "order", "contradiction", "impossible", "week", "far"."""
    weekday: int | None = None
    """Set where a weekday alone was said; today's name means today only while its hour lies ahead."""
    part: str = ""
    hint: str = ""
    """A part of the day that is said, but belongs to a title; it must not contradict the time."""
    bare: bool = False
    """True where only the surroundings make it a day: a short `sun`, a dotted `10.12`."""
    monday: date | None = None
    """The first day of the week, where a week was named and no day of it."""


def on(value: date) -> Day:
    """The one certain day."""
    return Day((value,))


def made(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day, or nobody means a year so far from ours."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dated(line: Line, month: int, day: int, year: int | None = None) -> Day | None:
    """The day of that month: this year's while it lies ahead or has just gone, else next year's."""
    if not 1 <= month <= MONTHS:
        return None
    today = line.today
    this = made(year or today.year, month, day)
    if this is None:
        return Day(why="impossible")
    # Where there is no room to book, a date without a year is read as the next one.
    gone = _JUST_GONE if line.rooms else timedelta(0)
    if year or this >= today - gone:
        before = made(this.year - 1, month, day)
        return on(before) if not year and before and before >= today - gone else on(this)
    later = made(today.year + 1, month, day)
    if later is None:
        return Day(why="impossible")
    return Day((later,), why="far" if later - today > _FAR else "")
