"""To share a booking: that it was is part of its history, and a request that comes twice shares it once."""

from uuid import UUID

from booking_core.bookings import changeable
from booking_core.facts import Booking
from booking_core.history import agreed, first_line
from booking_core.work import Work


def share(work: Work, booking_id: UUID) -> tuple[Booking, bool]:
    """The booking as it is to be shown, and whether this request asks for it for the first time.

    Raises what `changeable` raises.
    """
    booking = changeable(work, booking_id)
    if first_line(work) is not None:
        return booking, False
    work.record(work.line("shared", booking_id=booking.id, room_id=booking.room.id, after=agreed(booking)))
    return booking, True
