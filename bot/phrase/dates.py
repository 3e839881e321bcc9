"""Dates with the month's name or without a month: `3 March`, `fourth of july`, `on the 15th`."""

from bot.phrase.dayface import CENTURY, LAST_DAY, MONTHS, Day, dated, made, on
from bot.phrase.figures import iso, numeric
from bot.phrase.line import NUMBERS, Found, Line

BEGINS = NUMBERS | {"ordinal", "month", "the", "this", "on"}


def calendar_day(line: Line, index: int) -> Found[Day] | None:
    """The date that begins at this token, or None."""
    if not line.begins(index, BEGINS):
        return None
    if line.glued(index) and line.low(index - 1) in {":", "/"}:
        return None  # "1:1 Jan"
    found = iso(line, index) or (_days_of_month(line, index) if line.says(_DAYS_NEEDS) else None)
    found = found or (_named(line, index) if line.says(_NAMED_NEEDS) else None) or numeric(line, index)
    return found or (_ordinal(line, index) if line.says(_ORDINAL_NEEDS) else None)


def _year(line: Line, index: int) -> Found[int] | None:
    step = line.mark(index, ",")
    step = line.after(step, "of", "in") if line.wide(line.after(step, "of", "in")) else step
    number = line.number(step)
    if number is not None and line.wide(step) and 1990 <= number < 2100:  # noqa: PLR2004
        ranged = line.low(step + 1) in {"-", ":"} and line.glued(step + 1)
        return None if ranged else Found(step + 1, number)
    joined = (
        line.low(index) in {"-", "/"} and line.low(index) == line.low(index - 2) and line.glued(index + 1)
    )
    if joined and line.pair(index + 1):  # "17-Nov-16"
        return Found(index + 2, CENTURY + (line.number(index + 1) or 0))
    if line.low(step) == "'" and line.pair(step + 1) and line.glued(step + 1):
        return Found(step + 2, CENTURY + (line.number(step + 1) or 0))
    return None


def day_number(line: Line, index: int) -> Found[int] | None:
    """`15`, `15th`, `15-th`, `15.`, `fifteenth`: the day, whatever stands around it."""
    ordinal = line.whole(index, "ordinal")
    if ordinal is not None:
        return Found(index + 1, ordinal)
    number = line.number(index)
    if number is None or not 1 <= number <= LAST_DAY or not line.slim(index):
        return None
    end = index + 1
    if line.is_(end, "suffix") and line.glued(end):
        return Found(end + 1, number)
    if line.low(end) == "-" and line.is_(end + 1, "suffix") and line.glued(end + 1):
        return Found(end + 2, number)
    if line.low(end) in {".", ":"} and line.glued(end) and line.is_(end + 1, "suffix"):
        return Found(end + 2, number)
    return Found(line.mark(end, ".") if line.glued(end) else end, number)


_NAMED_NEEDS = frozenset({"month"})


def _named(line: Line, index: int) -> Found[Day] | None:
    """A date with the month's name, on either side of the day."""
    index = line.after(index, "the")
    start = line.after(index, "this", "the") if line.is_(index, "this") else index
    month = line.whole(start, "month")
    if month is not None:
        step = line.mark(start + 1, "/", "-", ",")
        step = line.after(step, "the") if step == start + 1 else step
        day = day_number(line, step)
        if day is None or _is_time(line, step, day.end):
            return None
        if _ranged(line, day.end):
            return None if line.repeats or line.named_day else Found(day.end + 2, Day(why="week"))
    else:
        day = day_number(line, index) or _too_many(line, index)
        if day is None:
            return None
        step = line.mark(day.end, "/", "-")
        step = line.after(step, "of", "the", "this") if step == day.end else step
        month = line.whole(step, "month")
        if month is None:
            return None
        day = Found(step + 1, day.value)
    end = line.mark(day.end, "/", "-") if line.glued(day.end) and line.wide(day.end + 1) else day.end
    year = _year(line, end)
    if (
        year
        and line.rooms
        and year.value != line.today.year
        and line.kind(year.end) == "word"
        and not (line.tokens[year.end].means.keys() - {"meeting", "shy"})
    ):
        return _budget(line, month, day, year)
    value = dated(line, month, day.value, year.value if year else None)
    return None if value is None else Found(year.end if year else day.end, value)


def _budget(line: Line, month: int, day: Found[int], year: Found[int]) -> Found[Day] | None:
    """`2 April 2027 budget`: a date of that year, or a date and a title."""
    readings = (dated(line, month, day.value), dated(line, month, day.value, year.value))
    dates = tuple(one for reading in readings if reading for one in reading.dates)
    return Found(day.end, Day(dates, why="order" if dates else "impossible"))


def _ranged(line: Line, index: int) -> bool:
    """Whether another day follows a dash, as in `April 10-11`; `April 10-11:30` is a day and an hour less."""
    dash = line.low(index) == "-" and line.glued(index) and line.glued(index + 1)
    return dash and line.figure(index + 1) and line.low(index + 2) not in {":", "."}


_DAYS_NEEDS = frozenset({"-"})


def _days_of_month(line: Line, index: int) -> Found[Day] | None:
    """`10-11 April`, `10.-11.4.`: several days, of which one must be chosen."""
    first = day_number(line, index)
    if first is None or not line.digits(index) or line.low(first.end) != "-":
        return None
    if line.repeats or line.dated_before(index):
        return None  # "2.4. 10-11 May planning"
    second = _named(line, first.end + 1) or numeric(line, first.end + 1)
    if second is None or second.value.bare or (line.number(first.end + 1) or 0) <= first.value:
        return None
    if line.figure(second.end) and line.low(second.end + 1) not in {"-", ":", "."}:
        return None  # "9-11 january 5"
    return Found(second.end, Day(why="week"))


def _too_many(line: Line, index: int) -> Found[int] | None:
    """`32` before a month: a day that no month has, to be asked about."""
    number = line.number(index)
    over = number is not None and LAST_DAY < number < 100 and line.is_(index + 1, "month")  # noqa: PLR2004
    return Found(index + 1, number or 0) if over else None


def _is_time(line: Line, index: int, end: int) -> bool:
    """Whether the number after a month is no day: `May 10:30`, `may 3pm`."""
    if line.number(index) is None or line.is_(end - 1, "suffix"):
        return False
    if line.low(end) == ":" and line.glued(end):
        return True
    return line.is_(end, "meridiem", "oclock", "hmark") or (
        line.is_(end, "unit") and not line.is_(end, "suffix")
    )


_ORDINAL_NEEDS = frozenset({"suffix", "ordinal", "the", "on", "am"})


def _ordinal(line: Line, index: int) -> Found[Day] | None:
    """`the 15th`, `on the 15`, `15th of next month`: the next one ahead, this month or the one after."""
    start = line.after(index, "on", "the")
    found = day_number(line, start)
    if found is None:
        return None
    marked = line.is_(start + 1, "suffix") or line.is_(start + 2, "suffix") or line.is_(start, "ordinal")
    led = line.is_(start - 1, "the", "on") or line.low(start - 1) == "am"
    dotted = line.low(found.end - 1) == "." and led
    the = line.is_(start - 1, "the") and line.digits(start) > 0
    the = the or (line.is_(start - 1, "on") and (line.low(found.end) == "," or line.is_(found.end, "at")))
    counted = line.is_(found.end, "unit") and not (marked and the)
    if (
        not (marked or dotted or the)
        or counted
        or line.is_(found.end, "meridiem", "oclock", "hmark", "people")
    ):
        return None
    if line.is_(start, "ordinal") and not line.is_(start - 1, "the"):
        return None
    stranger = line.kind(found.end) == "word" and not line.tokens[found.end].means
    led = line.is_(start - 2, "on") or line.is_(start - 1, "on") or dotted
    if stranger and (line.is_(start, "ordinal") or not led):
        return None  # "the second floor", "3rd party"
    if (
        not marked
        and not dotted
        and (line.low(found.end) in {":", "-", "/", "%"} or line.kind(found.end) == "word")
    ):
        framed = line.is_(found.end, "at", "between", "from", "of", "day", "glue")
        if not framed:
            return None
    return _of_month(line, found) or _next_such(line, found)


def _of_month(line: Line, found: Found[int]) -> Found[Day] | None:
    step = line.after(found.end, "of", "the", "in")
    shift = 1 if line.is_(step, "next") else 0 if line.is_(step, "this") else None
    if shift is None:
        if step == found.end or line.name(step, "unit") != "month":
            return None
        shift, step = 0, step - 1
    if line.name(step + 1, "unit") != "month":
        return None
    years, month = divmod(line.today.month - 1 + shift, MONTHS)
    value = made(line.today.year + years, month + 1, found.value)
    return Found(step + 2, on(value) if value else Day(why="impossible"))


def _next_such(line: Line, found: Found[int]) -> Found[Day] | None:
    for shift in range(4):
        years, month = divmod(line.today.month - 1 + shift, MONTHS)
        value = made(line.today.year + years, month + 1, found.value)
        if value and value >= line.today:
            return Found(found.end, on(value))
    return None
