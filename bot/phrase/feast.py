"""Names of days that nobody here computes: holidays, `all week`, `mid april`, `week 13`."""

from functools import lru_cache
from typing import NamedTuple

from bot.phrase.lexicon import aside
from bot.phrase.line import Line

_LAST_WEEK = 53
_DIGITS = "0123456789"
# The tokens with which no such name begins.
_NAMELESS = frozenset({"number", "mark"})
# What means "week" only where its number is written to it, and in which language; "" is in every one.
_WEEK_LETTERS = {"w": "", "s": "fr"}


class Feast(NamedTuple):
    """Where such a name stands; `kind` is "undated", or "weekno" for the number of a week."""

    kind: str
    first: int
    end: int


def feasts(line: Line) -> list[Feast]:
    """Every such name in the line, in order."""
    names, weeks = _first_words()
    found: list[Feast] = []
    for index, token in enumerate(line.tokens):
        if token.kind in _NAMELESS or index in line.taken or (found and index < found[-1].end):
            continue
        first = token.form[0] if token.form else token.low
        piece = _name(line, index) if first in names or "month" in token.means else None
        if piece is None and token.low.rstrip(_DIGITS) in weeks:
            piece = _week(line, index)
        if piece is not None:
            found.append(piece)
    return found


@lru_cache(maxsize=1)
def _first_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words with which a name, and the number of a week, may begin: most words are neither."""
    return frozenset({*aside("undated"), *aside("mid")}), frozenset({*aside("weekno"), *_WEEK_LETTERS})


def _name(line: Line, index: int) -> Feast | None:
    end = line.form_end(index, aside("undated"))
    if end == index:
        middle = line.form_end(index, aside("mid"))
        month = middle > index and line.is_(line.mark(middle, "-"), "month")
        end = line.mark(middle, "-") + 1 if month else index
        after = line.form_end(index + 1, aside("mid")) if line.is_(index, "month") else 0
        end = max(end, after if after > index + 1 else index)
    return Feast("undated", index, end) if end > index else None


def _week(line: Line, index: int) -> Feast | None:
    """`week 13`, `KW 13`, `w13`, `v.13`."""
    low = line.low(index)
    letters = low.rstrip(_DIGITS)
    known = letters in aside("weekno") or _WEEK_LETTERS.get(letters) in {"", line.language}
    if known and letters != low and int(low[len(letters) :][:3]) <= _LAST_WEEK:
        return Feast("weekno", index, index + 1)
    if letters not in aside("weekno") or line.is_(
        index - 1, "this", "next", "last", "one", "every", "number"
    ):
        return None
    step = line.mark(index + 1, ".")
    counted = line.figure(step) and 0 < (line.number(step) or 0) <= _LAST_WEEK
    timed = line.low(step + 1) in {"-", ":", "h"} or (line.low(step + 1) == "." and line.glued(step + 2))
    if not counted or timed or line.is_(step + 1, "meridiem", "oclock", "hmark", "to"):
        return None
    return Feast("weekno", index, step + 1)
