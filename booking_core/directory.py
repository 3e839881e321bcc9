"""The rooms there are, and what stands in them. Reads only."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from booking_core.errors import NoSuchRoom
from booking_core.facts import LONGEST_LIMIT, Booking, KnownRooms, Room
from booking_core.look import Look
from booking_core.lookup import booking_of, bookings_statement, in_force, name_key, room_of, rooms_statement
from booking_core.office import Desk
from booking_core.policy import clean_text
from booking_core.schema import BookingRow, RoomRow, RoomsChangeRow
from booking_core.times import LAST_MOMENT, Span

_ROOMS: Final = (
    rooms_statement().where(RoomRow.workspace_id == bindparam("workspace_id")).order_by(RoomRow.name_key)
)


_LAST_CHANGE: Final = select(RoomsChangeRow.change_id).where(
    RoomsChangeRow.workspace_id == bindparam("workspace_id")
)


_MOST_REMEMBERED: Final = 1000  # workspaces
_REMEMBERED_FOR: Final = timedelta(minutes=1)  # whoever changes them behind our back leaves no mark

_MOST_EXPECTED: Final = 100  # more than anyone has in a week, or a page of theirs can show


def rooms(look: Look) -> tuple[Room, ...]:
    """All rooms of the workspace, open and closed, by name."""
    return tuple(map(room_of, look.answers(_ROOMS, {"workspace_id": look.workspace_id})))


def rooms_as_of(look: Look, change: UUID | None) -> KnownRooms:
    """The same, remembered while that `change` is the last one of them, as whoever asks has looked up.

    For a minute at most, in case somebody changes them without a mark.
    To read 16 rooms took a tenth of the time of a command, and some workspaces have 2,000.
    """
    known = _lately(look.memory, look.workspace_id, look.now)
    if known is None or known.change != change:
        there = rooms(look)
        by_id, by_name = {room.id: room for room in there}, {room.name: room for room in there}
        known = KnownRooms(change, by_id, by_name, look.now + _REMEMBERED_FOR)
        if len(look.memory) >= _MOST_REMEMBERED:
            look.memory.clear()
        look.memory[look.workspace_id] = known
    return known


def remembered_rooms(desk: Desk) -> KnownRooms | None:
    """The rooms as somebody in the office has read them within the last minute; None where nobody has.

    Nothing is asked, so they may be others by now: whoever acts on them says that they must not be.
    """
    return _lately(desk.office.memory, desk.member.workspace_id, desk.now())


def known_rooms(look: Look) -> KnownRooms:
    """The same, read where nobody has."""
    known = _lately(look.memory, look.workspace_id, look.now)
    if known is None:
        ((change,),) = look.answers(_LAST_CHANGE, {"workspace_id": look.workspace_id}) or [[None]]
        known = rooms_as_of(look, change)
    return known


def _lately(memory: Mapping[UUID, KnownRooms], workspace_id: UUID, now: datetime) -> KnownRooms | None:
    known = memory.get(workspace_id)
    return None if known is None or known.until <= now else known


def room_named(look: Look, name: str) -> Room:
    """The room of that name, upper and lower case being the same; or NoSuchRoom."""
    row = look.execute(
        rooms_statement().where(
            RoomRow.workspace_id == look.workspace_id, RoomRow.name_key == name_key(clean_text(name))
        )
    ).one_or_none()
    if row is None:
        raise NoSuchRoom(name)
    return room_of(row)


def standing_in(look: Look, room_id: UUID) -> tuple[Booking, ...]:
    """What is booked in the room and not over, by start; or NoSuchRoom."""
    look.room(room_id)
    return tuple(bookings_touching(look, Span(look.now, LAST_MOMENT), [room_id]))


def bookings_with(look: Look) -> tuple[Booking, ...]:
    """The bookings of the coming week in which the person who asks is named, by start."""
    week = Span(look.now, look.now + timedelta(days=7))
    rows = look.rows(
        bookings_statement()
        .where(
            RoomRow.workspace_id == look.workspace_id,
            in_force(look.now),
            BookingRow.start_at.between(week.start - LONGEST_LIMIT, week.end),
            BookingRow.end_at > week.start,
            cast(BookingRow.people, String).contains(f'"{look.member.user_id}"', autoescape=True),
        )
        .order_by(BookingRow.start_at, BookingRow.id)
        .limit(_MOST_EXPECTED)
    )
    return tuple(booking_of(row, look.member) for row in rows)


def bookings_touching(look: Look, span: Span, room_ids: Sequence[UUID]) -> list[Booking]:
    """The standing bookings and holds of those rooms that touch the span, by start.

    Those of a room never overlap, so of those that start earlier only the last can reach into
    it: the cost is that of what is returned, however long the history. The rooms are named one by
    one since a planner that is told the workspace would walk through all of its bookings.
    """
    earlier = aliased(BookingRow)
    last_before = (
        select(func.max(earlier.start_at))
        .where(earlier.room_id == RoomRow.id, in_force(look.now, earlier), earlier.start_at <= span.start)
        .correlate(RoomRow)
        .scalar_subquery()
    )
    rows = look.rows(
        bookings_statement()
        .where(
            RoomRow.workspace_id == look.workspace_id,
            BookingRow.room_id.in_(room_ids),
            in_force(look.now),
            BookingRow.start_at < span.end,
            BookingRow.start_at >= func.coalesce(last_before, span.start),
            BookingRow.end_at > span.start,
        )
        .order_by(BookingRow.start_at)
    )
    return [booking_of(row, look.member) for row in rows]
