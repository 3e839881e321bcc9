"""`claim`: the one way to take a room's time, and the only code that writes the claims table.

The database decides, in one statement, whether a claim is granted: nothing is checked first and
written later, so there is no race to lose and no lock to hold. What must stand or fall with the
claim (a booking, its line of history) is given along as `follows`.

Time may be kept for a person for a while (`Keeping`). A claim that lapsed is in nobody's way, and
what is kept for a person to make up their mind is not in their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Boolean, Connection, and_, bindparam, delete, or_, update
from uuid_utils.compat import uuid7

from booking_core.errors import RoomClosed, RoomTaken
from booking_core.facts import KeepPurpose, Room
from booking_core.granting import Follow, asking
from booking_core.look import Look
from booking_core.obstacles import LASTS, OVERLAPPING, in_the_way, overlap
from booking_core.schema import ClaimRow
from booking_core.times import Span
from booking_core.work import Work


@dataclass(frozen=True, slots=True)
class Keeping:
    """Why, for which member and until when a claim is kept, and in which of their slots for that purpose."""

    purpose: KeepPurpose
    member_id: UUID
    until: datetime
    slot: int = 1


@dataclass(frozen=True, slots=True)
class Granted:
    """A claim that was granted, and what the statements that followed said, all of it in one row."""

    id: UUID
    said: Sequence[Any]


ALTHOUGH_CLOSED: Final = {"although_closed": True}
"""For time that is given back to whoever had it: that a room is closed takes it from nobody."""

_NO_RULES: Final = {"although_closed": False, "minutes": 0, "days": 0, "unless_done": None, "as_of": None}

_GIVES_WAY: Final = or_(
    ClaimRow.lapses_at <= bindparam("now"),
    and_(
        ClaimRow.kept_for_id == bindparam("member_id"),
        or_(
            ClaimRow.kept_as.in_(["form", "offer"]),
            and_(ClaimRow.kept_as == "undo", bindparam("for_good", type_=Boolean())),
        ),
    ),
)
_GIVING_WAY: Final = delete(ClaimRow).where(*OVERLAPPING, _GIVES_WAY)


def take(
    work: Work,
    room_id: UUID,
    span: Span,
    booking_id: UUID | None,
    *,
    keeping: Keeping | None = None,
    follows: tuple[Follow, ...] = (),
    values: Mapping[str, Any] | None = None,
) -> Granted | None:
    """The new claim: the room is taken for that span, and `follows` is done with `values`.

    None, with nothing written, where something is in the way, or the room is not there or closed, or
    `values` say what else must be so and it is not: those of ALTHOUGH_CLOSED, or of `by_the_rules`, or
    which change `as_of` must be the last one of the workspace's rooms.
    """
    binds = {
        "workspace_id": work.workspace_id,
        "claim_id": uuid7(),
        "room_id": room_id,
        "booking_id": booking_id,
        "start_at": span.start,
        "end_at": span.end,
        "lapses_at": keeping and keeping.until,
        "kept_for_id": keeping and keeping.member_id,
        "kept_as": keeping and keeping.purpose,
        "kept_slot": keeping and keeping.slot,
        **_NO_RULES,
        **(values or {}),
    }
    asked = asking(work.connection.dialect, follows, as_of=binds["as_of"] is not None)
    row = asked.row(work.connection, binds)
    if row is None:
        return None
    work.wrote = True
    return Granted(row[0], row[1:])


def claim(
    work: Work,
    room: Room,
    span: Span,
    booking_id: UUID | None,
    *,
    keeping: Keeping | None = None,
    follows: tuple[Follow, ...] = (),
    values: Mapping[str, Any] | None = None,
) -> Granted:
    """What `take` takes, also from a claim that lapsed or is kept for the person to make up their mind.

    What is kept for them to undo a change gives way to a booking or a hold of theirs alone.

    With nothing written, raises RoomTaken with what is first in the way, or RoomClosed where the
    room was closed meanwhile, unless `values` are or contain those of ALTHOUGH_CLOSED.
    """
    asked = partial(take, work, room.id, span, booking_id, keeping=keeping, follows=follows, values=values)
    if (granted := asked()) is not None:
        return granted
    for_good = keeping is None or keeping.purpose == "hold"
    asker = {"now": work.now, "member_id": work.member.id, "for_good": for_good}
    gave_way = work.execute(_GIVING_WAY, {**overlap(work, room, span), **asker}).rowcount
    if gave_way and (granted := asked()) is not None:
        return granted
    clash, kept = in_the_way(work, room, span)
    if clash is None and kept is None:
        # What was in the way a moment ago is gone, such as a lapsed hold that someone else cleaned up.
        if (granted := asked()) is not None:
            return granted
        if not work.room(room.id).open:
            raise RoomClosed(room)
    raise RoomTaken(room, span, clash, kept)


def by_the_rules(look: Look, span: Span) -> dict[str, Any]:
    """Values by which a claim is granted only if the room's policy allows the span, as `check` has it.

    And only to a request that has changed nothing yet.
    """
    return {
        "minutes": -(-span.length // timedelta(minutes=1)),
        "days": -((look.now - span.start) // timedelta(days=1)),
        "unless_done": look.request_key,
    }


def keep_freed(work: Work, room: Room, spans: Sequence[Span], booking_id: UUID) -> None:
    """What the booking has just given up stays the person's until they can undo it no more."""
    keeping = Keeping("undo", work.member.id, work.now + LASTS["undo"])
    for span in spans:
        if span.end > work.now:
            claim(work, room, span, booking_id, keeping=keeping, values=ALTHOUGH_CLOSED)


def release(work: Work, booking_id: UUID, *, but: UUID | None = None) -> None:
    """The booking takes no room's time any more, but for the claim `but`."""
    given_up = delete(ClaimRow).where(
        ClaimRow.workspace_id == work.workspace_id, ClaimRow.booking_id == booking_id
    )
    work.execute(given_up if but is None else given_up.where(ClaimRow.id != but))


def confirm_claim(work: Work, booking_id: UUID) -> bool:
    """Whether the hold's claim still stood, and stands for good now."""
    kept = update(ClaimRow).where(
        ClaimRow.workspace_id == work.workspace_id,
        ClaimRow.booking_id == booking_id,
        ClaimRow.kept_as == "hold",
        ClaimRow.lapses_at > work.now,
    )
    for_good = {"lapses_at": None, "kept_for_id": None, "kept_as": None, "kept_slot": None}
    return work.execute(kept.values(**for_good)).rowcount == 1


def give_up(work: Work, purpose: KeepPurpose) -> None:
    """Nothing is kept for the person for that purpose any more."""
    kept = delete(ClaimRow).where(
        ClaimRow.workspace_id == work.workspace_id,
        ClaimRow.kept_for_id == work.member.id,
        ClaimRow.kept_as == purpose,
    )
    work.execute(kept)


def forget_lapsed(work: Work, member_id: UUID) -> None:
    """What was kept for the member and has lapsed takes none of their slots any more."""
    work.execute(
        delete(ClaimRow).where(
            ClaimRow.workspace_id == work.workspace_id,
            ClaimRow.kept_for_id == member_id,
            ClaimRow.lapses_at <= work.now,
        )
    )


def prune(connection: Connection, now: datetime) -> None:
    """The table stays as large as what lies ahead: what has passed or lapsed goes, in all workspaces."""
    connection.execute(delete(ClaimRow).where(or_(ClaimRow.end_at <= now, ClaimRow.lapses_at <= now)))


def shrink(work: Work, booking_id: UUID, span: Span) -> None:
    """The booking's claim gives up all time outside of `span`, which must lie within it.

    Giving time back takes none, so it needs no grant and is possible in a closed room as well.
    """
    work.execute(
        update(ClaimRow)
        .where(
            ClaimRow.workspace_id == work.workspace_id,
            ClaimRow.booking_id == booking_id,
            ClaimRow.kept_as.is_(None),
        )
        .values(start_at=span.start, end_at=span.end)
    )
