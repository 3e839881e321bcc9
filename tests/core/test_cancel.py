"""To cancel, and the references by which people name what they cancel."""

from dataclasses import replace
from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from booking_core import Desk, Keep, Room, book, bookings_of, cancel, cancellable, changeable, faults
from booking_core.errors import (
    AlreadyBegun,
    AlreadyCancelled,
    AlreadyOver,
    NoSuchBooking,
    NotYours,
    RoomTaken,
)
from tests.builders import at, refused, told, wish
from tests.house import House, StillClock


def test_a_cancelled_booking_says_so_and_its_time_is_kept_for_who_cancelled_it_for_two_minutes(
    bob: Desk, chandra: Desk, house: House
) -> None:
    booking = bob.run(book, wish(house.aurora, title="Standup", people=("U0ADA",)))

    assert bob.run(cancel, booking.id) == replace(booking, state="cancelled")
    assert bob.run(bookings_of) == ()
    until = house.clock.now + timedelta(minutes=2)
    kept = Keep(house.aurora, booking.span, house.bob, until, "undo")
    assert refused(chandra, book, wish(house.aurora)) == told(
        RoomTaken(house.aurora, booking.span, None, kept)
    )
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()
    house.clock.now = until
    assert chandra.run(book, wish(house.aurora)).span == booking.span


def test_who_cancelled_may_book_that_time_again_at_once(bob: Desk, aurora: Room) -> None:
    bob.run(cancel, bob.run(book, wish(aurora)).id)

    assert bob.run(book, wish(aurora)).state == "booked"


def test_an_admin_may_cancel_what_is_not_hers_and_others_may_not(
    ada: Desk, bob: Desk, chandra: Desk, aurora: Room
) -> None:
    booking = bob.run(book, wish(aurora))

    assert refused(chandra, cancel, booking.id) == told(NotYours(booking))
    assert bob.run(bookings_of) == (booking,)
    assert ada.run(cancel, booking.id) == replace(booking, state="cancelled")


def test_what_was_cancelled_cannot_be_cancelled_again(bob: Desk, aurora: Room) -> None:
    cancelled = bob.run(cancel, bob.run(book, wish(aurora)).id)

    assert refused(bob, cancel, cancelled.id) == told(AlreadyCancelled(cancelled))


@pytest.mark.parametrize("now", ["10:00", "10:00:01", "10:59:59"])
def test_what_has_begun_cannot_be_cancelled(
    ada: Desk, bob: Desk, aurora: Room, clock: StillClock, now: str
) -> None:
    booking = bob.run(book, wish(aurora, "10:00", "11:00"))
    clock.now = at(now)

    for desk in (ada, bob):
        assert refused(desk, cancel, booking.id) == told(AlreadyBegun(booking))
    assert bob.run(bookings_of) == (booking,)


def test_a_second_before_its_start_it_still_can(bob: Desk, aurora: Room, clock: StillClock) -> None:
    booking = bob.run(book, wish(aurora, "10:00", "11:00"))
    clock.now = at("09:59:59")

    assert bob.run(cancel, booking.id).state == "cancelled"


def test_what_is_over_cannot_be_cancelled(ada: Desk, bob: Desk, aurora: Room, clock: StillClock) -> None:
    booking = bob.run(book, wish(aurora, "10:00", "11:00"))
    clock.now = at("11:00")

    for desk in (ada, bob):
        assert refused(desk, cancel, booking.id) == told(AlreadyOver(booking))


def test_who_asks_first_is_told_whether_it_can_be_changed_or_cancelled(
    bob: Desk, chandra: Desk, aurora: Room, clock: StillClock
) -> None:
    booking = bob.run(book, wish(aurora, "10:00", "11:00"))
    assert bob.run(changeable, booking.id) == bob.run(cancellable, booking.id) == booking
    assert refused(chandra, cancellable, booking.id) == told(NotYours(booking))

    clock.now = at("10:00")
    assert bob.run(changeable, booking.id) == booking
    assert refused(bob, cancellable, booking.id) == told(AlreadyBegun(booking))

    clock.now = at("11:00")
    assert refused(bob, changeable, booking.id) == told(AlreadyOver(booking))


def test_whose_it_is_is_told_before_how_it_stands(bob: Desk, chandra: Desk, aurora: Room) -> None:
    cancelled = bob.run(cancel, bob.run(book, wish(aurora)).id)

    assert refused(chandra, cancel, cancelled.id) == told(NotYours(cancelled))


def test_a_booking_that_does_not_exist_is_refused(bob: Desk) -> None:
    unknown = uuid7()

    assert refused(bob, cancel, unknown) == told(NoSuchBooking(str(unknown)))
