"""What to ask about a text, and what it could mean: a button for each reading that could be booked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block

from booking_core import TITLE_LIMIT, Room, Span
from bot.phrase import Reading
from bot.views.offer import BOOK_OFFER, Offer
from bot.views.page import Page, button, row, section
from bot.wording import escape, known, listing, plain_span, plural

OPEN_FORM_FOR = "open_form_for_text"
_LONGEST_VALUE = 2000  # characters of a button's value


def question(sentence: str, buttons: Sequence[Block], text: str) -> Page:
    """What to ask about a text: its readings as `buttons`, and one that opens the form filled in with it."""
    form = button("Open the form", OPEN_FORM_FOR, text[:_LONGEST_VALUE])
    return Page("Book a room", sentence, (section(sentence), *buttons, row([form])))


def what_to_ask(reading: Reading, room: Room | None, unknown_people: Sequence[str]) -> str:
    """The one thing to ask about a text that is not complete, in mrkdwn."""
    if reading.ask:
        return escape(reading.ask[0].sentence)
    if unknown_people:
        names = listing(f"@{escape(name)}" for name in unknown_people)
        return f"I don’t know {names} here: choose them below."
    if room is not None and (reading.seats or 0) > room.seats:
        return f"{escape(room.name)} has {plural(room.seats, 'seat')}. Book it all the same?"
    said = "Shall I book this?" if reading.end else "Until when? I filled in one hour."
    if reading.repeat:
        return "Repeating bookings can’t be made yet; this form books the first one only."
    return said if reading.start else "At what time?"


def choices(
    reading: Reading, rooms: Sequence[Room], now: datetime, *, private: bool = False
) -> tuple[Block, ...]:
    """Buttons side by side that book, one for each reading that a button can carry whole.

    None repeats, names people whom Slack does not know, or lies in the past; and where a room is
    elsewhere, its times are not those that were typed. An hour is meant where no end is said.
    """
    by_name = {room.name: room for room in rooms}
    options = reading.ask[0].options if reading.ask else (reading,)
    buttons = []
    for number, option in enumerate(options):
        room = by_name.get(option.room or "")
        if room is not None and option.start is not None and _fits_a_button(option, option.start, room, now):
            offer = replace(_offer(option, room, option.start), private=private)
            text = f"{room.name} {plain_span(offer.span, room.zone, this_year=now.year)}"
            buttons.append(button(text, f"{BOOK_OFFER}_{number}", offer.value()))
    return (row(buttons),) if buttons else ()


def _fits_a_button(option: Reading, start: datetime, room: Room, now: datetime) -> bool:
    return not (
        option.repeat
        or len(known(option.people)) < len(option.people)
        or (option.seats or 0) > room.seats
        or len(option.title or "") > TITLE_LIMIT
        or start < now.replace(second=0, microsecond=0)
        or start.utcoffset() != start.astimezone(room.zone).utcoffset()
    )


def _offer(option: Reading, room: Room, start: datetime) -> Offer:
    span = Span(start, option.end or start + timedelta(hours=1))
    return Offer(room.id, span, option.title or "", known(option.people), option.seats)
