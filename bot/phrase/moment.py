"""Times told from now: `now`, `in 20 minutes`, `3 hrs from now`, `now + 40 minutes`."""

from bot.phrase.length import MINUTES, length
from bot.phrase.line import Found, Line

# "In 48 hours" is a time; what lies farther ahead is a day.
_FARTHEST = 3 * MINUTES["day"]

NEEDS = frozenset({"now", "in", "ago", "hence"})
"""The signs without which nothing here is a time from now."""


def moment(line: Line, index: int) -> Found[int] | None:
    """How many minutes from now the time here is, or None."""
    if line.is_(index, "now"):
        return _now(line, index)
    start = index + 1 if line.is_(index, "in") else index
    found = length(line, start)
    if found is None or line.is_(start, "for") or _in_days(line, start, found):
        return None
    if line.is_(found.end, "ago"):
        return Found(found.end + 1, -found.value)
    if line.is_(found.end, "hence"):
        return Found(found.end + 1, found.value)
    from_now = line.is_(found.end, "from", "after") and line.is_(found.end + 1, "now")
    if from_now:
        return Found(found.end + 2, found.value)
    return Found(line.past_time(found.end), found.value) if start > index else None


def _now(line: Line, index: int) -> Found[int] | None:
    if line.low(index) == "now" and line.kind(index + 1) == "word" and not _goes_on(line, index):
        return None  # "now hiring"
    later = length(line, index + 1) if line.low(index + 1) == "+" else None
    return later or Found(index + 1, 0)


def _goes_on(line: Line, index: int) -> bool:
    return index - 1 in line.taken or bool(line.tokens[index + 1].means.keys() - {"meeting", "shy"})


def _in_days(line: Line, start: int, found: Found[int]) -> bool:
    units = {line.name(place, "unit") for place in range(start, found.end)}
    return found.value > _FARTHEST or not units <= {"", "minute", "hour"}
