"""The day of all rooms: a line each, with a bar of half-hours."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from math import ceil
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement

from booking_core import Member, Room, RoomDay, Span
from bot.views.offer import Offer
from bot.views.page import Page, button, header, row, section, small, turns
from bot.wording import Rich, escape, long_date, plural, same_clock, weekday_and_date

TURN = "turn_rooms_page"
OPEN_FORM = "open_form"
PER_PAGE = 20

_HALF = timedelta(minutes=30)
_FREE, _TAKEN, _NOW = "░", "█", "│"
_FIRST_HOUR, _LAST_HOUR = 8, 20  # widened where a booking or the present lies outside


def overview(
    days: Sequence[RoomDay], closed: Sequence[Room], now: datetime, reader: Member, page: int = 0
) -> Page:
    """The rooms on page number `page` (from 0), each with its day; beyond the last is the last.

    Admins are reminded of the rooms that are closed.
    """
    pages = ceil(len(days) / PER_PAGE)
    page = max(0, min(page, pages - 1))
    shown = days[page * PER_PAGE : (page + 1) * PER_PAGE]
    day = days[0].day
    blocks: list[Block] = [header(f"Rooms on {long_date(day)}")]
    blocks += [_line(room_day, now, reader) for room_day in shown]
    blocks.append(small(f"Each mark is half an hour: `{_FREE}` free, `{_TAKEN}` taken, `{_NOW}` now"))
    if closed and reader.admin:
        blocks.append(small(f"Closed: {escape(', '.join(room.name for room in closed))}"))
    if pages > 1:
        blocks.append(small(f"Page {page + 1} of {pages}, {plural(len(days), 'room')}"))
        blocks.append(row(turns(TURN, page, pages, partial(turn_value, day), ("Before", "More rooms"))))
    return Page("Rooms", f"Rooms on {long_date(day)}", tuple(blocks))


def days_to_choose(sentence: str, days: Sequence[date]) -> Page:
    """The question which day is meant, in mrkdwn, with a button for each that may be."""
    buttons = [
        button(f"{weekday_and_date(day)} {day.year}", f"{TURN}_{number}", turn_value(day, 0))
        for number, day in enumerate(days)
    ]
    return Page("Rooms", sentence, (section(sentence), *([row(buttons)] if buttons else [])))


def turn_value(day: date, page: int) -> str:
    """A page of a day as a button's value."""
    return f"{day.isoformat()}|{page}"


def read_turn(value: str) -> tuple[date, int]:
    """The day and the page in a button's value."""
    day, page = value.split("|")
    return date.fromisoformat(day), int(page)


def bar(room_day: RoomDay, now: datetime) -> str:
    """The room's day on the room's clock: `08 ░░██│░░ 20`, each mark half an hour."""
    first, last = _hours(room_day, now)
    marks = []
    moment = first
    while moment < last:
        if moment <= now < moment + _HALF:
            marks.append(_NOW)
        half = Span(moment, moment + _HALF)
        taken = any(booking.span.overlaps(half) for booking in room_day.bookings)
        marks.append(_TAKEN if taken else _FREE)
        moment += _HALF
    start, end = (moment.astimezone(room_day.room.zone) for moment in (first, last))
    return f"`{start:%H} {''.join(marks)} {end:%H}`"


def free_until(room_day: RoomDay, now: datetime, reader: Member) -> str:
    """Whether the room is free now, and until when; of another day, how much is booked in it."""
    if not room_day.span.start <= now < room_day.span.end:
        count = len(room_day.bookings)
        return plural(count, "booking") if count else "free all day"
    voice = Rich(reader.zone)
    current = room_day.booking_at(now)
    if current is not None and current.held_until is not None:
        return f"held until {voice.clock(current.held_until)}"
    if current is not None:
        free = room_day.free_from(now)
        return f"taken until {voice.clock(free)}" if free < room_day.span.end else "taken for the day"
    following = room_day.next_after(now)
    return "free now, all day" if following is None else f"free now until {voice.clock(following.span.start)}"


def opening(room_day: RoomDay, now: datetime) -> Offer | None:
    """What a Book button beside the room proposes: its next free hour, or what is free of it.

    Of today from the next half hour on, of another day from nine in the morning; None where the day
    is over or taken to its end.
    """
    zone = room_day.room.zone
    start = _on_the_wall(room_day, 9)
    if room_day.span.start <= now < room_day.span.end:
        start = _whole_hour(now, zone)
        while start < now:
            start += _HALF
    start = room_day.free_from(start)
    if start >= room_day.span.end or room_day.span.end <= now:
        return None
    following = room_day.next_after(start)
    hour = start + timedelta(hours=1)
    return Offer(room_day.room.id, Span(start, min(hour, following.span.start) if following else hour))


def book_button(room_day: RoomDay, now: datetime) -> ButtonElement | None:
    """Opens the form for the room at its next free time; None where the day has none left."""
    offer = opening(room_day, now)
    return None if offer is None else button("Book", OPEN_FORM, offer.value())


def facts_of(room_day: RoomDay, now: datetime, reader: Member, state: str) -> str:
    """The room in one line of mrkdwn: its name, its seats, the `state` it is in, and its clock if another."""
    room = room_day.room
    facts = [Rich(reader.zone).name(room), plural(room.seats, "seat"), state]
    today = room_day.span.start <= now < room_day.span.end
    if today and not same_clock(room.zone, reader.zone, now):
        facts.append(f"its clock: {now.astimezone(room.zone):%H:%M}")
    return " · ".join(facts)


def _line(room_day: RoomDay, now: datetime, reader: Member) -> Block:
    facts = facts_of(room_day, now, reader, free_until(room_day, now, reader))
    return section(f"{facts}\n{bar(room_day, now)}", book_button(room_day, now))


def _hours(room_day: RoomDay, now: datetime) -> tuple[datetime, datetime]:
    """The part of the day that the bar shows: whole hours on the room's wall, never outside the day."""
    day, zone = room_day.span, room_day.room.zone
    busy = [max(b.span.start, day.start) for b in room_day.bookings]
    done = [min(b.span.end, day.end) for b in room_day.bookings]
    if day.start <= now < day.end:
        busy, done = [*busy, now], [*done, now + _HALF]
    first = _whole_hour(min([_on_the_wall(room_day, _FIRST_HOUR), *busy]), zone)
    last = max([_on_the_wall(room_day, _LAST_HOUR), *done])
    whole = _whole_hour(last, zone)
    return max(first, day.start), min(whole if whole == last else whole + 2 * _HALF, day.end)


def _on_the_wall(room_day: RoomDay, hour: int) -> datetime:
    """When the clock in the room shows that hour, on this day."""
    return datetime.combine(room_day.day, time(hour), tzinfo=room_day.room.zone).astimezone(UTC)


def _whole_hour(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last whole hour that a clock in the zone showed; some zones are half an hour off."""
    shown = moment.astimezone(zone)
    past = timedelta(minutes=shown.minute, seconds=shown.second, microseconds=shown.microsecond)
    return moment - past
