"""What a form says above its fields when the room is free: until when it is kept meanwhile."""

from slack_sdk.models.blocks import Block

from booking_core import Booking, Keep, Member
from bot.views.page import section
from bot.wording import Rich


def meanwhile(kept: Keep | Booking, reader: Member) -> Block:
    """That the slot is kept for the reader until then; or that their own booking has that time already."""
    voice = Rich(reader.zone)
    if isinstance(kept, Booking):
        whose = "is yours" if kept.booker.id == reader.id else f"is booked for {voice.person(kept.booker)}"
        return section(f":white_check_mark: {voice.name(kept.room)} {whose} then.")
    when, until = voice.span(kept.span, kept.room), voice.clock(kept.until)
    return section(
        f":white_check_mark: {voice.name(kept.room)} is free {when}, and kept for you until {until}."
    )
