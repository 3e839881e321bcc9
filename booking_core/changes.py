"""To change a booking that stands: to reschedule, extend and end it, and to undo that, or its end."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from booking_core.bookings import allowed_since, demand_changeable
from booking_core.claims import ALTHOUGH_CLOSED, claim, keep_freed, release, shrink
from booking_core.errors import (
    AlreadyBegun,
    EndBeforeStart,
    InThePast,
    NoSuchBooking,
    NotBegun,
    NotConfirmed,
    NotYours,
    UndoOver,
)
from booking_core.facts import Booking, Keep
from booking_core.history import first_answer, with_agreed
from booking_core.holds import keep, take_as_hold
from booking_core.ledger import amend
from booking_core.look import Look
from booking_core.obstacles import LASTS
from booking_core.policy import check, clean_people, clean_title
from booking_core.schema import HistoryRow
from booking_core.times import Span, minute_of
from booking_core.work import Work

UNDONE_FOR: Final = ("cancelled", "released", "rescheduled", "extended", "ended")
"""The changes that can be undone, for as long as the time that they freed is kept."""


def reschedule(
    work: Work,
    booking_id: UUID,
    *,
    room: UUID | None = None,
    span: Span | None = None,
    title: str | None = None,
    people: tuple[str, ...] | None = None,
    private: bool | None = None,
) -> Booking:
    """The booking with what is given changed, all of it at once; None leaves a thing as it is.

    Refused, it stands as it was. Raises what `book` raises, and NoSuchBooking, NotYours,
    AlreadyCancelled, AlreadyOver, NotConfirmed for a hold, or AlreadyBegun where the start or the
    room of a meeting under way would change. The booking's own time is not in its way.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    demand_booked(work, old)
    new = replace(
        old,
        room=old.room if room is None else work.room(room),
        span=old.span if span is None else span,
        title=old.title if title is None else clean_title(title),
        people=old.people if people is None else clean_people(people),
        private=old.private if private is None else private,
    )
    return old if new == old else _become(work, old, new, "rescheduled")


def extend(work: Work, booking_id: UUID, by: timedelta) -> Booking:
    """The booking, which ends later by that much; what `reschedule` raises, EndBeforeStart for no time."""
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    demand_booked(work, old)
    longer = Span(old.span.start, old.span.end + by)
    if by <= timedelta(0):
        raise EndBeforeStart(old.span.end, longer.end)
    return _become(work, old, replace(old, span=longer), "extended")


def end_early(work: Work, booking_id: UUID) -> Booking:
    """The booking, which ends with the minute before this one; within its first it is cancelled instead.

    The rest of its time stays the person's while they can undo it. Raises NoSuchBooking, NotYours,
    AlreadyCancelled, AlreadyOver, NotConfirmed for a hold, or NotBegun.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    demand_booked(work, old)
    if old.span.start > work.now:
        raise NotBegun(old)
    end = minute_of(work.now)
    if end > old.span.start:
        return _become(work, old, replace(old, span=Span(old.span.start, end)), "ended")
    release(work, old.id)
    keep_freed(work, old.room, [old.span], old.id)
    return amend(work, old, replace(old, state="cancelled"), "ended")


def undo(work: Work, change: UUID) -> Booking:
    """The booking as it was before that change of it; its time was kept, so nobody else can have it.

    Raises NoSuchBooking, NotYours, TooManyHolds where the person has held other slots meanwhile, or
    UndoOver where the change is no longer the last or more than two minutes old.
    """
    line = _line(work, change)
    old = work.booking(line.booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    if not old.may_be_changed_by(work.member):
        raise NotYours(old)
    until = line.at + LASTS["undo"]
    if line.what not in UNDONE_FOR or old.change != change or until <= work.now:
        raise UndoOver(old)
    new = with_agreed(work, old, line.before)
    release(work, old.id)
    if new.held_until is not None:
        new = replace(new, held_until=max(new.held_until, until))
        take_as_hold(work, new)
    else:
        claim(work, new.room, new.span, new.id, values=ALTHOUGH_CLOSED)
    return amend(work, old, new, "undone")


def keep_change(work: Work, booking_id: UUID, room_id: UUID, span: Span) -> Keep:
    """What the booking would take in addition if it moved there, kept for the person's form.

    Raises what `reschedule` and `keep` raise.
    """
    old = work.booking(booking_id)
    demand_booked(work, old)
    check_move(work, old, replace(old, room=work.room(room_id), span=span))
    return keep(work, room_id, span, besides=old)


def demand_booked(look: Look, booking: Booking) -> None:
    """Nothing, where the person may change the booking and it stands for good; else the refusal."""
    demand_changeable(look, booking)
    if booking.state == "held":
        raise NotConfirmed(booking)


def _become(work: Work, old: Booking, new: Booking, what: str) -> Booking:
    placed_at = {}
    if (new.room.id, new.span) != (old.room.id, old.span):
        chosen_at = check_move(work, old, new)
        placed_at = {} if new.span.start == old.span.start else {"placed_at": chosen_at}
        _move(work, old, new)
    return amend(work, old, new, what, **placed_at)


def _move(work: Work, old: Booking, new: Booking) -> None:
    """Take the new time and give up the old, which is kept for an undo; or raise."""
    same_room = new.room.id == old.room.id
    if same_room and new.span.within(old.span):
        shrink(work, old.id, new.span)
    elif same_room and new.span.overlaps(old.span):
        release(work, old.id)  # its own time is not in its way
        claim(work, new.room, new.span, new.id)
    else:
        # The new before the old: two that swap are both refused at once. The other way about each
        # waits to see whether the other really leaves, until the database calls it a deadlock.
        release(work, old.id, but=claim(work, new.room, new.span, new.id).id)
    keep_freed(work, old.room, old.span.without(new.span) if same_room else [old.span], old.id)


def check_move(look: Look, old: Booking, new: Booking) -> datetime:
    """When that was chosen, where the booking's time and room may become those of the new; else the refusal.

    Who only gives time back needs no leave of the room's rules.
    """
    begun = old.span.start <= look.now
    same_room = new.room.id == old.room.id
    if begun and (new.span.start != old.span.start or not same_room):
        raise AlreadyBegun(old)
    if begun and new.span.end < minute_of(look.now):
        raise InThePast(new.room, new.span.end, look.now)
    if begun:
        if not new.span.within(old.span):
            check(new.room, new.span, old.span.start)
    elif not (same_room and new.span.within(old.span)):
        return allowed_since(look, new.room, new.span)
    return look.now


def _line(look: Look, change: UUID) -> Row[Any]:
    """What that line of history says, or NoSuchBooking where there is none, or it is of no booking."""
    row = look.execute(
        select(HistoryRow.booking_id, HistoryRow.at, HistoryRow.what, HistoryRow.before).where(
            HistoryRow.workspace_id == look.workspace_id, HistoryRow.id == change
        )
    ).one_or_none()
    if row is None or row.booking_id is None:
        raise NoSuchBooking(str(change))
    return row
