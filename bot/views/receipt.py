"""The receipt of a booking: as it stands, as it was just changed, and as it was given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from slack_sdk.models.blocks import Block, ButtonElement

from booking_core import LASTS, Booking, Member
from bot.views.page import Page, are_you_sure, button, row, section, small
from bot.wording import Rich, escape, length, listing, mention, plain_span

CHANGE = "change_booking"
CANCEL = "cancel_booking"
CANCEL_LISTED = "cancel_listed_booking"  # in a list, of which the rest is shown again
EXTEND = "extend_booking"
END = "end_booking"
UNDO = "undo_change"
SHARE = "share_booking"

EXTENSIONS = (timedelta(minutes=15), timedelta(minutes=30))
"""By how much a click makes a booking end later."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What a button asks for: by how much a booking is to end later than at the `end` that it shows."""

    booking: UUID
    by: timedelta
    end: datetime

    def beyond(self, now_ends_at: datetime) -> timedelta:
        """By how much later than it does by now; by nothing where that was reached before.

        So a second click on one button asks for no more than the first, and none for more than it says.
        """
        return max(min(self.by, self.end + self.by - now_ends_at), timedelta(0))


def receipt(booking: Booking, reader: Member, now: datetime, *, share: bool = True) -> Page:
    """A booking that stands, with what can be done about it."""
    return _standing(
        booking, reader, _is_whose(booking, reader), booking_buttons(booking, now, reader, share=share)
    )


def changed(
    booking: Booking, reader: Member, now: datetime, *, said: str = "is changed", share: bool = True
) -> Page:
    """A booking that was changed at `now`, and until when that can be undone; its receipt if it was not."""
    if booking.change is None:
        return receipt(booking, reader, now, share=share)
    buttons = [*booking_buttons(booking, now, reader, share=share), undo_button(booking)]
    return _standing(booking, reader, said, buttons, f"{undo_until(now, reader)}.")


def undone(booking: Booking, reader: Member, now: datetime, *, share: bool = True) -> Page:
    """A booking that is again what it was before it was changed or given up."""
    return _standing(booking, reader, "is as it was", booking_buttons(booking, now, reader, share=share))


def shared(booking: Booking, reader: Member, now: datetime, *, before: bool) -> Page:
    """A booking whose card stands in the channel now, or has stood there `before`."""
    buttons = booking_buttons(booking, now, reader)
    said = "Its card is already in this channel." if before else ""
    return _standing(booking, reader, _is_whose(booking, reader), buttons, said)


def ended(booking: Booking, reader: Member, now: datetime) -> Page:
    """A booking that was ended at `now`, before its time."""
    if booking.state == "cancelled":  # it had only just begun
        return cancelled(booking, reader, now)
    voice = Rich(reader.zone)
    first = f":checkered_flag: Ended: {voice.name(booking.room)}, {voice.span(booking.span, booking.room)}."
    text = (
        f"Ended: {escape(booking.room.name)}, {plain_span(booking.span, reader.zone)} ({booking.reference})"
    )
    said = f"{first} {undo_until(now, reader)}; after that the rest of its time is free for others."
    blocks = (section(said), small(fine_print(booking)), row([undo_button(booking)]))
    return Page("Ended", text, blocks)


def cancelled(booking: Booking, reader: Member, now: datetime, rest: Sequence[Block] = ()) -> Page:
    """A booking that was cancelled, or a hold released, at `now`; and what else may be said below."""
    said = "Released" if booking.state == "released" else "Cancelled"
    voice = Rich(reader.zone)
    when = voice.span(booking.span, booking.room)
    text = (
        f"{said}: {escape(booking.room.name)}, {plain_span(booking.span, reader.zone)} ({booking.reference})"
    )
    first = f":wastebasket: {said}: {voice.name(booking.room)}, {when}."
    free = f"{undo_until(now, reader)}; after that the room is free for others."
    blocks = (section(f"{first} {free}"), small(fine_print(booking)), row([undo_button(booking)]))
    return Page(said, text, (*blocks, *rest))


def booking_buttons(
    booking: Booking,
    now: datetime,
    reader: Member,
    *,
    extensions: Sequence[timedelta] = EXTENSIONS,
    share: bool = False,
) -> list[ButtonElement]:
    """What can be done about a booking at `now`: nothing any more once it is over or given up."""
    if booking.state != "booked" or booking.span.end <= now:
        return []
    booking_id, end = str(booking.id), booking.span.end.timestamp()
    return [
        button("Change", CHANGE, booking_id),
        *(_extend_button(booking_id, end, by) for by in extensions),
        end_button(booking) if booking.span.start <= now else cancel_button(booking, reader),
        *([button("Share", SHARE, booking_id)] if share else []),
    ]


def _extend_button(booking_id: str, end: float, by: timedelta) -> ButtonElement:
    """Makes the booking of that id end later by that much than at `end`, a Unix timestamp."""
    minutes = int(by.total_seconds() // 60)
    return button(f"+{length(by)}", f"{EXTEND}_{minutes}", f"{booking_id}|{minutes}|{end:.0f}")


def read_extension(value: str) -> Extension:
    """The extension in a button's value."""
    booking, minutes, end = value.split("|")
    return Extension(UUID(booking), timedelta(minutes=int(minutes)), datetime.fromtimestamp(int(end), UTC))


def end_button(booking: Booking) -> ButtonElement:
    """Ends the booking at once; no dialog asks, since it can be undone."""
    return button("End now", END, str(booking.id))


def cancel_button(
    booking: Booking, reader: Member, text: str = "Cancel", action_id: str = CANCEL
) -> ButtonElement:
    """Cancels the booking once a dialog has asked."""
    when = plain_span(booking.span, reader.zone)
    sure = are_you_sure(f"Cancel {booking.room.name}, {when}?", "Cancel the booking", "Keep it")
    return button(text, action_id, str(booking.id), style="danger", confirm=sure)


def undo_button(booking: Booking) -> ButtonElement:
    """Undoes the change that left the booking so."""
    return button("Undo", UNDO, str(booking.change))


def undo_until(now: datetime, reader: Member) -> str:
    """Until when a change that was made at `now` can be undone, as the beginning of a sentence."""
    return f"You can undo this until {Rich(reader.zone).clock(now + LASTS['undo'])}"


def details(booking: Booking, voice: Rich) -> list[str]:
    """The title and the people, a line each."""
    lines = []
    if booking.title:
        lines.append(voice.text(booking.title))
    if booking.people:
        lines.append(f"With {listing(mention(person) for person in booking.people)}")
    return lines


def fine_print(booking: Booking) -> str:
    """The reference, and where and what the room is."""
    place = booking.room.details
    parts = [f"`{booking.reference}`", escape(place.place), escape(", ".join(place.features))]
    return " · ".join(part for part in parts if part)


def _standing(
    booking: Booking, reader: Member, said: str, buttons: Sequence[ButtonElement], more: str = ""
) -> Page:
    voice = Rich(reader.zone)
    first = f":white_check_mark: {voice.name(booking.room)} {said}: {voice.span(booking.span, booking.room)}"
    when = plain_span(booking.span, reader.zone)
    text = f"{escape(booking.room.name)} {said}: {when} ({booking.reference})"
    lines = [first, *details(booking, voice), *([more] if more else [])]
    blocks: list[Block] = [section("\n".join(lines)), small(fine_print(booking))]
    if buttons:
        blocks.append(row(buttons))
    return Page("Booked" if said == _is_whose(booking, reader) else "Changed", text, tuple(blocks))


def _is_whose(booking: Booking, reader: Member) -> str:
    mine = booking.booker.id == reader.id
    return "is yours" if mine else f"is booked for {escape(booking.booker.name)}"
