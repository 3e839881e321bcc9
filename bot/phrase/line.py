"""The line being read: its tokens, and what the pages may ask of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.phrase.lexicon import NOTHING, Forms
from bot.phrase.tokens import Token

# Nobody says more small words in a row; and no text of small words takes long to read.
_SMALL_WORDS = 6

_DAYS = frozenset({"day", "weekday", "tonight", "todaypart"})
# What stands where a token is taken, and beyond both ends of the line. A page looks a few tokens beyond an
# end, never this many; and a look that far back, to -3 say, finds what stands at the end of the list.
_NOWHERE = Token("", "", 0, 0, glued=False)
_NOWHERE.means = NOTHING
_BEYOND = (_NOWHERE,) * 16

REPEATS = frozenset({"every", "everyother", "plural", "often", "workday", "otherafter"})
"""The signs without which nothing is a repeat."""

NUMBERS = frozenset({"number", "upto"})
"""The signs of what is a number, in digits or as a word."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Found(NamedTuple, Generic[T_co]):
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
    _open: list[Token] = field(init=False)
    """The tokens with nothing in the place of those taken: a text is asked about a hundred times and more."""
    _signs: set[str] = field(init=False)
    """What `says` looks up."""
    _found: dict[tuple[object, int], object] = field(init=False, default_factory=dict)
    """What a page found before, by page and place: days are looked for from within days."""
    named_day: bool = field(init=False)
    """Whether some word names a day: then `10-11 March` is an hour and a title."""
    repeats: bool = field(init=False)
    """Whether any word may begin a repeat."""

    def __post_init__(self) -> None:
        self._open = [*self.tokens, *_BEYOND]
        kinds: set[str] = set().union(*[token.means for token in self.tokens if token.means])
        self.named_day = not kinds.isdisjoint(_DAYS)
        self.repeats = not kinds.isdisjoint(REPEATS)
        self._signs = kinds.union([token.kind for token in self.tokens], [token.low for token in self.tokens])

    def says(self, signs: frozenset[str]) -> bool:
        """Whether some token of the line bears one of these signs: a kind of word, its kind of token, itself.

        A page that cannot do without one asks this first. With `begins` it saves a third of the time that a
        text takes: most pages have nothing to say of most lines, and begin at few tokens.
        """
        return not self._signs.isdisjoint(signs)

    def asked(self, pages: Iterable[tuple[T, frozenset[str]]]) -> list[T]:
        """Those of the pages, each given with the signs that it cannot do without, that may say something."""
        return [page for page, needs in pages if not self._signs.isdisjoint(needs)]

    def begins(self, index: int, signs: frozenset[str]) -> bool:
        """Whether the token bears one of these signs, with all of which a page may begin."""
        token = self._open[index]
        return token.kind in signs or token.low in signs or not signs.isdisjoint(token.means)

    def take(self, places: Iterable[int]) -> None:
        """From here on those tokens belong to a room or a title."""
        for place in places:
            self.taken.add(place)
            self._open[place] = _NOWHERE

    def once(self, page: Callable[["Line", int], T], index: int) -> T | None:
        """What the page finds here; it looks once, and what looks for itself from within finds None."""
        place = page, index
        if place in self._found:
            return cast("T | None", self._found[place])
        self._found[place] = None
        self._found[place] = found = page(self, index)
        return found

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
        return self._open[index].low

    def is_(self, index: int, *kinds: str) -> bool:
        """Whether the token may be one of these kinds of word."""
        means = self._open[index].means
        if means:  # a loop, as it is asked so often: of few kinds it is faster than sets are
            for kind in kinds:
                if kind in means:
                    return True
        return False

    def whole(self, index: int, kind: str) -> int | None:
        """The number a word of that kind stands for, or None."""
        value = self._open[index].means.get(kind)
        return value if isinstance(value, int) else None

    def name(self, index: int, kind: str) -> str:
        """The name a word of that kind stands for, or ""."""
        value = self._open[index].means.get(kind)
        return value if isinstance(value, str) else ""

    def number(self, index: int) -> int | None:
        """The number written here, in digits or as a word, or None."""
        token = self._open[index]
        return None if token.kind == "fraction" else token.number

    def digits(self, index: int) -> int:
        """How many digits the number has; 0 if it is none or a word."""
        return self._open[index].digits

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
        return self._open[index].glued

    def kind(self, index: int) -> str:
        """The token's kind, "" beyond the end."""
        return self._open[index].kind

    def title_at(self, index: int) -> bool:
        """Whether a word stands here that can only be part of a title."""
        token = self._open[index]
        if token.kind != "word" or token.number is not None:
            return False
        return not token.means.keys() - {"meeting", "title", "shy"}

    def past_time(self, index: int) -> int:
        """The place after the "time" of "in ten days' time", or the same place."""
        step = self.mark(index, "'")
        return step + 1 if self.low(step) == "time" else index

    def capital(self, index: int) -> bool:
        """Whether the word here begins with a capital letter."""
        token = self._open[index]
        return token is not _NOWHERE and self.text[token.start].isupper()

    def after(self, index: int, *kinds: str) -> int:
        """The first place from here on that is none of these kinds of word."""
        end = index + _SMALL_WORDS
        while index < end:
            means = self._open[index].means
            if not means or means.keys().isdisjoint(kinds):
                break
            index += 1
        return index

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
        token = self._open[index]
        return () if token is _NOWHERE else token.form or (token.low,)

    def mark(self, index: int, *marks: str) -> int:
        """The place after one of these marks, or the same place where there is none."""
        return index + 1 if self.low(index) in marks and self.low(index) else index
