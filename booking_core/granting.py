"""The statement that asks for a claim: the database grants it or does not, and what follows stands or falls.

On PostgreSQL all of it is one statement with data-modifying CTEs, on SQLite several in the one
transaction that may write. Each is built and compiled once.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    FromClause,
    Insert,
    Select,
    Table,
    bindparam,
    exists,
    insert,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from booking_core.compiled import Compiled, compiled
from booking_core.schema import ClaimRow, HistoryRow, RoomRow, RoomsChangeRow

Follow = Callable[[FromClause | None], Insert]
"""Makes the statement that is carried out only if the claim was granted.

It gets the granted claim as a table of one row or none, or None where it is carried out after.
"""

# What other rows have in common with the claim is taken from it, which keeps the statement short.
_SHARED: Final = (
    ClaimRow.id,
    ClaimRow.workspace_id,
    ClaimRow.room_id,
    ClaimRow.booking_id,
    ClaimRow.start_at,
    ClaimRow.end_at,
    ClaimRow.lapses_at,
)
_COLUMNS: Final = tuple(column.name for column in ClaimRow.__table__.c)


@lru_cache(maxsize=64)
def asking(dialect: Dialect, follows: tuple[Follow, ...], *, as_of: bool = False) -> Compiled:
    """The statements of a claim, built once: the first answers with a row if the claim is granted.

    With `as_of` it is granted only if the change of that id is the last one of the workspace's rooms.
    """
    insert_into = postgresql_insert if dialect.name == "postgresql" else sqlite_insert
    claiming = insert_into(ClaimRow).from_select(_COLUMNS, _asked(as_of=as_of)).on_conflict_do_nothing()
    if dialect.name != "postgresql":
        return compiled([claiming.returning(ClaimRow.id), *(follow(None) for follow in follows)], dialect)
    granted = claiming.returning(*_SHARED).cte("got")
    statement = select(granted.c.id)
    for number, follow in enumerate(follows):
        statement = _followed(statement, granted, follow(granted), f"then_{number}")
    return compiled([statement], dialect)


def _followed(statement: Select[Any], granted: CTE, then: Insert, name: str) -> Select[Any]:
    """The statement with one more in it, and with what that one says at the end of its row."""
    if not then.exported_columns:
        return statement.add_cte(then.returning(literal_column("1")).cte(name))
    done = then.cte(name)
    return statement.add_columns(*done.c).outerjoin_from(granted, done, true())


def insert_if(
    table: Table,
    granted: FromClause | None,
    *conditions: ColumnElement[bool],
    **otherwise: str | ColumnElement[Any],
) -> Insert:
    """Insert a row, if there is a claim and the conditions are met.

    Each column is the value of that name, unless `otherwise` says. A value goes to the database once,
    in however many columns of however many tables it is.
    """
    return insert(table).from_select(
        [column.name for column in table.c], row_if(table, granted, *conditions, **otherwise)
    )


def row_if(
    table: Table,
    granted: FromClause | None,
    *conditions: ColumnElement[bool],
    **otherwise: str | ColumnElement[Any],
) -> Select[Any]:
    """What `insert_if` inserts."""

    def value(column: Column[Any]) -> ColumnElement[Any]:
        said = otherwise.get(column.name, column.name)
        if not isinstance(said, str):
            return said
        of_the_claim = None if granted is None else granted.c.get(said)
        return bindparam(said, type_=column.type) if of_the_claim is None else of_the_claim

    values = select(*map(value, table.c)).where(*conditions)
    return values if granted is None else values.select_from(granted)


def _asked(*, as_of: bool) -> Select[Any]:
    """The claim as a row, or no row where its room is not there or not open at this very moment.

    Nor where the room's policy allows less than is asked for, the request has been done before, or, with
    `as_of`, a room of the workspace was changed since. The lock is the one that the foreign key takes
    anyway, only before the look at `closed_at`: who closes the room waits for those who are claiming it,
    and they for who is closing it.
    """
    although_closed: BindParameter[bool] = bindparam("although_closed", type_=Boolean())
    named = ("claim_id" if column.name == "id" else column.name for column in ClaimRow.__table__.c)
    workspace_id: BindParameter[UUID] = bindparam("workspace_id")
    done = exists().where(
        HistoryRow.workspace_id == workspace_id, HistoryRow.request_key == bindparam("unless_done")
    )
    unchanged = exists().where(
        RoomsChangeRow.workspace_id == workspace_id, RoomsChangeRow.change_id == bindparam("as_of")
    )
    return (
        select(*(bindparam(name, type_=c.type) for name, c in zip(named, ClaimRow.__table__.c, strict=True)))
        .where(
            RoomRow.workspace_id == workspace_id,
            RoomRow.id == bindparam("room_id"),
            or_(RoomRow.closed_at.is_(None), although_closed),
            RoomRow.longest_minutes >= bindparam("minutes"),
            RoomRow.horizon_days >= bindparam("days"),
            ~done,
            *([unchanged] if as_of else []),
        )
        .with_for_update(read=True, key_share=True)
    )
