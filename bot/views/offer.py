"""What a Book button carries: a room, a span, and what else was wished. Rights are never among it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from booking_core import Alternative, Span, Wish

BOOK_OFFER = "book_offer"


@dataclass(frozen=True, slots=True)
class Offer:
    """A room and a span that a click books, with the title, people and seats of the wish it came from."""

    room: UUID
    span: Span
    title: str = ""
    people: tuple[str, ...] = ()
    seats: int | None = None

    @property
    def wish(self) -> Wish:
        """The offer as a wish."""
        return Wish(self.room, self.span, self.title, self.people, self.seats)

    def value(self) -> str:
        """The offer as a button's value, at most 2000 characters: titles and people are limited."""
        parts = {
            "r": str(self.room),
            "s": int(self.span.start.timestamp()),
            "e": int(self.span.end.timestamp()),
            "t": self.title,
            "p": self.people,
            "n": self.seats,
        }
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read_offer(value: str) -> Offer:
    """The offer in a button's value."""
    parts = json.loads(value)
    start, end = (datetime.fromtimestamp(parts[name], UTC) for name in ("s", "e"))
    return Offer(UUID(parts["r"]), Span(start, end), parts["t"], tuple(parts["p"]), parts["n"])


def offer_of(alternative: Alternative, wish: Wish) -> Offer:
    """The alternative, with the title and the people of the wish."""
    return Offer(alternative.room.id, alternative.span, wish.title, wish.people, wish.seats)
