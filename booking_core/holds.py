"""To keep a slot for a while: a hold, which is confirmed or given up, and what is kept for a form."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from booking_core.bookings import allowed_since, cleaned, demand_changeable
from booking_core.claims import (
    ALTHOUGH_CLOSED,
    Keeping,
    claim,
    confirm_claim,
    forget_lapsed,
    give_up,
    release,
)
from booking_core.directory import known_rooms
from booking_core.errors import HoldOver, NotYours, RoomTaken, TitleTooLong, TooManyHolds, TooManyPeople
from booking_core.facts import Booking, Keep, Wish
from booking_core.history import first_answer
from booking_core.ledger import amend, enter, enter_at_once
from booking_core.obstacles import LASTS, kept_to_undo
from booking_core.schema import ClaimRow, MemberRow
from booking_core.times import Span
from booking_core.work import Work

_PIECES: Final = 2  # around a booking of one's own; what is left of more is kept for an undo in between

MOST_HOLDS: Final = 2
"""So many slots may one person hold at a time, the one of a form that is being filled in among them."""


def hold(work: Work, wish: Wish) -> Booking:
    """The room, held for the person for five minutes; confirmed by then it is theirs, else it lapses.

    A request that held before is answered with what it held then. Raises what `book` raises, and
    TooManyHolds. What a form of theirs kept is kept no more.
    """
    until = work.now + LASTS["hold"]
    with suppress(TitleTooLong, TooManyPeople):  # unless it was held before, which is seen to below
        keeping = Keeping("hold", work.member.id, until)
        booking = enter_at_once(work, cleaned(wish), known_rooms(work), keeping=keeping)
        if booking is not None:
            give_up(work, "form")
            return booking
    room = work.room(wish.room)
    if (answer := first_answer(work)) is not None:
        return answer
    wish = cleaned(wish)
    placed_at = allowed_since(work, room, wish.span)
    forget_lapsed(work, work.member.id)
    give_up(work, "form")
    for slot in range(1, MOST_HOLDS + 1):
        try:
            return enter(work, room, wish, placed_at, keeping=Keeping("hold", work.member.id, until, slot))
        except RoomTaken as taken:
            if taken.clash is not None or taken.kept is not None:
                if (answer := first_answer(work)) is None:
                    raise
                return answer
    raise TooManyHolds(MOST_HOLDS)


def confirm(work: Work, booking_id: UUID) -> Booking:
    """The hold, booked for good; who confirmed it before is told so again.

    Raises NoSuchBooking, NotYours, AlreadyOver, or HoldOver where it has lapsed or was given up.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    if old.state == "booked" and old.may_be_changed_by(work.member):
        return old
    demand_changeable(work, old)
    if not confirm_claim(work, old.id):
        raise HoldOver(old)
    return amend(work, old, replace(old, state="booked", held_until=None), "confirmed")


def lapse(work: Work, booking_id: UUID) -> Booking:
    """The hold, which is over if its time has come; a clean-up, since a hold that lapsed blocks nobody.

    Raises NoSuchBooking or NotYours.
    """
    old = work.booking(booking_id, lock=True)
    if not old.may_be_changed_by(work.member):
        raise NotYours(old)
    if old.state != "held" or old.held_until is None or old.held_until > work.now:
        return old
    release(work, old.id)
    return amend(work, old, replace(old, state="lapsed"), "lapsed")


def keep(work: Work, room_id: UUID, span: Span, *, besides: Booking | None = None) -> Keep:
    """That time, kept for the person for five minutes while they fill in a form, and nothing else for it.

    With `besides`, only what that booking of theirs does not have already; and what is kept for
    them to undo a change is theirs anyway. Raises what `book` raises of a time, and TooManyHolds.
    """
    room = work.room(room_id)
    # Two changes of one form may come at one moment: the later one counts, and is in nobody's way.
    work.execute(
        select(MemberRow.id)
        .where(MemberRow.workspace_id == work.workspace_id, MemberRow.id == work.member.id)
        .with_for_update(key_share=True)
    )
    # A form that stays at a time which began meanwhile chose it in time.
    since = work.now if besides else allowed_since(work, room, span)
    give_up(work, "form")
    forget_lapsed(work, work.member.id)
    until = since + LASTS["form"]
    pieces: Sequence[Span] = [span]
    theirs = [besides.span] if besides is not None and besides.room.id == room.id else []
    for own in (*theirs, *kept_to_undo(work, room, span)):
        pieces = [left for piece in pieces for left in piece.without(own)]
    for slot, piece in enumerate(pieces[:_PIECES], start=1):
        claim(work, room, piece, None, keeping=Keeping("form", work.member.id, until, slot))
    if _held(work) >= MOST_HOLDS:  # after the claims: that the room is taken says more
        raise TooManyHolds(MOST_HOLDS)
    after = {"start": span.start.isoformat(), "end": span.end.isoformat(), "until": until.isoformat()}
    work.record(work.line("kept", room_id=room.id, after=after) | {"request_key": None})
    return Keep(room, span, work.member, until, "form")


def let_go(work: Work) -> None:
    """Nothing is kept for a form of the person any more."""
    give_up(work, "form")


def take_as_hold(work: Work, booking: Booking) -> None:
    """Claim the booking's time for a hold of its booker until its `held_until`; RoomTaken or TooManyHolds."""
    forget_lapsed(work, booking.booker.id)
    for slot in range(1, MOST_HOLDS + 1):
        try:
            claim(
                work,
                booking.room,
                booking.span,
                booking.id,
                keeping=_hold(booking, slot),
                values=ALTHOUGH_CLOSED,
            )
        except RoomTaken as taken:
            if taken.clash is not None or taken.kept is not None:
                raise
        else:
            return
    raise TooManyHolds(MOST_HOLDS)


def _hold(booking: Booking, slot: int) -> Keeping:
    assert booking.held_until is not None  # noqa: S101 — for the type checker: this is asked of holds
    return Keeping("hold", booking.booker.id, booking.held_until, slot)


def _held(work: Work) -> int:
    """How many holds of the person stand."""
    count: int = work.execute(
        select(func.count())
        .select_from(ClaimRow)
        .where(
            ClaimRow.workspace_id == work.workspace_id,
            ClaimRow.kept_for_id == work.member.id,
            ClaimRow.kept_as == "hold",
            ClaimRow.lapses_at > work.now,
        )
    ).scalar_one()
    return count
