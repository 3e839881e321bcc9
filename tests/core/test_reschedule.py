"""To reschedule: time, room, title and people in one go, or nothing at all."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from booking_core import (
    Desk,
    Room,
    Span,
    book,
    bookings_of,
    cancel,
    close_room,
    faults,
    history_of,
    reschedule,
)
from booking_core.errors import (
    AlreadyBegun,
    AlreadyCancelled,
    AlreadyOver,
    InThePast,
    NoSuchBooking,
    NoSuchRoom,
    NotYours,
    RoomClosed,
    RoomTaken,
    TitleTooLong,
    TooFarAhead,
    TooLong,
    TooManyPeople,
)
from tests.builders import at, refused, span, told, wish
from tests.house import House, StillClock


@pytest.fixture(autouse=True)
def sound(house: House) -> Any:
    """Whatever a test did, the database is sound after it."""
    yield
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()


def test_all_of_a_booking_can_be_changed_at_once(bob: Desk, house: House) -> None:
    old = bob.run(book, wish(house.aurora, title="Standup", people=("U0ADA",)))

    new = bob.run(
        reschedule,
        old.id,
        room=house.borealis.id,
        span=span("14:00", "15:30"),
        title=" Retro\x07spective ",
        people=("U0CHANDRA", "U0CHANDRA"),
    )

    assert new == replace(
        old,
        room=house.borealis,
        span=span("14:00", "15:30"),
        title="Retrospective",
        people=("U0CHANDRA",),
    )
    assert bob.run(bookings_of) == (new,)


def test_what_is_not_given_stays(bob: Desk, aurora: Room) -> None:
    old = bob.run(book, wish(aurora, title="Standup", people=("U0ADA",)))

    assert bob.run(reschedule, old.id, title="Retro") == replace(old, title="Retro")
    assert bob.run(reschedule, old.id, people=()) == replace(old, title="Retro", people=())


def test_changing_nothing_leaves_no_trace(bob: Desk, aurora: Room) -> None:
    old = bob.run(book, wish(aurora, title="Standup"))

    assert bob.run(reschedule, old.id, room=aurora.id, span=old.span, title="Standup ") == old
    assert len(bob.run(history_of, old.id)) == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [("10:30", "11:30"), ("09:30", "10:30"), ("09:30", "11:30"), ("10:15", "10:45"), ("11:00", "12:00")],
)
def test_a_booking_is_not_in_its_own_way(bob: Desk, aurora: Room, start: str, end: str) -> None:
    old = bob.run(book, wish(aurora))

    assert bob.run(reschedule, old.id, span=span(start, end)) == replace(old, span=span(start, end))


@pytest.mark.parametrize(
    ("room", "start", "end"),
    [("aurora", "10:00", "11:01"), ("aurora", "11:30", "12:30"), ("borealis", "10:00", "11:00")],
)
def test_a_taken_time_is_refused_and_the_old_booking_stands(
    ada: Desk, bob: Desk, house: House, room: str, start: str, end: str
) -> None:
    old = bob.run(book, wish(house.aurora, title="Standup"))
    in_the_way = {
        "aurora": ada.run(book, wish(house.aurora, "11:00", "12:00")),
        "borealis": ada.run(book, wish(house.borealis, "10:59", "12:00")),
    }
    wanted: Room = getattr(house, room)

    refusal = refused(bob, reschedule, old.id, room=wanted.id, span=span(start, end), title="Lost")

    assert refusal == told(RoomTaken(wanted, span(start, end), in_the_way[room]))
    assert bob.run(bookings_of) == (old,)
    assert len(bob.run(history_of, old.id)) == 1
    assert refused(ada, book, wish(house.aurora)) == told(RoomTaken(house.aurora, old.span, old))


def test_the_rules_of_booking_hold_for_moving(bob: Desk, ada: Desk, house: House, clock: StillClock) -> None:
    old, aurora = bob.run(book, wish(house.aurora)), house.aurora
    ada.run(close_room, house.borealis.id)
    far, unknown, hour = clock.now + timedelta(days=366), uuid7(), timedelta(hours=1)
    crowd = tuple(f"U{number}" for number in range(51))
    wanted: list[tuple[dict[str, Any], Exception]] = [
        ({"room": house.borealis.id}, RoomClosed(replace(house.borealis, open=False))),
        ({"room": unknown}, NoSuchRoom(str(unknown))),
        ({"span": span("09:19", "10:00")}, InThePast(aurora, at("09:19"), clock.now)),
        (
            {"span": Span(at("10:00"), at("22:30"))},
            TooLong(aurora, timedelta(hours=12.5), timedelta(hours=12)),
        ),
        ({"span": Span(far, far + hour)}, TooFarAhead(aurora, far, clock.now + timedelta(days=365))),
        ({"title": "x" * 201}, TitleTooLong(201, 200)),
        ({"people": crowd}, TooManyPeople(51, 50)),
    ]

    for change, refusal in wanted:
        assert refused(bob, reschedule, old.id, **change) == told(refusal)  # type: ignore[arg-type]
    assert bob.run(bookings_of) == (old,)


def test_what_stands_in_a_closed_room_can_be_shortened_and_renamed_but_takes_no_new_time(
    ada: Desk, bob: Desk, aurora: Room
) -> None:
    old = bob.run(book, wish(aurora))
    ada.run(close_room, aurora.id)
    closed = replace(aurora, open=False)

    renamed = bob.run(reschedule, old.id, title="Last one", span=span("10:15", "11:00"))

    assert renamed == replace(old, room=closed, title="Last one", span=span("10:15", "11:00"))
    assert refused(bob, reschedule, old.id, span=span("10:00", "11:00")) == told(RoomClosed(closed))


def test_an_admin_may_reschedule_what_is_not_hers_and_others_may_not(
    ada: Desk, bob: Desk, chandra: Desk, aurora: Room
) -> None:
    old = bob.run(book, wish(aurora))

    assert refused(chandra, reschedule, old.id, title="Mine") == told(NotYours(old))
    assert ada.run(reschedule, old.id, title="Ours") == replace(old, title="Ours")


def test_a_meeting_under_way_can_be_extended_shortened_and_renamed(
    bob: Desk, aurora: Room, clock: StillClock
) -> None:
    old = bob.run(book, wish(aurora, "10:00", "11:00"))
    clock.now = at("10:30") + timedelta(seconds=30)

    assert bob.run(reschedule, old.id, span=span("10:00", "12:00")).span == span("10:00", "12:00")
    assert bob.run(reschedule, old.id, title="Longer").title == "Longer"
    assert bob.run(reschedule, old.id, span=span("10:00", "10:30")).span == span("10:00", "10:30")
    assert bob.run(book, wish(aurora, "10:30", "11:00")).span == span("10:30", "11:00")


def test_a_meeting_under_way_cannot_be_moved_nor_end_in_the_past(
    bob: Desk, aurora: Room, borealis: Room, clock: StillClock
) -> None:
    old = bob.run(book, wish(aurora, "10:00", "11:00"))
    clock.now = at("10:30")

    for change in (span("10:15", "11:00"), span("11:00", "12:00"), span("09:55", "11:00")):
        assert refused(bob, reschedule, old.id, span=change) == told(AlreadyBegun(old))
    assert refused(bob, reschedule, old.id, room=borealis.id) == told(AlreadyBegun(old))
    assert refused(bob, reschedule, old.id, span=span("10:00", "10:29")) == told(
        InThePast(aurora, at("10:29"), clock.now)
    )


def test_an_extension_is_refused_where_the_next_meeting_begins(
    ada: Desk, bob: Desk, aurora: Room, clock: StillClock
) -> None:
    old = bob.run(book, wish(aurora, "10:00", "11:00"))
    following = ada.run(book, wish(aurora, "11:30", "12:00"))
    clock.now = at("10:30")

    assert refused(bob, reschedule, old.id, span=span("10:00", "11:31")) == told(
        RoomTaken(aurora, span("10:00", "11:31"), following)
    )
    assert bob.run(reschedule, old.id, span=span("10:00", "11:30")).span == span("10:00", "11:30")


def test_nothing_of_what_is_over_can_be_changed(
    ada: Desk, bob: Desk, aurora: Room, clock: StillClock
) -> None:
    old = bob.run(book, wish(aurora))
    clock.now = at("11:00")

    for desk in (ada, bob):
        assert refused(desk, reschedule, old.id, title="Too late") == told(AlreadyOver(old))


def test_nothing_of_what_was_cancelled_can_be_changed(bob: Desk, aurora: Room) -> None:
    cancelled = bob.run(cancel, bob.run(book, wish(aurora)).id)

    assert refused(bob, reschedule, cancelled.id, title="Back") == told(AlreadyCancelled(cancelled))


def test_a_booking_that_does_not_exist_is_refused(bob: Desk) -> None:
    unknown = uuid7()

    assert refused(bob, reschedule, unknown, title="What?") == told(NoSuchBooking(str(unknown)))


def test_the_title_of_a_meeting_under_way_can_change_though_its_start_has_passed(
    ada: Desk, aurora: Room, clock: StillClock
) -> None:
    """The database wants a start that lay ahead when it was chosen, not when the booking is touched."""
    old = ada.run(book, wish(aurora, "09:20", "11:00"))
    clock.now = at("10:30")

    assert ada.run(reschedule, old.id, title="Still here") == replace(old, title="Still here")
