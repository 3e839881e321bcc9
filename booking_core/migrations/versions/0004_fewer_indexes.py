"""A new booking stands in no index that only those given up are looked for in, or nobody at all."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    if not sa.inspect(op.get_bind()).has_table("rooms_changes"):
        _move_rooms_change()
    op.drop_index("ix_history_room", "history")
    op.drop_index("ix_bookings_cancelled", "bookings")
    given_up = sa.text("(state NOT IN ('booked', 'held'))")
    op.create_index(
        "ix_bookings_cancelled",
        "bookings",
        ["workspace_id", "reference", "created_at"],
        postgresql_where=given_up,
        sqlite_where=given_up,
    )


def _move_rooms_change() -> None:
    """What a database has that was brought to 0003 while that was a column of workspaces."""
    op.create_table(
        "rooms_changes",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_rooms_changes"),
    )
    op.execute("INSERT INTO rooms_changes (workspace_id, change_id) SELECT id, id FROM workspaces")
    op.drop_column("workspaces", "rooms_change")
