"""Lengths: `45 min`, `1h30`, `1.5h`, `half an hour`, `an hour and a half`, `2 hours ten`."""

from bot.phrase.line import NUMBERS, Found, Line

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_HOUR = 60
# Nothing is counted so far, and nothing lasts so long: what does would end after the last of all days.
_MOST, _LONGEST = 9_999, 520 * MINUTES["week"]
# `15h` is a time, `2h` a length.
_FIRST_HOUR = 7

# A unit before such a word describes it: "half-day workshop", "90 day plan".
_TITLES = {"meeting", "lead", "look", "glue", "shy"}

# A number before such a word is no minutes: "1h 15 people".
_COUNTED = ("meridiem", "oclock", "unit", "hmark", "people", "seats", "times", "month", "suffix")

AMOUNT_BEGINS = NUMBERS | {"fraction", "some", "half", "quarter", "one"}
_AMOUNT_NEEDS = frozenset({"unit", "'"})


def amount(line: Line, index: int) -> Found[tuple[float, str]] | None:
    """How many of which unit: (1.5, "hour"), (3, "day"); or None."""
    if not (line.says(_AMOUNT_NEEDS) and line.begins(index, AMOUNT_BEGINS)):
        return None
    return line.once(_counted, index)


_BEGINS = AMOUNT_BEGINS | {"length", "for", "+"}
NEEDS = _AMOUNT_NEEDS | {"length"}
"""The signs without which nothing here is a length."""


def length(line: Line, index: int) -> Found[int] | None:
    """The minutes of the length that begins at this token, with `for` or `+` before it, or None."""
    return line.once(_length, index) if line.begins(index, _BEGINS) else None


def _length(line: Line, index: int) -> Found[int] | None:
    start = line.after(index, "for")
    start = start if start > index else line.mark(index, "+")
    start = line.after(start, "at") if start > index else start
    start = line.after(start, "the") if start > index else start
    found = _amount(line, start)
    if found is None:
        return None
    found = _more(line, found)
    return found if found.value <= _LONGEST else None


def _counted(line: Line, index: int) -> Found[tuple[float, str]] | None:
    found = _count(line, index)
    if found is None or (line.low(index - 1) == "." and line.glued(index)):
        return None
    end = line.mark(found.end, "-")
    end = line.after(end, "of", "the", "other", "more") if end == found.end else end
    unit = _unit(line, end)
    if unit:
        return Found(end + 1, (found.value, unit))
    if line.low(end) == "'" and line.glued(end) and not line.glued(end + 1):
        return Found(end + 1, (found.value, "minute"))
    return None


def _unit(line: Line, index: int) -> str:
    name = line.name(index, "unit")
    stranger = line.kind(index + 1) == "word" and not line.tokens[index + 1].means.keys() - _TITLES
    if name in {"day", "week"} and stranger and not line.is_(index - 2, "for", "in"):
        return ""  # "3D printing", "half-day workshop"
    return name


def _count(line: Line, index: int) -> Found[float] | None:
    """A number, `a`, `half a`, `a couple of`, `1.5`, `1/2`, `1½`, `three quarters of an`."""
    fraction = _fraction(line, index)
    if fraction is not None:
        return fraction
    some = line.whole(index, "some")
    if some is not None:
        return Found(index + 1, some)
    number = None if line.is_(index, "hourword") else line.number(index)
    if number is not None:
        return _broken(line, index + 1, number) if number <= _MOST else None
    if line.is_(index, "one"):
        index = line.after(index, "one")
        if line.is_(index, "one"):
            return None  # nobody says that many articles; and looking on would take long
        return _fraction(line, index) or _count(line, index) or Found(index, 1)
    return None


def _broken(line: Line, end: int, number: int) -> Found[float]:
    """What follows a whole number: `1.5`, `1/2`, `2 1/2`, `1½`."""
    glued = line.glued(end) and line.glued(end + 1)
    if line.low(end) in {".", ","} and glued and line.figure(end + 1):
        return Found(end + 2, float(f"{number}.{line.low(end + 1)}"))
    if line.low(end) == "/" and glued and number < (line.number(end + 1) or 0) in {2, 4}:
        return Found(end + 2, number / (line.number(end + 1) or 1))
    if line.digits(end) == 1 and line.low(end + 1) == "/" and line.number(end + 2) in {2, 4}:
        return Found(end + 3, number + (line.number(end) or 0) / (line.number(end + 2) or 1))
    if line.kind(end) == "fraction":
        return Found(end + 1, number + (line.tokens[end].number or 0) / _HOUR)
    return Found(end, number)


_FRACTION_NEEDS = frozenset({"fraction", "half", "quarter", "add"})


def _fraction(line: Line, index: int) -> Found[float] | None:
    if not line.says(_FRACTION_NEEDS):
        return None
    if line.kind(index) == "fraction":
        return Found(index + 1, (line.tokens[index].number or 0) / _HOUR)
    for kind in ("half", "quarter"):
        minutes = line.whole(index, kind)
        if minutes is not None:
            end = line.mark(index + 1, "-")
            return Found(line.after(end, "of", "one", "the"), minutes / _HOUR)
    number = line.number(index)
    if number is None:
        return None
    if line.is_(index + 1, "quarter"):  # "three quarters"
        return Found(line.after(index + 2, "of", "one", "the"), number / 4)
    and_half = _and_half(line, index + 1)  # "one and a half hours"
    return and_half and Found(and_half.end, number + and_half.value / _HOUR)


def _and_half(line: Line, index: int) -> Found[int] | None:
    """`and a half`, `y media`, `et demie`: the minutes."""
    if not line.says(_FRACTION_NEEDS):
        return None
    add = line.whole(index, "add")
    if add is not None and add > 0:
        return Found(index + 1, add)
    if not line.is_(index, "and"):
        return None
    start = line.after(index + 1, "one")
    for kind in ("half", "quarter"):
        minutes = line.whole(start, kind)
        if minutes is not None:
            return Found(start + 1, minutes)
    return None


def _amount(line: Line, index: int) -> Found[int] | None:
    word = line.after(index, "one") if line.is_(line.after(index, "one"), "length") else index
    minutes = line.whole(word, "length")
    if minutes is not None:
        return Found(word + 1, minutes)
    if line.wide(index) and line.name(index + 1, "unit") == "hour":
        return None  # "1900 hours"
    found = _clocklike(line, index) or amount(line, index)
    if found is None or found.value[1] not in MINUTES:
        return None
    count, unit = found.value
    if unit == "hour" and line.low(found.end - 1) == "h" and _is_clock(line, index, found.end):
        return None
    return Found(found.end, round(count * MINUTES[unit]))


def _clocklike(line: Line, index: int) -> Found[tuple[float, str]] | None:
    """`2:30 hours`, as hours and minutes."""
    if line.low(index + 1) != ":" or not line.pair(index + 2):
        return None
    hours, minutes = line.number(index), line.number(index + 2)
    if hours is None or minutes is None:
        return None
    if line.name(index + 3, "unit") != "hour":
        return None
    if line.low(index + 3) == "h" and (not line.glued(index + 3) or hours >= _FIRST_HOUR):
        return None  # "18:15h" is a time, "1:30h" a length
    return Found(index + 4, (hours + minutes / _HOUR, "hour"))


def _is_clock(line: Line, index: int, end: int) -> bool:
    """Whether `15h` is a time: it is, from 7 to 24, unless `for` or `+` says that it is a length."""
    hour = line.number(index)
    if hour is None or not line.digits(index) or end != index + 2:
        return False
    said = line.is_(index - 1, "for") or line.low(index - 1) == "+" or not line.glued(end - 1)
    return _FIRST_HOUR <= hour < 25 and not said  # noqa: PLR2004


def _more(line: Line, found: Found[int]) -> Found[int]:
    """The rest of a length in several units: `1h 30min`, `2 hours ten`, `1 hour and a half`."""
    end, minutes = found.end, found.value
    smallest = _unit_minutes(line, end - 1)
    for _ in range(4):
        half = _and_half(line, end)
        if half is not None and not line.is_(half.end, "unit"):
            return Found(half.end, minutes + half.value)
        step = line.mark(line.after(end, "and"), ",")
        step = line.after(step, "and")
        part = amount(line, step)
        size = MINUTES.get(part.value[1], 0) if part is not None and line.number(step) is not None else 0
        if part is not None and 0 < size < smallest:
            smallest = size
            end, minutes = part.end, minutes + round(part.value[0] * MINUTES[part.value[1]])
            continue
        rest = _rest(line, end, minutes)
        return Found(rest, minutes + (line.number(rest - 1) or 0)) if rest else Found(end, minutes)
    return Found(end, minutes)


def _unit_minutes(line: Line, index: int) -> int:
    """How long the unit here is; an hour where the length is a word of its own."""
    return MINUTES.get(line.name(index, "unit"), _HOUR)


def _rest(line: Line, end: int, minutes: int) -> int:
    """The place after bare minutes: `1h30`, `2 hours ten`, `1 hour and thirty`; 0 if there are none."""
    if minutes % _HOUR or minutes >= MINUTES["day"]:
        return 0
    step = line.after(end, "and")
    number = line.number(step)
    if number is None or not 5 <= number < _HOUR or line.is_(step + 1, *_COUNTED):  # noqa: PLR2004
        return 0
    glued = line.pair(step) and (line.glued(step) or line.low(end - 1) == "h")
    worded = not line.digits(step) or step > end
    return step + 1 if (glued or worded) and line.low(step + 1) not in {":", ".", "-", "/"} else 0
