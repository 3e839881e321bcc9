"""To hold a slot for five minutes: it is confirmed, given up, or lapses and is in nobody's way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from booking_core import (
    Booking,
    Desk,
    Keep,
    Room,
    book,
    bookings_of,
    cancel,
    confirm,
    extend,
    faults,
    free_rooms,
    history_of,
    hold,
    keep,
    keep_change,
    lapse,
    let_go,
    reschedule,
    undo,
)
from booking_core.errors import HoldOver, NotConfirmed, NotYours, RoomTaken, TooManyHolds
from booking_core.schema import ClaimRow
from tests.builders import at, refused, span, told, wish
from tests.house import House, StillClock


@pytest.fixture
def held(bob: Desk, aurora: Room) -> Booking:
    """Bob holds Aurora from ten to eleven."""
    return bob.run(hold, wish(aurora, title="Standup"))


def test_a_hold_says_until_when_and_the_room_is_refused_to_others(
    bob: Desk, chandra: Desk, aurora: Room, held: Booking
) -> None:
    assert (held.state, held.held_until, held.title) == ("held", at("09:25"), "Standup")
    assert refused(chandra, book, wish(aurora, "10:30", "11:30")) == told(
        RoomTaken(aurora, span("10:30", "11:30"), held)
    )
    assert bob.run(bookings_of) == (held,)


def test_a_hold_that_is_confirmed_stands_for_good(
    bob: Desk, chandra: Desk, house: House, held: Booking
) -> None:
    booking = bob.run(confirm, held.id)
    house.clock.forward(minutes=10)

    assert booking == replace(held, state="booked", held_until=None)
    assert bob.run(confirm, held.id) == booking
    assert bob.run(bookings_of) == (booking,)
    assert refused(chandra, book, wish(house.aurora)) == told(RoomTaken(house.aurora, held.span, booking))
    assert [entry.what for entry in bob.run(history_of, held.id)] == ["held", "confirmed"]


def test_a_slot_whose_hold_lapsed_a_millisecond_ago_can_be_booked(
    bob: Desk, chandra: Desk, house: House, held: Booking
) -> None:
    """No clean-up has run: nobody but the database and the clock decides."""
    house.clock.forward(minutes=5, milliseconds=1)

    booking = chandra.run(book, wish(house.aurora))

    assert booking.span == held.span
    assert bob.run(bookings_of) == ()
    assert refused(bob, confirm, held.id) == told(HoldOver(held))
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()


def test_a_hold_stands_up_to_the_millisecond_in_which_it_lapses(
    chandra: Desk, house: House, held: Booking
) -> None:
    house.clock.forward(minutes=5, milliseconds=-1)

    assert refused(chandra, book, wish(house.aurora)) == told(RoomTaken(house.aurora, held.span, held))


def test_a_hold_that_lapsed_says_so_once(bob: Desk, house: House, held: Booking) -> None:
    assert bob.run(lapse, held.id) == held
    house.clock.forward(minutes=5)

    assert bob.run(lapse, held.id).state == "lapsed"
    assert bob.run(lapse, held.id).state == "lapsed"
    assert [entry.what for entry in bob.run(history_of, held.id)] == ["held", "lapsed"]


def test_a_hold_that_is_given_up_can_be_taken_back_for_two_minutes(
    bob: Desk, chandra: Desk, house: House, held: Booking
) -> None:
    released = bob.run(cancel, held.id)
    until = at("09:22")
    assert released == replace(held, state="released")
    assert refused(chandra, book, wish(house.aurora)) == told(
        RoomTaken(house.aurora, held.span, None, Keep(house.aurora, held.span, house.bob, until, "undo"))
    )

    assert released.change is not None
    assert bob.run(undo, released.change) == held


@pytest.mark.usefixtures("held")
def test_a_hold_that_lapsed_counts_no_more(bob: Desk, house: House) -> None:
    bob.run(hold, wish(house.aurora, "11:00", "12:00"))
    house.clock.forward(minutes=5)

    assert [bob.run(hold, wish(room)).state for room in (house.helmi, house.sisu)] == ["held", "held"]


def test_a_person_holds_two_slots_at_most(bob: Desk, chandra: Desk, house: House, held: Booking) -> None:
    bob.run(hold, wish(house.aurora, "11:00", "12:00"))

    assert refused(bob, hold, wish(house.helmi)) == told(TooManyHolds(2))
    assert refused(bob, keep, house.helmi.id, held.span) == told(TooManyHolds(2))
    chandra.run(hold, wish(house.helmi))
    bob.run(confirm, held.id)
    assert bob.run(hold, wish(house.sisu)).state == "held"


def test_a_hold_is_the_business_of_who_holds(chandra: Desk, held: Booking) -> None:
    for verb in (confirm, cancel):
        assert refused(chandra, verb, held.id) == told(NotYours(held))


def test_a_hold_is_confirmed_or_given_up_and_not_changed(bob: Desk, held: Booking) -> None:
    assert refused(bob, reschedule, held.id, title="Retro") == told(NotConfirmed(held))
    assert refused(bob, extend, held.id, timedelta(minutes=15)) == told(NotConfirmed(held))


def test_the_same_request_holds_once(house: House) -> None:
    keyed = house.desk(house.bob, "view 1")

    first = keyed.run(hold, wish(house.aurora))

    assert keyed.run(hold, wish(house.aurora)) == first
    assert keyed.run(bookings_of) == (first,)


def test_what_a_form_keeps_is_refused_to_others_and_free_to_its_own(
    bob: Desk, chandra: Desk, house: House
) -> None:
    wanted = wish(house.aurora)
    kept = bob.run(keep, house.aurora.id, wanted.span)

    assert kept == Keep(house.aurora, wanted.span, house.bob, at("09:25"), "form")
    assert refused(chandra, book, wanted) == told(RoomTaken(house.aurora, wanted.span, None, kept))
    assert house.aurora in bob.run(free_rooms, wanted.span)
    assert house.aurora not in chandra.run(free_rooms, wanted.span)
    assert bob.run(book, wanted).state == "booked"


@pytest.mark.parametrize("how", ["closed", "changed", "lapsed"])
def test_what_a_form_kept_is_free_once_it_is_closed_changed_or_left_alone(
    bob: Desk, chandra: Desk, house: House, how: str
) -> None:
    bob.run(keep, house.aurora.id, wish(house.aurora).span)
    if how == "closed":
        bob.run(let_go)
    elif how == "changed":
        bob.run(keep, house.helmi.id, wish(house.helmi).span)
    else:
        house.clock.forward(minutes=5)

    assert chandra.run(book, wish(house.aurora)).state == "booked"


def test_a_form_that_began_in_time_books_a_start_that_has_passed_meanwhile(bob: Desk, house: House) -> None:
    soon = wish(house.aurora, "09:20", "10:00")
    bob.run(keep, house.aurora.id, soon.span)
    house.clock.forward(minutes=3)

    assert bob.run(book, soon).span == soon.span


def test_a_form_of_a_change_keeps_what_the_booking_does_not_have(
    bob: Desk, chandra: Desk, house: House
) -> None:
    booking = bob.run(book, wish(house.aurora))
    longer = span("09:30", "11:30")

    bob.run(keep_change, booking.id, house.aurora.id, longer)

    for start, end in (("09:30", "10:00"), ("11:00", "11:30")):
        assert refused(chandra, book, wish(house.aurora, start, end))[0] is RoomTaken
    assert bob.run(reschedule, booking.id, span=longer).span == longer
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()


def test_a_hold_without_its_claim_is_found(house: House, held: Booking) -> None:
    with house.engine.begin() as connection:
        connection.execute(delete(ClaimRow))
        assert [(fault.code, fault.ids) for fault in faults(connection, house.clock.now)] == [
            ("booking_without_claim", (held.id,))
        ]


def test_ten_seconds_are_no_ground_to_hold_what_has_begun(bob: Desk, clock: StillClock, aurora: Room) -> None:
    clock.now = at("10:00:40")

    assert bob.run(hold, wish(aurora)).state == "held"


def test_a_form_that_stays_open_across_the_minute_keeps_and_books_what_it_chose(
    bob: Desk, house: House
) -> None:
    now = span("09:20", "10:00")
    bob.run(keep, house.aurora.id, now)
    house.clock.forward(seconds=70)

    assert bob.run(keep, house.aurora.id, now).until == at("09:25")
    house.clock.forward(minutes=2)
    assert bob.run(book, wish(house.aurora, "09:20", "10:00")).span == now


def test_what_lapsed_for_one_is_cleaned_up_for_the_person_alone(chandra: Desk, held: Booking) -> None:
    assert refused(chandra, lapse, held.id) == told(NotYours(held))
