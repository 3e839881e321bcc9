"""Rows become facts: a room, a member or a booking, looked up by what identifies it. Reads only."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, Text, cast, literal_column, select
from sqlalchemy.orm import aliased

from booking_core.facts import Booking, Member, Policy, Room, RoomDetails
from booking_core.schema import STANDING, BookingRow, MemberRow, RoomRow
from booking_core.times import Span

_Creator = aliased(MemberRow, name="creators")

# The features as the text that they are kept as: it is read once for each room, not once for each row.
ROOM_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    cast(c, Text).label(c.name) if c.name == "features" else c
    for c in RoomRow.__table__.c
    if c.name != "name_key"
)
MEMBER_COLUMNS: Final = tuple(c for c in MemberRow.__table__.c if c.name != "has_home")
_WIDTH: Final = len(ROOM_COLUMNS)
_BOOKING_COLUMNS: Final[tuple[Any, ...]] = (
    BookingRow.id,
    BookingRow.reference,
    BookingRow.start_at,
    BookingRow.end_at,
    BookingRow.title,
    BookingRow.people,
    BookingRow.private,
    BookingRow.state,
    BookingRow.held_until,
    BookingRow.change_id,
    BookingRow.created_at,
)


def name_key(name: str) -> str:
    """A room's name as two spellings are compared: case, width and accents' encoding make no difference."""
    return unicodedata.normalize("NFKC", name).casefold()


@cache  # a statement is never changed, only narrowed to a new one: to build one costs as much as to ask it
def rooms_statement() -> Select[Any]:
    """Rooms of all workspaces, to be narrowed and read with `room_of`."""
    return select(*ROOM_COLUMNS)


def room_of(row: Sequence[Any]) -> Room:
    """The room in the first columns of a row that begins with `ROOM_COLUMNS`."""
    return _room_said(tuple(row[:_WIDTH]))


@cache
def bookings_statement() -> Select[Any]:
    """Bookings with room, booker and creator, to be narrowed and read with `booking_of`."""
    return (
        select(
            *_BOOKING_COLUMNS,
            *ROOM_COLUMNS,
            *MEMBER_COLUMNS,
            *(getattr(_Creator, column.name) for column in MEMBER_COLUMNS),
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


def booking_of(row: Row[Any], reader: Member) -> Booking:
    """The booking in a row of `bookings_statement`, as far as the reader may read it."""
    values = iter(row)
    id_, reference, start, end, title, people, private, state, held_until, change, created_at = (
        next(values) for _ in _BOOKING_COLUMNS
    )
    booking = Booking(
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
        private=private,
        held_until=held_until,
        change=change,
    )
    return booking if booking.may_be_read_by(reader) else replace(booking, title="", people=())


def member_of(row: Row[Any]) -> Member:
    """The member in the first columns of a row that begins with `MEMBER_COLUMNS`."""
    return _member(iter(row))


def _room(values: Iterator[Any]) -> Room:
    return room_of(tuple(islice(values, _WIDTH)))


@lru_cache(maxsize=4096)
def _room_said(said: tuple[Any, ...]) -> Room:
    """The room that such a row says, made once: to make it took longer than to ask for the row."""
    workspace_id, id_, name, seats, zone, place, features, longest, horizon, closed_at = said
    policy = Policy(timedelta(minutes=longest), timedelta(days=horizon))
    details = RoomDetails(name, seats, ZoneInfo(zone), place, tuple(json.loads(features)), policy)
    return Room(id_, workspace_id, details, open=closed_at is None)


def _member(values: Iterator[Any]) -> Member:
    workspace_id, id_, user_id, name, zone, admin = (next(values) for _ in MEMBER_COLUMNS)
    return Member(id_, workspace_id, user_id, name, ZoneInfo(zone), admin)


def room_by_id(workspace_id: UUID, room_id: UUID) -> Select[Any]:
    """The statement that finds one room of that workspace."""
    return rooms_statement().where(RoomRow.workspace_id == workspace_id, RoomRow.id == room_id)


def booking_by_id(workspace_id: UUID, booking_id: UUID) -> Select[Any]:
    """The statement that finds one booking of that workspace."""
    return bookings_statement().where(BookingRow.workspace_id == workspace_id, BookingRow.id == booking_id)


def stands(booking: Any = BookingRow) -> ColumnElement[bool]:
    """The condition that the booking has not been given up: a hold that lapsed unnoticed still fulfils it.

    Written out in the statement, since the planner must see that it is the condition of an index.
    """
    state: ColumnElement[str] = booking.state
    return state.in_([literal_column(f"'{one}'") for one in STANDING])


def in_force(now: datetime, booking: Any = BookingRow) -> ColumnElement[bool]:
    """The condition that the booking stands at that moment, which a hold does until it lapses."""
    held_until: ColumnElement[datetime] = booking.held_until
    return stands(booking) & (held_until.is_(None) | (held_until > now))
