"""When the rooms of a workspace last changed, so that they need not be read again until they do."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "rooms_changes",
        sa.Column("workspace_id", sa.Uuid(), primary_key=True),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_rooms_changes"),
    )
    op.execute("INSERT INTO rooms_changes (workspace_id, change_id) SELECT id, id FROM workspaces")
