"""Holds, time kept for a person, offers, cards, errands, private bookings, and changes that can be undone."""

import sqlalchemy as sa
from alembic import op

from booking_core import guard
from booking_core.columns import Moment

revision = "0002"
down_revision = "0001"

STATES = "state IN ('booked', 'held', 'cancelled', 'released', 'lapsed')"
HELD = "state <> 'held' OR held_until IS NOT NULL"
KEPT_AS = "kept_as IN ('hold', 'form', 'offer', 'undo')"
KEPT = (
    "(kept_as IS NULL) = (lapses_at IS NULL) AND (kept_as IS NULL) = (kept_for_id IS NULL)"
    " AND (kept_as IS NULL) = (kept_slot IS NULL)"
)
FOR_SOMETHING = "booking_id IS NOT NULL OR kept_as IN ('form', 'offer')"
SLOTS = "kept_slot BETWEEN 1 AND 2"

# What the last change of each booking was; where its history is lost, which `doctor` tells of, its own id.
LAST_CHANGE = """
    coalesce((SELECT h.id FROM history h WHERE h.workspace_id = b.workspace_id AND h.booking_id = b.id
              AND h.what <> 'shared' ORDER BY h.at DESC, h.id DESC LIMIT 1), b.id)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _bend_on_postgresql()
        _guard_by_time()
    else:
        _bend_on_sqlite()
    _indexes()
    _offers_and_cards()
    _errands()


def _bend_on_postgresql() -> None:
    op.add_column("members", sa.Column("has_home", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("members", "has_home", server_default=None)
    op.add_column("bookings", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("bookings", "private", server_default=None)
    op.add_column("bookings", sa.Column("held_until", Moment()))
    op.add_column("bookings", sa.Column("change_id", sa.Uuid()))
    op.execute(f"UPDATE bookings b SET change_id = {LAST_CHANGE}")  # noqa: S608 — words of our own
    op.alter_column("bookings", "change_id", nullable=False)
    op.drop_constraint("ck_bookings_state", "bookings", type_="check")
    op.create_check_constraint("ck_bookings_state", "bookings", STATES)
    op.create_check_constraint("ck_bookings_held", "bookings", HELD)
    for name in ("uq_bookings_reference", "ix_bookings_of_room"):
        op.drop_index(name)
    for column in _new_columns_of_claims():
        op.add_column("claims", column)
    op.alter_column("claims", "booking_id", nullable=True)
    for name, condition in _new_checks_of_claims().items():
        op.create_check_constraint(name, "claims", condition)
    op.create_foreign_key(
        "fk_claims_members",
        "claims",
        "members",
        ["workspace_id", "kept_for_id"],
        ["workspace_id", "id"],
    )


def _guard_by_time() -> None:
    """The guard's index as one that also says which rooms of a workspace are free at a time."""
    op.execute("ALTER TABLE claims DROP CONSTRAINT ex_claims_overlap")
    op.execute("""
        ALTER TABLE claims ADD CONSTRAINT ex_claims_overlap EXCLUDE USING gist
        (workspace_id WITH =, tstzrange(start_at, end_at) WITH &&, room_id WITH =)
    """)


def _new_columns_of_claims() -> list[sa.Column[object]]:
    return [
        sa.Column("kept_for_id", sa.Uuid()),
        sa.Column("kept_as", sa.String(8)),
        sa.Column("kept_slot", sa.Integer()),
    ]


def _new_checks_of_claims() -> dict[str, str]:
    return {
        "ck_claims_kept_as": KEPT_AS,
        "ck_claims_kept": KEPT,
        "ck_claims_for_something": FOR_SOMETHING,
        "ck_claims_kept_slot": SLOTS,
    }


def _bend_on_sqlite() -> None:
    """SQLite changes no constraint of a table that is there: both tables are made anew and filled again."""
    op.add_column("members", sa.Column("has_home", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in ("claims", "bookings"):
        op.execute(f"CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table}")  # noqa: S608
        op.drop_table(table)
    _bookings_on_sqlite()
    _claims_on_sqlite()
    op.execute(f"""
        INSERT INTO bookings (workspace_id, id, reference, room_id, booker_id, created_by_id, title, people,
            private, state, held_until, change_id, start_at, end_at, placed_at, created_at)
        SELECT workspace_id, id, reference, room_id, booker_id, created_by_id, title, people,
            0, state, NULL, {LAST_CHANGE}, start_at, end_at, placed_at, created_at FROM old_bookings b
    """)  # noqa: S608
    op.execute("""
        INSERT INTO claims (workspace_id, id, room_id, booking_id, start_at, end_at)
        SELECT workspace_id, id, room_id, booking_id, start_at, end_at FROM old_claims
    """)
    for table in ("claims", "bookings"):
        op.execute(f"DROP TABLE old_{table}")
    op.create_index("ix_claims_room_start", "claims", ["room_id", "start_at"])
    op.create_index("ix_claims_booking", "claims", ["workspace_id", "booking_id"])
    op.create_index("ix_bookings_of_member", "bookings", ["workspace_id", "booker_id", "end_at"])
    op.create_index("ix_bookings_by_member", "bookings", ["workspace_id", "booker_id", "id"])
    op.create_index("ix_bookings_cancelled", "bookings", ["workspace_id", "reference", "created_at"])
    guard.put_up(op.get_bind())


def _bookings_on_sqlite() -> None:
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
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("held_until", Moment()),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("start_at", Moment(), nullable=False),
        sa.Column("end_at", Moment(), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        _points_at("bookings", "room_id", "rooms"),
        _points_at("bookings", "booker_id", "members"),
        sa.CheckConstraint("start_at < end_at", name="ck_bookings_span"),
        sa.CheckConstraint("length(title) <= 200", name="ck_bookings_title"),
        sa.CheckConstraint(STATES, name="ck_bookings_state"),
        sa.CheckConstraint(HELD, name="ck_bookings_held"),
        sa.CheckConstraint("start_at >= substr(placed_at, 1, 16)", name="ck_bookings_not_past"),
    )


def _claims_on_sqlite() -> None:
    alike = "start_at LIKE '____-__-__ __:__:__.______' AND end_at LIKE '____-__-__ __:__:__.______'"
    op.create_table(
        "claims",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid()),
        sa.Column("start_at", Moment(), nullable=False),
        sa.Column("end_at", Moment(), nullable=False),
        sa.Column("lapses_at", Moment()),
        *_new_columns_of_claims(),
        sa.ForeignKeyConstraint(
            ["workspace_id", "booking_id"],
            ["bookings.workspace_id", "bookings.id"],
            name="fk_claims_bookings",
            deferrable=True,
            initially="DEFERRED",
        ),
        _points_at("claims", "room_id", "rooms"),
        _points_at("claims", "kept_for_id", "members"),
        sa.CheckConstraint("start_at < end_at", name="ck_claims_span"),
        sa.CheckConstraint(alike, name="ck_claims_comparable"),
        *(sa.CheckConstraint(condition, name=name) for name, condition in _new_checks_of_claims().items()),
    )


def _indexes() -> None:
    stands = sa.text("state IN ('booked', 'held')")
    for name, columns, unique in (
        ("uq_bookings_reference", ["workspace_id", "reference"], True),
        ("ix_bookings_of_room", ["room_id", "start_at"], False),
    ):
        op.create_index(
            name, "bookings", columns, unique=unique, postgresql_where=stands, sqlite_where=stands
        )
    kept = sa.text("kept_for_id IS NOT NULL")
    op.create_index(
        "ix_claims_kept_for",
        "claims",
        ["workspace_id", "kept_for_id"],
        postgresql_where=kept,
        sqlite_where=kept,
    )
    limited = sa.text("kept_as != 'undo'")
    op.create_index(
        "uq_claims_kept",
        "claims",
        ["workspace_id", "kept_for_id", "kept_as", "kept_slot"],
        unique=True,
        postgresql_where=limited,
        sqlite_where=limited,
    )


def _offers_and_cards() -> None:
    op.create_table(
        "offers",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("start_at", Moment(), nullable=False),
        sa.Column("end_at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        _points_at("offers", "member_id", "members"),
        _points_at("offers", "room_id", "rooms"),
    )
    op.create_table(
        "cards",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        _points_at("cards", "booking_id", "bookings"),
        sa.UniqueConstraint("workspace_id", "booking_id", "place", name="uq_cards_place"),
    )


def _errands() -> None:
    op.create_table(
        "errands",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("worthless_at", Moment()),
        sa.Column("taken_until", Moment()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        _points_at("errands", "member_id", "members"),
        sa.UniqueConstraint("workspace_id", "key", name="uq_errands_key"),
    )
    op.create_index("ix_errands_due", "errands", ["workspace_id", "due_at"])


def _points_at(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", column], [f"{other}.workspace_id", f"{other}.id"], name=f"fk_{table}_{other}"
    )
