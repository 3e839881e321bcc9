"""When the rooms of a workspace last changed, so that they need not be read again until they do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("rooms_change", sa.Uuid()))
    op.execute("UPDATE workspaces SET rooms_change = id")
