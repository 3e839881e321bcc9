"""What a form or a click takes of a room's time, each in one unit of work with what it lets go."""

from dataclasses import replace
from uuid import UUID

from booking_core import (
    Booking,
    Keep,
    Wish,
    Work,
    book,
    changeable,
    extend,
    first_answer,
    hold,
    keep,
    keep_change,
    let_go,
    reschedule,
    shown,
    undo,
)
from bot.views.booking_form import BookingForm
from bot.views.receipt import Extension


def take(work: Work, wish: Wish) -> Booking:
    """The room, booked, as it is by now: a request that comes again may find the booking changed since.

    Raises what `book` raises.
    """
    return _as_it_is(work, book(work, wish))


def take_hold(work: Work, wish: Wish, place: tuple[str, str] | None) -> Booking:
    """The room, held, as it is by now, and known to be shown in that place; raises what `hold` raises."""
    booking = _as_it_is(work, hold(work, wish))
    if place is not None:
        shown(work, booking.id, *place)
    return booking


def take_change(work: Work, form: BookingForm, wish: Wish) -> Booking:
    """The booking that the form changes, changed to what is wished; raises what `reschedule` raises.

    Its `change` is None where the form came back as it was, so that there is nothing to undo.
    """
    comes_again = first_answer(work) is not None
    before = work.booking(form.changes)
    booking = reschedule(
        work,
        form.changes,
        room=wish.room,
        span=wish.span,
        title=wish.title,
        people=wish.people,
        private=wish.private,
    )
    let_go(work)
    same = booking.change == before.change and not comes_again
    return replace(booking, change=None) if same else booking


def take_extension(work: Work, asked: Extension) -> Booking:
    """The booking, which ends as much later as is asked; raises what `extend` raises.

    Its `change` is None where it ends as late already: the button was clicked twice, or is an old one.
    """
    old = work.booking(asked.booking, lock=True)
    by = asked.beyond(old.span.end)
    if first_answer(work) is None and not by:
        return replace(changeable(work, old.id), change=None)
    return extend(work, old.id, by)


def take_back(work: Work, change_id: UUID, place: tuple[str, str] | None) -> Booking:
    """What was before that change; a hold is known to be shown in that place. Raises what `undo` raises."""
    booking = undo(work, change_id)
    if booking.state == "held" and place is not None:
        shown(work, booking.id, *place)
    return booking


def keep_meanwhile(work: Work, form: BookingForm, wish: Wish) -> Keep | Booking:
    """What the form asks for, kept while it is filled in; the booking that it changes where that has it all.

    Raises what `keep` and `keep_change` raise.
    """
    booking = None if form.booking is None else work.booking(form.booking)
    if booking is None:
        return keep(work, wish.room, wish.span)
    kept = keep_change(work, booking.id, wish.room, wish.span)
    return booking if booking.room.id == wish.room and wish.span.within(booking.span) else kept


def _as_it_is(work: Work, booking: Booking) -> Booking:
    let_go(work)
    return work.booking(booking.id)
