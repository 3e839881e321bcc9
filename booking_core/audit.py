"""What must never be, looked for: the database's own promises, checked from outside of them. Reads only."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Executable, and_, exists, or_, select
from sqlalchemy.orm import aliased

from booking_core.engine import take_time
from booking_core.facts import Fault
from booking_core.lookup import in_force
from booking_core.schema import STANDING, BookingRow, ClaimRow, HistoryRow


def faults(connection: Connection, now: datetime) -> tuple[Fault, ...]:
    """Claims that overlap, live bookings and claims without each other, bookings without history.

    All workspaces are looked at; an empty answer is a sound database. A booking is live while it
    stands and is not over. The rest of the transaction may take its time.
    """
    take_time(connection)
    questions = (
        ("claims_overlap", _overlapping()),
        ("booking_without_claim", _unclaimed(now)),
        ("claim_without_booking", _unbooked()),
        ("booking_without_history", _untold()),
    )
    return tuple(
        Fault(code, tuple(row)) for code, question in questions for row in connection.execute(question)
    )


def _overlapping() -> Executable:
    other = aliased(ClaimRow)
    return select(ClaimRow.booking_id, other.booking_id).join(
        other,
        and_(
            other.room_id == ClaimRow.room_id,
            other.id > ClaimRow.id,
            other.start_at < ClaimRow.end_at,
            other.end_at > ClaimRow.start_at,
        ),
    )


def _unclaimed(now: datetime) -> Executable:
    return select(BookingRow.id).where(
        in_force(now), BookingRow.end_at > now, ~exists().where(_claims_exactly())
    )


def _unbooked() -> Executable:
    """Claims of bookings and of holds; what else is kept for a while needs no booking that stands."""
    of_a_booking = or_(ClaimRow.kept_as.is_(None), ClaimRow.kept_as == "hold")
    return select(ClaimRow.booking_id).where(
        of_a_booking, ~exists().where(_claims_exactly(), BookingRow.state.in_(STANDING))
    )


def _claims_exactly() -> ColumnElement[bool]:
    return and_(
        ClaimRow.workspace_id == BookingRow.workspace_id,
        ClaimRow.booking_id == BookingRow.id,
        ClaimRow.room_id == BookingRow.room_id,
        ClaimRow.start_at == BookingRow.start_at,
        ClaimRow.end_at == BookingRow.end_at,
        ClaimRow.lapses_at.is_not_distinct_from(BookingRow.held_until),
    )


def _untold() -> Executable:
    return select(BookingRow.id).where(
        ~exists().where(
            HistoryRow.what.in_(["booked", "held"]),
            HistoryRow.workspace_id == BookingRow.workspace_id,
            HistoryRow.booking_id == BookingRow.id,
        )
    )
