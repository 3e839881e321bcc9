"""Home: a person's bookings to come, the rooms now and, for admins, their upkeep; each with its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from booking_core import Booking, Member, Room, RoomDay
from bot.views.coming import MORE, line
from bot.views.held import hold_buttons
from bot.views.overview import TURN, book_button, facts_of, free_until, turn_value
from bot.views.page import Page, button, header, row, section, small
from bot.views.receipt import booking_buttons
from bot.wording import Rich, listing, mention, plural

BOOK = "book_from_home"
REFRESH = "refresh_home"
ADD = "add_room_from_home"
EDIT = "edit_room_from_home"
CLOSE = "close_room_from_home"
REOPEN = "reopen_room_from_home"

MOST_BLOCKS = 100  # docs.slack.dev, views
MOST_BOOKINGS = 12
"""So many bookings are shown, two blocks each, so that the rooms have their place as well."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What there is to see for one person at `now`.

    `bookings` are their own, `rooms` the open rooms on the day that it is in each of them, `closed`
    the others, and `expected` the bookings of the coming week in which someone else named them.
    """

    now: datetime
    bookings: tuple[Booking, ...]
    expected: tuple[Booking, ...]
    rooms: tuple[RoomDay, ...]
    closed: tuple[Room, ...]


def home(glance: Glance, reader: Member) -> View:
    """The person's Home as things stand at `glance.now`; what does not fit is counted, and one click away."""
    blocks = [*_top(glance), *_holds(glance, reader), *_bookings(glance, reader)]
    blocks += _rooms(glance, reader, MOST_BLOCKS - len(blocks))
    return Page("Home", "Home", tuple(blocks)).home()


def _top(glance: Glance) -> list[Block]:
    buttons = [button("Book a room", BOOK, "book", style="primary")] if glance.rooms else []
    return [row([*buttons, button("Refresh", REFRESH, "refresh")])]


def _holds(glance: Glance, reader: Member) -> list[Block]:
    held = [booking for booking in glance.bookings if booking.state == "held"]
    blocks: list[Block] = [header("Held for you")] if held else []
    for booking in held:
        until = Rich(reader.zone).clock(booking.held_until) if booking.held_until else ""
        said = f"Held until {until}; after that it is free for others."
        blocks.append(section(f"{_line(booking, reader)}\n{said}"))
        blocks.append(row(hold_buttons(booking)))
    return blocks


def _bookings(glance: Glance, reader: Member) -> list[Block]:
    """Today's and the later ones; beyond the first so many, how many more there are."""
    booked = [booking for booking in glance.bookings if booking.state == "booked"]
    ahead = sorted([*booked, *glance.expected], key=lambda booking: booking.span.start)
    if not ahead:
        return [header("Your bookings"), section(_nothing(glance))]
    shown, rest = ahead[:MOST_BOOKINGS], ahead[MOST_BOOKINGS:]
    last_day = glance.now.astimezone(reader.zone).date()
    today = [booking for booking in shown if _starts_on(booking, reader) <= last_day]
    later = [booking for booking in shown if booking not in today]
    blocks: list[Block] = [header("Today")]
    blocks += _entries(today, glance, reader) or [section("Nothing today.")]
    if later:
        blocks += [header("Coming up"), *_entries(later, glance, reader)]
    if rest:
        own = any(booking.booker.id == reader.id for booking in rest)  # there are no others in that list
        more = button("Show all", MORE, "0") if own else None
        blocks.append(section(f"And {plural(len(rest), 'later one')}.", more))
    return blocks


def _entries(bookings: Sequence[Booking], glance: Glance, reader: Member) -> list[Block]:
    blocks: list[Block] = []
    for booking in bookings:
        under_way = " · under way" if booking.span.start <= glance.now else ""
        blocks.append(section(f"{_line(booking, reader)}{under_way}{_with_whom(booking, reader)}"))
        if booking.booker.id == reader.id and (buttons := booking_buttons(booking, glance.now, reader)):
            blocks.append(row(buttons))
    return blocks


def _line(booking: Booking, reader: Member) -> str:
    return f"{line(booking, reader)}{' · :lock: private' if booking.private else ''}"


def _with_whom(booking: Booking, reader: Member) -> str:
    if booking.booker.id != reader.id:
        return f"\nBooked by {mention(booking.booker.user_id)}"
    people = listing(mention(person) for person in booking.people) if booking.people else ""
    return f"\nWith {people}" if people else ""


def _starts_on(booking: Booking, reader: Member) -> date:
    return booking.span.start.astimezone(reader.zone).date()


def _nothing(glance: Glance) -> str:
    example = next((room_day.room for room_day in glance.rooms), None)
    if example is None:
        return "You have no bookings to come."
    said = Rich(example.zone).text(f"{example.name} tomorrow 10-11")
    return f"You have no bookings to come. Press *Book a room*, or write me a message such as “{said}”."


def _rooms(glance: Glance, reader: Member, most: int) -> list[Block]:
    """The rooms now, as many as fit in `most` blocks; an admin has a row of buttons below each."""
    blocks: list[Block] = [header("Rooms now")]
    if glance.rooms:
        blocks.append(small(f"As of {Rich(reader.zone).clock(glance.now)}"))
    elif glance.closed:
        blocks.append(section("All rooms are closed."))
    else:
        ask = "Add the first." if reader.admin else "Ask an admin of this workspace to add one."
        blocks.append(section(f"There is no room to book yet. {ask}"))
    if reader.admin:
        blocks.append(row([button("Add a room", ADD, "add")]))
    near_first = sorted(glance.rooms, key=lambda room_day: room_day.room.zone != reader.zone)
    entries = [_room(room_day, glance.now, reader) for room_day in near_first]
    if reader.admin:
        entries += [_closed_room(room, reader) for room in glance.closed]
    return [*blocks, *_fitting(entries, glance, reader, most - len(blocks))]


def _fitting(entries: Sequence[Sequence[Block]], glance: Glance, reader: Member, most: int) -> list[Block]:
    if sum(map(len, entries)) <= most:
        return [block for entry in entries for block in entry]
    longest = max(map(len, entries))
    count = (most - 1) // longest
    said = f"And {plural(len(entries) - count, 'more room')}."
    today = glance.now.astimezone(reader.zone).date()
    others = button("All rooms", TURN, turn_value(today, 0)) if glance.rooms else None
    return [*(block for entry in entries[:count] for block in entry), section(said, others)]


def _room(room_day: RoomDay, now: datetime, reader: Member) -> list[Block]:
    book = book_button(room_day, now)
    said = facts_of(room_day, now, reader, _state(room_day, now, reader))
    if not reader.admin:
        return [section(said, book)]
    value = str(room_day.room.id)
    upkeep = [button("Edit", EDIT, value), button("Close", CLOSE, value)]
    return [section(said), row([book, *upkeep] if book else upkeep)]


def _closed_room(room: Room, reader: Member) -> list[Block]:
    said = f"{Rich(reader.zone).name(room)} · {plural(room.seats, 'seat')} · closed"
    value = str(room.id)
    return [section(said), row([button("Edit", EDIT, value), button("Reopen", REOPEN, value)])]


def _state(room_day: RoomDay, now: datetime, reader: Member) -> str:
    """Until when it is free or taken, and by whom it is taken now."""
    said, current = free_until(room_day, now, reader), room_day.booking_at(now)
    if current is None:
        return said
    who = "you" if current.booker.id == reader.id else Rich(reader.zone).person(current.booker)
    return f"{said} ({who})"
