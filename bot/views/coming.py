"""Your bookings to come, each with its buttons; and the one you asked to cancel."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from booking_core import Booking, Member
from bot.views.page import Page, button, header, row, section
from bot.views.receipt import CANCEL, CANCEL_LISTED, cancel_button, end_button
from bot.wording import Plain, Rich, escape

MORE = "more_bookings"
PER_PAGE = 15


@dataclass(frozen=True, slots=True)
class Agenda:
    """A person's bookings that are not over, by their start, as they stand at `now`."""

    bookings: tuple[Booking, ...]
    now: datetime


def coming(agenda: Agenda, reader: Member, start: int = 0) -> Page:
    """The bookings from the `start`-th on, as many as fit on a page."""
    if not agenda.bookings:
        return _none()
    blocks = (header("Your bookings to come"), *listed(agenda, reader, start))
    return Page("Your bookings", f"Your bookings to come: {len(agenda.bookings)}", blocks)


def listed(agenda: Agenda, reader: Member, start: int = 0) -> tuple[Block, ...]:
    """A line for each booking, with the button that gives it up; and a way to the others."""
    bookings = agenda.bookings
    start = start if start < len(bookings) else 0
    lines: list[Block] = [
        _line(booking, agenda.now, reader) for booking in bookings[start : start + PER_PAGE]
    ]
    turns = []
    if start > 0:
        turns.append(button("Earlier", f"{MORE}_before", str(max(0, start - PER_PAGE))))
    if start + PER_PAGE < len(bookings):
        turns.append(button(f"{len(bookings) - start - PER_PAGE} more", MORE, str(start + PER_PAGE)))
    return (*lines, row(turns)) if turns else tuple(lines)


def line(booking: Booking, reader: Member) -> str:
    """A booking in one line of mrkdwn."""
    voice = Rich(reader.zone)
    title = f" · {voice.text(booking.title)}" if booking.title else ""
    when = voice.span(booking.span, booking.room)
    return f"{voice.name(booking.room)} · {when}{title} · `{booking.reference}`"


def really_cancel(booking: Booking, reader: Member) -> Page:
    """The booking or hold that was named, with a button that gives it up."""
    plain = Plain(reader.zone, reader.zone).span(booking.span, booking.room)
    if booking.state == "held":
        verb, what, give_up = "Release", "hold", button("Release the hold", CANCEL, str(booking.id))
    else:
        verb, what = "Cancel", "booking"
        give_up = cancel_button(booking, reader, "Cancel the booking")
    ask = section(f"{verb} this {what}?\n{line(booking, reader)}")
    text = f"{verb} {escape(booking.room.name)}, {plain}?"
    return Page(f"{verb} a {what}", text, (ask, row([give_up])))


def which_one(agenda: Agenda, reader: Member) -> Page:
    """The bookings that fit what was typed, when it is more than one."""
    blocks = (section("Which one?"), *listed(agenda, reader))
    return Page("Which one?", "Which one?", blocks)


def none_fits(agenda: Agenda, reader: Member) -> Page:
    """All bookings to come, when none of them fits what was typed."""
    if not agenda.bookings:
        return _none()
    text = "None of your bookings fits that. These are to come:"
    return Page("Your bookings", text, (section(text), *listed(agenda, reader)))


def _line(booking: Booking, now: datetime, reader: Member) -> Block:
    said = line(booking, reader)
    if booking.held_until is not None:
        until = Rich(reader.zone).clock(booking.held_until)
        give_up = button("Release", CANCEL_LISTED, str(booking.id))
        return section(f"{said} · held for you until {until}", give_up)
    if booking.span.start <= now:
        return section(f"{said} · under way", end_button(booking))
    return section(said, cancel_button(booking, reader, action_id=CANCEL_LISTED))


def _none() -> Page:
    text = "You have no bookings to come."
    return Page("Your bookings", text, (section(text),))
