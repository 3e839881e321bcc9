"""What could be booked instead of what was refused: a sentence, and a button for each way out."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from booking_core import Alternative, Member, Wish
from bot.views.offer import BOOK_OFFER, offer_of
from bot.views.page import Page, button, section
from bot.wording import Rich, plural

_HOW = {"other_room": "the same time", "other_time": "another time", "shorter": "a shorter time"}


def refused(sentence: str, ways: Sequence[Alternative], wish: Wish, reader: Member) -> Page:
    """A refusal in mrkdwn, and the alternatives that book with one click."""
    blocks = (section(f":no_entry_sign: {sentence}"), *ways_out(ways, wish, reader))
    return Page("Not booked", sentence, blocks)


def ways_out(ways: Sequence[Alternative], wish: Wish, reader: Member) -> tuple[Block, ...]:
    """A line with a Book button for each alternative, the best first."""
    if not ways:
        return (section("Nothing near it is free that day either."),)
    voice = Rich(reader.zone)
    lines = []
    for way in ways:
        seats = plural(way.room.seats, "seat")
        text = f"{voice.name(way.room)} · {seats} · {voice.span(way.span, way.room)} · {_HOW[way.kind]}"
        style = "primary" if way is ways[0] else None
        lines.append(section(text, button("Book", BOOK_OFFER, offer_of(way, wish).value(), style=style)))
    return (section("*You can have instead:*"), *lines)
