"""Clock times in words: `half past two`, `quarter to 3`, `ten past three`, `halb drei`, `puoli kolme`."""

from bot.phrase.clockface import DAY, HOUR, NOON, Clock
from bot.phrase.line import Found, Line


def _hour(line: Line, index: int) -> Found[tuple[int, str]] | None:
    """An hour of twelve inside a phrase: the number, or noon and midnight."""
    number = line.number(index)
    if number is not None and number <= DAY and line.slim(index):
        return Found(index + 1, (number, ""))
    minutes = line.whole(index, "clock")
    return None if minutes is None else Found(index + 1, (minutes // HOUR or DAY, "fixed"))


def _relative(hour: tuple[int, str], minutes: int, *, other: int | None = None) -> Clock:
    total = (hour[0] * HOUR + minutes) % (DAY * HOUR)
    fixed = bool(hour[1]) or hour[0] > NOON
    second = None if other is None else divmod((hour[0] * HOUR + other) % (DAY * HOUR), HOUR)
    return Clock(*divmod(total, HOUR), fixed=fixed, other=second)


_NEEDS = frozenset({"past", "before"})


def spoken(line: Line, index: int) -> Found[Clock] | None:
    """`quarter to 3`, `ten past three`, `twenty minutes to four`, `viertel vor drei`."""
    if not line.says(_NEEDS):
        return None
    start = line.after(index, "one")
    minutes = line.whole(start, "quarter")
    plain = minutes is None
    end = line.mark(start + 1, "-") if line.glued(start + 1) else start + 1
    if minutes is None:
        minutes = line.number(start)
        if minutes is None or minutes >= HOUR:
            return None
        if line.name(end, "unit") == "minute":
            end += 1
            plain = False
    way = 1 if line.is_(end, "past") else -1 if line.is_(end, "before") else 0
    # "10 to 11" is a span; only numbers that are no hour count as minutes before one.
    if not way or (way < 0 and plain and _is_span(line, start, end) and not _minutes(line, end)):
        return None
    return _shifted(line, end + 1, way * minutes)


def _is_span(line: Line, start: int, end: int) -> bool:
    """Whether it is a span, as `10 to 11`, and no minutes before an hour, as `ten to six`, `20 to noon`."""
    if line.is_(end + 1, "clock"):
        return (line.number(start) or 0) <= NOON
    framed = line.is_(start - 1, "from", "between")
    minutes = line.number(start) or 0
    worded = not line.digits(start) and not line.digits(end + 1)
    said = line.is_(start - 1, "at")
    return framed or not worded or not (minutes > NOON or (said and minutes in {5, 10}))


def _minutes(line: Line, index: int) -> bool:
    """Whether the word is never `to` of a span: `vor`, `vaille`."""
    return line.is_(index, "before") and not line.is_(index, "to", "of")


def _shifted(line: Line, index: int, minutes: int) -> Found[Clock] | None:
    half = line.whole(index, "halfto")
    if half is not None:  # "fünf vor halb drei"
        return _from_hour(line, index + 1, minutes - 30)
    return _from_hour(line, line.after(index, "the"), minutes)


def _from_hour(line: Line, index: int, minutes: int) -> Found[Clock] | None:
    hour = _hour(line, index)
    return None if hour is None else Found(hour.end, _relative(hour.value, minutes))


HALF_HOURS_BEGINS = frozenset({"halfpast", "halfto", "half"})


def half_hours(line: Line, index: int) -> Found[Clock] | None:
    """`half past two`, `halb drei`, `puoli kolme`, and `half two`, which is half past to Britons."""
    if not line.begins(index, HALF_HOURS_BEGINS):
        return None
    for kind, minutes in (("halfpast", 30), ("halfto", -30)):
        if line.is_(index, kind):
            return _from_hour(line, index + 1, minutes)
    if line.is_(index, "half") and line.number(index + 1) is not None and not line.glued(index + 1):
        hour = _hour(line, index + 1)
        if hour and hour.value[0] <= NOON and not line.is_(hour.end, "unit"):
            return Found(hour.end, _relative(hour.value, 30, other=-30))
    return None
