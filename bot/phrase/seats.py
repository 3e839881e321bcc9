"""How many people must fit: `for 8`, `for 8 people`, `a room with 12 seats`."""

from bot.phrase.line import NUMBERS, Found, Line

_MOST = 500
_BEGINS = NUMBERS | {"for", "with", "and", "least", "at"}
NEEDS = frozenset({"people", "seats", "for"})
"""The signs without which nothing here is a number of seats."""


def seats(line: Line, index: int) -> Found[int] | None:
    """The number of seats that is asked for here, or None."""
    if not line.begins(index, _BEGINS):
        return None
    start = line.after(index, "for", "with", "and", "least", "at")
    if line.low(start + 1) == "-" and line.number(start) and line.is_(start + 3, "people", "seats"):
        start += 2  # of "2-3 people" the larger number must fit
    number = line.number(start)
    if (
        number is None
        or not 0 < number <= _MOST
        or (line.glued(start + 1) and line.low(start + 1) not in {",", ".", ")"})
    ):
        return None
    if line.is_(start + 1, "people", "seats"):
        return Found(line.after(start + 1, "people", "seats"), number)
    said = line.is_(start - 1, "for") and start > index
    if not said or line.is_(
        start + 1, "unit", "meridiem", "oclock", "hmark", "past", "to", "month", "times", "half"
    ):
        return None
    if line.low(start + 1) in {"-", ":", "/", "%"}:
        return None
    stranger = line.kind(start + 1) == "word" and not line.tokens[start + 1].means
    return None if stranger else Found(start + 1, number)  # "2 for 1 promo"
