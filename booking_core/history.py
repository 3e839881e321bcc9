"""What happened to a booking, and what a request was answered the first time. Reads only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from booking_core.facts import Booking, HistoryEntry
from booking_core.lookup import member_of
from booking_core.schema import HistoryRow, MemberRow
from booking_core.times import Span
from booking_core.work import Work


def history_of(work: Work, booking: UUID) -> tuple[HistoryEntry, ...]:
    """Every change of the booking, oldest first; NoSuchBooking where it is not this workspace's."""
    work.booking(booking)
    rows = work.rows(
        select(*MemberRow.__table__.c, HistoryRow.at, HistoryRow.what, HistoryRow.before, HistoryRow.after)
        .join(
            MemberRow,
            (MemberRow.workspace_id == HistoryRow.workspace_id) & (MemberRow.id == HistoryRow.by_id),
        )
        .where(HistoryRow.workspace_id == work.workspace_id, HistoryRow.booking_id == booking)
        .order_by(HistoryRow.id)
    )
    return tuple(
        HistoryEntry(row.at, member_of(row), row.what, row.before, _differing(row.before, row.after))
        for row in rows
    )


def first_answer(work: Work) -> Booking | None:
    """The booking as this request left it the first time, None where it has changed nothing yet."""
    row = first_line(work)
    return None if row is None or row.booking_id is None else _as_it_was(work, row)


def first_line(work: Work) -> Row[Any] | None:
    """The line that this request wrote the first time: what it concerns, and how that was afterwards."""
    if work.request_key is None:
        return None
    return work.execute(
        select(HistoryRow.booking_id, HistoryRow.room_id, HistoryRow.after).where(
            HistoryRow.workspace_id == work.workspace_id, HistoryRow.request_key == work.request_key
        )
    ).one_or_none()


def agreed(booking: Booking) -> dict[str, Any]:
    """All that can change about a booking, as plain JSON: a line of history holds it before and after."""
    return {
        "room": str(booking.room.id),
        "start": booking.span.start.isoformat(),
        "end": booking.span.end.isoformat(),
        "title": booking.title,
        "people": list(booking.people),
        "state": booking.state,
    }


def changed(old: Booking, new: Booking) -> dict[str, Any]:
    """Of what differs between the two, how it was."""
    before, after = agreed(old), agreed(new)
    return {name: value for name, value in before.items() if value != after[name]}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Of the whole that a line keeps, what that line changed; all of it in the first line."""
    return {name: value for name, value in after.items() if not before or name in before}


def _as_it_was(work: Work, row: Row[Any]) -> Booking:
    after: Mapping[str, Any] = row.after
    return replace(
        work.booking(row.booking_id),
        room=work.room(UUID(after["room"])),
        span=Span(datetime.fromisoformat(after["start"]), datetime.fromisoformat(after["end"])),
        title=after["title"],
        people=tuple(after["people"]),
        state=after["state"],
    )
