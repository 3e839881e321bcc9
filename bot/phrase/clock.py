"""Clock times: `10`, `10:30`, `3pm`, `0900`, `15h`, `half past two`, `quarter to 3`, `noon`."""

from bot.phrase.clockface import DAY, HOUR, NOON, Clock
from bot.phrase.line import NUMBERS, Found, Line
from bot.phrase.spoken import HALF_HOURS_BEGINS, half_hours, spoken

_YEARS = range(1990, 2100)
# Below this hour `2h` is a length, from it on a time ("15h"), unless a word before it says otherwise.
_LENGTH_BELOW = 7

BEGINS = NUMBERS | HALF_HOURS_BEGINS | {"at", "from", "clock", "one", "quarter"}


def clock(line: Line, index: int) -> Found[Clock] | None:
    """The time that begins at this token, with `at` before it, or None."""
    if not line.begins(index, BEGINS):
        return None
    return line.once(_clock, index)


def _clock(line: Line, index: int) -> Found[Clock] | None:
    start = line.after(index, "at", "from")
    if start > index:
        start = line.after(start, "the", "ish", "at")
    said = start > index or line.is_(index - 1, "at", "from", "between")
    found = spoken(line, start)
    if line.digits(start):
        found = found or _digital(line, start, said=said)
    else:
        found = _named(line, start) or found or half_hours(line, start)
    found = found or _worded(line, start, said=said)
    if found is None and line.number(start) is not None:
        found = _alone(line, start)
    if found is None:
        return None
    found = _tail(line, found, said=said)
    if said and found.value.bare and start > index:
        found = Found(found.end, found.value._replace(bare=False))
    return found


def lone_clock(line: Line, index: int) -> Found[Clock] | None:
    """The time that begins at this token and ends nowhere; "from 1 to 100" is none."""
    found = clock(line, index)
    open_end = found is not None and line.is_(found.end, "to") and line.is_(found.end - 2, "from")
    return None if open_end else found


def _named(line: Line, index: int) -> Found[Clock] | None:
    minutes = line.whole(index, "clock")
    if minutes is None:
        return None
    end = index + 1
    value = Clock(*divmod(minutes, HOUR), fixed=True, word=True)
    # "lunchtime 12 o'clock", "12 noon": the number says no more than the word.
    if line.number(end) == value.hour and line.is_(end + 1, "oclock"):
        end += 2
    return Found(end, value)


def _digital(line: Line, index: int, *, said: bool) -> Found[Clock] | None:
    """`10:30`, `10.30`, `10h30`, `1030`, `0900`, `15h`, `10 Uhr 30`."""
    hour, width = line.number(index), line.digits(index)
    if hour is None or not width:
        return None
    if width in {3, 4}:
        return _military(line, index, said=said)
    if width > 2 or hour > DAY:  # noqa: PLR2004
        return None
    if line.low(index + 1) in {":", "."} and line.glued(index + 1) and _minute(line, index + 2):
        return _pointed(line, index, said=said)
    return _lettered(line, index, said=said)


def _minute(line: Line, index: int) -> bool:
    minute = line.number(index)
    return minute is not None and minute < HOUR and line.pair(index) and line.glued(index)


def _fixed(line: Line, index: int) -> bool:
    """Whether the hour as written can be of one half of the day only."""
    hour = line.number(index) or 0
    return hour > NOON or hour == 0 or (line.pair(index) and hour < 10)  # noqa: PLR2004


def _pointed(line: Line, index: int, *, said: bool) -> Found[Clock] | None:
    hour, minute = line.number(index) or 0, line.number(index + 2) or 0
    end = index + 3
    if (hour == DAY and minute) or line.low(end) == "%":
        return None
    if line.low(index + 1) == "." and line.low(end) == "." and line.glued(end) and line.digits(end + 1):
        return None  # a date: 13.04.2026
    if line.low(end) == ":" and _minute(line, end + 1):
        end += 2  # seconds say nothing about a booking
    if line.low(end) == "." and line.glued(end) and line.digits(end + 1) == 3 and line.glued(end + 1):  # noqa: PLR2004
        end += 2
    if line.low(end) == "h" and line.glued(end):
        end += 1  # "18:15h"
    bare = line.low(index + 1) == "." and not said
    return Found(end, Clock(hour % DAY, minute, fixed=_fixed(line, index), bare=bare))


def _lettered(line: Line, index: int, *, said: bool) -> Found[Clock] | None:
    hour = line.number(index) or 0
    letter = index + 1
    hours = line.low(letter) == "h" or line.is_(letter, "hmark") or (said and line.is_(letter, "hours"))
    if not hours:
        return None
    if _minute(line, letter + 1) or (line.is_(letter, "hmark") and _spaced_minute(line, letter + 1)):
        minute, end = line.number(letter + 1) or 0, letter + 2
        end += line.name(end, "unit") == "minute"
    else:
        minute, end = 0, letter + 1
    loud = line.is_(letter, "hmark") and line.low(letter) != "h"
    if not loud and not said and not _ranges(line, index, end) and hour < _LENGTH_BELOW:
        return None
    if line.is_(index - 1, "for") and not loud and not _ranges(line, index, end):
        return None
    return Found(end, Clock(hour % DAY, minute, fixed=_fixed(line, index)))


def _spaced_minute(line: Line, index: int) -> bool:
    minute = line.number(index)
    return minute is not None and minute < HOUR and line.pair(index)


def _ranges(line: Line, index: int, end: int) -> bool:
    return (
        line.low(index - 1) == "-" or line.low(end) == "-" or line.is_(end, "to") or line.is_(index - 1, "to")
    )


def _military(line: Line, index: int, *, said: bool) -> Found[Clock] | None:
    number, width = line.number(index) or 0, line.digits(index)
    hour, minute = divmod(number, 100)
    if hour >= DAY or minute >= HOUR:
        return None
    zero = line.low(index).startswith("0")
    half = line.is_(index + 1, "meridiem") or (line.low(index + 1) in {"a", "p"} and line.glued(index + 1))
    ranged = _ranges(line, index, index + 1) and _four(line, index)
    loud = width == 4 and (line.wide(index + 2) or line.wide(index - 2))  # noqa: PLR2004
    if width == 3 and not (half or (ranged and _three(line, index))):  # noqa: PLR2004
        return None
    if number in _YEARS and not (said or ranged or half):
        return None
    hours = width == len("0730") and line.name(index + 1, "unit") == "hour" and line.low(index + 1) != "h"
    end = index + 1 + (line.is_(index + 1, "oclock") or hours)
    fixed = width == 4 and (zero or hour > NOON)  # noqa: PLR2004
    loud = loud and ranged and number not in _YEARS
    return Found(end, Clock(hour, minute, fixed=fixed, bare=not (zero or said or half or loud or hours)))


def _four(line: Line, index: int) -> bool:
    """Whether the other end of the range is written with three or four digits as well."""
    return line.digits(index + 2) in {3, 4} or line.digits(index - 2) in {3, 4}


def _three(line: Line, index: int) -> bool:
    return line.wide(index + 2) or line.digits(index - 2) == 3 or line.low(index + 1) != "-"  # noqa: PLR2004


def _worded(line: Line, index: int, *, said: bool) -> Found[Clock] | None:
    """`ten thirty`, `nine fifty-nine`, `eight oh five`, and in figures `at 12 15`, `6 15 pm`."""
    step = line.mark(index + 1, "-") if line.glued(index + 1) and not line.digits(index + 2) else index + 1
    hour, minute, end = line.number(index), line.number(step), step + 1
    if hour is None or minute is None or hour > DAY or minute >= HOUR:
        return None
    words = not line.digits(index) and not line.digits(step)
    if minute == 0 and words and line.number(end) is not None:  # "eight oh five"
        return Found(end + 1, Clock(hour % DAY, line.number(end) or 0, fixed=hour > NOON))
    worded = words and minute >= 10 and not line.is_(end, "unit")  # noqa: PLR2004
    if not worded and not _spaced(line, index, said=said):
        return None
    return Found(end, Clock(hour % DAY, minute, fixed=hour > NOON, bare=words))


def _spaced(line: Line, index: int, *, said: bool) -> bool:
    """Whether two numbers are an hour and its minutes: after `at`, or before `pm`."""
    end = index + 2
    if not (line.figure(index) and line.pair(index + 1) and (said or line.is_(end, "meridiem"))):
        return False
    counted = line.is_(end, "unit", "people", "seats", "times")
    return not counted and line.low(end) not in {"-", ":", ".", "/"}


def _alone(line: Line, index: int) -> Found[Clock] | None:
    hour = line.number(index)
    if hour is None or hour > DAY or not line.slim(index):
        return None
    if _is_part(line, index) or _is_count(line, index):
        return None
    bare = not line.is_(index, "hourword")
    return Found(index + 1, Clock(hour % DAY, fixed=_fixed(line, index), bare=bare))


def _is_part(line: Line, index: int) -> bool:
    """Whether the number is part of a longer one: a price, a version, a date, `#7`."""
    if line.glued(index) and line.low(index - 1) in {":", ".", "/", "#", "$", "_"}:
        return True
    return line.low(index + 1) in {".", "/", ":"} and line.glued(index + 2) and line.digits(index + 2) > 0


def _is_count(line: Line, index: int) -> bool:
    """Whether the number counts or names something: `10 people`, `15th`, `4a`, "this one"."""
    if line.low(index) == "one" and not line.is_(index - 1, "at", "from", "to", "between", "and"):
        return True
    counted = line.is_(index + 1, "people", "seats", "times", "suffix") or line.low(index + 1) == "%"
    return counted or _letters(line, index + 1)


def _letters(line: Line, index: int) -> bool:
    """Whether letters hang on the number that say nothing of time."""
    known = line.is_(index, "ish", "oclock", "hmark") or _meridiem(line, index) is not None
    return line.kind(index) == "word" and line.glued(index) and not known


_TAIL_BEGINS = frozenset({"hours", "add", "hmark", "clock", "ish", "oclock", "in", "meridiem", "a", "p"})


def _tail(line: Line, found: Found[Clock], *, said: bool) -> Found[Clock]:
    """What may follow a time: `ish`, `o'clock`, `sharp`, `am`, `p.m.`, in any order that is said."""
    for _ in range(4):
        if not line.begins(found.end, _TAIL_BEGINS) and not line.is_(found.end + 1, "ish"):
            break
        longer = _longer(line, found, said=said)
        if longer is None:
            break
        found = longer
    return found


def _longer(line: Line, found: Found[Clock], *, said: bool) -> Found[Clock] | None:
    end, value = found
    if line.low(end) == "-" and line.is_(end + 1, "ish"):
        end += 2
    elif said and value.bare and line.is_(end, "hours"):
        end, value = end + 1, value._replace(bare=False)
    elif line.whole(end, "add") is not None and not value.minute:
        end, value = end + 1, _added(value, line.whole(end, "add") or 0)
    elif line.is_(end, "hmark") or line.whole(end, "clock") == value.hour * HOUR + value.minute > 0:
        end, value = end + 1, value._replace(bare=False)  # "14.30 Uhr", "12 Uhr mittags"
    elif line.is_(end, "ish", "oclock"):
        sure = line.is_(end, "oclock") or not value.bare
        end, value = end + 1, value._replace(bare=value.bare and not sure and not line.glued(end))
    else:
        half = _meridiem(line, line.after(end, "in", "the") if line.is_(end, "in") else end)
        if half is None or value.half or (half.value == "am" and value.fixed and not value.minute):
            return None
        end, value = half.end, with_half(value, half.value)
    return Found(end, value)


def _added(value: Clock, minutes: int) -> Clock:
    """`dos y media`, `onze heures moins le quart`."""
    total = (value.hour * HOUR + minutes) % (DAY * HOUR)
    return value._replace(hour=total // HOUR, minute=total % HOUR, bare=False)


def _meridiem(line: Line, index: int) -> Found[str] | None:
    half = line.name(index, "meridiem")
    if (
        half
        and not line.glued(index)
        and line.is_(index, "on")
        and line.is_(index + 1, "weekday", "part", "day", "the")
    ):
        return None  # the German "am"
    if half:
        return Found(line.mark(index + 1, ".") if line.glued(index + 1) else index + 1, half)
    letter = line.low(index)
    if letter not in {"a", "p"}:
        return None
    step = line.mark(index + 1, ".")
    if line.low(step) == "m":
        end = line.mark(step + 1, ".") if line.glued(step + 1) else step + 1
        return Found(end, letter + "m")
    ranged = line.low(index - 2) in {":", "-"} or line.low(index + 1) == "-" or line.is_(index + 1, "to")
    alone = letter == "a" and not ranged and not line.is_(index - 2, "at", "from", "to")
    if line.glued(index) and line.digits(index - 1) and not alone:
        return Found(index + 1, letter + "m")
    return None


def with_half(value: Clock, half: str) -> Clock:
    """The time in that half of the day, "am" or "pm"."""
    if value.hour > NOON or (value.hour == 0 and value.fixed):
        return value._replace(bare=False)  # "15:00 pm" says the same twice
    hour = value.hour % NOON + (NOON if half == "pm" else 0)
    return Clock(hour, value.minute, half, fixed=True, word=value.word)
