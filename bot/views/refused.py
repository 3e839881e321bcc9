"""What could be booked instead of what was refused: a sentence, and buttons for each way out."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block

from booking_core import Alternative, Member, Offered, Wish
from bot.views.offer import TAKE_OFFER, offer_buttons, offer_of
from bot.views.page import Page, button, row, section
from bot.wording import Rich, plural

_HOW = {"other_room": "the same time", "other_time": "another time", "shorter": "a shorter time"}


@dataclass(frozen=True, slots=True)
class Instead:
    """What can be had at `now` instead of a wish, which starts then where it came too `late` for its time."""

    wish: Wish
    offered: Offered
    now: datetime
    late: bool = False


def refused(sentence: str, instead: Instead, reader: Member) -> Page:
    """A refusal in mrkdwn, and the alternatives that book with one click."""
    blocks = (section(f":no_entry_sign: {sentence}"), *ways_out(instead, reader))
    return Page("Not booked", sentence, blocks)


def ways_out(instead: Instead, reader: Member, *, changing: bool = False) -> tuple[Block, ...]:
    """A line for each alternative, the best first, and below it buttons that book or hold it.

    Where a booking is `changing`, one button lets it become that.
    """
    offered = instead.offered
    if not offered.ways:
        return (section(_nothing(withheld=offered.withheld)),)
    blocks: list[Block] = [section("*You can have instead:*")]
    for way in offered.ways:
        best = way is offered.ways[0]
        offer = offer_of(way, instead.wish, instead.now)
        how = "from now on" if instead.late and way.kind == "other_room" else _HOW[way.kind]
        text = f"{_line(way, reader)} · {how}"
        if best and offered.until is not None:
            text += f" · kept for you until {Rich(reader.zone).clock(offered.until)}"
        style = "primary" if best else None
        take = [button("Change to this", TAKE_OFFER, offer.value(), style=style)]
        blocks += [section(text), row(take if changing else offer_buttons(offer, style=style))]
    return tuple(blocks)


def _line(way: Alternative, reader: Member) -> str:
    voice = Rich(reader.zone)
    seats, when = plural(way.room.seats, "seat"), voice.span(way.span, way.room)
    return f"{voice.name(way.room)} · {seats} · {when}"


def _nothing(*, withheld: bool) -> str:
    if withheld:
        return "What is free near it was just offered to others: ask again in a minute, or name another room."
    return "Nothing near it is free that day either."
