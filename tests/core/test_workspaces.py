"""One workspace never sees another's rooms, people or bookings, not even with the right ids in hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from booking_core import (
    Booking,
    Desk,
    Work,
    alternatives,
    book,
    booking_referred,
    bookings_of,
    cancel,
    cancellable,
    change_room,
    changeable,
    close_room,
    free_rooms,
    history_of,
    last_room,
    next_gap,
    reopen_room,
    reschedule,
    room_day,
    room_named,
    rooms,
    rooms_day,
    standing_in,
)
from booking_core.errors import NoSuchBooking, NoSuchRoom, NotFound
from tests.builders import TODAY, refused, told, wish
from tests.house import House


@pytest.fixture
def booking(bob: Desk, house: House) -> Booking:
    """What Bob has in his workspace, and the other Chandra, an admin in hers, would like to get at."""
    return bob.run(book, wish(house.aurora, title="Secret"))


WITH_A_ROOM: dict[str, Callable[[Work, House, UUID], object]] = {
    "book": lambda work, house, room: book(work, replace(wish(house.elsewhere), room=room)),
    "alternatives": lambda work, house, room: alternatives(work, replace(wish(house.elsewhere), room=room)),
    "next_gap": lambda work, _, room: next_gap(work, room, timedelta(hours=1)),
    "room_day": lambda work, _, room: room_day(work, room, TODAY),
    "standing_in": lambda work, _, room: standing_in(work, room),
    "change_room": lambda work, house, room: change_room(work, room, house.elsewhere.details),
    "close_room": lambda work, _, room: close_room(work, room),
    "reopen_room": lambda work, _, room: reopen_room(work, room),
    "Work.room": lambda work, _, room: work.room(room),
}

WITH_A_BOOKING: dict[str, Callable[[Work, UUID], object]] = {
    "reschedule": lambda work, booking: reschedule(work, booking, title="Mine"),
    "cancel": cancel,
    "changeable": changeable,
    "cancellable": cancellable,
    "history_of": history_of,
    "Work.booking": lambda work, booking: work.booking(booking),
    "Work.booking, locked": lambda work, booking: work.booking(booking, lock=True),
}


@pytest.mark.parametrize("name", WITH_A_ROOM)
def test_another_workspaces_room_is_not_there(
    other_chandra: Desk, house: House, booking: Booking, name: str
) -> None:
    refusal = refused(other_chandra, WITH_A_ROOM[name], house, booking.room.id)

    assert refusal == told(NoSuchRoom(str(booking.room.id)))


@pytest.mark.parametrize("name", WITH_A_BOOKING)
def test_another_workspaces_booking_is_not_there(
    other_chandra: Desk, bob: Desk, booking: Booking, name: str
) -> None:
    refusal = refused(other_chandra, WITH_A_BOOKING[name], booking.id)

    assert refusal == told(NoSuchBooking(str(booking.id)))
    assert bob.run(bookings_of) == (booking,)


def test_ones_own_booking_cannot_be_moved_into_another_workspaces_room(
    other_chandra: Desk, house: House, booking: Booking
) -> None:
    own = other_chandra.run(book, wish(house.elsewhere))

    assert refused(other_chandra, reschedule, own.id, room=booking.room.id) == told(
        NoSuchRoom(str(booking.room.id))
    )
    assert other_chandra.run(bookings_of) == (own,)


def test_names_and_references_are_looked_up_at_home_only(other_chandra: Desk, booking: Booking) -> None:
    assert refused(other_chandra, room_named, "Aurora") == told(NoSuchRoom("Aurora"))
    assert refused(other_chandra, booking_referred, booking.reference) == told(
        NoSuchBooking(booking.reference)
    )
    assert issubclass(NoSuchRoom, NotFound)
    assert issubclass(NoSuchBooking, NotFound)


def test_what_is_listed_is_ones_own(other_chandra: Desk, bob: Desk, house: House, booking: Booking) -> None:
    own = other_chandra.run(book, wish(house.elsewhere))

    assert other_chandra.run(rooms) == (house.elsewhere,)
    assert other_chandra.run(bookings_of) == (own,)
    assert other_chandra.run(free_rooms, booking.span) == ()
    assert [day.room for day in other_chandra.run(rooms_day, TODAY)] == [house.elsewhere]
    assert other_chandra.run(alternatives, wish(house.elsewhere, seats=1))[0].room == house.elsewhere
    assert house.elsewhere not in bob.run(rooms)
    assert bob.run(rooms_day, TODAY)[0].bookings == (booking,)
    assert other_chandra.run(last_room) == house.elsewhere.id


def test_two_workspaces_may_have_rooms_of_one_name(
    other_chandra: Desk, bob: Desk, house: House, booking: Booking
) -> None:
    theirs = other_chandra.run(change_room, house.elsewhere.id, house.aurora.details)

    assert other_chandra.run(room_named, "aurora") == theirs
    assert bob.run(room_named, "aurora") == booking.room
    assert other_chandra.run(book, wish(theirs)).span == booking.span


def test_an_admin_of_another_workspace_may_not_change_a_booking_she_got_hold_of(
    house: House, booking: Booking
) -> None:
    assert house.other_chandra.admin
    assert not booking.may_be_changed_by(house.other_chandra)
    assert booking.may_be_changed_by(house.ada)
