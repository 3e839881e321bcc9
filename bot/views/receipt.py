"""The receipt of a booking, what is left of it once cancelled, and the card that is shared."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from booking_core import Booking, Member
from bot.views.page import Page, are_you_sure, button, row, section, small
from bot.wording import Plain, Rich, escape, listing, mention, place_of, plain_span

CHANGE = "change_booking"
CANCEL = "cancel_booking"
CANCEL_LISTED = "cancel_listed_booking"  # in a list, of which the rest is shown again
SHARE = "share_booking"


def receipt(booking: Booking, reader: Member, *, changed: bool = False, share: bool = True) -> Page:
    """A booking that stands, new or just changed, with what can be done about it."""
    said = "is changed" if changed else "is yours"
    buttons = [change_button(booking), cancel_button(booking, reader)]
    if share:
        buttons.append(button("Share", SHARE, str(booking.id)))
    voice = Rich(reader.zone)
    first = f":white_check_mark: {voice.name(booking.room)} {said}: {voice.span(booking.span, booking.room)}"
    plain = Plain(reader.zone, reader.zone)
    name = escape(booking.room.name)
    text = f"{name} {said}: {plain.span(booking.span, booking.room)} ({booking.reference})"
    blocks = (
        section("\n".join([first, *_details(booking, voice)])),
        small(_fine_print(booking)),
        row(buttons),
    )
    return Page("Changed" if changed else "Booked", text, blocks)


def cancelled(booking: Booking, reader: Member, rest: Sequence[Block] = ()) -> Page:
    """A booking that was just cancelled, and what else may be said below."""
    voice = Rich(reader.zone)
    when = voice.span(booking.span, booking.room)
    name = escape(booking.room.name)
    text = f"Cancelled: {name}, {plain_span(booking.span, reader.zone)} ({booking.reference})"
    first = f":wastebasket: Cancelled: {voice.name(booking.room)}, {when}. The room is free again."
    return Page("Cancelled", text, (section(first), small(_fine_print(booking)), *rest))


def card(booking: Booking) -> Page:
    """What everyone in the channel sees of a shared booking: on their own clock, and on the room's."""
    voice = Rich(booking.room.zone)
    lines = [
        f":round_pushpin: {voice.name(booking.room)}, {voice.span(booking.span, booking.room)}",
        *_details(booking, voice),
        f"Booked by {mention(booking.booker.user_id)}",
    ]
    name = escape(booking.room.name)
    text = f"{name}, {plain_span(booking.span, booking.room.zone)} ({booking.room.zone.key})"
    there = f"{plain_span(booking.span, booking.room.zone)} in {place_of(booking.room.zone)}"
    fine = small(f"{there} · {_fine_print(booking)}")
    return Page("Booking", text, (section("\n".join(lines)), fine))


def change_button(booking: Booking) -> ButtonElement:
    """Opens the form of the booking."""
    return button("Change", CHANGE, str(booking.id))


def cancel_button(
    booking: Booking, reader: Member, text: str = "Cancel", action_id: str = CANCEL
) -> ButtonElement:
    """Cancels the booking once a dialog has asked."""
    when = Plain(reader.zone, reader.zone).span(booking.span, booking.room)
    sure = are_you_sure(f"Cancel {booking.room.name}, {when}?", "Cancel the booking", "Keep it")
    return button(text, action_id, str(booking.id), style="danger", confirm=sure)


def _details(booking: Booking, voice: Rich) -> list[str]:
    lines = []
    if booking.title:
        lines.append(voice.text(booking.title))
    if booking.people:
        lines.append(f"With {listing(mention(person) for person in booking.people)}")
    return lines


def _fine_print(booking: Booking) -> str:
    details = booking.room.details
    voice = Rich(booking.room.zone)
    parts = [f"`{booking.reference}`", voice.text(details.place), voice.text(", ".join(details.features))]
    return " · ".join(part for part in parts if part)
