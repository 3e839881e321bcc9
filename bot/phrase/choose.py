"""Which of the pieces count: bare ones need surroundings, second ones belong to the title."""

from datetime import date
from itertools import pairwise

from bot.phrase.chosen import TIMES, Chosen
from bot.phrase.dayface import Day
from bot.phrase.line import Line
from bot.phrase.room import RoomName
from bot.phrase.rule import Repeat
from bot.phrase.scan import Piece, Scanned
from bot.phrase.surroundings import add_bare, line_word, titled
from bot.phrase.undated import undated

_QUARTER, _DAY = 15, 1440


def choose(scanned: Scanned) -> Chosen:
    """The pieces that count; what is not chosen stays title."""
    chosen = Chosen(scanned)
    chosen.rooms = _rooms(scanned)
    chosen.others = scanned.all("people", "any", "seats", "vague")
    chosen.days = [piece for piece in scanned.all("day") if not piece.bare]
    chosen.times = [piece for piece in scanned.all(*TIMES) if not piece.bare]
    chosen.lengths = scanned.all("length")
    chosen.parts = scanned.all("part")
    add_bare(chosen)
    chosen.times = _times(chosen)
    chosen.days = _days(chosen)
    chosen.lengths = _lengths(chosen)
    if not chosen.lengths and not chosen.spans:
        chosen.length_doubt = max(
            [_maybe_length(scanned, piece) for piece in scanned.all("seats")], default=0
        )
    _add_repeat(chosen)
    chosen.undated = undated(chosen)
    return chosen


def _rooms(scanned: Scanned) -> list[Piece]:
    """One room, or several where the text leaves it open ("Aurora or Borealis")."""
    named = scanned.all("room")
    if len(named) < 2:  # noqa: PLR2004
        return named
    line = scanned.line
    if len({piece.value.names for piece in named if isinstance(piece.value, RoomName)}) == 1:
        return named[:1]
    joined = [pair for pair in pairwise(named) if _joined(line, *pair)]
    if joined:
        return list(joined[0])
    alone = [piece for piece in named if not _in_title(line, piece, named)]
    led = [
        piece for piece in named if line.is_(piece.first - 1, "in", "at") and not line.is_(piece.end, "room")
    ]
    return led if len(led) == 1 and alone in ([], led) else alone or named[:1]


def _joined(line: Line, one: Piece, two: Piece) -> bool:
    """Whether only `or`, `and`, `/` or the like stands between two rooms: then both were named."""
    between = range(one.end, two.first)
    return all(
        line.is_(spot, "or", "and", "to") or line.low(spot) in {"/", "&", "+", ",", "-"} for spot in between
    )


def _in_title(line: Line, piece: Piece, named: list[Piece]) -> bool:
    """Whether an unknown word stands right beside the piece: then it is part of a title."""
    taken = {place for other in named for place in range(other.first, other.end)}
    return any(place not in taken and line_word(line, place) for place in (piece.first - 1, piece.end))


def _times(chosen: Chosen) -> list[Piece]:
    """The first span, else the first moment or time; two times where each has its day, or `or` between."""
    if len(chosen.times) < 2:  # noqa: PLR2004
        return chosen.times
    times = sorted(chosen.times, key=lambda piece: piece.first)
    spans = [piece for piece in times if piece.kind == "hours"]
    if spans:
        return _alternatives(chosen, spans)
    if not _apart(chosen, times[0], times[1]):
        between = range(times[0].end, times[1].first)
        joints = [spot for spot in between if _is_joint(chosen.scanned.line, spot)]
        chosen.others += [Piece("to", spot, spot + 1, None) for spot in joints]
        return times[:2]
    return _alternatives(chosen, times)


def _alternatives(chosen: Chosen, times: list[Piece]) -> list[Piece]:
    """The first, and those that `or` joins to it."""
    line = chosen.scanned.line
    kept = times[:1]
    for piece in times[1:3]:
        if piece.first == kept[-1].end + 1 and line.is_(piece.first - 1, "or"):
            kept.append(piece)
            chosen.either = True
    return kept


def _apart(chosen: Chosen, one: Piece, two: Piece) -> bool:
    """Whether the second time belongs to something else: only a day and a dash may stand between two ends."""
    line = chosen.scanned.line
    days = {place for piece in chosen.days for place in range(piece.first, piece.end)}
    between = [place for place in range(one.end, two.first) if place not in days]
    joint = [place for place in between if _is_joint(line, place)]
    return not joint or len(between) > len(joint) + 1


def _is_joint(line: Line, spot: int) -> bool:
    return line.low(spot) in {"-", "~"} or line.is_(spot, "to", "until")


def _days(chosen: Chosen) -> list[Piece]:
    """The days that count; one in the middle of a title, once the time has its own, does not."""
    if len(chosen.days) < 2:  # noqa: PLR2004
        return chosen.days
    days = sorted(chosen.days, key=lambda piece: piece.first)
    free = [p for p in days if not (titled(chosen, p.end) or titled(chosen, p.first - 1))]
    dated = [p for p in days if isinstance(p.value, Day) and p.value.weekday is None]
    return free or (dated if len(dated) == 1 else days)


def _beside(chosen: Chosen, piece: Piece) -> bool:
    return any(time.end == piece.first or piece.end == time.first for time in chosen.times)


def _add_repeat(chosen: Chosen) -> None:
    """The rule and its bounds; `daily` beside a title, or for one day only, is a name."""
    pieces = chosen.scanned.all("repeat")
    if not pieces:
        return
    firm = [piece for piece in pieces if not piece.bare]
    chosen.repeats = firm[:1]
    day = _one_day(chosen)
    if firm and day is not None and isinstance(firm[0].value, Repeat) and not chosen.scanned.all("limit"):
        chosen.repeats, chosen.repeat_doubt = [], firm[0].value.anchored(day)
    if not firm:
        _bare_repeat(chosen, pieces[:1])
    if chosen.repeats:
        chosen.repeats += chosen.scanned.all("limit")


def _one_day(chosen: Chosen) -> date | None:
    """The day named by itself, not as the first of a repeat: "tomorrow", but not "from tomorrow"."""
    line = chosen.scanned.line
    days = [p for p in chosen.days if isinstance(p.value, Day) and p.value.weekday is None]
    days = [p for p in days if not line.is_(p.first, "from") and not line.is_(p.first - 1, "from", "at")]
    dates = [one for piece in days if isinstance(piece.value, Day) for one in piece.value.dates]
    return dates[0] if len(dates) == 1 else None


def _bare_repeat(chosen: Chosen, pieces: list[Piece]) -> None:
    for piece in pieces:
        if (
            not isinstance(piece.value, Repeat)
            or titled(chosen, piece.end)
            or titled(chosen, piece.first - 1)
        ):
            continue
        days = [day.value for day in chosen.days if isinstance(day.value, Day)]
        if all(day.weekday is not None for day in days):
            chosen.repeats = [piece]
        elif piece.value.freq != "DAILY" and chosen.times and len(days) == 1 and len(days[0].dates) == 1:
            chosen.repeat_doubt = piece.value.anchored(days[0].dates[0])


def _maybe_length(scanned: Scanned, piece: Piece) -> int:
    """The minutes that `for 30` may be, as well as thirty people; 0 where it can be people only."""
    number = piece.value if isinstance(piece.value, int) else 0
    bare = scanned.line.number(piece.end - 1) == number
    return number if bare and number >= _QUARTER and number % _QUARTER == 0 else 0


def _lengths(chosen: Chosen) -> list[Piece]:
    """The length said with `for`, else the one beside the time; a title may have one too ("5 min talks")."""
    line, lengths = chosen.scanned.line, chosen.lengths
    if not lengths:
        return []
    led = [piece for piece in lengths if line.is_(piece.first, "for") or line.low(piece.first) == "+"]
    if led:
        return led[:1]
    # Days and weeks are said of a booking with "for"; else they belong to a title ("100 day plan").
    short = [p for p in lengths if not line.rooms or (isinstance(p.value, int) and p.value < _DAY)]
    if chosen.spans:
        short = [piece for piece in short if not titled(chosen, piece.end)]
    near = [piece for piece in short if _beside(chosen, piece)]
    return near[:1] or short[:1]
