"""Who has which room when: a room's day, or the day of all rooms. Reads only, one question each."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from booking_core.directory import bookings_touching, rooms
from booking_core.facts import Booking, Room, RoomDay
from booking_core.times import Span, day_span
from booking_core.work import Work


def room_day(work: Work, room: UUID, day: date) -> RoomDay:
    """The room's day, in its zone; NoSuchRoom where this workspace has no such room."""
    found = work.room(room)
    span = day_span(day, found.zone)
    return RoomDay(found, day, span, tuple(bookings_touching(work, span, [room])))


def rooms_day(work: Work, day: date) -> tuple[RoomDay, ...]:
    """That day in each open room, by name; the day is each room's own, in its zone."""
    days = [(room, day_span(day, room.zone)) for room in rooms(work) if room.open]
    if not days:
        return ()
    widest = Span(min(span.start for _, span in days), max(span.end for _, span in days))
    by_room: dict[UUID, list[Booking]] = defaultdict(list)
    for booking in bookings_touching(work, widest, [room.id for room, _ in days]):
        by_room[booking.room.id].append(booking)
    return tuple(_day(room, day, span, by_room[room.id]) for room, span in days)


def _day(room: Room, day: date, span: Span, bookings: list[Booking]) -> RoomDay:
    return RoomDay(room, day, span, tuple(b for b in bookings if b.span.overlaps(span)))
