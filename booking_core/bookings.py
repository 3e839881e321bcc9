"""To book and to cancel; and whose bookings are whose."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from booking_core.claims import keep_freed, release
from booking_core.directory import known_rooms, remembered_rooms
from booking_core.errors import (
    AlreadyBegun,
    AlreadyCancelled,
    AlreadyOver,
    Clash,
    HoldOver,
    InThePast,
    NoSuchBooking,
    NotYours,
    TitleTooLong,
    TooManyPeople,
)
from booking_core.facts import Booking, KnownRooms, Room, Wish
from booking_core.history import first_answer
from booking_core.ledger import amend, enter, enter_at_once
from booking_core.look import Look
from booking_core.lookup import booking_of, bookings_statement, in_force, stands
from booking_core.obstacles import kept_since
from booking_core.office import Desk
from booking_core.policy import check, clean_people, clean_title
from booking_core.references import normal_reference
from booking_core.schema import BookingRow
from booking_core.times import Span
from booking_core.work import Work


def book_at_once(desk: Desk, wish: Wish) -> Booking:
    """What `desk.run(book, wish)` returns or raises; if nothing speaks against it, in one question."""
    known = remembered_rooms(desk) or desk.look(known_rooms)
    return desk.run_at_once(
        lambda work: _book_if_free(work, wish, known), lambda work: _book_with_care(work, wish)
    )


def book_as_known(desk: Desk, wish: Wish, known: KnownRooms) -> Booking | None:
    """The same, if nothing at all speaks against it and the rooms are still as they are `known`.

    Else None, and nothing is done.
    """
    return desk.at_once(lambda work: _book_if_free(work, wish, known), first_answer)


def book(work: Work, wish: Wish) -> Booking:
    """The room, booked for the person who asks; or the refusal that says why not.

    A request that booked before is answered with what it booked then. Raises NoSuchRoom, RoomClosed,
    RoomTaken, InThePast, TooLong, TooFarAhead, TitleTooLong or TooManyPeople.
    """
    booking = _book_if_free(work, wish, known_rooms(work))
    return _book_with_care(work, wish) if booking is None else booking


def _book_if_free(work: Work, wish: Wish, known: KnownRooms) -> Booking | None:
    try:
        return enter_at_once(work, cleaned(wish), known)
    except (TitleTooLong, TooManyPeople):
        return None  # the request may have been done before, which is to be said first


def _book_with_care(work: Work, wish: Wish) -> Booking:
    """What `book` returns or raises, whatever may speak against it."""
    room = work.room(wish.room)
    if (answer := first_answer(work)) is not None:
        return answer
    wish = cleaned(wish)
    placed_at = allowed_since(work, room, wish.span)
    try:
        return enter(work, room, wish, placed_at)
    except Clash:
        # The same request may have got here twice at one moment, and be in its own way.
        if (answer := first_answer(work)) is None:
            raise
        return answer


def cleaned(wish: Wish) -> Wish:
    """The wish with title and people as they are kept; TitleTooLong or TooManyPeople."""
    title, people = clean_title(wish.title), clean_people(wish.people)
    same = (title, people) == (wish.title, wish.people)
    return wish if same else replace(wish, title=title, people=people)


def allowed_since(look: Look, room: Room, span: Span) -> datetime:
    """When that span was chosen: now, or when it began to be kept for the person, if it is by now past.

    Raises what `check` raises.
    """
    try:
        check(room, span, look.now)
    except InThePast:
        since = kept_since(look, room, span)
        if since is None:
            raise
        check(room, span, since)
        return since
    return look.now


def cancel(work: Work, booking_id: UUID) -> Booking:
    """The booking, cancelled, or the hold, given up; its time stays the person's while they can undo it.

    Raises NoSuchBooking, NotYours, AlreadyCancelled, AlreadyOver, AlreadyBegun or, for a hold that
    is over, HoldOver.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    demand_cancellable(work, old)
    held = old.state == "held"
    new = replace(old, state="released" if held else "cancelled")
    release(work, old.id)
    keep_freed(work, old.room, [old.span], old.id)
    return amend(work, old, new, new.state)


def changeable(look: Look, booking_id: UUID) -> Booking:
    """The booking or hold, if the person may change it and it can still be changed.

    Raises NoSuchBooking, NotYours, AlreadyCancelled, HoldOver or AlreadyOver.
    """
    booking = look.booking(booking_id)
    demand_changeable(look, booking)
    return booking


def cancellable(look: Look, booking_id: UUID) -> Booking:
    """The booking or hold, if the person may give it up now; what `changeable` raises, and AlreadyBegun."""
    booking = look.booking(booking_id)
    demand_cancellable(look, booking)
    return booking


def last_room(look: Look) -> UUID | None:
    """The room that the person booked last, None where they have booked none."""
    statement = (
        select(BookingRow.room_id)
        .where(BookingRow.workspace_id == look.workspace_id, BookingRow.booker_id == look.member.id)
        .order_by(BookingRow.id.desc())
        .limit(1)
    )
    return look.execute(statement).scalar_one_or_none()


def bookings_of(look: Look) -> tuple[Booking, ...]:
    """What the person who asks has booked or holds and is not over, in the order of its start."""
    rows = look.rows(
        bookings_statement()
        .where(
            BookingRow.workspace_id == look.workspace_id,
            BookingRow.booker_id == look.member.id,
            BookingRow.end_at > look.now,
            in_force(look.now),
        )
        .order_by(BookingRow.start_at, BookingRow.id)
    )
    return tuple(booking_of(row, look.member) for row in rows)


def booking_referred(look: Look, reference: str) -> Booking:
    """The booking with that reference, one that stands before one that does not; or NoSuchBooking."""
    called = bookings_statement().where(
        BookingRow.workspace_id == look.workspace_id, BookingRow.reference == normal_reference(reference)
    )
    standing, given_up = called.where(stands()), called.where(~stands())
    last_given_up = given_up.order_by(BookingRow.created_at.desc()).limit(1)
    # Once more in the end: it may have been given back between the two questions.
    for bearing_it in (standing, last_given_up, standing):
        row = look.execute(bearing_it).one_or_none()
        if row is not None:
            return booking_of(row, look.member)
    raise NoSuchBooking(reference)


def demand_changeable(look: Look, booking: Booking) -> None:
    """Nothing, where the person may change the booking and it can still be changed."""
    if not booking.may_be_changed_by(look.member):
        raise NotYours(booking)
    if booking.state == "cancelled":
        raise AlreadyCancelled(booking)
    if booking.state in ("released", "lapsed") or (booking.held_until and booking.held_until <= look.now):
        raise HoldOver(booking)
    if booking.span.end <= look.now:
        raise AlreadyOver(booking)


def demand_cancellable(look: Look, booking: Booking) -> None:
    """Nothing, where the person may give up the booking now; a hold may be given up whenever it stands."""
    demand_changeable(look, booking)
    if booking.state == "booked" and booking.span.start <= look.now:
        raise AlreadyBegun(booking)
