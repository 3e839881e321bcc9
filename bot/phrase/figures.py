"""Dates in figures: `13.4.`, `4/13`, `07-27-2022`, `2026-04-02`, `20260320`."""

from bot.phrase.dayface import CENTURY, LAST_DAY, MONTHS, Day, dated, made, on
from bot.phrase.line import Found, Line


def iso(line: Line, index: int) -> Found[Day] | None:
    """The date with its year in front that begins at this token, or None."""
    if line.digits(index) == len("20260320"):
        digits = line.low(index)
        value = made(max(1, int(digits[:4])), int(digits[4:6]), int(digits[6:]))
        return Found(index + 1, on(value)) if value and value.year >= CENTURY else None
    if not line.wide(index) or not line.glued(index + 1):
        return None
    joint = line.low(index + 1)
    if joint not in {"-", "/", "."} or line.low(index + 3) != joint:
        return None
    month = line.whole(index + 2, "month") or line.number(index + 2)
    day = line.number(index + 4)
    if month is None or day is None or not line.glued(index + 4) or not line.slim(index + 4):
        return None
    value = made(line.number(index) or 1, month, day)
    end = index + 5 + (line.low(index + 5) == "t" and line.glued(index + 5))
    return Found(end, on(value) if value else Day(why="impossible")) if 1 <= month <= MONTHS else None


def numeric(line: Line, index: int) -> Found[Day] | None:
    """`13.4.`, `13.4.2026`, `4/13`, `07/08/26`, `07-27-2022`."""
    first, second, joint = line.number(index), line.number(index + 2), line.low(index + 1)
    if first is None or second is None or joint not in {".", "/", "-"} or not line.slim(index):
        return None
    if not (line.figure(index + 2) and line.glued(index + 1) and line.glued(index + 2)):
        return None
    end, year = index + 3, None
    if line.low(end) == joint and line.glued(end + 1) and line.digits(end + 1):
        year = _short_year(line, end + 1)
        end += 2
    if not _is_date(line, index, end, year):
        return None
    if joint == ".":
        return _dotted(line, index, end, year)
    value = _slashed(line, first, second, year)
    return None if value is None else Found(end, value)


def _short_year(line: Line, index: int) -> int:
    """The year of two or four digits; 0 for what is none."""
    number = line.number(index) or 0
    return CENTURY + number if line.pair(index) else number if line.wide(index) else 0


def _is_date(line: Line, index: int, end: int, year: int | None) -> bool:
    """Whether the numbers are no version, no phone number, no fraction, no "24/7"."""
    first, second, joint = line.number(index) or 0, line.number(index + 2) or 0, line.low(index + 1)
    inside = line.glued(index) and line.low(index - 1) in {".", "/", joint}
    if inside or year == 0 or (joint == "-" and year is None):
        return False
    fraction = year is None and first < second in {2, 3, 4} and line.is_(end, "unit")
    if joint == "/" and ((first, second) == (24, 7) or fraction):
        return False
    return 0 < first <= LAST_DAY and (joint == "." or 0 < second <= LAST_DAY)


def _dotted(line: Line, index: int, end: int, year: int | None) -> Found[Day] | None:
    """Dots put the day first everywhere; `10.30` is a time, and `10.12` may be either."""
    day, month = line.number(index) or 0, line.number(index + 2) or 0
    closed = year is not None
    if not closed and line.low(end) == "." and line.glued(end):
        end, closed = end + 1, True
    value = dated(line, month, day, year) if 0 < day <= LAST_DAY else None
    if value is None:
        return None
    both = not closed and line.pair(index + 2) and day < 25  # noqa: PLR2004
    if both and (line.is_(index - 1, "at") or line.named_day):
        return None
    if not closed and (line.is_(end, "meridiem", "unit") or line.low(end) in {"-", ":", ".", "%"}):
        return None
    return Found(end, Day(value.dates, value.why, bare=not closed))


def _slashed(line: Line, first: int, second: int, year: int | None) -> Day | None:
    """The order decides where a year shows that a date is meant; `07/08` alone is asked about.

    The order is often no more than a guess from a locale. Where there is no room to book, it decides.
    """
    day_first = dated(line, second, first, year)
    month_first = dated(line, first, second, year)
    if second > MONTHS or day_first is None:
        return month_first
    if first > MONTHS or month_first is None or first == second:
        return day_first
    likelier, other = (month_first, day_first) if line.order == "MDY" else (day_first, month_first)
    if year is not None or not line.rooms:
        return likelier
    return Day(likelier.dates + other.dates, why="order")
