"""The title: what is left when everything else is understood, as it was typed."""

import re
from collections.abc import Sequence

from bot.phrase.line import Line
from bot.phrase.tokens import Token
from bot.phrase.writing import typed

# A sentence ends here without that being part of a title.
_EDGE_MARKS = frozenset("&¿¡,;.!?-:|/@+=~>*_'\"()[]")
_EDGE_WORDS = frozenset({"glue", "lead", "room"})
# An entity that was typed: "&amp;" is what Slack sends for "&", so this was meant as it stands.
_ENTITY = re.compile(r"&(?:#?\w{1,8};)+")
# Signs that belong to a title at one edge only.
_OPENING, _CLOSING = frozenset("([<"), frozenset(")]>!?")


def quoted(token: Token, text: str) -> str:
    """What stands between the quotes."""
    return text[token.start + 1 : token.end - 1].strip()


def title(line: Line, left: Sequence[int], rest: str) -> str | None:
    """The title in the tokens that are left (their places), and the unread rest of a long text."""
    titled = _said(line, left)
    if titled:
        return titled
    chunks = [words for chunk in runs(left) if (words := _trimmed(line, chunk))]
    parts = [_written(line, chunk) for chunk in chunks]
    only = [line.tokens[place] for chunk in chunks for place in chunk]
    if len(only) == 1 and only[0].kind == "quote":
        parts = [quoted(only[0], line.text)]
    return typed(" ".join([*parts, rest])) or None


def _said(line: Line, left: Sequence[int]) -> str:
    """What follows `title:`, whatever is in it."""
    for place in left:
        after = line.tokens[place + 1] if place + 1 < len(line.tokens) else None
        if "title" in line.tokens[place].means and after is not None and after.low == ":":
            return typed(line.text[after.end :]).strip("\"' ")
    return ""


def runs(left: Sequence[int]) -> list[list[int]]:
    """Runs of neighbours: a time in the middle of the text parts a title in two."""
    found: list[list[int]] = []
    for place in left:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _trimmed(line: Line, chunk: list[int]) -> list[int]:
    first, last = 0, len(chunk)
    while first < last and _is_edge(line, chunk[first], leading=True):
        first += 1
    while last > first and _is_edge(line, chunk[last - 1], leading=False):
        last -= 1
    first = _article(line, chunk, first)
    return chunk[first:last]


def _article(line: Line, chunk: list[int], first: int) -> int:
    """Take "The" back into "The party", which is no part of "book the"."""
    kept = first > 0 and first < len(chunk) and line.is_(chunk[first - 1], "the") and first == 1
    return first - 1 if kept else first


def _is_edge(line: Line, place: int, *, leading: bool) -> bool:
    token = line.tokens[place]
    if token.kind == "mark":
        keep = _OPENING if leading else _CLOSING
        kept = (token.low in keep and _paired(line, place)) or _in_entity(line.text, token)
        return token.low in _EDGE_MARKS and not kept
    if token.means.keys().isdisjoint(_EDGE_WORDS) or _compound(line, place, leading=leading):
        return False
    if "room" in token.means:
        return not (leading and line.digits(place + 1))
    return "glue" in token.means or (leading and "lead" in token.means)


def _compound(line: Line, place: int, *, leading: bool) -> bool:
    """Whether the word is part of a longer one: `at-risk`, `A/B`, `follow-up`."""
    mark, other = (place + 1, place + 2) if leading else (place - 1, place)
    joined = line.tokens[mark].low in {"-", "/", "&"} if 0 <= mark < len(line.tokens) else False
    return joined and other < len(line.tokens) and line.tokens[mark].glued and line.tokens[other].glued


def _in_entity(text: str, token: Token) -> bool:
    """Whether the mark is the first or the last of a typed entity."""
    if token.low == "&":
        return _ENTITY.match(text, token.start) is not None
    begin = text.rfind("&", max(0, token.start - 20), token.start) if token.low == ";" else -1
    return begin >= 0 and _ENTITY.fullmatch(text, begin, token.end) is not None


def _paired(line: Line, place: int) -> bool:
    """Whether the bracket here has its other half in the text."""
    other = {"(": ")", "[": "]", "<": ">", ")": "(", "]": "[", ">": "<"}.get(line.tokens[place].low)
    return other is not None and any(token.low == other for token in line.tokens)


def _written(line: Line, chunk: list[int]) -> str:
    tokens = [line.tokens[place] for place in chunk]
    return line.text[tokens[0].start : tokens[-1].end]
