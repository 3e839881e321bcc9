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
    Update,
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
from booking_core.schema import ClaimRow, HistoryRow, RoomRow

Follow = Callable[[FromClause | None], Insert | Update | Select[Any]]
"""Makes the statement that is carried out only if the claim was granted.

It gets the granted claim as a table of one row or none, or None where it is carried out after.
"""

# What other rows have in common with the claim is taken from it. That is also to keep the statement of a
# booking within 4,096 characters: psycopg reads a longer one anew each time, which took it 0.1 ms.
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
def asking(dialect: Dialect, follows: tuple[Follow, ...]) -> Compiled:
    """The statements of a claim, built once: the first answers with a row if the claim is granted."""
    insert_into = postgresql_insert if dialect.name == "postgresql" else sqlite_insert
    claiming = insert_into(ClaimRow).from_select(_COLUMNS, _asked()).on_conflict_do_nothing()
    if dialect.name != "postgresql":
        return compiled([claiming.returning(ClaimRow.id), *(follow(None) for follow in follows)], dialect)
    granted = claiming.returning(*_SHARED).cte("got")
    done = [_following(follow(granted), number) for number, follow in enumerate(follows)]
    said = [cte for cte, says in done if says]
    statement = select(granted.c.id, *(column for cte in said for column in cte.c))
    for source in said:
        statement = statement.join_from(granted, source, true())
    statement = statement.add_cte(*(cte for cte, _ in done))
    return compiled([statement], dialect)


def _following(statement: Insert | Update | Select[Any], number: int) -> tuple[CTE, bool]:
    """The statement as a part of the claim's, and whether it says something."""
    says = bool(statement.exported_columns)
    if not says and not isinstance(statement, Select):
        statement = statement.returning(literal_column("1"))
    return statement.cte(f"then_{number}"), says


def insert_if(table: Table, granted: FromClause | None, **otherwise: str | ColumnElement[Any]) -> Insert:
    """Insert a row, if there is a claim: each column is the value of that name, unless `otherwise` says.

    A value goes to the database once, in however many columns of however many tables it is.
    """

    def value(column: Column[Any]) -> ColumnElement[Any]:
        said = otherwise.get(column.name, column.name)
        if not isinstance(said, str):
            return said
        of_the_claim = None if granted is None else granted.c.get(said)
        return bindparam(said, type_=column.type) if of_the_claim is None else of_the_claim

    values = select(*map(value, table.c))
    if granted is not None:
        values = values.select_from(granted)
    return insert(table).from_select([c.name for c in table.c], values)


def _asked() -> Select[Any]:
    """The claim as a row, or no row where its room is not there or not open at this very moment.

    Nor where the room's policy allows less than is asked for, or the request has been done before. The
    lock is the one that the foreign key takes anyway, only before the look at `closed_at`: who closes
    the room waits for those who are claiming it, and they for who is closing it.
    """
    although_closed: BindParameter[bool] = bindparam("although_closed", type_=Boolean())
    named = ("claim_id" if column.name == "id" else column.name for column in ClaimRow.__table__.c)
    workspace_id: BindParameter[UUID] = bindparam("workspace_id")
    done = exists().where(
        HistoryRow.workspace_id == workspace_id, HistoryRow.request_key == bindparam("unless_done")
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
        )
        .with_for_update(read=True, key_share=True)
    )
