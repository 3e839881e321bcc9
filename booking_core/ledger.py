"""How a booking is written: with its claim or after it, its line of history, and the errand to tell of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import FromClause, Insert, literal_column, update
from uuid_utils.compat import uuid7

from booking_core.alarms import insert_reminder, of_reminder, reminder_at
from booking_core.claims import Granted, Keeping, by_the_rules, claim, take
from booking_core.errands import insert_errand, of_change
from booking_core.facts import Booking, BookingState, KnownRooms, Room, Wish
from booking_core.granting import Follow, insert_if
from booking_core.history import agreed, changed, terms
from booking_core.homes import insert_home, of_home
from booking_core.references import candidates, free_reference
from booking_core.schema import BOOKINGS, HISTORY, BookingRow
from booking_core.times import minute_of
from booking_core.work import Work


def enter_at_once(
    work: Work, wish: Wish, known: KnownRooms, *, keeping: Keeping | None = None
) -> Booking | None:
    """What `enter` enters, None where anything speaks against it: the claim itself asks what `check` asks.

    So what can be had costs one statement, and only what cannot be had is looked at closely. The room is
    among the `known` ones, of which none may have been changed since.
    """
    room = known.by_id.get(wish.room)
    if room is None or known.change is None or wish.span.start < minute_of(work.now):
        return None
    follows, values = _told(work, wish, _values(work, wish, work.now, keeping))
    values |= {**by_the_rules(work, wish.span), "as_of": known.change}
    granted = take(
        work, room.id, wish.span, values["booking_id"], keeping=keeping, follows=follows, values=values
    )
    return None if granted is None else _entered(work, room, wish, values, keeping, granted)


def enter(
    work: Work, room: Room, wish: Wish, placed_at: datetime, *, keeping: Keeping | None = None
) -> Booking:
    """What is wished, title and people cleaned, as a booking or a hold; its start was chosen at `placed_at`.

    Raises what `claim` raises.
    """
    follows, values = _told(work, wish, _values(work, wish, placed_at, keeping))
    granted = claim(
        work, room, wish.span, values["booking_id"], keeping=keeping, follows=follows, values=values
    )
    return _entered(work, room, wish, values, keeping, granted)


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
    work.left_errand = True
    work.execute(insert_errand(None), values | of_change(line["id"]))
    return replace(new, change=line["id"])


def _values(work: Work, wish: Wish, placed_at: datetime, keeping: Keeping | None) -> dict[str, Any]:
    """What the statements of `_WRITTEN` write but for the claim's own: each value by one name."""
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
    }


def _told(work: Work, wish: Wish, values: dict[str, Any]) -> tuple[tuple[Follow, ...], dict[str, Any]]:
    """What is done with the claim, and the values for it: an errand is left where somebody is to be told."""
    if wish.people or values["state"] == "held":
        return TOLD, values | of_change(values["change_id"])
    due_at = reminder_at(wish.span, work.now)
    if due_at is None:
        return ENTERED, values | of_home(work)
    reminder = of_reminder(values["booking_id"], due_at)
    return REMINDED, values | of_home(work) | reminder


def _entered(
    work: Work, room: Room, wish: Wish, values: Mapping[str, Any], keeping: Keeping | None, granted: Granted
) -> Booking:
    reference, *left = granted.said
    work.left_errand |= "errand_id" in values or any(left)
    return Booking(
        id=values["booking_id"],
        reference=reference,
        room=room,
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


_WRITTEN: Final = (_insert_booking, _insert_line)

ENTERED: Final = (*_WRITTEN, insert_home)
"""What is written with the claim of a booking that concerns its booker alone."""

REMINDED: Final = (*ENTERED, insert_reminder)
"""The same of one that is worth a reminder."""

TOLD: Final = (*_WRITTEN, insert_errand)
"""The same of one that others are to be told of, or a hold."""
