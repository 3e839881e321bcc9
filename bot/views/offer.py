"""What a Book or Hold button carries: a room, a span, and what else was wished. Rights are never among it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from slack_sdk.models.blocks import ButtonElement

from booking_core import Alternative, Booking, Span, Wish
from bot.views.page import button

BOOK_OFFER = "book_offer"
BOOK_AGAIN = "book_again"  # what was given up, or lapsed
HOLD_OFFER = "hold_offer"
TAKE_OFFER = "take_offer"  # for the booking that a form changes


@dataclass(frozen=True, slots=True)
class Offer:
    """A room and a span that a click books, with the title, people and seats of the wish it came from.

    Of those on one `page` one can be had, however often and on whichever of them is clicked.
    """

    room: UUID
    span: Span
    title: str = ""
    people: tuple[str, ...] = ()
    seats: int | None = None
    private: bool = False
    page: str = ""

    @property
    def wish(self) -> Wish:
        """The offer as a wish."""
        return Wish(self.room, self.span, self.title, self.people, self.seats, self.private)

    def value(self) -> str:
        """The offer as a button's value, at most 2000 characters: titles and people are limited."""
        parts = {
            "r": str(self.room),
            "s": int(self.span.start.timestamp()),
            "e": int(self.span.end.timestamp()),
            "t": self.title,
            "p": self.people,
            "n": self.seats,
            "x": self.private,
            "g": self.page,
        }
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read_offer(value: str) -> Offer:
    """The offer in a button's value."""
    parts = json.loads(value)
    start, end = (datetime.fromtimestamp(parts[name], UTC) for name in ("s", "e"))
    room, span, people = UUID(parts["r"]), Span(start, end), tuple(parts["p"])
    return Offer(room, span, parts["t"], people, parts["n"], parts.get("x", False), parts.get("g", ""))


def offer_of(alternative: Alternative, wish: Wish, now: datetime) -> Offer:
    """The alternative, offered at `now`, with whatever else was wished."""
    room, span = alternative.room.id, alternative.span
    # One message may show the refusal of one wish after the other, and within a second.
    page = f"{now.timestamp():.0f}:{wish.room}:{wish.span.start.timestamp():.0f}"
    return Offer(room, span, wish.title, wish.people, wish.seats, wish.private, page)


def offer_buttons(offer: Offer, *, style: str | None = None) -> list[ButtonElement]:
    """Book, and Hold beside it."""
    value = offer.value()
    return [button("Book", BOOK_OFFER, value, style=style), button("Hold", HOLD_OFFER, value)]


def again_button(booking: Booking) -> ButtonElement:
    """Books anew what a booking or hold was that stands no more."""
    span, people = booking.span, booking.people
    page = str(booking.id)
    offer = Offer(booking.room.id, span, booking.title, people, private=booking.private, page=page)
    return button("Book", BOOK_AGAIN, offer.value())
