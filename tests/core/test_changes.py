"""To extend, to end early, and to undo what was changed within two minutes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from booking_core import (
    Booking,
    Desk,
    Room,
    book,
    cancel,
    close_room,
    end_early,
    extend,
    faults,
    history_of,
    keep,
    let_go,
    offer,
    reschedule,
    undo,
)
from booking_core.errors import (
    AlreadyOver,
    EndBeforeStart,
    NoSuchBooking,
    NotBegun,
    NotYours,
    RoomTaken,
    UndoOver,
)
from tests.builders import at, refused, span, told, wish
from tests.house import House, StillClock

QUARTER = timedelta(minutes=15)

Change = Callable[[Desk, House, Booking], Booking]
CHANGES: dict[str, Change] = {
    "cancelled": lambda desk, _, booking: desk.run(cancel, booking.id),
    "moved away": lambda desk, house, booking: desk.run(reschedule, booking.id, room=house.helmi.id),
    "moved on": lambda desk, _, booking: desk.run(reschedule, booking.id, span=span("10:30", "11:30")),
    "shortened": lambda desk, _, booking: desk.run(reschedule, booking.id, span=span("10:15", "10:45")),
    "extended": lambda desk, _, booking: desk.run(extend, booking.id, QUARTER),
}


@pytest.fixture
def booking(bob: Desk, aurora: Room) -> Booking:
    """Bob has Aurora from ten to eleven."""
    return bob.run(book, wish(aurora, title="Standup"))


def last_change(booking: Booking) -> UUID:
    assert booking.change is not None
    return booking.change


def test_a_booking_is_extended_by_what_is_free(bob: Desk, ada: Desk, aurora: Room, booking: Booking) -> None:
    assert bob.run(extend, booking.id, QUARTER).span == span("10:00", "11:15")
    following = ada.run(book, wish(aurora, "11:30", "12:00"))

    assert bob.run(extend, booking.id, QUARTER).span == span("10:00", "11:30")
    assert refused(bob, extend, booking.id, QUARTER) == told(
        RoomTaken(aurora, span("10:00", "11:45"), following)
    )
    assert refused(bob, book, wish(aurora, "10:00", "10:15"))[0] is RoomTaken


def test_a_meeting_under_way_is_extended(bob: Desk, clock: StillClock, booking: Booking) -> None:
    clock.now = at("10:59:30")

    assert bob.run(extend, booking.id, QUARTER * 2).span == span("10:00", "11:30")


def test_the_same_request_extends_once(house: House, booking: Booking) -> None:
    keyed = house.desk(house.bob, "click 1")

    first = keyed.run(extend, booking.id, QUARTER)

    assert keyed.run(extend, booking.id, QUARTER) == first


def test_a_meeting_that_is_ended_gives_back_the_rest(
    bob: Desk, chandra: Desk, aurora: Room, clock: StillClock, booking: Booking
) -> None:
    clock.now = at("10:37:20")

    ended = bob.run(end_early, booking.id)

    assert ended.span == span("10:00", "10:37")
    assert refused(chandra, book, wish(aurora, "10:37", "11:00"))[1]["clash"] is None
    clock.forward(minutes=2)
    assert chandra.run(book, wish(aurora, "10:39", "11:00")).state == "booked"
    assert [entry.what for entry in bob.run(history_of, booking.id)] == ["booked", "ended"]


def test_a_meeting_that_is_ended_in_its_first_minute_never_was(
    bob: Desk, clock: StillClock, booking: Booking
) -> None:
    clock.now = at("10:00:40")

    ended = bob.run(end_early, booking.id)

    assert ended.state == "cancelled"
    assert bob.run(undo, last_change(ended)) == booking


def test_what_has_not_begun_or_is_over_cannot_be_ended(
    bob: Desk, chandra: Desk, clock: StillClock, booking: Booking
) -> None:
    assert refused(bob, end_early, booking.id) == told(NotBegun(booking))
    assert refused(chandra, end_early, booking.id) == told(NotYours(booking))
    clock.now = at("11:00")
    assert refused(bob, end_early, booking.id) == told(AlreadyOver(booking))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_undone_within_two_minutes_whoever_wants_the_time(
    bob: Desk, chandra: Desk, house: House, booking: Booking, change: str
) -> None:
    changed = CHANGES[change](bob, house, booking)
    for start in ("10:00", "10:30"):
        half = wish(house.aurora, start, "10:30" if start == "10:00" else "11:00")
        assert refused(chandra, book, half)[0] is RoomTaken
    house.clock.forward(minutes=2, milliseconds=-1)

    assert bob.run(undo, last_change(changed)) == booking

    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()
    assert [entry.what for entry in bob.run(history_of, booking.id)][2:] == ["undone"]


@pytest.mark.parametrize("change", CHANGES)
def test_after_two_minutes_it_is_too_late(bob: Desk, house: House, booking: Booking, change: str) -> None:
    changed = CHANGES[change](bob, house, booking)
    house.clock.forward(minutes=2)

    assert refused(bob, undo, last_change(changed)) == told(UndoOver(changed))


def test_an_early_end_is_undone_while_the_rest_is_kept(
    bob: Desk, clock: StillClock, booking: Booking
) -> None:
    clock.now = at("10:30")
    ended = bob.run(end_early, booking.id)
    clock.now = at("10:31:59")

    assert bob.run(undo, last_change(ended)) == booking


def test_only_the_last_change_is_undone_and_once(bob: Desk, house: House, booking: Booking) -> None:
    first = bob.run(reschedule, booking.id, room=house.helmi.id)
    second = bob.run(reschedule, booking.id, room=house.sisu.id)

    assert refused(bob, undo, last_change(first)) == told(UndoOver(second))
    undone = bob.run(undo, last_change(second))
    assert undone == first
    assert refused(bob, undo, last_change(second)) == told(UndoOver(undone))
    assert refused(bob, undo, last_change(undone)) == told(UndoOver(undone))


def test_who_books_what_he_gave_up_himself_cannot_undo_it_as_well(
    bob: Desk, aurora: Room, booking: Booking
) -> None:
    cancelled = bob.run(cancel, booking.id)
    other = bob.run(book, wish(aurora))

    assert refused(bob, undo, last_change(cancelled)) == told(RoomTaken(aurora, booking.span, other))


def test_what_is_undone_stands_in_a_closed_room_as_well(
    bob: Desk, ada: Desk, aurora: Room, booking: Booking
) -> None:
    cancelled = bob.run(cancel, booking.id)
    closed = ada.run(close_room, aurora.id)

    undone = bob.run(undo, last_change(cancelled))

    assert closed == ()
    assert undone == replace(booking, room=replace(aurora, open=False))


def test_an_admin_undoes_what_another_changed_and_nobody_else_does(
    ada: Desk, bob: Desk, chandra: Desk, booking: Booking
) -> None:
    cancelled = bob.run(cancel, booking.id)

    assert refused(chandra, undo, last_change(cancelled)) == told(NotYours(cancelled))
    assert ada.run(undo, last_change(cancelled)) == booking


def test_another_workspace_knows_no_such_change(other_chandra: Desk, bob: Desk, booking: Booking) -> None:
    change, nothing = last_change(bob.run(cancel, booking.id)), uuid7()

    assert refused(other_chandra, undo, change) == told(NoSuchBooking(str(change)))
    assert refused(bob, undo, nothing) == told(NoSuchBooking(str(nothing)))


def test_what_is_kept_for_an_undo_outlasts_ones_own_forms_and_offers(
    ada: Desk, bob: Desk, chandra: Desk, house: House, booking: Booking
) -> None:
    """Only what one books or holds for good is dearer than what one may still take back."""
    cancelled = bob.run(cancel, booking.id)
    ada.run(book, wish(house.helmi))

    bob.run(offer, wish(house.helmi))
    bob.run(keep, house.aurora.id, span("09:45", "10:30"))
    bob.run(let_go)

    for start, end in (("10:00", "10:30"), ("10:30", "11:00")):
        assert refused(chandra, book, wish(house.aurora, start, end))[0] is RoomTaken
    assert bob.run(undo, last_change(cancelled)) == booking


def test_a_move_that_was_offered_in_time_can_be_taken_up_in_the_next_minute(
    ada: Desk, bob: Desk, house: House
) -> None:
    ada.run(book, wish(house.helmi, "10:00", "11:00"))
    later = bob.run(book, wish(house.helmi, "11:00", "12:00"))
    house.clock.now = at("10:00:50")
    best = bob.run(offer, wish(house.helmi, "10:00", "11:00")).ways[0]
    house.clock.forward(seconds=40)

    assert bob.run(reschedule, later.id, room=best.room.id, span=best.span).span == span("10:00", "11:00")


def test_nothing_is_extended_by_nothing(bob: Desk, booking: Booking) -> None:
    assert refused(bob, extend, booking.id, timedelta(0))[0] is EndBeforeStart
