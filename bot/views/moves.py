"""Where a booking could go instead, when the change that was asked for is refused: a button for each way."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from slack_sdk.models.blocks import Block

from booking_core import Alternative, Booking, Member, Offered, Room, Span, Wish
from bot.views.offer import BOOK_OFFER, offer_of
from bot.views.page import Page, button, row, section
from bot.views.receipt import booking_buttons, end_button
from bot.wording import Rich, escape, plural

MOVE_TO = "move_booking"


@dataclass(frozen=True, slots=True)
class Move:
    """A booking as it stands at `now`, and the room and the span that it was asked to have instead."""

    booking: Booking
    room: Room
    span: Span
    now: datetime

    @property
    def begun(self) -> bool:
        """Whether the meeting is under way, and stays in its room."""
        return self.booking.span.start <= self.now

    @property
    def wish(self) -> Wish:
        """What else would do: the whole of it elsewhere; once it has begun, the time that it lacks."""
        old = self.booking
        span = Span(old.span.end, self.span.end) if self.begun else self.span
        return Wish(self.room.id, span, old.title, old.people, private=old.private)

    def within(self, end: datetime) -> Alternative | None:
        """The same change as far as that moment, None where that leaves nothing of it."""
        old = self.booking
        later = (
            self.room.id == old.room.id and self.span.start == old.span.start and old.span.end < self.span.end
        )
        if not later or not old.span.end < end < self.span.end:
            return None
        return Alternative(self.room, Span(old.span.start, end), "shorter")


def move_value(booking: Booking, way: Alternative) -> str:
    """A booking, and where it is to go, as a button's value."""
    start, end = (int(moment.timestamp()) for moment in (way.span.start, way.span.end))
    return f"{booking.id}|{way.room.id}|{start}|{end}"


def read_move(value: str) -> tuple[UUID, UUID, Span]:
    """The booking, the room and the span in a button's value."""
    booking, room, start, end = value.split("|")
    first, last = (datetime.fromtimestamp(int(moment), UTC) for moment in (start, end))
    return UUID(booking), UUID(room), Span(first, last)


def not_moved(sentence: str, move: Move, part: Alternative | None, offered: Offered, reader: Member) -> Page:
    """A refused change in mrkdwn: the booking stands as it was, and what it could be instead.

    `part` is the change as far as it can be had; of a booking under way, what is `offered` is a room
    for the rest.
    """
    booking, voice = move.booking, Rich(reader.zone)
    stands = f"`{booking.reference}` stays as it was: {voice.span(booking.span, booking.room)}."
    lines: list[Block] = []
    if part is not None:
        text = f"{voice.name(part.room)} · {voice.span(part.span, part.room)}"
        lines.append(section(text, button("Extend", MOVE_TO, move_value(booking, part), style="primary")))
    lines += [_line(way, move, offered, voice) for way in offered.ways]
    heading = (section("*You can have instead:*"),) if lines else ()
    buttons = row(booking_buttons(booking, move.now, reader))
    blocks = (section(f":no_entry_sign: {sentence}\n{stands}"), buttons, *heading, *lines)
    return Page("Not changed", f"{sentence} {escape(booking.reference)} stays as it was.", blocks)


def under_way(sentence: str, booking: Booking, *, moving: bool) -> Page:
    """A refusal in mrkdwn to move or cancel a meeting that has begun, and what can be done instead."""
    blocks = (section(f":no_entry_sign: {sentence}"), row([end_button(booking)]))
    return Page("Not changed" if moving else "Not cancelled", sentence, blocks)


def _line(way: Alternative, move: Move, offered: Offered, voice: Rich) -> Block:
    seats = plural(way.room.seats, "seat")
    text = f"{voice.name(way.room)} · {seats} · {voice.span(way.span, way.room)}"
    if way is offered.ways[0] and offered.until is not None:
        text += f" · kept for you until {voice.clock(offered.until)}"
    if move.begun:
        return section(text, button("Book", BOOK_OFFER, offer_of(way, move.wish, move.now).value()))
    return section(text, button("Move", MOVE_TO, move_value(move.booking, way)))
