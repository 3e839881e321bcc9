"""What stands in the way of a claim: bookings, holds, and time that is kept for someone. Reads only."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, select

from booking_core.facts import Booking, Keep, KeepPurpose, Room
from booking_core.look import Look
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import ClaimRow, MemberRow
from booking_core.times import Span

LASTS: Final[Mapping[KeepPurpose, timedelta]] = {
    "hold": timedelta(minutes=5),
    "form": timedelta(minutes=5),
    "offer": timedelta(minutes=1),
    "undo": timedelta(minutes=2),
}
"""For how long a room's time is kept for someone, by the purpose."""

OVERLAPPING: Final = (
    ClaimRow.workspace_id == bindparam("workspace_id"),
    ClaimRow.room_id == bindparam("room_id"),
    ClaimRow.start_at < bindparam("span_end"),
    ClaimRow.end_at > bindparam("span_start"),
)


def kept_since(look: Look, room: Room, span: Span) -> datetime | None:
    """Since when exactly that time is kept for the person to make up their mind, None where it is not."""
    row = look.execute(
        select(ClaimRow.kept_as, ClaimRow.lapses_at).where(
            ClaimRow.workspace_id == look.workspace_id,
            ClaimRow.room_id == room.id,
            ClaimRow.start_at == span.start,
            ClaimRow.end_at == span.end,
            ClaimRow.kept_for_id == look.member.id,
            ClaimRow.kept_as.in_(["form", "offer"]),
            ClaimRow.lapses_at > look.now,
        )
    ).one_or_none()
    return None if row is None else row.lapses_at - LASTS[row.kept_as]


def kept_to_undo(look: Look, room: Room, span: Span) -> tuple[Span, ...]:
    """What of that time is kept for the person to undo a change."""
    rows = look.execute(
        select(ClaimRow.start_at, ClaimRow.end_at).where(
            *OVERLAPPING,
            ClaimRow.kept_for_id == look.member.id,
            ClaimRow.kept_as == "undo",
            ClaimRow.lapses_at > look.now,
        ),
        overlap(look, room, span),
    ).all()
    return tuple(Span(row.start_at, row.end_at) for row in rows)


def in_the_way(look: Look, room: Room, span: Span) -> tuple[Booking | None, Keep | None]:
    """What has the room first in that span: a booking or a hold, or time that is kept for someone."""
    said = (ClaimRow.start_at, ClaimRow.end_at, ClaimRow.booking_id, ClaimRow.kept_as, ClaimRow.lapses_at)
    statement = (
        select(*MEMBER_COLUMNS, *said)
        .select_from(ClaimRow)
        .outerjoin(
            MemberRow,
            (MemberRow.workspace_id == ClaimRow.workspace_id) & (MemberRow.id == ClaimRow.kept_for_id),
        )
        .where(*OVERLAPPING)
        .order_by(ClaimRow.start_at)
        .limit(1)
    )
    row = look.execute(statement, overlap(look, room, span)).one_or_none()
    if row is None:
        return None, None
    if row.kept_as in (None, "hold"):
        return look.booking(row.booking_id), None
    return None, Keep(room, Span(row.start_at, row.end_at), member_of(row), row.lapses_at, row.kept_as)


def overlap(look: Look, room: Room, span: Span) -> dict[str, Any]:
    """The values for `OVERLAPPING`."""
    return {
        "workspace_id": look.workspace_id,
        "room_id": room.id,
        "span_start": span.start,
        "span_end": span.end,
    }
