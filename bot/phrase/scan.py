"""The line is scanned once; every page of the grammar may mark what it knows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.phrase.clock import BEGINS as _CLOCK_BEGINS
from bot.phrase.clock import lone_clock
from bot.phrase.clockface import Clock
from bot.phrase.day import BEGINS as _DAY_BEGINS
from bot.phrase.day import day
from bot.phrase.dayface import Day
from bot.phrase.feast import feasts
from bot.phrase.length import NEEDS as _LENGTH_NEEDS
from bot.phrase.length import length
from bot.phrase.line import REPEATS, Found, Line
from bot.phrase.moment import NEEDS as _MOMENT_NEEDS
from bot.phrase.moment import moment
from bot.phrase.people import NEEDS as _PEOPLE_NEEDS
from bot.phrase.people import people
from bot.phrase.repeat import limit, repeat
from bot.phrase.room import RoomName, names, rooms_named
from bot.phrase.seats import NEEDS as _SEATS_NEEDS
from bot.phrase.seats import seats
from bot.phrase.span import NEEDS as _HOURS_NEEDS
from bot.phrase.span import Hours, hours
from bot.phrase.tokens import cut, understand
from bot.phrase.writing import plain


class Piece(NamedTuple):
    """Neighbouring tokens that mean one thing: of which kind, from where to where, and what."""

    kind: str
    first: int
    end: int
    value: object
    bare: bool = False
    """True where only its surroundings make it what it is."""


@dataclass(slots=True)
class Scanned:
    """A line and its pieces, in the order of the text."""

    line: Line
    pieces: list[Piece]
    rest: str = ""
    """What was too long to read, all of it title."""
    locale: str = ""
    undated: list[Piece] = field(default_factory=list)
    """Names of days that nobody computes; `undated` says whether they count."""
    _kinds: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._kinds = {piece.kind for piece in self.pieces}

    def all(self, *kinds: str) -> list[Piece]:
        """The pieces of these kinds, in order."""
        if self._kinds.isdisjoint(kinds):
            return []
        return [piece for piece in self.pieces if piece.kind in kinds]


_PART_NEEDS = frozenset({"part"})


def _part(line: Line, index: int) -> Found[str] | None:
    start = line.after(index, "in", "the", "at", "of")
    name = line.name(start, "part")
    if not name or (start == index and not _alone(line, index)):
        return None
    return Found(start + 1, name)


def _alone(line: Line, index: int) -> bool:
    """Whether `morning` stands by itself, and not at the head of a title ("morning coffee")."""
    following = line.kind(index + 1)
    known = line.number(index + 1) is not None or line.is_(
        index + 1, "at", "on", "for", "from", "day", "weekday"
    )
    return not (following in {"word", "quote"} and not known) and (index == 0 or not _word(line, index - 1))


def _word(line: Line, index: int) -> bool:
    return (
        line.kind(index) == "word"
        and line.number(index) is None
        and not line.is_(index, "meridiem", "oclock", "hmark")
    )


_VAGUE_NEEDS = frozenset({"vague"})


def _vague(line: Line, index: int) -> Found[str] | None:
    word = line.name(index, "vague")
    return Found(index + 1, word) if word else None


_ANY_NEEDS = frozenset({"any"})


def _any(line: Line, index: int) -> Found[bool] | None:
    return Found(index + 1, True) if line.is_(index, "any") else None


Page = Callable[[Line, int], Found[object] | None]
"""A page of the grammar: what it knows of the tokens from here on, or None."""

# In the order in which they win where two pages mark equally much; with the signs that a page cannot do
# without. Most lines bear few of them, and so most pages are not asked about any of their tokens.
_PAGES: tuple[tuple[tuple[str, Page], frozenset[str]], ...] = (
    (("moment", moment), _MOMENT_NEEDS),
    (("repeat", repeat), REPEATS),
    (("limit", limit), REPEATS),
    (("day", day), _DAY_BEGINS),
    (("hours", hours), _HOURS_NEEDS),
    (("length", length), _LENGTH_NEEDS),
    (("clock", lone_clock), _CLOCK_BEGINS),
    (("part", _part), _PART_NEEDS),
    (("seats", seats), _SEATS_NEEDS),
    (("people", people), _PEOPLE_NEEDS),
    (("any", _any), _ANY_NEEDS),
    (("vague", _vague), _VAGUE_NEEDS),
)


def scan(
    text: str, now: datetime, zone: ZoneInfo, rooms: tuple[str, ...], order: str, locale: str
) -> Scanned:
    """The pieces of the text; nothing is decided yet."""
    shown = plain(text)
    raw, stop = cut(shown)
    tokens, language = understand(raw, locale, names(rooms).words)
    line = Line(shown, tokens, now, zone, order, language, rooms)
    pieces = _titles(line)
    _take(line, pieces)
    pieces += [Piece("room", name.first, name.end, name) for name in rooms_named(line)]
    _take(line, pieces)
    undated = [Piece(*feast, "a day to ask about") for feast in feasts(line)]
    _take(line, [piece for piece in undated if piece.end > piece.first + 1])
    pieces += _walk(line)
    return Scanned(line, sorted(pieces, key=lambda piece: piece.first), shown[stop:], locale, undated)


_TITLES_NEEDS = frozenset({"quote", "title"})


def _titles(line: Line) -> list[Piece]:
    """What is title whatever is in it: quoted text, and all that follows `title:`."""
    if not line.says(_TITLES_NEEDS):
        return []
    pieces = [
        Piece("quote", place, place + 1, None)
        for place, token in enumerate(line.tokens)
        if token.kind == "quote"
    ]
    for place in range(len(line.tokens)):
        if line.is_(place, "title") and line.low(place + 1) == ":":
            pieces.append(Piece("titled", place, len(line.tokens), None))
            break
    return pieces


def _take(line: Line, pieces: list[Piece]) -> None:
    for piece in pieces:
        line.take(range(piece.first, piece.end))


def _walk(line: Line) -> list[Piece]:
    pieces: list[Piece] = []
    pages = line.asked(_PAGES)
    index = 0
    while index < len(line.tokens):
        best = _best(line, index, pages)
        if best is not None:
            pieces.append(best)
        index = best.end if best else index + 1
    return pieces


def _best(line: Line, index: int, pages: list[tuple[str, Page]]) -> Piece | None:
    if index in line.taken:
        return None
    best: Piece | None = None
    for kind, page in pages:
        found = page(line, index)
        if found is not None and (
            best is None or found.end > best.end or _firmer(found.value, best, found.end)
        ):
            best = Piece(kind, index, found.end, found.value, bare=bool(getattr(found.value, "bare", False)))
    return best


def _firmer(value: object, best: Piece, end: int) -> bool:
    """Between equals the one that needs no surroundings wins: `for 6` is seats, not six o'clock."""
    return end == best.end and best.bare and not getattr(value, "bare", False)


__all__ = ["Clock", "Day", "Hours", "Piece", "RoomName", "Scanned", "scan"]
