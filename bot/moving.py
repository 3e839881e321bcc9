"""To move a booking or make it longer: what is asked for, and what else there is where that is refused."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from booking_core import Desk, Look, Offered, Span, errors, offer
from bot.sentences import sentence
from bot.views.moves import Move, not_moved
from bot.views.page import Page
from bot.views.receipt import Extension
from bot.wording import Rich


def extension(look: Look, asked: Extension) -> Move:
    """The booking, to end as much later as is asked."""
    old = look.booking(asked.booking)
    longer = Span(old.span.start, old.span.end + asked.beyond(old.span.end))
    return Move(old, old.room, longer, look.now)


def relocation(look: Look, booking_id: UUID, room_id: UUID, span: Span) -> Move:
    """The booking, to be in that room for that span."""
    old = look.booking(booking_id)
    return Move(old, look.room(room_id), span, look.now)


def instead(refusal: errors.RoomTaken | errors.RoomClosed, move: Move, desk: Desk) -> Page:
    """What to say when the move is refused, with the ways in which it could be made."""
    # It takes nothing that was not offered to the person, and a late way out is better than none.
    offered = replace(desk, deadline=None).run(offer, move.wish)
    if move.begun:  # it can go on elsewhere, but not later
        ways = tuple(way for way in offered.ways if way.kind == "other_room")
        kept = ways[:1] == offered.ways[:1]
        offered = Offered(ways, offered.until if kept else None)
    in_the_way = None if isinstance(refusal, errors.RoomClosed) else _start_of(refusal)
    part = None if in_the_way is None else move.within(in_the_way)
    said = sentence(refusal, Rich(desk.member.zone), desk.member)
    return not_moved(said, move, part, offered, desk.member)


def _start_of(refusal: errors.RoomTaken) -> datetime | None:
    """When what is in the way begins."""
    if refusal.clash is not None:
        return refusal.clash.span.start
    return None if refusal.kept is None else refusal.kept.span.start
