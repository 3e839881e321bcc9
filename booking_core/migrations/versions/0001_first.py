"""Workspaces, members, rooms, bookings, claims and history, and the guard that keeps claims apart."""

import sqlalchemy as sa
from alembic import op

from booking_core import guard
from booking_core.columns import Moment

revision = "0001"
down_revision = None


def upgrade() -> None:
    _people_and_rooms()
    _bookings()
    _indexes_of_bookings()
    _claims()
    _history()
    guard.put_up(op.get_bind())


def _people_and_rooms() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.UniqueConstraint("key", name="uq_workspaces_key"),
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("user_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("workspace_id", "user_id", name="uq_members_user_id"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_members_workspaces"),
    )
    op.create_table(
        "rooms",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("longest_minutes", sa.Integer(), nullable=False),
        sa.Column("horizon_days", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment()),
        sa.UniqueConstraint("workspace_id", "name_key", name="uq_rooms_name_key"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_rooms_workspaces"),
        sa.CheckConstraint("seats > 0", name="ck_rooms_seats"),
        sa.CheckConstraint("longest_minutes > 0 AND horizon_days > 0", name="ck_rooms_policy"),
    )


def _bookings() -> None:
    past = {
        "postgresql": "start_at AT TIME ZONE 'UTC' >= date_trunc('minute', placed_at AT TIME ZONE 'UTC')",
        "sqlite": "start_at >= substr(placed_at, 1, 16)",
    }[op.get_bind().dialect.name]
    op.create_table(
        "bookings",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("booker_id", sa.Uuid(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("start_at", Moment(), nullable=False),
        sa.Column("end_at", Moment(), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "room_id"], ["rooms.workspace_id", "rooms.id"], name="fk_bookings_rooms"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "booker_id"], ["members.workspace_id", "members.id"], name="fk_bookings_members"
        ),
        sa.CheckConstraint("start_at < end_at", name="ck_bookings_span"),
        sa.CheckConstraint("length(title) <= 200", name="ck_bookings_title"),
        sa.CheckConstraint("state IN ('booked', 'cancelled')", name="ck_bookings_state"),
        sa.CheckConstraint(past, name="ck_bookings_not_past"),
    )


def _indexes_of_bookings() -> None:
    standing = sa.text("state = 'booked'")
    op.create_index("ix_bookings_of_member", "bookings", ["workspace_id", "booker_id", "end_at"])
    op.create_index("ix_bookings_by_member", "bookings", ["workspace_id", "booker_id", "id"])
    op.create_index("ix_bookings_cancelled", "bookings", ["workspace_id", "reference", "created_at"])
    for name, columns, unique in (
        ("uq_bookings_reference", ["workspace_id", "reference"], True),
        ("ix_bookings_of_room", ["room_id", "start_at"], False),
    ):
        op.create_index(
            name, "bookings", columns, unique=unique, postgresql_where=standing, sqlite_where=standing
        )


def _claims() -> None:
    # SQLite compares moments as text: all of them must be written alike.
    alike = "start_at LIKE '____-__-__ __:__:__.______' AND end_at LIKE '____-__-__ __:__:__.______'"
    comparable = sa.CheckConstraint(alike, name="ck_claims_comparable")
    op.create_table(
        "claims",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("start_at", Moment(), nullable=False),
        sa.Column("end_at", Moment(), nullable=False),
        sa.Column("lapses_at", Moment()),
        sa.ForeignKeyConstraint(
            ["workspace_id", "booking_id"],
            ["bookings.workspace_id", "bookings.id"],
            name="fk_claims_bookings",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "room_id"], ["rooms.workspace_id", "rooms.id"], name="fk_claims_rooms"
        ),
        sa.CheckConstraint("start_at < end_at", name="ck_claims_span"),
        *([comparable] if op.get_bind().dialect.name == "sqlite" else []),
    )
    op.create_index("ix_claims_room_start", "claims", ["room_id", "start_at"])
    op.create_index("ix_claims_booking", "claims", ["workspace_id", "booking_id"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("booking_id", sa.Uuid()),
        sa.Column("room_id", sa.Uuid()),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("request_key", sa.String(200)),
        sa.UniqueConstraint("workspace_id", "request_key", name="uq_history_request_key"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "by_id"], ["members.workspace_id", "members.id"], name="fk_history_members"
        ),
    )
    op.create_index("ix_history_booking", "history", ["workspace_id", "booking_id", "id"])
    op.create_index("ix_history_room", "history", ["workspace_id", "room_id", "id"])
