"""The card that is shared: what everyone in a channel sees of a booking, whatever has become of it."""

from datetime import datetime

from booking_core import Booking
from bot.views.page import Page, section, small
from bot.views.receipt import details, fine_print
from bot.wording import Rich, escape, mention, place_of, plain_span

_GIVEN_UP = {"cancelled": "Cancelled", "released": "Given up", "lapsed": "Lapsed"}


def card(booking: Booking, now: datetime) -> Page:
    """The booking as it stands at `now`: on everyone's own clock, and on the room's.

    Others than those in it read along, so a private one shows neither its title nor its people.
    """
    voice, zone = Rich(booking.room.zone), booking.room.zone
    sign, said = _state(booking, now)
    lines = [
        f"{sign} {said}{voice.name(booking.room)}, {voice.span(booking.span, booking.room)}",
        *([] if booking.private else details(booking, voice)),
        f"Booked by {mention(booking.booker.user_id)}",
    ]
    there = plain_span(booking.span, zone)
    text = f"{said}{escape(booking.room.name)}, {there} ({zone.key})"
    fine = small(f"{there} in {place_of(zone)} · {fine_print(booking)}")
    return Page("Booking", text, (section("\n".join(lines)), fine))


def _state(booking: Booking, now: datetime) -> tuple[str, str]:
    """The sign of what has become of the booking, and the word for it where it needs one."""
    if booking.state in _GIVEN_UP:
        return ":wastebasket:", f"{_GIVEN_UP[booking.state]}: "
    if booking.span.end <= now:
        return ":checkered_flag:", "Ended: "
    return (":round_pushpin:", "") if booking.state == "booked" else (":hourglass_flowing_sand:", "Held: ")
