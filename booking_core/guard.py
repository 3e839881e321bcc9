"""How each database itself refuses two claims on one room at one time.

PostgreSQL has an exclusion constraint: the index that answers is the guard. SQLite has none, but
only one writer at a time, so a trigger that looks and ignores the row is as strong: a statement
around the core writes nothing. What stands here is what the migrations put in place; a change of
it is a migration with words of its own.
"""

from typing import Final

from sqlalchemy import Connection, text

# A room is in one workspace, so that to compare this as well refuses nothing more. It stands first, and
# time before the room, because this index also says which rooms of a workspace are free at a time.
_POSTGRESQL_ON: Final = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE claims ADD CONSTRAINT ex_claims_overlap
    EXCLUDE USING gist (workspace_id WITH =, tstzrange(start_at, end_at) WITH &&, room_id WITH =)
    """,
)
_POSTGRESQL_OFF: Final = ("ALTER TABLE claims DROP CONSTRAINT ex_claims_overlap",)

# The last claim that starts before the new one ends is the only one that can overlap it, since
# those already there do not overlap each other; for an UPDATE the row itself is left out.
_SQLITE_ON: Final = tuple(
    f"""
    CREATE TRIGGER {name} BEFORE {event} ON claims
    WHEN (SELECT end_at FROM claims
          WHERE room_id = NEW.room_id AND start_at < NEW.end_at {but_itself}
          ORDER BY start_at DESC LIMIT 1) > NEW.start_at
    BEGIN SELECT RAISE(IGNORE); END
    """  # noqa: S608 — the three names are the literals below
    for name, event, but_itself in (
        ("tr_claims_overlap_insert", "INSERT", ""),
        ("tr_claims_overlap_update", "UPDATE OF room_id, start_at, end_at", "AND rowid <> NEW.rowid"),
    )
)
_SQLITE_OFF: Final = ("DROP TRIGGER tr_claims_overlap_insert", "DROP TRIGGER tr_claims_overlap_update")

_ON: Final = {"postgresql": _POSTGRESQL_ON, "sqlite": _SQLITE_ON}
_OFF: Final = {"postgresql": _POSTGRESQL_OFF, "sqlite": _SQLITE_OFF}


def put_up(connection: Connection) -> None:
    """From here on the database refuses overlapping claims."""
    for statement in _ON[connection.dialect.name]:
        connection.execute(text(statement))


def take_down(connection: Connection) -> None:
    """The guard is gone: for the control of a race test, which must then double-book, and nothing else."""
    for statement in _OFF[connection.dialect.name]:
        connection.execute(text(statement))
