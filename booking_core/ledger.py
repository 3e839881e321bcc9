"""How a booking is written: with its claim or after it, its line of history, and the errand to tell of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import FromClause, Insert, Select, bindparam, literal_column, update
from uuid_utils.compat import uuid7

from booking_core.claims import Granted, Keeping, by_the_rules, claim, take
from booking_core.errands import insert_errand, of_change
from booking_core.facts import Booking, BookingState, Room, Wish
from booking_core.granting import insert_if
from booking_core.history import agreed, changed, terms
from booking_core.lookup import room_of, rooms_statement
from booking_core.references import candidates, free_reference
from booking_core.schema import BOOKINGS, HISTORY, BookingRow, RoomRow
from booking_core.times import minute_of
from booking_core.work import Work


def enter_at_once(work: Work, wish: Wish, *, keeping: Keeping | None = None) -> Booking | None:
    """What `enter` enters, None where anything speaks against it: the claim itself asks what `check` asks.

    So what can be had costs one statement, and only what cannot be had is looked at closely.
    """
    if wish.span.start < minute_of(work.now):
        return None
    values = _values(work, wish, work.now, keeping) | by_the_rules(work, wish.span)
    granted = take(
        work, wish.room, wish.span, values["booking_id"], keeping=keeping, follows=FOLLOWS, values=values
    )
    return None if granted is None else _entered(work, wish, values, keeping, granted)


def enter(
    work: Work, room: Room, wish: Wish, placed_at: datetime, *, keeping: Keeping | None = None
) -> Booking:
    """What is wished, title and people cleaned, as a booking or a hold; its start was chosen at `placed_at`.

    Raises what `claim` raises.
    """
    values = _values(work, wish, placed_at, keeping)
    granted = claim(
        work, room, wish.span, values["booking_id"], keeping=keeping, follows=FOLLOWS, values=values
    )
    return _entered(work, wish, values, keeping, granted)


def amend(work: Work, old: Booking, new: Booking, what: str, **columns: Any) -> Booking:
    """The booking as it is from now on, with a line of history that holds the whole of what is agreed now.

    A replay can be answered from the line, and an undo goes back to what it says was before.
    """
    line = work.line(
        what, booking_id=new.id, room_id=new.room.id, before=changed(old, new), after=agreed(new)
    )
    work.execute(
        update(BookingRow)
        .where(BookingRow.workspace_id == work.workspace_id, BookingRow.id == new.id)
        .values(
            room_id=new.room.id,
            start_at=new.span.start,
            end_at=new.span.end,
            title=new.title,
            people=list(new.people),
            private=new.private,
            state=new.state,
            held_until=new.held_until,
            change_id=line["id"],
            **columns,
        )
    )
    work.record(line)
    values = {"workspace_id": work.workspace_id, "member_id": work.member.id, "now": work.now}
    work.execute(insert_errand(None), values | of_change(line["id"]))
    return replace(new, change=line["id"])


def _values(work: Work, wish: Wish, placed_at: datetime, keeping: Keeping | None) -> dict[str, Any]:
    """What the statements of `FOLLOWS` write but for the claim's own: each value by one name."""
    state: BookingState = "held" if keeping else "booked"
    change_id = uuid7()
    return {
        "booking_id": uuid7(),
        "member_id": work.member.id,
        "title": wish.title,
        "people": list(wish.people),
        "private": wish.private,
        "state": state,
        "change_id": change_id,
        "placed_at": placed_at,
        "now": work.now,
        "after": terms(wish.room, wish, state, keeping.until if keeping else None),
        "request_key": work.request_key,
        **candidates(),
        **of_change(change_id),
    }


def _entered(
    work: Work, wish: Wish, values: Mapping[str, Any], keeping: Keeping | None, granted: Granted
) -> Booking:
    *room, reference = granted.said
    return Booking(
        id=values["booking_id"],
        reference=reference,
        room=room_of(room),
        span=wish.span,
        booker=work.member,
        title=wish.title,
        people=wish.people,
        state=values["state"],
        created_at=work.now,
        created_by=work.member,
        private=wish.private,
        held_until=keeping.until if keeping else None,
        change=values["change_id"],
    )


def _look_at_room(_granted: FromClause | None) -> Select[Any]:
    return rooms_statement().where(
        RoomRow.workspace_id == bindparam("workspace_id"), RoomRow.id == bindparam("room_id")
    )


def _insert_booking(granted: FromClause | None) -> Insert:
    written = insert_if(
        BOOKINGS,
        granted,
        id="booking_id",
        reference=free_reference(),
        booker_id="member_id",
        created_by_id="member_id",
        held_until="lapses_at",
        created_at="now",
    )
    return written.returning(BOOKINGS.c.reference)


def _insert_line(granted: FromClause | None) -> Insert:
    written = {"id": "change_id", "at": "now", "by_id": "member_id", "what": "state"}
    return insert_if(HISTORY, granted, before=literal_column("'{}'"), **written)


FOLLOWS: Final = (_look_at_room, _insert_booking, _insert_line, insert_errand)
"""What is written with the claim of a booking, and the room that is read with it."""
