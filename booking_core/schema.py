"""The whole database on one page: typed rows, named constraints.

Every row bears `workspace_id` and every primary and foreign key starts with it, so that a row cannot
point into another workspace, and the tables can be distributed by workspace. What keeps two claims
of a room apart stands in `guard`, since each database says it in its own words.
"""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from booking_core.times import utc

# A start may lie in the minute in which it was chosen, not in an earlier one.
NOT_PAST: Final = {
    "postgresql": "start_at AT TIME ZONE 'UTC' >= date_trunc('minute', placed_at AT TIME ZONE 'UTC')",
    "sqlite": "start_at >= substr(placed_at, 1, 16)",
}

# SQLite compares moments as text, so whoever writes around the core must write them as the core
# does: '2026-03-18T10:30' sorts after every moment of that day that has a space in the middle.
COMPARABLE: Final = " AND ".join(
    f"{moment} LIKE '____-__-__ __:__:__.______'" for moment in ("start_at", "end_at")
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on both sides; SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC; TypeError where it is naive."""
        return None if value is None else utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware again."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What all rows share: the types of their columns and how constraints are named."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(constraint_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: Moment(),
        UUID: Uuid(),
        list[str]: JSON(),
        dict[str, Any]: JSON(),
    }


class WorkspaceRow(Base):
    """A workspace, under the id that the chat platform gave it."""

    __tablename__ = "workspaces"
    __table_args__ = (UniqueConstraint("key", name="uq_workspaces_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))


class MemberRow(Base):
    """A person, as last seen."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("workspace_id", "user_id", name="uq_members_user_id"),
        ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_members_workspaces"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    zone: Mapped[str]
    admin: Mapped[bool]


class RoomRow(Base):
    """A room; `name_key` is its name as two spellings of it are compared."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name_key", name="uq_rooms_name_key"),
        ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_rooms_workspaces"),
        CheckConstraint("seats > 0", name="ck_rooms_seats"),
        CheckConstraint("longest_minutes > 0 AND horizon_days > 0", name="ck_rooms_policy"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    seats: Mapped[int]
    zone: Mapped[str]
    place: Mapped[str]
    features: Mapped[list[str]]
    longest_minutes: Mapped[int]
    horizon_days: Mapped[int]
    closed_at: Mapped[datetime | None]


class BookingRow(Base):
    """What people agreed. `placed_at` is when its start was chosen, which is when it had to lie ahead."""

    __tablename__ = "bookings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "room_id"], ["rooms.workspace_id", "rooms.id"], name="fk_bookings_rooms"
        ),
        ForeignKeyConstraint(
            ["workspace_id", "booker_id"], ["members.workspace_id", "members.id"], name="fk_bookings_members"
        ),
        CheckConstraint("start_at < end_at", name="ck_bookings_span"),
        CheckConstraint("length(title) <= 200", name="ck_bookings_title"),
        CheckConstraint("state IN ('booked', 'cancelled')", name="ck_bookings_state"),
        *(
            CheckConstraint(past, name="ck_bookings_not_past").ddl_if(dialect=dialect)
            for dialect, past in NOT_PAST.items()
        ),
        Index("ix_bookings_of_member", "workspace_id", "booker_id", "end_at"),
        Index("ix_bookings_by_member", "workspace_id", "booker_id", "id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12))
    room_id: Mapped[UUID]
    booker_id: Mapped[UUID]
    created_by_id: Mapped[UUID]
    title: Mapped[str]
    people: Mapped[list[str]]
    state: Mapped[str]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    placed_at: Mapped[datetime]
    created_at: Mapped[datetime]


# A reference is given out again once its booking was cancelled, never while the booking stands.
Index(
    "uq_bookings_reference",
    BookingRow.workspace_id,
    BookingRow.reference,
    unique=True,
    postgresql_where=BookingRow.state == "booked",
    sqlite_where=BookingRow.state == "booked",
)
Index("ix_bookings_cancelled", BookingRow.workspace_id, BookingRow.reference, BookingRow.created_at)
Index(
    "ix_bookings_of_room",
    BookingRow.room_id,
    BookingRow.start_at,
    postgresql_where=BookingRow.state == "booked",
    sqlite_where=BookingRow.state == "booked",
)


class ClaimRow(Base):
    """A room is taken, by which booking and, where the claim may lapse, until when it must be confirmed."""

    __tablename__ = "claims"
    __table_args__ = (
        # Deferred: the claim is asked for first, and a refused one costs no booking row.
        ForeignKeyConstraint(
            ["workspace_id", "booking_id"],
            ["bookings.workspace_id", "bookings.id"],
            name="fk_claims_bookings",
            deferrable=True,
            initially="DEFERRED",
        ),
        ForeignKeyConstraint(
            ["workspace_id", "room_id"], ["rooms.workspace_id", "rooms.id"], name="fk_claims_rooms"
        ),
        CheckConstraint("start_at < end_at", name="ck_claims_span"),
        CheckConstraint(COMPARABLE, name="ck_claims_comparable").ddl_if(dialect="sqlite"),
        Index("ix_claims_room_start", "room_id", "start_at"),
        Index("ix_claims_booking", "workspace_id", "booking_id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    room_id: Mapped[UUID]
    booking_id: Mapped[UUID]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    lapses_at: Mapped[datetime | None]


class HistoryRow(Base):
    """One change of a booking or a room. `request_key` is the request that made it: one change at most."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request_key", name="uq_history_request_key"),
        ForeignKeyConstraint(
            ["workspace_id", "by_id"], ["members.workspace_id", "members.id"], name="fk_history_members"
        ),
        Index("ix_history_booking", "workspace_id", "booking_id", "id"),
        Index("ix_history_room", "workspace_id", "room_id", "id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    booking_id: Mapped[UUID | None]
    room_id: Mapped[UUID | None]
    at: Mapped[datetime]
    by_id: Mapped[UUID]
    what: Mapped[str] = mapped_column(String(32))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    request_key: Mapped[str | None] = mapped_column(String(200))


# The rows' tables, for statements that go through their columns.
BOOKINGS: Final = Base.metadata.tables["bookings"]
HISTORY: Final = Base.metadata.tables["history"]
