"""Days that are named and not computed: holidays, `someday`, `all week`, `week 13`, ISO intervals.

They are asked about: taken as a title, the booking would be made today.
"""

import re

from bot.phrase.chosen import Chosen
from bot.phrase.dayface import Day
from bot.phrase.lexicon import aside
from bot.phrase.scan import Piece
from bot.phrase.span import Hours
from bot.phrase.surroundings import titled

_INTERVAL = re.compile(
    r"\d{4}-?\d\d-?\d\d(?:[t ]\d\d(?::?\d\d){0,2}(?:\.\d+)?z?)?/[\dp]|/\d{4}-\d\d-\d\d", re.IGNORECASE
)
# What ties such a day to another one, or to a repeat: "monday after easter", "every monday until christmas".
_TIES = ("until", "after", "beforeday", "from", "of", "not", "to")
_TIES_AFTER = ("untilafter", "sinceafter", "after", "hence")


def undated(chosen: Chosen) -> list[Piece]:
    """The days that must be asked about; none where another word names the day, for then they are title."""
    found = chosen.scanned.undated
    said = chosen.days or chosen.repeats or any(_from_now(piece) for piece in chosen.times)
    if said:
        return [piece for piece in found if _tied(chosen, piece)] + _interval(chosen)
    vague = [piece for piece in chosen.others if piece.kind == "vague" and piece.value == "week"]
    days = [piece._replace(bare=_in_title(chosen, piece)) for piece in (*found, *_months(chosen))]
    return [*days, *vague]


def _in_title(chosen: Chosen, piece: Piece) -> bool:
    """Whether the name stays in the title, though it is asked about: "Christmas party planning"."""
    return titled(chosen, piece.first - 1) or titled(chosen, piece.end)


def _from_now(piece: Piece) -> bool:
    return piece.kind == "moment" or (isinstance(piece.value, Hours) and piece.value.now)


def _tied(chosen: Chosen, piece: Piece) -> bool:
    """Whether the day named is counted from this one, or is said to lie in this week."""
    line = chosen.scanned.line
    inside = any(kind in line.tokens[piece.first].means for kind in _TIES)  # "till jul"
    before = inside or line.is_(piece.first - 1, *_TIES) or line.low(piece.first - 1) in aside("tie")
    after = line.is_(piece.end, *_TIES_AFTER) or line.low(piece.end) in aside("tieafter")
    if chosen.repeats and (before or after):
        return True
    if piece.kind == "weekno":
        weekdays = [p for p in chosen.days if isinstance(p.value, Day) and p.value.weekday is not None]
        return any(piece.first - p.end in {0, 1} or p.first == piece.end for p in weekdays)
    ends = {other.end for other in chosen.days}
    near = {piece.first - 2, piece.first - 1, piece.first} if before else {piece.first} if after else set()
    return not ends.isdisjoint(near)


_MONTHS_NEEDS = frozenset({"month"})


def _months(chosen: Chosen) -> list[Piece]:
    """A month that belongs to no date and no title: `10:00-11:00 april`."""
    line = chosen.scanned.line
    if not line.says(_MONTHS_NEEDS):
        return []
    used = {spot for piece in chosen.used for spot in range(piece.first, piece.end)}
    months = [spot for spot in range(len(line.tokens)) if line.is_(spot, "month") and spot not in used]
    return [
        Piece("undated", spot, spot + 1, "a day to ask about")
        for spot in months
        if not (line.is_(spot, "shy") or titled(chosen, spot - 1) or titled(chosen, spot + 1))
    ]


def _interval(chosen: Chosen) -> list[Piece]:
    """`2026-03-20T10:00/11:00`: a span that is written for machines."""
    line = chosen.scanned.line
    if "/" not in line.text:
        return []
    starts = [found.start() for found in _INTERVAL.finditer(line.text)]
    return [
        Piece("undated", piece.end - 1, piece.end, None, bare=True)
        for piece in chosen.days
        if any(line.tokens[piece.first].start <= start <= line.tokens[piece.end - 1].end for start in starts)
    ]
