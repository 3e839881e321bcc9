"""What stands around a piece: a bare number is a time beside a day, and a title's beside a word."""

from bot.phrase.chosen import TIMES, Chosen
from bot.phrase.clockface import Clock
from bot.phrase.line import Line
from bot.phrase.scan import Piece

_FIRST_HOUR = 7
_SMALL = ("glue", "at", "on", "for", "in", "from", "the", "and", "to", "with", "of", "lead")


def line_word(line: Line, place: int) -> bool:
    """Whether a word stands here that the grammar knows nothing of, as in a title."""
    if not 0 <= place < len(line.tokens):
        return False
    token = line.tokens[place]
    if token.kind != "word" or token.number is not None:
        return token.kind == "emoji"
    kinds = set(token.means) - {"shy"}
    return not kinds or kinds <= {"meeting", "title"}


def titled(chosen: Chosen, place: int) -> bool:
    """Whether the word here belongs to a title, and to no piece."""
    pieces = chosen.scanned.pieces
    return line_word(chosen.scanned.line, place) and not any(p.first <= place < p.end for p in pieces)


def _neighbour(chosen: Chosen, place: int, step: int) -> str:
    """What stands before (-1) or after (1) the place, past small words: a kind, "word", "edge" or ""."""
    line = chosen.scanned.line
    while 0 <= place < len(line.tokens):
        token = line.tokens[place]
        for piece in chosen.scanned.pieces:
            if piece.first <= place < piece.end:
                return piece.kind
        if token.low in {",", ";", "|", ":"} and step < 0:
            return "edge"
        small = token.kind == "mark" or any(kind in token.means for kind in _SMALL)
        small = small and "room" not in token.means and not (step > 0 and "lead" in token.means)
        if not small:
            return "word"
        place += step
    return "edge"


def add_bare(chosen: Chosen) -> None:
    """Take bare days and bare times where their surroundings make them so."""
    line = chosen.scanned.line
    bare = [piece for piece in chosen.scanned.pieces if piece.bare]
    if not bare:
        return
    sides = {p: (_neighbour(chosen, p.first - 1, -1), _neighbour(chosen, p.end, 1)) for p in bare}
    # Spans first; then the hours that have a length ("10 for an hour"); then the rest.
    for piece in sorted(bare, key=lambda one: (one.kind == "clock", "length" not in sides[one])):
        before, after = sides[piece]
        joined = (
            bool(chosen.times) and line.is_(piece.first - 1, "or") and chosen.times[-1].end == piece.first - 1
        )
        if joined and piece.kind == chosen.times[-1].kind:
            chosen.times.append(piece)
        elif (
            piece.kind == "day"
            and before in TIMES
            and after in TIMES
            and line.tokens[piece.first - 1].low == "-"
        ):
            chosen.days.append(piece)  # "fri 22:00 - sat 02:00"
        elif piece.kind == "day" and not chosen.days and _day_fits(before, after):
            chosen.days.append(piece)
        elif piece.kind in TIMES and not chosen.times and _time_fits(chosen, piece, before, after):
            chosen.times.append(piece)
        elif piece.kind == "hours" and {before, after} & {"day", "room"} and not chosen.spans:
            chosen.times = [piece]  # "tomorrow 10-11 project 3 pm"


def _day_fits(before: str, after: str) -> bool:
    lonely = before == "edge" and after == "edge"
    return lonely or before in {"room", *TIMES} or after in {"room", *TIMES}


def _odd(chosen: Chosen, piece: Piece) -> bool:
    """Whether words alone are no time yet: "three twenty" may be a price, "ten thirty" is none."""
    value, line = piece.value, chosen.scanned.line
    worded = not any(line.digits(spot) for spot in range(piece.first, piece.end))
    return isinstance(value, Clock) and worded and value.minute % 15 > 0


def _time_fits(chosen: Chosen, piece: Piece, before: str, after: str) -> bool:
    timely = {"day", "part", "length", "moment", "repeat"}
    if before == "word" and not (piece.kind == "hours" and (after in timely or chosen.rooms or chosen.days)):
        return False
    if before in timely or after in timely:
        return True
    if before == "edge" and after == "edge":
        return not _odd(chosen, piece)
    beside_room = before == "room" or after == "room"
    if piece.kind == "hours":
        return bool(chosen.scanned.line.rooms) or beside_room or bool(chosen.days)
    if after == "word":  # "monday Helmi 10 standup", but not "Helmi 3 amigos"
        return before == "room" and bool(chosen.days) and _of_work(piece)
    return beside_room or (bool(chosen.days) and before in {"edge", "room"})


def _of_work(piece: Piece) -> bool:
    return isinstance(piece.value, Clock) and piece.value.hour >= _FIRST_HOUR
