"""To offer the ways out of a refusal: the best is kept for the person, the others go to nobody else."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, insert, or_, select
from uuid_utils.compat import uuid7

from booking_core.availability import alternatives
from booking_core.claims import Keeping, claim, give_up
from booking_core.errors import RoomClosed, RoomTaken
from booking_core.facts import Alternative, Offered, Wish
from booking_core.obstacles import LASTS
from booking_core.schema import OfferRow, WorkspaceRow
from booking_core.work import Work

_ATTEMPTS: Final = 5  # so often may others book by name what was about to be offered


def offer(work: Work, wish: Wish) -> Offered:
    """Up to five ways out, as `alternatives` finds them; the first is kept for the person for one minute.

    What they were offered before is theirs no more. NoSuchRoom where there is no such room.
    """
    # One refused person after the other, so that no two are shown the same; who books does not wait.
    work.execute(
        select(WorkspaceRow.id).where(WorkspaceRow.id == work.workspace_id).with_for_update(key_share=True)
    )
    give_up(work, "offer")
    work.execute(
        delete(OfferRow).where(
            OfferRow.workspace_id == work.workspace_id,
            or_(OfferRow.member_id == work.member.id, OfferRow.until <= work.now),
        )
    )
    until = work.now + LASTS["offer"]
    for _ in range(_ATTEMPTS):
        ways = alternatives(work, wish)
        if ways and _kept(work, ways[0], until):
            _show(work, ways, until)
            return Offered(ways, until)
    return Offered(ways, None, withheld=not ways and bool(alternatives(work, wish, shown=True)))


def _kept(work: Work, way: Alternative, until: datetime) -> bool:
    try:
        claim(work, way.room, way.span, None, keeping=Keeping("offer", work.member.id, until))
    except (RoomTaken, RoomClosed):
        return False  # someone asked for it by name since it was looked for
    return True


def _show(work: Work, ways: tuple[Alternative, ...], until: datetime) -> None:
    """Nobody else is offered the others; and the history of the room says why it was not to be had."""
    rows = [
        {
            "workspace_id": work.workspace_id,
            "id": uuid7(),
            "member_id": work.member.id,
            "room_id": way.room.id,
            "start_at": way.span.start,
            "end_at": way.span.end,
            "until": until,
        }
        for way in ways[1:]
    ]
    if rows:
        work.connection.execute(insert(OfferRow), rows)
    best = ways[0]
    after = {
        "start": best.span.start.isoformat(),
        "end": best.span.end.isoformat(),
        "until": until.isoformat(),
    }
    work.record(work.line("offered", room_id=best.room.id, after=after) | {"request_key": None})
