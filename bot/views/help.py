"""What can be typed, with examples that work as they stand."""

from collections.abc import Sequence

from booking_core import Booking, Room
from bot.settings import Settings
from bot.views.page import Page, section
from bot.wording import escape


def book_help(settings: Settings, rooms: Sequence[Room]) -> Page:
    """How to book."""
    name = escape(_example(rooms))
    command = settings.varaus_book_command
    return _page(
        "Book a room",
        [
            (f"{command} {name} tomorrow 10-11 Standup", "books at once"),
            (f"{command} {name} friday 14:00 for 90 min Planning", "by its length"),
            (f"{command} any room tomorrow 9-10 for 6", "a free room with six seats"),
            (command, "opens the form"),
        ],
    )


def cancel_help(settings: Settings, rooms: Sequence[Room], bookings: Sequence[Booking]) -> Page:
    """How to cancel; a reference is shown only where it is that of a booking to come."""
    command = settings.varaus_cancel_command
    referred = [(f"{command} {booking.reference}", "the one with that reference") for booking in bookings[:1]]
    return _page(
        "Cancel a booking",
        [
            (command, "your bookings to come, each with a Cancel button"),
            *referred,
            (f"{command} {escape(_example(rooms))} tomorrow", "yours in that room on that day"),
        ],
    )


def rooms_help(settings: Settings, rooms: Sequence[Room], *, admin: bool) -> Page:
    """How to look around, and for admins how to look after the rooms."""
    name, command = escape(_example(rooms)), settings.varaus_rooms_command
    lines = [
        (command, "all rooms today"),
        (f"{command} friday", "all rooms on that day"),
        (f"{command} {name} friday", "that room's day, booking by booking"),
        (f"{command} tomorrow 14-15 for 8", "what is free then with eight seats"),
    ]
    if admin:
        lines += [
            (f"{command} add", "a new room"),
            (f"{command} edit {name}", "its name, seats, zone and rules"),
            (f"{command} close {name}", "nothing new can be booked in it"),
            (f"{command} reopen {name}", "it can be booked again"),
        ]
    return _page("Rooms", lines)


def _example(rooms: Sequence[Room]) -> str:
    return next((room.name for room in rooms if room.open), "Aurora")


def _page(title: str, lines: Sequence[tuple[str, str]]) -> Page:
    said = "\n".join(f"`{typed}` {what}" for typed, what in lines)
    return Page(title, f"How to: {title}", (section(f"*{title}*\n{said}"),))
