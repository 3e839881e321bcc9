"""What the person is after: to book, to look, or to be told how this works."""

from collections.abc import Sequence

from bot.phrase.line import Line

_NEEDS = frozenset({"help", "look", "question", "isit"})
"""The signs without which nothing is asked for but a booking."""


def intent(line: Line, left: Sequence[int], *, timed: bool, complete: bool) -> str:
    """Say "help", "schedule" or "book".

    `left` are the places of the words that say neither when nor where; `timed` is true where a time
    is known, `complete` where a room is known as well.
    """
    if not line.says(_NEEDS) and any(token.kind != "mark" for token in line.tokens):
        return "book"
    words = [
        spot
        for spot, token in enumerate(line.tokens)
        if token.kind != "mark" or token.low == "?" or spot in line.taken
    ]
    if not words:
        return "help"
    first = words[0]
    if line.is_(first, "help") and (len(words) == 1 or (not timed and len(left) == len(words))):
        return "help"
    asked = line.low(words[-1]) == "?" and any(line.is_(spot, "look") for spot in words)
    if line.is_(first, "question") or (line.is_(first, "isit") and _asks(line, words)) or asked:
        return "schedule"
    if line.is_(first, "look") and not complete:
        return "schedule"
    return "schedule" if not timed and _only_looks(line, left) else "book"


def _asks(line: Line, words: Sequence[int]) -> bool:
    return any(line.is_(spot, "look") or line.low(spot) == "?" for spot in words)


def _only_looks(line: Line, left: Sequence[int]) -> bool:
    """Whether nothing is left but words of looking: "Aurora availability"."""
    words = [spot for spot in left if line.kind(spot) != "mark"]
    looks = any(line.is_(spot, "look") for spot in words)
    return looks and all(line.is_(spot, "look", "glue") for spot in words)
