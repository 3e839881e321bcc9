"""What is due at a time of its own: a hold that lapses, and the reminder of a booking's end."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import FromClause, Insert
from uuid_utils.compat import uuid7

from booking_core.errands import add, drop, new_errand
from booking_core.facts import Booking
from booking_core.granting import insert_if
from booking_core.schema import ERRANDS
from booking_core.times import Span
from booking_core.work import Work

REMINDED_BEFORE: Final = timedelta(minutes=10)
"""So long before its end whoever booked a room is reminded of it."""

_WORTH_A_REMINDER: Final = timedelta(minutes=30)  # a shorter booking has barely begun by then


def reminder_at(span: Span, now: datetime) -> datetime | None:
    """When to remind of the end of what is booked for that span, None where it is too short or too late."""
    due_at = span.end - REMINDED_BEFORE
    return due_at if span.length >= _WORTH_A_REMINDER and due_at > now else None


def of_reminder(booking_id: UUID, due_at: datetime) -> dict[str, Any]:
    """The reminder of a new booking's end, as values for `insert_reminder`."""
    return {
        "remind_id": uuid7(),
        "remind_key": _key("remind", booking_id),
        "remind_of": _about(booking_id),
        "remind_at": due_at,
    }


def insert_reminder(granted: FromClause | None) -> Insert:
    """The errand in the values of `of_reminder`, for `member_id`, if the claim is granted."""
    errand = new_errand(
        "remind",
        id="remind_id",
        key="remind_key",
        about="remind_of",
        due_at="remind_at",
        worthless_at="end_at",
    )
    return insert_if(ERRANDS, granted, **errand)


def set_alarms(work: Work, booking: Booking, what: str) -> None:
    """When a hold lapses, and when to remind of a booking's end, as it stands after that change."""
    if booking.state == "held":
        _set(work, "lapse", booking, booking.held_until)
        return
    if what != "booked" and booking.state != "lapsed":  # of which the errand itself is yet to tell
        drop(work, _key("lapse", booking.id))
    worth_it = booking.state == "booked" and booking.span.length >= _WORTH_A_REMINDER
    due_at = reminder_at(booking.span, work.now)
    if worth_it and due_at is not None:
        _set(work, "remind", booking, due_at, worthless_at=booking.span.end)
    elif not worth_it and what != "booked":
        drop(work, _key("remind", booking.id))


def _set(
    work: Work, kind: str, booking: Booking, due_at: datetime | None, worthless_at: datetime | None = None
) -> None:
    add(
        work,
        kind,
        _key(kind, booking.id),
        member_id=booking.booker.id,
        about=_about(booking.id),
        due_at=due_at,
        worthless_at=worthless_at,
    )


def _key(kind: str, booking_id: UUID) -> str:
    return f"{kind}:{booking_id}"


def _about(booking_id: UUID) -> dict[str, Any]:
    return {"booking": str(booking_id)}
