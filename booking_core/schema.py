"""The whole database on one page: typed rows, named constraints.

Every row bears `workspace_id` and every primary and foreign key starts with it, so that a row cannot
point into another workspace, and the tables can be distributed by workspace. What keeps two claims
of a room apart stands in `guard`, since each database says it in its own words.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from booking_core.columns import COMPARABLE, NOT_PAST, Base


def _points_at(table: str, column: str, other: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{other}.workspace_id", f"{other}.id"], name=f"fk_{table}_{other}"
    )


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
    has_home: Mapped[bool]  # whether a page of their own is to be kept true for them


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


class RoomsChangeRow(Base):
    """The last change of any room of a workspace, for whoever remembers its rooms."""

    __tablename__ = "rooms_changes"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_rooms_changes"),)

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    change_id: Mapped[UUID]


class BookingRow(Base):
    """What people agreed. `placed_at` is when its start was chosen, which is when it had to lie ahead.

    `change_id` is the line of history that left it so.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        _points_at("bookings", "room_id", "rooms"),
        _points_at("bookings", "booker_id", "members"),
        CheckConstraint("start_at < end_at", name="ck_bookings_span"),
        CheckConstraint("length(title) <= 200", name="ck_bookings_title"),
        CheckConstraint(
            "state IN ('booked', 'held', 'cancelled', 'released', 'lapsed')", name="ck_bookings_state"
        ),
        CheckConstraint("state <> 'held' OR held_until IS NOT NULL", name="ck_bookings_held"),
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
    private: Mapped[bool]
    state: Mapped[str]
    held_until: Mapped[datetime | None]
    change_id: Mapped[UUID]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    placed_at: Mapped[datetime]
    created_at: Mapped[datetime]


def _partial(some: ColumnElement[bool]) -> dict[str, Any]:
    """An index of some of the rows, on either database."""
    return {"postgresql_where": some, "sqlite_where": some}


STANDING: Final = ("booked", "held")
_STANDING: Final = _partial(BookingRow.state.in_(STANDING))
_GIVEN_UP: Final = _partial(BookingRow.state.not_in(STANDING))

# A reference is given out again once its booking was cancelled, never while the booking stands.
Index("uq_bookings_reference", BookingRow.workspace_id, BookingRow.reference, unique=True, **_STANDING)
Index(
    "ix_bookings_cancelled",
    *(BookingRow.workspace_id, BookingRow.reference, BookingRow.created_at),
    **_GIVEN_UP,
)
Index("ix_bookings_of_room", BookingRow.room_id, BookingRow.start_at, **_STANDING)


class ClaimRow(Base):
    """A room is taken: by a booking, or kept for a person until `lapses_at`, for the purpose `kept_as`.

    A person has as many claims of one purpose as there are slots for it; of time that is kept so
    that a change can be undone, any number.
    """

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
        _points_at("claims", "room_id", "rooms"),
        _points_at("claims", "kept_for_id", "members"),
        CheckConstraint("start_at < end_at", name="ck_claims_span"),
        CheckConstraint("kept_as IN ('hold', 'form', 'offer', 'undo')", name="ck_claims_kept_as"),
        CheckConstraint(
            "(kept_as IS NULL) = (lapses_at IS NULL) AND (kept_as IS NULL) = (kept_for_id IS NULL)"
            " AND (kept_as IS NULL) = (kept_slot IS NULL)",
            name="ck_claims_kept",
        ),
        CheckConstraint(
            "booking_id IS NOT NULL OR kept_as IN ('form', 'offer')", name="ck_claims_for_something"
        ),
        CheckConstraint("kept_slot BETWEEN 1 AND 2", name="ck_claims_kept_slot"),
        CheckConstraint(COMPARABLE, name="ck_claims_comparable").ddl_if(dialect="sqlite"),
        Index("ix_claims_room_start", "room_id", "start_at"),
        Index("ix_claims_booking", "workspace_id", "booking_id"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    room_id: Mapped[UUID]
    booking_id: Mapped[UUID | None]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    lapses_at: Mapped[datetime | None]
    kept_for_id: Mapped[UUID | None]
    kept_as: Mapped[str | None] = mapped_column(String(8))
    kept_slot: Mapped[int | None]


Index(
    "ix_claims_kept_for",
    ClaimRow.workspace_id,
    ClaimRow.kept_for_id,
    **_partial(ClaimRow.kept_for_id.is_not(None)),
)
Index(
    "uq_claims_kept",
    ClaimRow.workspace_id,
    ClaimRow.kept_for_id,
    ClaimRow.kept_as,
    ClaimRow.kept_slot,
    unique=True,
    **_partial(ClaimRow.kept_as != "undo"),
)


class OfferRow(Base):
    """A way out that one person was shown, and that is offered to nobody else until then."""

    __tablename__ = "offers"
    __table_args__ = (
        _points_at("offers", "member_id", "members"),
        _points_at("offers", "room_id", "rooms"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    room_id: Mapped[UUID]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    until: Mapped[datetime]


class CardRow(Base):
    """Where a booking is shown; `message` names what stands there, and is empty as long as nothing does."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("workspace_id", "booking_id", "place", name="uq_cards_place"),
        _points_at("cards", "booking_id", "bookings"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    booking_id: Mapped[UUID]
    place: Mapped[str]
    message: Mapped[str]


class ErrandRow(Base):
    """Something to do once `due_at` has come: at most one of each `key`, and one process at a time."""

    __tablename__ = "errands"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key", name="uq_errands_key"),
        _points_at("errands", "member_id", "members"),
        Index("ix_errands_due", "workspace_id", "due_at"),
    )

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(16))
    member_id: Mapped[UUID]
    about: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    worthless_at: Mapped[datetime | None]
    taken_until: Mapped[datetime | None]
    tries: Mapped[int]
    wanted: Mapped[int]


class HistoryRow(Base):
    """One change of a booking or a room. `request_key` is the request that made it: one change at most."""

    __tablename__ = "history"
    __table_args__ = (
        UniqueConstraint("workspace_id", "request_key", name="uq_history_request_key"),
        _points_at("history", "by_id", "members"),
        Index("ix_history_booking", "workspace_id", "booking_id", "id"),
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
METADATA: Final = Base.metadata
BOOKINGS: Final = Base.metadata.tables["bookings"]
HISTORY: Final = Base.metadata.tables["history"]
ERRANDS: Final = Base.metadata.tables["errands"]
