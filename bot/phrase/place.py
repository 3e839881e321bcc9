"""Where: the room that is meant, any room, or the doubt about it."""

from dataclasses import dataclass, field

from bot.phrase.chosen import Chosen
from bot.phrase.lexicon import aside
from bot.phrase.line import Line
from bot.phrase.room import RoomName, rooms_beginning, rooms_near, rooms_numbered
from bot.phrase.surroundings import line_word

# A slip of the pen is looked for in so many of the words that are left.
_TRIED = 24
# So many letters of one room's name, and of no other's, are enough.
_BEGINNING = 4
# So many words may stand between "biggest" and "room".
_BETWEEN = 2


@dataclass(slots=True)
class Place:
    """The room, or what was said instead of one."""

    room: str | None = None
    any_room: bool = False
    seats: int | None = None
    said: str = ""
    """The words that name no room we know, or several."""
    options: tuple[str, ...] = ()
    used: set[int] = field(default_factory=set)
    """The places of words that were read as a room's doubtful name."""
    asked: bool = True
    """False where there are no rooms to choose from at all."""

    @property
    def known(self) -> bool:
        """Whether a booking needs no further word on the room."""
        return self.room is not None or self.any_room or not self.asked


def place(chosen: Chosen) -> Place:
    """Where it shall be."""
    line = chosen.scanned.line
    seats = [piece.value for piece in chosen.others if piece.kind == "seats"]
    found = Place(seats=int(str(seats[0])) if seats else None, asked=bool(line.rooms))
    rooms = [piece for piece in chosen.rooms if line.low(piece.first - 1) not in aside("than")]
    names = list(dict.fromkeys(n for p in rooms if isinstance(p.value, RoomName) for n in p.value.names))
    if len(names) == 1:
        found.room = names[0]
    elif names:
        found.options, found.said = tuple(names), " or ".join(names)
    elif chosen.rooms and not _choosy(line, found):
        _doubt(line, found, range(chosen.rooms[0].first - 1, chosen.rooms[0].end), ())
    elif line.rooms and not chosen.rooms:
        _search(chosen, found)
    return found


def _search(chosen: Chosen, found: Place) -> None:
    """No room by its name: a slip of the pen, a number, any room, or an unknown name."""
    line = chosen.scanned.line
    used = {spot for piece in chosen.used for spot in range(piece.first, piece.end)}
    free = [spot for spot in range(len(line.tokens)) if spot not in used]
    if _slip(line, free, found) or _numbered(line, free, found) or _choosy(line, found):
        return
    if any(piece.kind == "any" for piece in chosen.others) or _some_room(line, free):
        found.any_room = True
        return
    unknown = _unknown(line, free, used)
    if unknown is None:
        return
    names = rooms_beginning(line, unknown)
    if len(names) == 1 and len(line.low(unknown)) >= _BEGINNING:
        found.used.add(unknown)
        found.room = names[0]
    else:
        _doubt(line, found, range(unknown, unknown + 1), names)


def _doubt(line: Line, found: Place, spots: range, names: tuple[str, ...]) -> None:
    """Keep the words as a doubtful name, which may mean these rooms."""
    found.used.update(spots)
    found.said = line.text[line.tokens[spots[0]].start : line.tokens[spots[-1]].end]
    found.options = names


def _slip(line: Line, free: list[int], found: Place) -> bool:
    """Whether a word is near one room's name, or near several."""
    for spot in free[:_TRIED]:
        near = rooms_near(line, spot) if line_word(line, spot) and not line.is_(spot, "meeting") else None
        if near is None:
            continue
        _doubt(line, found, range(near.first, near.end), () if near.sure else near.names)
        if near.sure:
            found.room = near.names[0]
        return True
    return False


def _numbered(line: Line, free: list[int], found: Place) -> bool:
    """Whether the number of a room stands for its name, or a number after `room` for an unknown one."""
    for spot in free[:_TRIED]:
        end, names = rooms_numbered(line, spot)
        if names and set(range(spot, end)) <= set(free):
            _doubt(line, found, range(spot, end), names)
            return True
    for spot in free[:_TRIED]:
        if line.is_(spot, "room") and line.digits(spot + 1) and spot + 1 in free:
            _doubt(line, found, range(spot, spot + 2), ())
            return True
    return False


def _choosy(line: Line, found: Place) -> bool:
    """Whether one particular room is meant that has no name: `the biggest room`, `another room`."""
    for spot in range(len(line.tokens)):
        if not line.is_(spot, "room", "any"):
            continue
        end = line.form_end(spot + 1, aside("choosyafter"))
        first = _compared(line, spot)
        if first < spot or end > spot + 1:
            _doubt(line, found, range(first, end), ())
            return True
    return False


def _compared(line: Line, spot: int) -> int:
    """The place of the word that compares the room here: "largest available room", or the same place."""
    first = spot
    while line.is_(spot, "room") and spot - first < _BETWEEN and _describes(line, first - 1):
        first -= 1
    for place in range(max(0, first - 2), spot):
        end = line.form_end(place, aside("choosy"))
        if place < end and first <= end <= spot:
            return place
    return spot


def _describes(line: Line, spot: int) -> bool:
    """Whether the word here may stand between: `available`, `tv`."""
    return spot >= 0 and (line.is_(spot, "look") or (line.kind(spot) == "word" and line_word(line, spot)))


def _some_room(line: Line, free: list[int]) -> bool:
    """`room for 6`, `a big room`: the word alone, where no particular one is meant."""
    return any(line.is_(spot, "room") and not _particular(line, spot) for spot in free)


def _particular(line: Line, spot: int) -> bool:
    """Whether one room is meant: "the room", "the big room", "Blue Room"."""
    the = line.is_(spot - 1, "the") or (line.is_(spot - 2, "the") and line_word(line, spot - 1))
    return the or _capital(line, spot - 1)


def _capital(line: Line, spot: int) -> bool:
    """Whether a name stands here, as in "Blue Room"."""
    token = line.tokens[spot] if spot >= 0 else None
    return token is not None and token.kind == "word" and not token.means and line.text[token.start].isupper()


def _unknown(line: Line, free: list[int], used: set[int]) -> int | None:
    """The place of the word that stands where a room's name would: alone, at the beginning or after `in`."""
    for spot in free:
        if not line_word(line, spot) or line.is_(spot, "meeting") or line.kind(spot) != "word":
            continue
        alone = not any(other in free and line_word(line, other) for other in (spot - 1, spot + 1))
        leading = all(other in used or not line_word(line, other) for other in range(spot))
        led = line.is_(spot - 1, "in", "at")
        if alone and (led or (leading and spot + 1 in used)):
            return spot
    return None
