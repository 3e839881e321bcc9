"""A new booking stands in no index that only those given up are looked for in, or nobody at all."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
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
