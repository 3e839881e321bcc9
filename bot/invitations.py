"""The invitation to a booking: a file that every calendar takes, and that a later one replaces."""

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from booking_core import Booking, Room


@dataclass(frozen=True, slots=True)
class Invitation:
    """A file's name and text, and what it is good for."""

    name: str
    text: str
    title: str


def invitation(booking: Booking, number: int, now: datetime, *, for_someone_in_it: bool) -> Invitation:
    """The booking as an iCalendar file, made at `now`; it replaces those with a lower `number`.

    It takes the meeting out of the calendar of whoever is not in it any more, and of all once it is
    cancelled. Title and people are those that the booking has: it is only for those who may read them.
    """
    stands = booking.state == "booked" and for_someone_in_it
    calendar = Calendar()
    calendar.add("prodid", "-//Varaus//Room bookings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if stands else "CANCEL")
    calendar.add_component(_event(booking, number, now, stands=stands))
    file: bytes = calendar.to_ical()
    title = "Add to calendar" if stands else "Remove from calendar"
    return Invitation(f"{booking.reference}.ics", file.decode(), title)


def _event(booking: Booking, number: int, now: datetime, *, stands: bool) -> Event:
    event = Event()
    event.add("uid", f"{booking.id}@varaus")
    event.add("sequence", number)
    event.add("dtstamp", now)
    event.add("dtstart", booking.span.start)
    event.add("dtend", booking.span.end)
    event.add("summary", booking.title or booking.room.name)
    event.add("location", _place(booking.room))
    event.add("description", f"Booked by {booking.booker.name} ({booking.reference})")
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    event.add("organizer", _organizer(booking))
    return event


def _organizer(booking: Booking) -> vCalAddress:
    # RFC 5546 wants one; nobody's e-mail is known here, and this is how calendars write that.
    organizer = vCalAddress("invalid:nomail")
    organizer.params["CN"] = vText(booking.booker.name)
    return organizer


def _place(room: Room) -> str:
    return ", ".join(part for part in (room.name, room.details.place) if part)
