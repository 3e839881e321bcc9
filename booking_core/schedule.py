"""Who has which room when: a room's day, or the day of all rooms. Reads only, one question each."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from booking_core.directory import bookings_touching, rooms
from booking_core.facts import Booking, Room, RoomDay
from booking_core.look import Look
from booking_core.times import Span, day_span


def room_day(look: Look, room: UUID, day: date) -> RoomDay:
    """The room's day, in its zone; NoSuchRoom where this workspace has no such room."""
    found = look.room(room)
    span = day_span(day, found.zone)
    return RoomDay(found, day, span, tuple(bookings_touching(look, span, [room])))


def rooms_day(look: Look, day: date) -> tuple[RoomDay, ...]:
    """That day in each open room, by name; the day is each room's own, in its zone."""
    days = [(room, day_span(day, room.zone)) for room in rooms(look) if room.open]
    if not days:
        return ()
    widest = Span(min(span.start for _, span in days), max(span.end for _, span in days))
    by_room: dict[UUID, list[Booking]] = defaultdict(list)
    for booking in bookings_touching(look, widest, [room.id for room, _ in days]):
        by_room[booking.room.id].append(booking)
    return tuple(_day(room, day, span, by_room[room.id]) for room, span in days)


def _day(room: Room, day: date, span: Span, bookings: list[Booking]) -> RoomDay:
    return RoomDay(room, day, span, tuple(b for b in bookings if b.span.overlaps(span)))
