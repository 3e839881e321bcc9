"""A hold: its card while it stands, and what is left of it; and a booking or hold as it is by now."""

from datetime import datetime

from slack_sdk.models.blocks import ButtonElement

from booking_core import Booking, Member
from bot.views.offer import again_button
from bot.views.page import Page, button, row, section, small
from bot.views.receipt import details, fine_print, receipt, undone
from bot.wording import Plain, Rich, escape

CONFIRM = "confirm_hold"
RELEASE = "release_hold"


def held(booking: Booking, reader: Member) -> Page:
    """A hold that stands: what is held until when, and the buttons that confirm it or give it up."""
    voice, plain = Rich(reader.zone), Plain(reader.zone, reader.zone)
    assert booking.held_until is not None  # noqa: S101 — a hold has an end; for the type checker
    said = f"is held for {_whom(booking, reader)} until"
    when = voice.span(booking.span, booking.room)
    until = f"{said} {voice.clock(booking.held_until)}"
    first = f":hourglass_flowing_sand: {voice.name(booking.room)} {until}: {when}"
    text = (
        f"{escape(booking.room.name)} {said} {plain.clock(booking.held_until)}: "
        f"{plain.span(booking.span, booking.room)} ({booking.reference})"
    )
    blocks = (
        section("\n".join([first, *details(booking, voice)])),
        small(fine_print(booking)),
        row(hold_buttons(booking)),
    )
    return Page("Held", text, blocks)


def hold_buttons(booking: Booking) -> list[ButtonElement]:
    """Confirm and Release."""
    value = str(booking.id)
    return [button("Confirm", CONFIRM, value, style="primary"), button("Release", RELEASE, value)]


def lapsed(booking: Booking, reader: Member) -> Page:
    """A hold that was not confirmed in time, with a button that books it if it is still to be had."""
    return _over(booking, reader, ":hourglass:")


def over(booking: Booking, reader: Member) -> Page:
    """A booking or hold that stands no more, with a button that books it anew."""
    given_up = booking.state in ("cancelled", "released")
    return _over(booking, reader, ":wastebasket:" if given_up else ":hourglass:")


def standing(booking: Booking, reader: Member, now: datetime, *, share: bool = True) -> Page:
    """A booking or hold as it is at `now`: its receipt or card, or what it was and how to book it anew."""
    if booking.state == "booked":
        return receipt(booking, reader, now, share=share)
    if booking.state == "held" and booking.held_until is not None and booking.held_until > now:
        return held(booking, reader)
    return over(booking, reader)


def put_back(booking: Booking, reader: Member, now: datetime, *, share: bool = True) -> Page:
    """A booking or hold that is again what it was before it was changed or given up."""
    if booking.state == "held":
        return held(booking, reader)
    return undone(booking, reader, now, share=share)


def _whom(booking: Booking, reader: Member) -> str:
    return "you" if booking.booker.id == reader.id else escape(booking.booker.name)


def _fate(booking: Booking, reader: Member, room: str) -> str:
    """What has become of it, said with that name of its room."""
    whom = _whom(booking, reader)
    if booking.state == "cancelled":
        return f"{room} was cancelled"
    if booking.state == "released":
        return f"{'Your' if whom == 'you' else f'{whom}’s'} hold of {room} was given up"
    return f"{room} is no longer held for {whom}"


def _over(booking: Booking, reader: Member, sign: str) -> Page:
    voice, plain = Rich(reader.zone), Plain(reader.zone, reader.zone)
    when = voice.span(booking.span, booking.room)
    first = f"{sign} {_fate(booking, reader, voice.name(booking.room))}: {when}"
    said = _fate(booking, reader, escape(booking.room.name))
    text = f"{said}: {plain.span(booking.span, booking.room)} ({booking.reference})"
    blocks = (
        section("\n".join([first, *details(booking, voice)])),
        small(fine_print(booking)),
        row([again_button(booking)]),
    )
    return Page("Not booked", text, blocks)
