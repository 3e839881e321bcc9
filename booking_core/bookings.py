"""To book, to reschedule, to cancel: the verbs of a booking."""

from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, FromClause, Insert, Select, Table, bindparam, insert, select, update
from uuid_utils.compat import uuid7

from booking_core.claims import claim, release, shrink
from booking_core.errors import (
    AlreadyBegun,
    AlreadyCancelled,
    AlreadyOver,
    Clash,
    InThePast,
    NoSuchBooking,
    NoSuchRoom,
    NotYours,
)
from booking_core.facts import Booking, Room, Wish
from booking_core.history import agreed, changed, first_answer
from booking_core.lookup import ROOM_COLUMNS, booking_of, bookings_statement, room_of, rooms_statement
from booking_core.policy import check, clean_people, clean_title
from booking_core.references import candidates, free_reference, normal_reference
from booking_core.schema import BOOKINGS, HISTORY, BookingRow, HistoryRow, RoomRow
from booking_core.times import Span, minute_of
from booking_core.work import Work


def book(work: Work, wish: Wish) -> Booking:
    """The room, booked for the person who asks; or the refusal that says why not.

    A request that booked before is answered with what it booked then. Raises NoSuchRoom, RoomClosed,
    RoomTaken, InThePast, TooLong, TooFarAhead, TitleTooLong or TooManyPeople.
    """
    room, reference, seen = _place(work, wish.room)
    if seen is not None and (answer := first_answer(work)) is not None:
        return answer
    title, people = clean_title(wish.title), clean_people(wish.people)
    check(room, wish.span, work.now)
    booking = Booking(
        id=uuid7(),
        reference=reference,
        room=room,
        span=wish.span,
        booker=work.member,
        title=title,
        people=people,
        state="booked",
        created_at=work.now,
        created_by=work.member,
    )
    line = work.line("booked", booking_id=booking.id, room_id=room.id, after=agreed(booking))
    values = {f"b_{name}": value for name, value in _columns(booking).items()}
    values |= {f"h_{name}": value for name, value in line.items()}
    try:
        claim(work, room, wish.span, booking.id, follows=(_insert_booking, _insert_line), values=values)
    except Clash:
        # The same request may have got here twice at one moment, and be in its own way.
        if (answer := first_answer(work)) is None:
            raise
        return answer
    return booking


def reschedule(
    work: Work,
    booking_id: UUID,
    *,
    room: UUID | None = None,
    span: Span | None = None,
    title: str | None = None,
    people: tuple[str, ...] | None = None,
) -> Booking:
    """The booking with what is given changed, all of it at once; None leaves a thing as it is.

    Refused, it stands as it was. Raises what `book` raises, and NoSuchBooking, NotYours,
    AlreadyCancelled, AlreadyOver, or AlreadyBegun where the start or the room of a meeting under
    way would change. The booking's own time is not in its way.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    _demand_changeable(work, old)
    new = replace(
        old,
        room=old.room if room is None else work.room(room),
        span=old.span if span is None else span,
        title=old.title if title is None else clean_title(title),
        people=old.people if people is None else clean_people(people),
    )
    before = changed(old, new)
    if not before:
        return old
    if (new.room.id, new.span) != (old.room.id, old.span):
        _move(work, old, new)
    placed_at = {} if new.span.start == old.span.start else {"placed_at": work.now}
    _update(work, new, **placed_at)
    _record(work, "rescheduled", new, before)
    return new


def cancel(work: Work, booking_id: UUID) -> Booking:
    """The booking, cancelled; its time is free at once.

    Raises NoSuchBooking, NotYours, AlreadyCancelled, AlreadyOver or AlreadyBegun.
    """
    old = work.booking(booking_id, lock=True)
    if (answer := first_answer(work)) is not None:
        return answer
    _demand_changeable(work, old)
    if old.span.start <= work.now:
        raise AlreadyBegun(old)
    new = replace(old, state="cancelled")
    release(work, old.id)
    _update(work, new)
    _record(work, "cancelled", new, changed(old, new))
    return new


def changeable(work: Work, booking_id: UUID) -> Booking:
    """The booking, if the person may change it and it can still be changed.

    Raises NoSuchBooking, NotYours, AlreadyCancelled or AlreadyOver.
    """
    booking = work.booking(booking_id)
    _demand_changeable(work, booking)
    return booking


def cancellable(work: Work, booking_id: UUID) -> Booking:
    """The booking, if the person may cancel it now; raises what `changeable` does, and AlreadyBegun."""
    booking = changeable(work, booking_id)
    if booking.span.start <= work.now:
        raise AlreadyBegun(booking)
    return booking


def last_room(work: Work) -> UUID | None:
    """The room that the person booked last, None where they have booked none."""
    statement = (
        select(BookingRow.room_id)
        .where(BookingRow.workspace_id == work.workspace_id, BookingRow.booker_id == work.member.id)
        .order_by(BookingRow.id.desc())
        .limit(1)
    )
    return work.execute(statement).scalar_one_or_none()


def bookings_of(work: Work) -> tuple[Booking, ...]:
    """What the person who asks has booked and is not over, in the order of its start."""
    rows = work.rows(
        bookings_statement()
        .where(
            BookingRow.workspace_id == work.workspace_id,
            BookingRow.booker_id == work.member.id,
            BookingRow.end_at > work.now,
            BookingRow.state == "booked",
        )
        .order_by(BookingRow.start_at, BookingRow.id)
    )
    return tuple(booking_of(row) for row in rows)


def booking_referred(work: Work, reference: str) -> Booking:
    """The booking with that reference, a standing one before a cancelled one; or NoSuchBooking."""
    row = work.execute(
        bookings_statement()
        .where(
            BookingRow.workspace_id == work.workspace_id,
            BookingRow.reference == normal_reference(reference),
        )
        .order_by(BookingRow.state, BookingRow.created_at.desc())  # "booked" sorts before "cancelled"
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NoSuchBooking(reference)
    return booking_of(row)


def _place(work: Work, room_id: UUID) -> tuple[Room, str, UUID | None]:
    """The room, a free reference, and the line of history that this request wrote before, in one question."""
    asked = {"workspace_id": work.workspace_id, "room_id": room_id, "request_key": work.request_key}
    row = work.execute(_placing(), asked | candidates()).one_or_none()
    if row is None:
        raise NoSuchRoom(str(room_id))
    return room_of(row), row[len(ROOM_COLUMNS)], row[len(ROOM_COLUMNS) + 1]


@cache  # built once: to build it costs more than to ask it
def _placing() -> Select[Any]:
    workspace_id: BindParameter[UUID] = bindparam("workspace_id")
    seen = (
        select(HistoryRow.id)
        .where(HistoryRow.workspace_id == workspace_id, HistoryRow.request_key == bindparam("request_key"))
        .scalar_subquery()
    )
    placing = rooms_statement().add_columns(free_reference(), seen)
    return placing.where(RoomRow.workspace_id == workspace_id, RoomRow.id == bindparam("room_id"))


def _demand_changeable(work: Work, booking: Booking) -> None:
    """Nothing, where the person may change the booking and it can still be changed."""
    if not booking.may_be_changed_by(work.member):
        raise NotYours(booking)
    if booking.state == "cancelled":
        raise AlreadyCancelled(booking)
    if booking.span.end <= work.now:
        raise AlreadyOver(booking)


def _move(work: Work, old: Booking, new: Booking) -> None:
    """Give up the old time and take the new, or raise."""
    begun = old.span.start <= work.now
    if begun and (new.span.start != old.span.start or new.room.id != old.room.id):
        raise AlreadyBegun(old)
    if begun and new.span.end < minute_of(work.now):
        raise InThePast(new.room, new.span.end, work.now)
    same_room = new.room.id == old.room.id
    if same_room and new.span.within(old.span):
        shrink(work, old.id, new.span)
        return
    check(new.room, new.span, old.span.start if begun else work.now)
    if same_room and new.span.overlaps(old.span):
        release(work, old.id)  # its own time is not in its way
        claim(work, new.room, new.span, new.id)
    else:
        # The new before the old: two that swap are both refused at once. The other way about each
        # waits to see whether the other really leaves, until the database calls it a deadlock.
        release(work, old.id, but=claim(work, new.room, new.span, new.id))


def _columns(booking: Booking) -> dict[str, Any]:
    """The booking as columns of its row, newly placed."""
    return {
        "workspace_id": booking.room.workspace_id,
        "id": booking.id,
        "reference": booking.reference,
        "room_id": booking.room.id,
        "booker_id": booking.booker.id,
        "created_by_id": booking.created_by.id,
        "title": booking.title,
        "people": list(booking.people),
        "state": booking.state,
        "start_at": booking.span.start,
        "end_at": booking.span.end,
        "placed_at": booking.created_at,
        "created_at": booking.created_at,
    }


def _insert_booking(granted: FromClause | None) -> Insert:
    return _insert_if(BOOKINGS, "b", granted)


def _insert_line(granted: FromClause | None) -> Insert:
    return _insert_if(HISTORY, "h", granted)


def _insert_if(table: Table, prefix: str, granted: FromClause | None) -> Insert:
    """Insert a row of bound values, once for each row of `granted` where there is one."""
    values = select(*(bindparam(f"{prefix}_{c.name}", type_=c.type) for c in table.c))
    if granted is not None:
        values = values.select_from(granted)
    return insert(table).from_select([c.name for c in table.c], values)


def _update(work: Work, booking: Booking, **columns: Any) -> None:
    work.execute(
        update(BookingRow)
        .where(BookingRow.workspace_id == work.workspace_id, BookingRow.id == booking.id)
        .values(
            room_id=booking.room.id,
            start_at=booking.span.start,
            end_at=booking.span.end,
            title=booking.title,
            people=list(booking.people),
            state=booking.state,
            **columns,
        )
    )


def _record(work: Work, what: str, booking: Booking, before: dict[str, Any]) -> None:
    """One line of history with the whole of what is agreed now, so that a replay can be answered from it."""
    after = agreed(booking)
    work.record(work.line(what, booking_id=booking.id, room_id=booking.room.id, before=before, after=after))
