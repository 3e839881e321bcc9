"""People: `<@U123>`, `<@U123|ada>`, `@ada`, with `with`, `w/` and `and` around them."""

from bot.phrase.line import Found, Line

NEEDS = frozenset({"people", "handle"})
"""The signs without which nobody is mentioned."""


def people(line: Line, index: int) -> Found[str] | None:
    """The person mentioned here (an id or a handle without @), or None."""
    start = index
    while line.is_(start, "with", "and", "for") or line.low(start) in {",", "/", "+"}:
        start += 1
    if line.kind(start) not in {"people", "handle"}:
        return None
    return Found(start + 1, line.low(start))
