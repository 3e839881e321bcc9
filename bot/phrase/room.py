"""Rooms: by name anywhere in the text, with a slip of the pen where only one room is near."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from os.path import commonprefix
from typing import NamedTuple

from bot.phrase.lexicon import bare
from bot.phrase.line import Line

_SHORT, _LONG = 4, 7
# More slips than this make another word.
_FARTHEST = 2
# What a name may begin with.
_NAMING = frozenset({"word", "number", "handle"})
# How Finnish says in, into, from, at and of a room, with accents as `key` leaves them.
_CASES = tuple(
    bare(case)
    for case in "ssa ssä an än en in on un yn ön een sta stä lla llä lle n seen hin".split()  # noqa: SIM905
)


class RoomName(NamedTuple):
    """A room as the text names it; several `names` where the words may mean any of them."""

    names: tuple[str, ...]
    first: int
    end: int
    sure: bool = True


def key(name: str) -> str:
    """The name without case, accents, spaces and punctuation."""
    low = name.casefold()
    low = low if low.isascii() else bare(low)
    return low if low.isalnum() else "".join(c for c in low if c.isalnum())


class Names(NamedTuple):
    """What rooms are looked up by: the same for every text that is read among them."""

    words: frozenset[str]
    """The words of their names, in lower case."""
    keys: dict[str, str]
    """Each room by its key, sorted; of two that read alike the first counts."""
    ordered: tuple[str, ...]
    """The keys alone, in the order in which `_begun` looks one up."""
    beginnings: frozenset[str]
    """The first letters of the keys, as many as `_SHORT` or fewer."""
    naming: frozenset[str]
    """The kinds of tokens with which a name may begin: numbers only where one does."""


@lru_cache(maxsize=64)
def names(rooms: tuple[str, ...]) -> Names:
    """What these rooms are looked up by."""
    words = frozenset(word for name in rooms for word in [name.lower(), *name.lower().split()])
    keys = dict(sorted({key(name): name for name in reversed(rooms) if key(name)}.items()))
    beginnings = frozenset(one[:size] for one in keys for size in range(_SHORT + 1))
    numbered = any(one[0].isdigit() for one in keys)
    return Names(words, keys, tuple(keys), beginnings, _NAMING if numbered else _NAMING - {"number"})


def rooms_named(line: Line) -> list[RoomName]:
    """Every place where a room's whole name stands, in order."""
    known = names(line.rooms)
    found, end = [], 0
    for index, token in enumerate(line.tokens):
        if index < end or token.kind not in known.naming or index in line.taken:
            continue
        # Few tokens begin like a name: a look at the first letters tells.
        if key(token.low)[:_SHORT] in known.beginnings:
            end, name = _longest(line, index, known)
            if name:
                found.append(RoomName((name,), index, end))
    return found


def _may_end(line: Line, index: int) -> bool:
    kinds = line.tokens[index].means.keys() - {"room", "glue", "meeting"}
    return line.kind(index) == "word" and not kinds


def _begun(joined: str, ordered: tuple[str, ...]) -> bool:
    """Whether a room's key begins so."""
    place = bisect_left(ordered, joined)
    return place < len(ordered) and ordered[place].startswith(joined)


def _longest(line: Line, index: int, known: Names) -> tuple[int, str]:
    """The longest room name that begins here, and the place after it."""
    keys = known.keys
    joined, best, end = "", "", index + 1
    for place in range(index, min(index + 8, len(line.tokens))):
        kind = line.kind(place)
        if not kind or kind in {"people", "quote", "link", "emoji"}:
            break
        part = key(line.low(place))
        joined += part
        if part and joined in keys and (len(joined) > 1 or len(keys) == 1 or place == index):
            best, end = keys[joined], place + 1
        elif part and place == index and _inflected(joined, keys):
            best, end = _inflected(joined, keys), place + 1
        if not _begun(joined, known.ordered):
            break
    return end, best


def _inflected(word: str, keys: dict[str, str]) -> str:
    if word.endswith(_CASES):
        for case in _CASES:
            stem = word.removesuffix(case)
            if stem != word and len(stem) >= _SHORT and stem in keys:
                return keys[stem]
    return ""


def rooms_near(line: Line, index: int) -> RoomName | None:
    """The rooms that the word here, or it and the next, may be a slip for; or None."""
    if line.kind(index) != "word":
        return None
    for size in (2, 1):
        words = [line.low(place) for place in range(index, index + size)]
        said = key("".join(words))
        if not all(words) or not _allowed(said) or (size > 1 and not _may_end(line, index + 1)):
            continue
        keys = names(line.rooms).keys
        near = near_keys(said, (other for other in keys if _alike(said, other)))
        close = sorted((far, keys[other]) for far, other in near if far <= _allowed(said))
        if close and (len(close) == 1 or close[0][0] < close[1][0]):
            return RoomName((close[0][1],), index, index + size)
        if close:
            return RoomName(tuple(name for _, name in close[:3]), index, index + size, sure=False)
    return None


def rooms_numbered(line: Line, index: int) -> tuple[int, tuple[str, ...]]:
    """The rooms whose first word, a number, stands here ("4.12" for "4.12 Blue"), and the place after."""
    joined = ""
    best: tuple[int, tuple[str, ...]] = index, ()
    aliases = _aliases(line.rooms)
    for place in range(index, min(index + 4, len(line.tokens))):
        joined += key(line.tokens[place].low)
        if joined in aliases and key(line.tokens[place].low):
            best = place + 1, aliases[joined]
    return best


@lru_cache(maxsize=64)
def _aliases(rooms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The rooms by the number that is the first word of their names."""
    found: dict[str, tuple[str, ...]] = {}
    for name in rooms:
        first = key(name.split()[0]) if name.split() else ""
        if any(c.isdigit() for c in first):
            found[first] = (*found.get(first, ()), name)
    return found


def rooms_beginning(line: Line, index: int) -> tuple[str, ...]:
    """The rooms one of whose words begins with the word here."""
    said = key(line.low(index))
    if not said:
        return ()
    return tuple(
        name for name in line.rooms if any(key(word).startswith(said) for word in [name, *name.split()])
    )


def _alike(one: str, two: str) -> bool:
    """Whether a closer look is worth it: a slip seldom hits both of the first two letters."""
    return abs(len(one) - len(two)) <= _allowed(one) and (
        one[:1] == two[:1] or one[1:2] == two[1:2] or one[:2] == two[1::-1]
    )


def _allowed(said: str) -> int:
    return _FARTHEST if len(said) >= _LONG else 1 if len(said) >= _SHORT else 0


def near_keys(said: str, keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Those of the keys, which come sorted, that are at most two slips from what was said, and how many.

    A slip is a letter put in, left out, changed or swapped with the next. What keys begin with alike is
    compared once, so that two hundred meeting rooms with a number take little longer than one.
    """
    rows = [list(range(len(said) + 1))]
    before = ""
    for other in keys:
        alike = len(commonprefix([before, other]))  # noqa: RUF071 — by character is what is meant
        del rows[min(alike, len(rows) - 1) + 1 :]
        before = other
        for place in range(len(rows), len(other) + 1):
            if min(rows[-1]) > _FARTHEST and min(rows[-2]) >= _FARTHEST:
                break
            rows.append(_slips(said, other, place, rows))
        if len(rows) > len(other) and rows[-1][-1] <= _FARTHEST:
            yield rows[-1][-1], other


def _slips(said: str, other: str, place: int, rows: list[list[int]]) -> list[int]:
    """How many slips from each beginning of what was said to the first `place` letters of the other."""
    row = [place] + [9] * len(said)
    letter, above = other[place - 1], rows[-1]
    # Farther from the diagonal than that, too many letters are put in or left out already.
    for at in range(max(1, place - _FARTHEST), min(len(said), place + _FARTHEST) + 1):
        cost = min(above[at] + 1, row[at - 1] + 1, above[at - 1] + (said[at - 1] != letter))
        if place > 1 and at > 1 and said[at - 2] == letter and said[at - 1] == other[place - 2]:
            cost = min(cost, rows[-2][at - 2] + 1)
        row[at] = cost
    return row
