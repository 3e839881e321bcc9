"""Which of a person's bookings a text means, when they want to cancel one."""

import re
from collections.abc import Sequence

from booking_core import Booking, Desk, Look, Room, booking_referred, bookings_of, cancellable
from bot.payloads import Said
from bot.phrase import Reading
from bot.understanding import House, understand
from bot.views.coming import Agenda

_LIKE_A_REFERENCE = re.compile(r"#?[2-9A-HJKMNP-TV-Z]{4,7}", re.IGNORECASE)


def agenda(look: Look) -> Agenda:
    """The person's bookings that are not over, as they stand now."""
    return Agenda(bookings_of(look), look.now)


def bookings_meant(said: Said, house: House, desk: Desk) -> Sequence[Booking]:
    """Which of the person's bookings to come the text means; or the one it refers to, if they may cancel it.

    Raises what `cancellable` raises for a booking that is referred to.
    """
    own = desk.look(bookings_of)
    referred = [booking for booking in own if booking.reference == said.text.lstrip("#").upper()]
    if referred:
        return referred
    understood = understand(said, house, desk)
    reading, room = understood.reading, understood.room
    asked = bool(understood.unknown_room) and not reading.title  # a room that is none fits no booking
    fitting = [] if asked else [booking for booking in own if _fits(booking, reading, room)]
    if not fitting and room is None and _LIKE_A_REFERENCE.fullmatch(said.text):
        return [desk.look(_cancellable_referred, said.text)]
    return fitting


def _cancellable_referred(look: Look, reference: str) -> Booking:
    return cancellable(look, booking_referred(look, reference).id)


def _fits(booking: Booking, reading: Reading, room: Room | None) -> bool:
    start = booking.span.start.astimezone(booking.room.zone)
    day = reading.day or (reading.start.date() if reading.start else None)
    said = (reading.title or "").casefold()
    return (
        (room is not None or day is not None or bool(said))
        and said in booking.title.casefold()
        and (room is None or room.id == booking.room.id)
        and (day is None or day == start.date())
        and (reading.start is None or booking.span.start <= reading.start < booking.span.end)
    )
