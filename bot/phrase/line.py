"""The line being read: its tokens, and what the pages may ask of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.phrase.lexicon import Forms
from bot.phrase.tokens import Token

# Nobody says more small words in a row; and no text of small words takes long to read.
_SMALL_WORDS = 6

_DAYS = frozenset({"day", "weekday", "tonight", "todaypart"})
_REPEATS = frozenset({"every", "everyother", "plural", "often", "workday", "otherafter"})
# What stands beyond the ends of the line, and where a token is taken.
_NOWHERE = Token("", "", 0, 0, glued=False)

NUMBERS = frozenset({"number", "upto"})
"""The signs of what is a number, in digits or as a word."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """What a page found: the value, and the token after its last one."""

    end: int
    value: T_co


@dataclass(slots=True)
class Line:
    """Tokens and circumstances. Questions about a place beyond the end are answered "no"."""

    text: str
    tokens: list[Token]
    now: datetime
    zone: ZoneInfo
    order: str
    language: str
    rooms: tuple[str, ...] = ()
    taken: set[int] = field(default_factory=set)
    """Tokens that belong to a room or a title already, and so to no time."""
    _open: dict[int, Token] = field(init=False)
    """The others by place: a text is asked about a thousand times, and a dict says "no" as fast as "yes"."""

    _signs: set[str] = field(init=False)
    """What `says` looks up."""
    _found: dict[tuple[object, int], object] = field(init=False, default_factory=dict)
    """What a page found before, by page and place: days are looked for from within days."""
    named_day: bool = field(init=False)
    """Whether some word names a day: then `10-11 March` is an hour and a title."""
    repeats: bool = field(init=False)
    """Whether any word may begin a repeat."""

    def __post_init__(self) -> None:
        self._open = dict(enumerate(self.tokens))
        kinds: set[str] = set().union(*[token.means for token in self.tokens])
        self.named_day = not kinds.isdisjoint(_DAYS)
        self.repeats = not kinds.isdisjoint(_REPEATS)
        self._signs = kinds.union([token.kind for token in self.tokens], [token.low for token in self.tokens])

    def says(self, signs: frozenset[str]) -> bool:
        """Whether some token of the line bears one of these signs: a kind of word, its kind of token, itself.

        A page that cannot do without one asks this first. With `begins` it saves a third of the time that a
        text takes: most pages have nothing to say of most lines, and begin at few tokens.
        """
        return not self._signs.isdisjoint(signs)

    def begins(self, index: int, signs: frozenset[str]) -> bool:
        """Whether the token bears one of these signs, with all of which a page may begin."""
        token = self._open.get(index, _NOWHERE)
        return token.kind in signs or token.low in signs or not token.means.keys().isdisjoint(signs)

    def take(self, places: Iterable[int]) -> None:
        """From here on those tokens belong to a room or a title."""
        for place in places:
            self.taken.add(place)
            self._open.pop(place, None)

    def once(self, page: Callable[["Line", int], T], index: int) -> T | None:
        """What the page finds here; it looks once, and what looks for itself from within finds None."""
        place = page, index
        if place not in self._found:
            self._found[place] = None
            self._found[place] = page(self, index)
        return cast("T | None", self._found[place])

    def dated_before(self, index: int) -> bool:
        """Whether a day is named anywhere, or a date before this place."""
        if self.named_day or any(self.is_(place, "month") for place in range(index)):
            return True
        return any(
            self.low(place) in {".", "/", "-"}
            and self.low(place) == self.low(place + 2)
            and self.glued(place + 1)
            for place in range(index)
        )

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return self.now.date()

    def low(self, index: int) -> str:
        """The token in lower case, "" beyond the end."""
        return self._open.get(index, _NOWHERE).low

    def is_(self, index: int, *kinds: str) -> bool:
        """Whether the token may be one of these kinds of word."""
        means = self._open.get(index, _NOWHERE).means
        return bool(means) and not means.keys().isdisjoint(kinds)

    def whole(self, index: int, kind: str) -> int | None:
        """The number a word of that kind stands for, or None."""
        value = self._open.get(index, _NOWHERE).means.get(kind)
        return value if isinstance(value, int) else None

    def name(self, index: int, kind: str) -> str:
        """The name a word of that kind stands for, or ""."""
        value = self._open.get(index, _NOWHERE).means.get(kind)
        return value if isinstance(value, str) else ""

    def number(self, index: int) -> int | None:
        """The number written here, in digits or as a word, or None."""
        token = self._open.get(index, _NOWHERE)
        return None if token.kind == "fraction" else token.number

    def digits(self, index: int) -> int:
        """How many digits the number has; 0 if it is none or a word."""
        return self._open.get(index, _NOWHERE).digits

    def wide(self, index: int) -> bool:
        """Whether four digits stand here: a year, or `1030`."""
        return self.digits(index) == 4  # noqa: PLR2004

    def pair(self, index: int) -> bool:
        """Whether two digits stand here: minutes, or a day or month with its zero."""
        return self.digits(index) == 2  # noqa: PLR2004

    def figure(self, index: int) -> bool:
        """Whether one or two digits stand here."""
        return 0 < self.digits(index) <= 2  # noqa: PLR2004

    def slim(self, index: int) -> bool:
        """Whether the number here has at most two digits, or is a word."""
        return self.digits(index) <= 2  # noqa: PLR2004

    def glued(self, index: int) -> bool:
        """Whether the token stands right after the one before, with nothing between."""
        return self._open.get(index, _NOWHERE).glued

    def kind(self, index: int) -> str:
        """The token's kind, "" beyond the end."""
        return self._open.get(index, _NOWHERE).kind

    def title_at(self, index: int) -> bool:
        """Whether a word stands here that can only be part of a title."""
        token = self._open.get(index, _NOWHERE)
        if token.kind != "word" or token.number is not None:
            return False
        return not token.means.keys() - {"meeting", "title", "shy"}

    def past_time(self, index: int) -> int:
        """The place after the "time" of "in ten days' time", or the same place."""
        step = self.mark(index, "'")
        return step + 1 if self.low(step) == "time" else index

    def capital(self, index: int) -> bool:
        """Whether the word here begins with a capital letter."""
        token = self._open.get(index)
        return token is not None and self.text[token.start].isupper()

    def after(self, index: int, *kinds: str) -> int:
        """The first place from here on that is none of these kinds of word."""
        for place in range(index, index + _SMALL_WORDS):
            means = self._open.get(place, _NOWHERE).means
            if not means or means.keys().isdisjoint(kinds):
                return place
        return index + _SMALL_WORDS

    def form_end(self, index: int, forms: Forms) -> int:
        """The place after the longest of these forms that begins here, or the same place."""
        words = self._said(index)
        known = forms.get(words[0]) if words else None
        if known is None:
            return index
        second = self.mark(index + 1, "-")
        following = self._said(second)
        for form in known:
            end, left = index + 1, form[len(words) :]
            if form[: len(words)] != words or (left and left[: len(following)] != following):
                continue
            end = second if left else end
            while left and (said := self._said(end)) and left[: len(said)] == said:
                left = left[len(said) :]
                end = self.mark(end + 1, "-") if left else end + 1
            if not left:
                return end
        return index

    def _said(self, index: int) -> tuple[str, ...]:
        token = self._open.get(index)
        return () if token is None else token.form or (token.low,)

    def mark(self, index: int, *marks: str) -> int:
        """The place after one of these marks, or the same place where there is none."""
        return index + 1 if self.low(index) in marks and self.low(index) else index
