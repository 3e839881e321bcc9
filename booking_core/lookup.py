"""Rows become facts: a room, a member or a booking, looked up by what identifies it. Reads only."""

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from booking_core.facts import Booking, Member, Policy, Room, RoomDetails
from booking_core.schema import BookingRow, MemberRow, RoomRow
from booking_core.times import Span

_Creator = aliased(MemberRow, name="creators")

ROOM_COLUMNS: Final = tuple(RoomRow.__table__.c)
_MEMBER_COLUMNS: Final = tuple(MemberRow.__table__.c)
_BOOKING_COLUMNS: Final = (
    BookingRow.id,
    BookingRow.reference,
    BookingRow.start_at,
    BookingRow.end_at,
    BookingRow.title,
    BookingRow.people,
    BookingRow.state,
    BookingRow.created_at,
)


def name_key(name: str) -> str:
    """A room's name as two spellings are compared: case, width and accents' encoding make no difference."""
    return unicodedata.normalize("NFKC", name).casefold()


@cache  # a statement is never changed, only narrowed to a new one: to build one costs as much as to ask it
def rooms_statement() -> Select[Any]:
    """Rooms of all workspaces, to be narrowed and read with `room_of`."""
    return select(*ROOM_COLUMNS)


def room_of(row: Row[Any]) -> Room:
    """The room in the first columns of a row that begins with `ROOM_COLUMNS`."""
    return _room(iter(row))


@cache
def bookings_statement() -> Select[Any]:
    """Bookings with room, booker and creator, to be narrowed and read with `booking_of`."""
    return (
        select(
            *_BOOKING_COLUMNS,
            *ROOM_COLUMNS,
            *_MEMBER_COLUMNS,
            _Creator.workspace_id,
            _Creator.id,
            _Creator.user_id,
            _Creator.name,
            _Creator.zone,
            _Creator.admin,
        )
        .join(
            RoomRow,
            (RoomRow.workspace_id == BookingRow.workspace_id) & (RoomRow.id == BookingRow.room_id),
        )
        .join(
            MemberRow,
            (MemberRow.workspace_id == BookingRow.workspace_id) & (MemberRow.id == BookingRow.booker_id),
        )
        .join(
            _Creator,
            (_Creator.workspace_id == BookingRow.workspace_id) & (_Creator.id == BookingRow.created_by_id),
        )
    )


def booking_of(row: Row[Any]) -> Booking:
    """The booking in a row of `bookings_statement`."""
    values = iter(row)
    id_, reference, start, end, title, people, state, created_at = (next(values) for _ in _BOOKING_COLUMNS)
    return Booking(
        id=id_,
        reference=reference,
        room=_room(values),
        span=Span(start, end),
        booker=_member(values),
        title=title,
        people=tuple(people),
        state=state,
        created_at=created_at,
        created_by=_member(values),
    )


def member_of(row: Row[Any]) -> Member:
    """The member in a row of all columns of `MemberRow`."""
    return _member(iter(row))


def _room(values: Iterator[Any]) -> Room:
    workspace_id, id_, name, _, seats, zone, place, features, longest, horizon, closed_at = (
        next(values) for _ in ROOM_COLUMNS
    )
    policy = Policy(timedelta(minutes=longest), timedelta(days=horizon))
    details = RoomDetails(name, seats, ZoneInfo(zone), place, tuple(features), policy)
    return Room(id_, workspace_id, details, open=closed_at is None)


def _member(values: Iterator[Any]) -> Member:
    workspace_id, id_, user_id, name, zone, admin = (next(values) for _ in _MEMBER_COLUMNS)
    return Member(id_, workspace_id, user_id, name, ZoneInfo(zone), admin)


def room_by_id(workspace_id: UUID, room_id: UUID) -> Select[Any]:
    """The statement that finds one room of that workspace."""
    return rooms_statement().where(RoomRow.workspace_id == workspace_id, RoomRow.id == room_id)


def booking_by_id(workspace_id: UUID, booking_id: UUID) -> Select[Any]:
    """The statement that finds one booking of that workspace."""
    return bookings_statement().where(BookingRow.workspace_id == workspace_id, BookingRow.id == booking_id)
