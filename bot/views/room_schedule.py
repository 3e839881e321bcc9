"""One room's day, booking by booking; and what still stands in a room that is closed."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from math import ceil
from uuid import UUID

from slack_sdk.models.blocks import Block

from booking_core import Booking, Member, Room, RoomDay
from bot.views.overview import OPEN_FORM, bar, free_until, opening
from bot.views.page import Page, button, header, row, section, small, turns
from bot.wording import Plain, Rich, escape, long_date, plural

TURN_DAY = "turn_day_page"
BOOKINGS_PER_PAGE = 40
_MOST_STANDING = 95  # a modal holds 100 blocks


def schedule(room_day: RoomDay, now: datetime, reader: Member, page: int = 0) -> Page:
    """The room's day: who has it when, from page number `page` (from 0) on, and a way to book it."""
    room, details = room_day.room, room_day.room.details
    pages = max(1, ceil(len(room_day.bookings) / BOOKINGS_PER_PAGE))
    page = max(0, min(page, pages - 1))
    shown = room_day.bookings[page * BOOKINGS_PER_PAGE : (page + 1) * BOOKINGS_PER_PAGE]
    voice = Rich(reader.zone)
    facts = [plural(room.seats, "seat"), voice.text(details.place), voice.text(", ".join(details.features))]
    blocks: list[Block] = [
        header(f"{room.name} on {long_date(room_day.day)}"),
        small(" · ".join(fact for fact in (*facts, _state(room_day, now, reader)) if fact)),
        section(bar(room_day, now)),
        *(section(_line(booking, voice)) for booking in shown),
    ]
    if pages > 1:
        blocks.append(small(f"Page {page + 1} of {pages}"))
    buttons = turns(TURN_DAY, page, pages, partial(turn_value, room_day), ("Earlier", "Later"))
    offer = opening(room_day, now) if room.open else None
    if offer is not None:
        buttons.insert(0, button("Book", OPEN_FORM, offer.value(), style="primary"))
    if buttons:
        blocks.append(row(buttons))
    return Page(room.name, f"{escape(room.name)} on {long_date(room_day.day)}", tuple(blocks))


def turn_value(room_day: RoomDay, page: int) -> str:
    """A page of a room's day as a button's value."""
    return f"{room_day.room.id}|{room_day.day.isoformat()}|{page}"


def read_day_turn(value: str) -> tuple[UUID, date, int]:
    """The room, the day and the page in a button's value."""
    room, day, page = value.split("|")
    return UUID(room), date.fromisoformat(day), int(page)


def standing(room: Room, bookings: Sequence[Booking], reader: Member) -> Page:
    """What stays booked in a room that was just closed."""
    voice = Rich(reader.zone)
    first = f"{voice.name(room)} is closed: nothing new can be booked in it."
    text = f"{escape(room.name)} is closed."
    if not bookings:
        return Page("Room closed", text, (section(f"{first} Nothing was booked."),))
    said = section(f"{first} {plural(len(bookings), 'booking')} in it still stand:")
    lines = [section(f"{voice.moment(b.span.start)} · {_line(b, voice)}") for b in bookings[:_MOST_STANDING]]
    rest = len(bookings) - _MOST_STANDING
    more = (small(f"And {plural(rest, 'later one')}, which stand on the days of the room."),)
    return Page("Room closed", text, (said, *lines, *(more if rest > 0 else ())))


def _state(room_day: RoomDay, now: datetime, reader: Member) -> str:
    return free_until(room_day, now, reader) if room_day.room.open else "closed: nothing new can be booked"


def _line(booking: Booking, voice: Rich) -> str:
    title = voice.text(booking.title) or ("Booked" if booking.held_until is None else "Held")
    times = Plain(booking.room.zone, booking.room.zone)
    hours = f"{times.clock(booking.span.start)}–{times.clock(booking.span.end)}"
    said = f"`{hours}` {title} · {voice.person(booking.booker)} · `{booking.reference}`"
    if booking.held_until is not None:
        said += f" · held until {voice.clock(booking.held_until, booking.room)}"
    return said
