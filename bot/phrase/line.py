"""The line being read: its tokens, and what the pages may ask of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.phrase.lexicon import Forms
from bot.phrase.tokens import Token

# Nobody says more small words in a row; and no text of small words takes long to read.
_SMALL_WORDS = 6

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
    memory: dict[int, object] = field(default_factory=dict)
    """What the day page found before, by place: days are looked for from within days."""
    taken: set[int] = field(default_factory=set)
    """Tokens that belong to a room or a title already, and so to no time."""
    _open: dict[int, Token] = field(init=False)
    """The others by place: a text is asked about a thousand times, and a dict says "no" as fast as "yes"."""

    def __post_init__(self) -> None:
        self._open = dict(enumerate(self.tokens))

    def take(self, places: Iterable[int]) -> None:
        """From here on those tokens belong to a room or a title."""
        for place in places:
            self.taken.add(place)
            self._open.pop(place, None)

    @property
    def named_day(self) -> bool:
        """Whether some word names a day: then `10-11 March` is an hour and a title."""
        kinds = {"day", "weekday", "tonight", "todaypart"}
        return any(not kinds.isdisjoint(token.means) for token in self.tokens)

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
    def repeats(self) -> bool:
        """Whether any word may begin a repeat."""
        kinds = {"every", "everyother", "plural", "often", "workday", "otherafter"}
        return any(not kinds.isdisjoint(token.means) for token in self.tokens)

    @property
    def today(self) -> date:
        """The day it is where the person is."""
        return self.now.date()

    def low(self, index: int) -> str:
        """The token in lower case, "" beyond the end."""
        token = self._open.get(index)
        return token.low if token else ""

    def is_(self, index: int, *kinds: str) -> bool:
        """Whether the token may be one of these kinds of word."""
        token = self._open.get(index)
        return token is not None and not token.means.keys().isdisjoint(kinds)

    def whole(self, index: int, kind: str) -> int | None:
        """The number a word of that kind stands for, or None."""
        token = self._open.get(index)
        value = token.means.get(kind) if token else None
        return value if isinstance(value, int) else None

    def name(self, index: int, kind: str) -> str:
        """The name a word of that kind stands for, or ""."""
        token = self._open.get(index)
        value = token.means.get(kind) if token else None
        return value if isinstance(value, str) else ""

    def number(self, index: int) -> int | None:
        """The number written here, in digits or as a word, or None."""
        token = self._open.get(index)
        return token.number if token and token.kind != "fraction" else None

    def digits(self, index: int) -> int:
        """How many digits the number has; 0 if it is none or a word."""
        token = self._open.get(index)
        return token.digits if token else 0

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
        token = self._open.get(index)
        return token is not None and token.glued

    def kind(self, index: int) -> str:
        """The token's kind, "" beyond the end."""
        token = self._open.get(index)
        return token.kind if token else ""

    def title_at(self, index: int) -> bool:
        """Whether a word stands here that can only be part of a title."""
        token = self._open.get(index)
        if token is None or token.kind != "word" or token.number is not None:
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
        stop = index + _SMALL_WORDS
        while index < stop and self.is_(index, *kinds):
            index += 1
        return index

    def form_end(self, index: int, forms: Forms) -> int:
        """The place after the longest of these forms that begins here, or the same place."""
        words = self._said(index)
        for form in forms.get(words[0], ()) if words else ():
            end, left = index, form
            while left and (words := self._said(end)) and left[: len(words)] == words:
                left = left[len(words) :]
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
