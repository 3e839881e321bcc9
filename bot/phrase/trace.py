"""Which words became what: the trace of a reading, in words."""

from collections.abc import Iterable

from bot.phrase.clockface import Clock
from bot.phrase.dayface import Day
from bot.phrase.facts import Step
from bot.phrase.line import Line
from bot.phrase.room import RoomName
from bot.phrase.rule import Limit, Repeat
from bot.phrase.scan import Piece
from bot.phrase.span import Hours

_UNITS = {"length": "{} minutes", "moment": "{} minutes from now", "seats": "{} seats"}


def steps(line: Line, used: Iterable[Piece]) -> tuple[Step, ...]:
    """One step for each of the pieces that count, in their order."""
    return tuple(
        Step(
            line.text[line.tokens[piece.first].start : line.tokens[piece.end - 1].end],
            piece.kind,
            _meaning(piece),
        )
        for piece in used
    )


def _meaning(piece: Piece) -> str:
    value = piece.value
    match value:
        case Hours():
            said = f"{_clock(value.start)} to {_clock(value.end)}"
        case Clock():
            said = _clock(value)
        case Day():
            said = " or ".join(map(str, value.dates)) or value.why
        case RoomName():
            said = " or ".join(value.names)
        case Repeat():
            said = value.rule()
        case Limit():
            said = _limit(value)
        case _:
            said = _UNITS.get(piece.kind, "{}").format(value)
    return said


def _limit(value: Limit) -> str:
    said = {"count": value.count, "since": value.since, "until": value.until, "weeks": value.weeks}
    return ", ".join(f"{name} {one}" for name, one in said.items() if one)


def _clock(value: Clock) -> str:
    """The time, with a question mark where the half of the day is open."""
    return f"{value.hour}:{value.minute:02}{'' if value.fixed else '?'}"
