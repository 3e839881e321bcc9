"""Words of time that are left over: then the reading is not to be trusted, and is asked about."""

from bot.phrase.chosen import TIMES, Chosen
from bot.phrase.lexicon import aside
from bot.phrase.line import Line
from bot.phrase.scan import Piece
from bot.phrase.surroundings import line_word
from bot.phrase.title import runs

_SAID = frozenset({"word", "number", "mark"})
_TITLES = frozenset({"lead", "look", "meeting", "title"})
_TIMELY = frozenset(
    """weekday day next this last clock hence ago upto hmark month unit number meridiem oclock halfto halfpast
    tonight until past weekend plural zone before beforeday after""".split()  # noqa: SIM905
)


def unread(chosen: Chosen, left: list[int]) -> bool:
    """Whether words of time are left over that belong to no title: then the reading is not to be trusted.

    A run of leftover words counts where nothing else stands in it and a piece of time stands beside it.
    """
    line = chosen.scanned.line
    for run in runs(left):
        if _denied(line, run) or _other_zone(chosen, run):
            return True
        if any(line_word(line, spot) for spot in run):
            continue
        beside = not _beside(*chosen.days, *chosen.times).isdisjoint(run)
        if beside and (_other_time(chosen, run) or _only_time(line, run)):
            return True
    return False


def _beside(*pieces: Piece) -> set[int]:
    """The places right before and right after the pieces."""
    return {spot for piece in pieces for spot in (piece.first - 1, piece.end)}


def _other_time(chosen: Chosen, run: list[int]) -> bool:
    """Whether a time begins here that was not chosen."""
    chosen_at = {piece.first for piece in chosen.times}
    others = chosen.scanned.all(*TIMES)
    return any(p.first in run and not p.bare and p.first not in chosen_at for p in others)


_DENIED_NEEDS = frozenset({"not"})


def _denied(line: Line, run: list[int]) -> bool:
    """Whether the words take something back, or ask for something else: `not 10-11`, `move my booking`."""
    if not line.says(_DENIED_NEEDS):
        return False
    last = line.is_(run[-1], "not") or (
        len(run) > 1 and line.is_(run[-2], "not") and line.is_(run[-1], "of", "on")
    )
    return last and run[-1] + 1 < len(line.tokens)


_ZONE_NEEDS = frozenset({"zone", "zonetime", "area", *aside("capital")})


def _other_zone(chosen: Chosen, run: list[int]) -> bool:
    """Whether a time zone stands beside a time: `10:00 (CET)`, `10am ET`, `Europe/London`, `London time`.

    Beside a day is enough for a zone by itself.
    """
    line = chosen.scanned.line
    if not line.says(_ZONE_NEEDS):
        return False
    words = [spot for spot in run if line.low(spot) not in {"(", ")", "[", "]", ","}]
    if not words:
        return False
    first, last = words[0], words[-1]
    beside = _beside(*chosen.times, *chosen.lengths, *(chosen.days if len(words) == 1 else ()))
    if not beside.isdisjoint(range(run[0], first + 1)):
        area = line.is_(first, "area") and line.low(first + 1) == "/"
        if _is_zone(line, first) or area or line.is_(first, "zonetime") or line.is_(first + 1, "zonetime"):
            return True
    return not beside.isdisjoint(range(last, run[-1] + 1)) and _is_zone(line, last)


def _is_zone(line: Line, spot: int) -> bool:
    if line.is_(spot, "zone"):
        return True
    token = line.tokens[spot]
    loud = line.text[token.start : token.end].isupper()
    return token.low in aside("capital") and (
        loud or (line.language == "en" and line.is_(spot - 1, "meridiem"))
    )


def _only_time(line: Line, run: list[int]) -> bool:
    tokens = [line.tokens[spot] for spot in run]
    if any(token.kind not in _SAID for token in tokens):
        return False
    if _named(line, run) or any(tokens_means <= _TITLES for tokens_means in _kinds(line, run)):
        return False
    if any(line.is_(spot, "meridiem") and line.digits(spot + 1) for spot in run):
        return True  # "am 27." in a text that is not German otherwise
    return any(token.digits or not _TIMELY.isdisjoint(token.means) for token in tokens) and not (
        len(tokens) > 1 and any(token.low == ":" for token in tokens)
    )


def _kinds(line: Line, run: list[int]) -> list[set[str]]:
    """What each word of the run may be; words that may be nothing else than a title's say so."""
    return [set(line.tokens[spot].means) for spot in run if line.tokens[spot].means]


def _named(line: Line, run: list[int]) -> bool:
    """Whether the words are written as a name: "Day 2", "Week 12"; German writes all its nouns so."""
    words = [line.tokens[spot] for spot in run if line.kind(spot) == "word"]
    if not words or line.language == "de" or "month" in words[0].means or "weekday" in words[0].means:
        return False
    return line.text[words[0].start].isupper()


def other_verb(chosen: Chosen, left: list[int]) -> bool:
    """Whether the text begins with what is no booking: `move`, `cancel`."""
    return bool(left) and left[0] == 0 and chosen.scanned.line.is_(0, "verb")
