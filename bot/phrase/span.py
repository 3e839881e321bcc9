"""Two clock times that belong together: `10-11`, `from 2 to 3pm`, `between 1 and 3`."""

from typing import NamedTuple

from bot.phrase.clock import BEGINS as _CLOCK_BEGINS
from bot.phrase.clock import clock, with_half
from bot.phrase.clockface import HOUR, NOON, Clock
from bot.phrase.line import Found, Line

_DASHES = {"-", "~", "->"}


class Hours(NamedTuple):
    """From one clock time to another, as said."""

    start: Clock
    end: Clock
    bare: bool = False
    """True for two numbers and a dash, which only their surroundings make a time."""
    other: Clock | None = None
    """The time that the same words mean to other people: `ten to six` is 5:50."""
    now: bool = False
    """True where it begins now: `until 11`, `now until 11`."""


_BEGINS = _CLOCK_BEGINS | {"now", "until", "between", "the"}
NEEDS = frozenset({"to", "upto", "until", "and", "now", "-", "~", ">"})
"""The signs without which nothing here is a span."""


def hours(line: Line, index: int) -> Found[Hours] | None:
    """The span that begins at this token, or None."""
    from_now = _from_now(line, index)
    if from_now is not None or not line.begins(index, _BEGINS):
        return from_now
    start = line.after(index, "from", "at", "between", "the")
    framed = start > index
    between = framed and any(line.is_(place, "between") for place in range(index, start))
    first = clock(line, start) if not framed else clock(line, start) or clock(line, start - 1)
    if first is None:
        return None
    first = _of_part(line, first)
    spanned = between or (framed and any(line.is_(place, "from") for place in range(index, start)))
    joint = _joint(line, first.end, between=between, framed=spanned)
    if joint is None:
        return None
    second = clock(line, joint)
    if second is None or _is_more(line, second, joint):
        return None
    bare = first.value.bare and second.value.bare and not framed
    if bare and line.wide(start) and line.wide(second.end - 1):
        return None  # "2026-2027": the clock knows which four digits are no year
    other = None if framed else _minutes_before(line, start, first, second)
    return Found(second.end, Hours(first.value, second.value, bare=bare, other=other))


def _minutes_before(line: Line, start: int, first: Found[Clock], second: Found[Clock]) -> Clock | None:
    """What `ten to six` and `20 to 5` may mean as well: so many minutes before that hour."""
    if first.end != start + 1 or second.end != first.end + 2 or not line.is_(first.end, "before"):
        return None
    minutes, hour = line.number(start) or 0, second.value.hour
    worded = not line.digits(start) and minutes in {5, 10}
    if not 0 < hour <= NOON or not (worded or minutes in {20, 25}):
        return None
    return Clock(hour - 1, HOUR - minutes)


_OF_PART_NEEDS = frozenset({"part"})


def _of_part(line: Line, first: Found[Clock]) -> Found[Clock]:
    """`from 3 in the morning until 5pm`: the part of the day belongs to the first time."""
    if not line.says(_OF_PART_NEEDS):
        return first
    step = line.after(first.end, "in", "at", "the")
    part = line.name(step, "part")
    if not part or first.value.fixed or not line.is_(step + 1, "to", "and"):
        return first
    return Found(step + 1, with_half(first.value, "am" if part == "morning" else "pm"))


_FROM_NOW_NEEDS = frozenset({"now", "until"})


def _from_now(line: Line, index: int) -> Found[Hours] | None:
    """`now until 11`, `until 11`, where no other time stands before."""
    if not line.says(_FROM_NOW_NEEDS):
        return None
    joint = line.after(index, "from", "now")
    said = line.is_(joint - 1, "now") and joint > index
    step = line.after(joint, "until", "to") if line.is_(joint, "until") or said else joint
    step = line.mark(step, "-") if said else step
    last = clock(line, step) if step > joint else None
    if last is None or (not said and line.number(index - 1) is not None):
        return None
    return Found(last.end, Hours(Clock(line.now.hour, line.now.minute, fixed=True), last.value, now=True))


def _joint(line: Line, index: int, *, between: bool, framed: bool) -> int | None:
    """The place after the word or the dash between two times."""
    index = line.mark(index, ",", "'") if line.is_(index + 1, "to") else index
    if line.low(index) == "+":
        return None
    step = index
    while line.low(step) in _DASHES or line.low(step) == ">":
        step += 1
    if step == index and line.is_(index, "and") and line.is_(index + 1, "to"):
        step = index + 1
    if line.is_(step, "upto"):
        return step
    if line.is_(step, "at") and not framed:
        return None  # "el 15 a las 10": the Spanish "to" is an "at" as well
    step = line.after(step, "to")
    if step == index and between:
        step = line.after(index, "and")
    return step if step > index else None


def _counts(line: Line, index: int) -> bool:
    """Whether the unit counts what stands before it, and does not begin a title."""
    capital = line.text[line.tokens[index].start].isupper()
    return not capital and not line.is_(index + 1, "of") and line.low(index)[-1] in "snehraä"


def _is_more(line: Line, second: Found[Clock], joint: int) -> bool:
    """Whether the second number is more than an hour: `10-11.3.`, `10-12 people`, `2-3 days`."""
    end = second.end
    if not second.value.bare:
        return False
    if line.is_(end, "unit") and not line.is_(end, "hmark") and _counts(line, end):
        return True  # "10-15 min", "2-3 days"; but "10-11 Hour of code"
    if line.is_(end, "people", "times", "rooms"):
        return True
    if line.low(end) == "%":
        return True
    followed = line.glued(end) and line.glued(end + 1) and line.digits(end + 1) > 0
    return followed and (line.low(end) in {"/", ":"} or (line.low(end) == "-" and line.digits(joint) > 0))
