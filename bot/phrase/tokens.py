"""A text cut into words, numbers and marks, each with its place and what it may mean."""

import re
from dataclasses import dataclass, field

from bot.phrase.foreign import foreign_words
from bot.phrase.lexicon import LEXICON, NOTHING, Meanings
from bot.phrase.words import Value
from bot.phrase.writing import CLOSE, OPEN

# More than anyone says of a booking; what follows is title, and a text of any length is read in time.
LONGEST = 120

_PIECE = re.compile(
    rf"""
      (?P<number>[0-9]+)(?P<tail>[^\W\d_½¼¾]\w*)?
    | {OPEN}(?P<people>\w+){CLOSE}
    | (?<!\w)@(?P<handle>[^\W\d_][\w.-]{{0,40}}[\w]|[^\W\d_])(?!\w)
    | (?P<link>https?://\S+|(?<![\w.])[a-z][a-z0-9-]{{0,40}}\.(?:com|org|net|io|ai|app|dev|fi|eu)(?!\w))
    | (?P<quote>"[^"]{{1,300}}"|(?<!\w)'[^'\s][^']{{0,100}}'(?!\w))
    | (?P<emoji>(?<![\w:]):[a-z][a-z0-9_+-]{{0,60}}:(?!\d))
    | (?P<elision>[dljDLJ]'(?=[^\W\d_]))
    | (?P<fraction>[½¼¾])
    | (?P<word>[^\W\d_](?:[^\W_]|'(?=[^\W_]))*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_RUN = 24
_RUN = re.compile(r"([0-9]+)|([^\W\d_]+)")
# Letters that are units only right behind a number: "10m", but not "10 m".
_GLUED_UNITS = frozenset("mdw")
_HALVES = {"½": 30, "¼": 15, "¾": 45}
# What letters behind a number may mean; behind other letters the number is part of a name.
_TAILS = frozenset({"unit", "meridiem", "suffix", "oclock", "ish", "number", "hmark", "month", "at"})


@dataclass(slots=True)
class Token:
    """One word, number or mark; `start` and `end` are its place in the plain text."""

    kind: str
    low: str
    start: int
    end: int
    glued: bool
    """True where nothing stands between this token and the one before."""
    form: tuple[str, ...] = ()
    """The words as which it is looked up; none where it is not."""
    number: int | None = None
    digits: int = 0
    """How many digits it was written with; 0 for a word."""
    means: Meanings = field(init=False)
    """Filled in by `understand`."""


def _known_tail(letters: str) -> bool:
    known = LEXICON.of(letters)
    return letters in {"t", "z", "a", "p"} or any(not _TAILS.isdisjoint(found) for found in known.values())


def _run(text: str, start: int, *, glued: bool) -> list[Token]:
    """Cut `1h30`, `3pm`, `15th`; a run that is none of these (`3D`, `5G`) stays one word."""
    low = text.lower()
    whole = Token("word", low, start, start + len(text), glued)
    if LEXICON.of(low):
        whole.form = (low,)
        return [whole]
    if len(low) > _LONGEST_RUN or "_" in low:
        return [whole]
    tokens = []
    for part in _RUN.finditer(low):
        begin, end = part.span()
        close = glued or begin > 0
        if part[1]:
            tokens.append(_number(part[1], start + begin, glued=close))
        elif _known_tail(part[2]):
            tokens.append(Token("word", part[2], start + begin, start + end, close, (part[2],)))
        else:
            return [whole]
    return tokens


def _number(digits: str, start: int, *, glued: bool) -> Token:
    # Nothing here is a number of more than eight digits; a longer run is no number to us.
    width = len(digits)
    value = int(digits) if width <= 8 else None  # noqa: PLR2004
    return Token("number", digits, start, start + width, glued, (), value, width)


def _word(text: str, start: int, *, glued: bool) -> list[Token]:
    low = text.lower()
    letters = low.rstrip("0123456789")
    if letters != low and not LEXICON.of(low) and not _all_kinds(letters).isdisjoint({"at", "month"}):
        # "klo10", "feb13": the word for "at" written together with its hour, a month with its day.
        cut = start + len(letters)
        return [
            Token("word", letters, start, cut, glued, (letters,)),
            _number(low[len(letters) :], cut, glued=True),
        ]
    return [Token("word", low, start, start + len(text), glued, (low,))]


def _all_kinds(word: str) -> set[str]:
    return {kind for found in LEXICON.of(word).values() for kind in found}


def cut(text: str) -> tuple[list[Token], int]:
    """The tokens of a plain text, and where reading stopped (the rest is title)."""
    tokens: list[Token] = []
    before = -1
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if len(tokens) >= LONGEST:
            return tokens, start
        glued, before = start == before, end
        kind, said = found.lastgroup or "mark", found[0]
        if kind == "number":
            tokens.append(_number(said, start, glued=glued))
        elif kind in {"mark", "elision"}:
            low = said.lower()
            tokens.append(Token("mark" if kind == "mark" else "word", low, start, end, glued, (low,)))
        elif kind == "word":
            tokens += _word(said, start, glued=glued)
        elif kind == "tail":
            tokens += _run(said, start, glued=glued)
        elif kind == "fraction":
            tokens.append(Token("fraction", said, start, end, glued, (), _HALVES[said]))
        else:
            low = (found["people"] or found["handle"] or said.lower()).strip()
            tokens.append(Token(kind, low, start, end, glued))
    return tokens, len(text)


# The tokens of which a phrase may be made.
_JOINED = frozenset({"word", "number", "mark"})


def _phrases(tokens: list[Token]) -> list[Token]:
    """Join the words of a known phrase (`day after tomorrow`) into one token."""
    joined: list[Token] = []
    stop = 0
    for index, token in enumerate(tokens):
        if index < stop:
            continue
        size = LEXICON.longest.get(token.low, 1)
        found = _phrase(tokens, index, size) if size > 1 and token.kind in _JOINED else None
        if found is None:
            joined.append(token)
        else:
            stop, form = found
            end = tokens[stop - 1].end
            joined.append(Token("word", " ".join(form), token.start, end, token.glued, form))
    return joined


def _phrase(tokens: list[Token], index: int, size: int) -> tuple[int, tuple[str, ...]] | None:
    """The longest known phrase that begins here; hyphens between its words do not matter."""
    form: list[str] = []
    best: tuple[int, tuple[str, ...]] | None = None
    while index < len(tokens) and len(form) < size:
        token = tokens[index]
        index += 1
        if token.low == "-" and form:
            continue
        if token.kind not in _JOINED:
            break
        form.append(token.low)
        if len(form) > 1 and tuple(form) in LEXICON.words:
            best = index, tuple(form)
    return best


def _compounds(tokens: list[Token]) -> None:
    """Join `fifty nine`, `fifty-nine`, `vingt et un`, `treinta y cinco` into one number, in place."""
    index = 0
    while index < len(tokens) - 1:
        tens = tokens[index]
        if tens.digits or tens.number is None or tens.number not in range(20, 60, 10):
            index += 1
            continue
        step = index + 1
        if tokens[step].low in {"-", "y", "et", "und"} and step + 1 < len(tokens):
            step += 1
        ones = tokens[step]
        if ones.number is not None and not ones.digits and 1 <= ones.number <= 9:  # noqa: PLR2004
            tens.number += ones.number
            tens.end = ones.end
            del tokens[index + 1 : step + 1]
        index += 1


def _dots(tokens: list[Token]) -> list[Token]:
    """Let `mon.`, `Jan.`, `min.` swallow the dot of their abbreviation."""
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        swallowed = token.low == "." and token.glued and kept and _abbreviates(kept[-1])
        if swallowed and (place + 1 == len(tokens) or not tokens[place + 1].glued):
            kept[-1].end = token.end
        else:
            kept.append(token)
    return kept


def _abbreviates(token: Token) -> bool:
    short = len(token.low) <= 5  # noqa: PLR2004
    return (
        token.kind == "word" and short and any(k in token.means for k in ("weekday", "month", "unit", "at"))
    )


def understand(tokens: list[Token], locale: str, names: frozenset[str]) -> tuple[list[Token], str]:
    """The tokens with phrases joined and meanings filled in, and the language they are mostly in.

    `names` are the words of the rooms' names, which say nothing of the language.
    """
    tokens = _phrases(tokens)
    spoken = [
        token.form for token in tokens if token.kind == "word" and token.form and token.low not in names
    ]
    languages = LEXICON.spoken(spoken, locale)
    abroad = foreign_words()
    for token in tokens:
        known = (LEXICON.meanings(token.form, languages) or abroad.get(token.low)) if token.form else None
        token.means = known or NOTHING
        if not known:
            continue
        number = known.get("number", known.get("upto"))
        if isinstance(number, int):
            token.number = number
        if token.low in _GLUED_UNITS and not token.glued:
            token.means = {kind: value for kind, value in token.means.items() if kind != "unit"}
    _compounds(tokens)
    return _dots(tokens), languages[0]


__all__ = ["LONGEST", "Token", "Value", "cut", "understand"]
