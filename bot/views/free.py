"""The rooms that are free in a span."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from slack_sdk.models.blocks import Block

from booking_core import Member, Room, Span
from bot.views.offer import Offer, offer_buttons
from bot.views.page import Page, header, note, row, section, small, turns
from bot.wording import Rich, escape, listing, place_of, plain_span, plural

TURN_FREE = "turn_free_page"
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for: a room that is free in the span, with so many seats and with these features."""

    span: Span
    seats: int = 1
    features: tuple[str, ...] = ()

    def value(self, page: int) -> str:
        """A page of what was found as a button's value."""
        start, end = (int(moment.timestamp()) for moment in (self.span.start, self.span.end))
        return json.dumps([start, end, self.seats, self.features, page])


def read_search(value: str) -> tuple[Search, int]:
    """The search and the page in a button's value."""
    start, end, seats, features, page = json.loads(value)
    span = Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
    return Search(span, seats, tuple(features)), page


def free(rooms: Sequence[Room], search: Search, reader: Member, page: int = 0) -> Page:
    """The rooms on page number `page` (from 0), near ones first, each with buttons that book and hold it."""
    wanted = f" with {plural(search.seats, 'seat')}" if search.seats > 1 else ""
    wanted += f" with {listing(search.features)}" if search.features else ""
    when = plain_span(search.span, reader.zone)
    if not rooms:
        return note("Free rooms", f"No room{escape(wanted)} is free {when}.")
    pages = ceil(len(rooms) / PER_PAGE)
    page = max(0, min(page, pages - 1))
    blocks: list[Block] = [header(f"Free{wanted} {when}")]
    near_first = sorted(rooms, key=lambda room: room.zone != reader.zone)
    for room in near_first[page * PER_PAGE : (page + 1) * PER_PAGE]:
        blocks += _lines(room, search, reader)
    if pages > 1:
        blocks.append(small(f"Page {page + 1} of {pages}, {plural(len(rooms), 'room')}"))
        blocks.append(row(turns(TURN_FREE, page, pages, search.value, ("Before", "More rooms"))))
    return Page("Free rooms", f"Free {when}: {plural(len(rooms), 'room')}", tuple(blocks))


def _lines(room: Room, search: Search, reader: Member) -> list[Block]:
    voice, details = Rich(reader.zone), room.details
    facts = [plural(room.seats, "seat"), voice.text(details.place), voice.text(", ".join(details.features))]
    if room.zone != reader.zone:
        facts.append(f"in {place_of(room.zone)}")
    text = " · ".join([voice.name(room), *(fact for fact in facts if fact)])
    offer = Offer(room.id, search.span, seats=search.seats if search.seats > 1 else None)
    return [section(text), row(offer_buttons(offer))]
