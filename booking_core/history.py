"""What happened to a booking, and what a request was answered the first time. Reads only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from booking_core.directory import rooms_as_of
from booking_core.facts import Booking, BookingState, HistoryEntry, KnownRooms, Wish
from booking_core.look import Look
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import HistoryRow, MemberRow, RoomsChangeRow
from booking_core.times import Span

_SURROUNDINGS: Final = select(
    RoomsChangeRow.change_id,
    select(HistoryRow.id)
    .where(
        HistoryRow.workspace_id == bindparam("workspace_id"),
        HistoryRow.request_key == bindparam("request_key"),
    )
    .scalar_subquery(),
).where(RoomsChangeRow.workspace_id == bindparam("workspace_id"))


def history_of(look: Look, booking: UUID) -> tuple[HistoryEntry, ...]:
    """Every change of the booking, oldest first; NoSuchBooking where it is not this workspace's."""
    of = look.booking(booking)
    rows = look.rows(
        select(*MEMBER_COLUMNS, HistoryRow.at, HistoryRow.what, HistoryRow.before, HistoryRow.after)
        .join(
            MemberRow,
            (MemberRow.workspace_id == HistoryRow.workspace_id) & (MemberRow.id == HistoryRow.by_id),
        )
        .where(HistoryRow.workspace_id == look.workspace_id, HistoryRow.booking_id == booking)
        .order_by(HistoryRow.id)
    )
    return tuple(
        HistoryEntry(
            row.at,
            member_of(row),
            row.what,
            _shown(look, of, row.before, {**row.after, **row.before}),
            _shown(look, of, _differing(row.before, row.after), row.after),
        )
        for row in rows
    )


def first_answer(look: Look) -> Booking | None:
    """The booking as this request left it the first time, None where it has changed nothing yet."""
    row = first_line(look)
    return None if row is None or row.booking_id is None else _as_it_was(look, row)


def surroundings(look: Look) -> tuple[KnownRooms, Booking | None]:
    """All rooms, and what `first_answer` answers: in one question, where the rooms are remembered."""
    key = {"workspace_id": look.workspace_id, "request_key": look.request_key}
    ((change, done),) = look.answers(_SURROUNDINGS, key) or [[None, None]]
    return rooms_as_of(look, change), first_answer(look) if done else None


def first_line(look: Look) -> Row[Any] | None:
    """The line that this request wrote the first time: what it concerns, and how that was afterwards."""
    if look.request_key is None:
        return None
    return look.execute(
        select(HistoryRow.id, HistoryRow.booking_id, HistoryRow.room_id, HistoryRow.after).where(
            HistoryRow.workspace_id == look.workspace_id, HistoryRow.request_key == look.request_key
        )
    ).one_or_none()


def agreed(booking: Booking) -> dict[str, Any]:
    """All that can change about a booking, as plain JSON: a line of history holds it before and after."""
    return terms(booking.room.id, booking, booking.state, booking.held_until)


def terms(
    room_id: UUID, said: Booking | Wish, state: BookingState, held_until: datetime | None
) -> dict[str, Any]:
    """The same of what is about to be agreed as it is wished."""
    return {
        "room": str(room_id),
        "start": said.span.start.isoformat(),
        "end": said.span.end.isoformat(),
        "title": said.title,
        "people": list(said.people),
        "private": said.private,
        "state": state,
        "held_until": held_until and held_until.isoformat(),
    }


def changed(old: Booking, new: Booking) -> dict[str, Any]:
    """Of what differs between the two, how it was."""
    before, after = agreed(old), agreed(new)
    return {name: value for name, value in before.items() if value != after[name]}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Of the whole that a line keeps, what that line changed; all of it in the first line."""
    return {name: value for name, value in after.items() if not before or name in before}


def _shown(look: Look, of: Booking, facts: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """What may be read of a line: title and people may be not, where the booking was private `then`."""
    as_then = replace(of, people=tuple(then.get("people", ())), private=then.get("private", False))
    readable = as_then.may_be_read_by(look.member)
    return {name: value for name, value in facts.items() if readable or name not in ("title", "people")}


def _as_it_was(look: Look, row: Row[Any]) -> Booking:
    return replace(with_agreed(look, look.booking(row.booking_id), row.after), change=row.id)


def with_agreed(look: Look, booking: Booking, facts: Mapping[str, Any]) -> Booking:
    """The booking with those facts of a line of history in place of its own, as far as they may be read."""
    said = {**agreed(booking), **facts}
    held_until = said["held_until"]
    then = replace(
        booking,
        room=booking.room if said["room"] == str(booking.room.id) else look.room(UUID(said["room"])),
        span=Span(datetime.fromisoformat(said["start"]), datetime.fromisoformat(said["end"])),
        title=said["title"],
        people=tuple(said["people"]),
        private=said["private"],
        state=said["state"],
        held_until=held_until and datetime.fromisoformat(held_until),
    )
    return then if then.may_be_read_by(look.member) else replace(then, title="", people=())
