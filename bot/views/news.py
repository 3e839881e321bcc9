"""What people are told unasked: that a booking with them was made, changed or given up; that it ends soon."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking_core import Booking, Member, News
from bot.views.page import Page, row, section, small
from bot.views.receipt import booking_buttons, details, fine_print
from bot.wording import Plain, Rich, escape, place_of, plain_span

_VERBS = {"extended": "extended", "ended": "ended"}


def news(told: News, user_id: str) -> str:
    """A change of a booking in mrkdwn, for someone who is in it or was until then, wherever they are."""
    before, after = told.before, told.after
    who, in_it = Rich(after.room.zone).person(told.by), is_in(after, user_id)
    shown = after if in_it else before
    where, was = _where(shown), ""
    if after.state == "cancelled":
        first = f":wastebasket: {who} cancelled {where}"
    elif not in_it:
        first = f":wave: {who} took you out of {where}"
    elif told.what in ("booked", "confirmed"):
        first = f":calendar: {who} booked {where}"
    elif before.state == "cancelled":
        first = f":calendar: {who} booked {where} again"
    elif not is_in(before, user_id):
        first = f":calendar: {who} added you to {where}"
    else:
        first = f":calendar: {who} {_verb(told)} a booking: {where}"
        was = "" if _where(before) == where else f"It was {_where(before)}"
    there = plain_span(shown.span, shown.room.zone)
    fine = f"{there} in {place_of(shown.room.zone)} · {fine_print(shown)}"
    lines = [first, was, *details(shown, Rich(shown.room.zone)), fine]
    return "\n".join(line for line in lines if line)


def is_in(booking: Booking, user_id: str) -> bool:
    """Whether that person is its booker, or named in it."""
    return user_id == booking.booker.user_id or user_id in booking.people


def reminder(
    booking: Booking, following: Booking | None, now: datetime, extensions: Sequence[timedelta]
) -> Page:
    """That the time of its booker ends soon, who has the room next, and what can be done.

    `following` is the next booking of the room on that day, `extensions` by how much it can end later.
    """
    reader = booking.booker
    rich, plain = Rich(reader.zone), Plain(reader.zone, reader.zone)
    ends = f"Your time in {rich.name(booking.room)} ends at {rich.clock(booking.span.end, booking.room)}."
    text = f"Your time in {escape(booking.room.name)} ends at {plain.clock(booking.span.end)}."
    blocks = (
        section(f":bell: {ends} {_afterwards(booking, following, rich)}"),
        small(fine_print(booking)),
        row(booking_buttons(booking, now, reader, extensions=extensions)),
    )
    return Page("Ending soon", text, blocks)


def _where(booking: Booking) -> str:
    voice = Rich(booking.room.zone)
    return f"{voice.name(booking.room)}, {voice.span(booking.span, booking.room)}"


def _verb(told: News) -> str:
    before, after = told.before, told.after
    stays = before.room == after.room and before.span.start == after.span.start
    return _VERBS.get(told.what, "changed" if stays else "moved")


def _afterwards(booking: Booking, following: Booking | None, voice: Rich) -> str:
    if following is None:
        return "Nobody has it after you that day."
    begins = voice.clock(following.span.start, booking.room)
    if following.span.start > booking.span.end:
        return f"Nobody has it after you until {begins}."
    return f"{_name(following.booker, booking.booker, voice)} it at {begins}."


def _name(booker: Member, reader: Member, voice: Rich) -> str:
    return "You have" if booker.id == reader.id else f"{voice.person(booker)} has"
