"""`claim`: the one way to take a room's time, and the only code that writes the claims table.

The database decides, in one statement, whether a claim is granted: nothing is checked first and
written later, so there is no race to lose and no lock to hold. What must stand or fall with the
claim (a booking, its line of history) is given along as `follows`: on PostgreSQL all of it is one
statement with data-modifying CTEs, on SQLite several in the one transaction that may write.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    Executable,
    FromClause,
    Insert,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from uuid_utils.compat import uuid7

from booking_core.errors import RoomClosed, RoomTaken
from booking_core.facts import Booking, Room
from booking_core.lookup import booking_of, bookings_statement
from booking_core.schema import BookingRow, ClaimRow, RoomRow
from booking_core.times import Span
from booking_core.work import Work

Follow = Callable[[FromClause | None], Insert | Update]
"""Makes the statement that is carried out only if the claim was granted.

It gets the granted claim as a table of one row or none, or None where it is carried out after.
"""

_COLUMNS: Final = ("workspace_id", "id", "room_id", "booking_id", "start_at", "end_at", "lapses_at")

_OVERLAPPING: Final = (
    ClaimRow.workspace_id == bindparam("workspace_id"),
    ClaimRow.room_id == bindparam("room_id"),
    ClaimRow.start_at < bindparam("span_end"),
    ClaimRow.end_at > bindparam("span_start"),
)
_LAPSED_IN_THE_WAY: Final = delete(ClaimRow).where(*_OVERLAPPING, ClaimRow.lapses_at <= bindparam("now"))


def claim(
    work: Work,
    room: Room,
    span: Span,
    booking_id: UUID,
    *,
    follows: tuple[Follow, ...] = (),
    values: Mapping[str, Any] | None = None,
) -> UUID:
    """The new claim: the room is taken for that span, and `follows` is done with `values`.

    With nothing written, raises RoomTaken with the first booking in the way, or RoomClosed where
    the room was closed meanwhile.
    """
    claim_id = uuid7()
    binds = {
        "claim_workspace_id": work.workspace_id,
        "claim_id": claim_id,
        "claim_room_id": room.id,
        "claim_booking_id": booking_id,
        "claim_start_at": span.start,
        "claim_end_at": span.end,
        "claim_lapses_at": None,
        **(values or {}),
    }
    if _granted(work, follows, binds):
        return claim_id
    lapsed = work.execute(_LAPSED_IN_THE_WAY, {**_overlap(work, room, span), "now": work.now}).rowcount
    if lapsed and _granted(work, follows, binds):
        return claim_id
    clash = first_in_the_way(work, room, span)
    if clash is None and not work.room(room.id).open:
        raise RoomClosed(room)
    raise RoomTaken(room, span, clash)


def release(work: Work, booking_id: UUID, *, but: UUID | None = None) -> None:
    """The booking takes no room's time any more, but for the claim `but`."""
    given_up = delete(ClaimRow).where(
        ClaimRow.workspace_id == work.workspace_id, ClaimRow.booking_id == booking_id
    )
    work.execute(given_up if but is None else given_up.where(ClaimRow.id != but))


def first_in_the_way(work: Work, room: Room, span: Span) -> Booking | None:
    """The earliest booking whose claim on the room overlaps that span."""
    row = work.execute(_in_the_way(), _overlap(work, room, span)).one_or_none()
    return None if row is None else booking_of(row)


def _granted(work: Work, follows: tuple[Follow, ...], binds: Mapping[str, Any]) -> bool:
    """Whether the claim was granted; if it was, what follows is done."""
    first, *others = _statements(work.dialect, follows)
    granted = work.execute(first, binds).one_or_none() is not None
    if granted:
        work.wrote = True
        for statement in others:
            work.execute(statement, binds)
    return granted


@cache
def _statements(dialect: str, follows: tuple[Follow, ...]) -> tuple[Executable, ...]:
    """The statements of a claim, built once: the first answers with a row if the claim is granted."""
    if dialect != "postgresql":
        return insert(ClaimRow).from_select(_COLUMNS, _asked()).returning(ClaimRow.id), *(
            follow(None) for follow in follows
        )
    granted = (
        postgresql_insert(ClaimRow)
        .from_select(_COLUMNS, _asked())
        .on_conflict_do_nothing()
        .returning(ClaimRow.id)
        .cte("granted")
    )
    statement = select(granted.c.id)
    for number, follow in enumerate(follows):
        statement = statement.add_cte(_following(follow(granted), number))
    return (statement,)


def _following(statement: Insert | Update, number: int) -> CTE:
    return statement.returning(literal(1)).cte(f"follow_{number}")


def _asked() -> Select[Any]:
    """The claim as a row, or no row where its room is not there or not open at this very moment.

    The lock is the one that the foreign key takes anyway, only before the look at `closed_at`: who
    closes the room waits for those who are claiming it, and they for who is closing it.
    """
    return (
        select(*(bindparam(f"claim_{name}", type_=ClaimRow.__table__.c[name].type) for name in _COLUMNS))
        .where(
            RoomRow.workspace_id == bindparam("claim_workspace_id"),
            RoomRow.id == bindparam("claim_room_id"),
            RoomRow.closed_at.is_(None),
        )
        .with_for_update(read=True, key_share=True)
    )


@cache
def _in_the_way() -> Select[Any]:
    return (
        bookings_statement()
        .join(
            ClaimRow,
            and_(ClaimRow.workspace_id == BookingRow.workspace_id, ClaimRow.booking_id == BookingRow.id),
        )
        .where(*_OVERLAPPING)
        .order_by(ClaimRow.start_at)
        .limit(1)
    )


def _overlap(work: Work, room: Room, span: Span) -> dict[str, Any]:
    """The values for `_OVERLAPPING`."""
    return {
        "workspace_id": work.workspace_id,
        "room_id": room.id,
        "span_start": span.start,
        "span_end": span.end,
    }


def shrink(work: Work, booking_id: UUID, span: Span) -> None:
    """The booking's claim gives up all time outside of `span`, which must lie within it.

    Giving time back takes none, so it needs no grant and is possible in a closed room as well.
    """
    work.execute(
        update(ClaimRow)
        .where(
            ClaimRow.workspace_id == work.workspace_id,
            ClaimRow.booking_id == booking_id,
            ClaimRow.start_at <= span.start,
            ClaimRow.end_at >= span.end,
        )
        .values(start_at=span.start, end_at=span.end)
    )
