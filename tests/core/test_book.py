"""To book a room: what comes back, and every rule with the refusal that says why not."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from booking_core import (
    Booking,
    Desk,
    Policy,
    Room,
    Span,
    Wish,
    book,
    bookings_of,
    cancel,
    change_room,
    close_room,
    faults,
    last_room,
    reschedule,
)
from booking_core.errors import (
    EndBeforeStart,
    InThePast,
    NoSuchRoom,
    RoomClosed,
    RoomTaken,
    TitleTooLong,
    TooFarAhead,
    TooLong,
    TooManyPeople,
)
from tests.builders import TODAY, TOMORROW, at, refused, span, told, wish
from tests.house import House, StillClock


def nothing_stands(house: House) -> bool:
    return all(house.desk(person).run(bookings_of) == () for person in (house.ada, house.bob, house.chandra))


def test_a_booking_says_all_that_was_agreed(bob: Desk, house: House, clock: StillClock) -> None:
    wanted = wish(house.aurora, title="  Stand\x00up ", people=("U0ADA", "U0CHANDRA", "U0ADA"), seats=3)

    booking = bob.run(book, wanted)

    assert isinstance(booking.id, UUID)
    assert booking.id.version == 7
    assert booking == Booking(
        id=booking.id,
        reference=booking.reference,
        room=house.aurora,
        span=span("10:00", "11:00"),
        booker=house.bob,
        title="Standup",
        people=("U0ADA", "U0CHANDRA"),
        state="booked",
        created_at=clock.now,
        created_by=house.bob,
    )
    assert bob.run(bookings_of) == (booking,)


def test_a_taken_room_is_refused_with_who_has_it(ada: Desk, bob: Desk, aurora: Room, house: House) -> None:
    first = ada.run(book, wish(aurora, "10:00", "11:00", title="Standup"))
    ada.run(book, wish(aurora, "11:00", "12:00"))

    refusal = refused(bob, book, wish(aurora, "10:30", "11:30"))

    assert refusal == told(RoomTaken(aurora, span("10:30", "11:30"), first))
    assert bob.run(bookings_of) == ()
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [("10:00", "11:00"), ("09:30", "10:01"), ("10:59", "11:30"), ("10:15", "10:45"), ("09:30", "12:00")],
)
def test_no_part_of_a_taken_time_can_be_booked(
    ada: Desk, bob: Desk, aurora: Room, start: str, end: str
) -> None:
    taken = ada.run(book, wish(aurora))

    refusal = refused(bob, book, wish(aurora, start, end))

    assert refusal == told(RoomTaken(aurora, span(start, end), taken))


def test_meetings_that_touch_and_other_rooms_and_days_are_free(ada: Desk, bob: Desk, house: House) -> None:
    first = ada.run(book, wish(house.aurora))

    others = [
        bob.run(book, wish(house.aurora, "09:30", "10:00")),
        bob.run(book, wish(house.borealis, "10:00", "11:00")),
        bob.run(book, wish(house.aurora, "11:00", "12:00")),
        bob.run(book, wish(house.aurora, "10:00", "11:00", day=TOMORROW)),
    ]

    assert bob.run(bookings_of) == tuple(others)
    assert ada.run(bookings_of) == (first,)


def test_ten_can_be_booked_forty_seconds_past_ten_and_not_at_one_past(
    ada: Desk, house: House, clock: StillClock
) -> None:
    clock.now = at("10:00") + timedelta(seconds=40)
    assert ada.run(book, wish(house.aurora)).span == span("10:00", "11:00")

    clock.now = at("10:01")
    borealis = house.borealis
    assert refused(ada, book, wish(borealis)) == told(InThePast(borealis, at("10:00"), at("10:01")))


def test_a_room_that_does_not_exist_is_refused(ada: Desk, aurora: Room) -> None:
    unknown = uuid7()

    assert refused(ada, book, replace(wish(aurora), room=unknown)) == told(NoSuchRoom(str(unknown)))


def test_a_closed_room_is_refused_even_where_it_is_taken(ada: Desk, bob: Desk, aurora: Room) -> None:
    ada.run(book, wish(aurora))
    ada.run(close_room, aurora.id)

    for start, end in (("10:00", "11:00"), ("14:00", "15:00")):
        assert refused(bob, book, wish(aurora, start, end)) == told(RoomClosed(replace(aurora, open=False)))


def test_twelve_hours_is_the_longest_stay_unless_the_room_says_otherwise(ada: Desk, house: House) -> None:
    too_long = Wish(house.aurora.id, Span(at("10:00"), at("22:01")))
    assert ada.run(book, wish(house.aurora, "10:00", "22:00")).span.length == timedelta(hours=12)
    hourly = replace(house.borealis.details, policy=Policy(longest=timedelta(hours=1)))
    borealis = ada.run(change_room, house.borealis.id, hourly)

    assert refused(ada, book, too_long) == told(
        TooLong(house.aurora, timedelta(minutes=721), timedelta(hours=12))
    )
    assert refused(ada, book, wish(borealis, "10:00", "11:30")) == told(
        TooLong(borealis, timedelta(minutes=90), timedelta(hours=1))
    )


def test_a_year_is_the_furthest_ahead_that_can_be_booked(ada: Desk, aurora: Room, clock: StillClock) -> None:
    latest = clock.now + timedelta(days=365)
    hour, minute = timedelta(hours=1), timedelta(minutes=1)

    last = ada.run(book, Wish(aurora.id, Span(latest, latest + hour)))
    refusal = refused(ada, book, Wish(aurora.id, Span(latest + minute, latest + hour)))

    assert last.span.start == latest
    assert refusal == told(TooFarAhead(aurora, latest + minute, latest))


def test_two_hundred_characters_of_title_are_kept_and_one_more_is_refused(ada: Desk, house: House) -> None:
    assert ada.run(book, wish(house.aurora, title="ä" * 200)).title == "ä" * 200
    assert refused(ada, book, wish(house.helmi, title="ä" * 201)) == told(TitleTooLong(201, 200))


def test_more_than_fifty_people_are_refused(ada: Desk, aurora: Room) -> None:
    crowd = tuple(f"U{number}" for number in range(51))

    assert refused(ada, book, wish(aurora, people=crowd)) == told(TooManyPeople(51, 50))


def test_an_end_that_is_not_after_the_start_never_becomes_a_wish(house: House) -> None:
    with pytest.raises(EndBeforeStart):
        Wish(house.aurora.id, Span(at("11:00"), at("10:00")))

    assert nothing_stands(house)


def test_a_naive_moment_is_a_bug_and_books_nothing(house: House) -> None:
    with pytest.raises(TypeError):
        Wish(house.aurora.id, Span(datetime(2026, 3, 18, 10), datetime(2026, 3, 18, 11)))  # noqa: DTZ001

    assert nothing_stands(house)


@pytest.mark.parametrize(
    "title", ["'; DROP TABLE claims; --", "%s :b_title {0}", "<!channel>", "💻" * 200, ""]
)
def test_any_title_comes_back_as_it_was_typed(ada: Desk, aurora: Room, title: str) -> None:
    assert ada.run(book, wish(aurora, title=title)).title == title
    assert [booking.title for booking in ada.run(bookings_of)] == [title]


def test_the_bookings_of_a_person_are_what_stands_and_is_not_over_by_start(
    ada: Desk, bob: Desk, house: House, clock: StillClock
) -> None:
    late = ada.run(book, wish(house.aurora, "14:00", "15:00"))
    ada.run(book, wish(house.aurora, "09:20", "09:30"))
    under_way = ada.run(book, wish(house.borealis, "09:20", "10:00"))
    cancelled = ada.run(book, wish(house.helmi, "12:00", "13:00"))
    bob.run(book, wish(house.sisu))
    ada.run(cancel, cancelled.id)
    clock.forward(minutes=10)

    assert ada.run(bookings_of) == (under_way, late)


def test_the_room_that_a_person_booked_last_is_remembered(ada: Desk, bob: Desk, house: House) -> None:
    assert bob.run(last_room) is None
    bob.run(book, wish(house.helmi, "14:00", "15:00"))
    last = bob.run(book, wish(house.aurora, "10:00", "11:00"))
    ada.run(book, wish(house.borealis))
    bob.run(cancel, last.id)

    assert bob.run(last_room) == house.aurora.id


def test_a_booking_may_run_across_midnight_and_keeps_both_days_taken(
    ada: Desk, bob: Desk, aurora: Room
) -> None:
    night = ada.run(book, wish(aurora, "23:00", "01:00", day=TODAY))

    refusal = refused(bob, book, wish(aurora, "00:30", "02:00", day=TOMORROW))

    assert refusal == told(RoomTaken(aurora, span("00:30", "02:00", TOMORROW), night))


def test_time_that_was_cancelled_moved_away_or_given_back_can_be_booked_once_it_cannot_be_undone(
    ada: Desk, bob: Desk, aurora: Room, clock: StillClock
) -> None:
    cancelled = ada.run(book, wish(aurora, "10:00", "11:00"))
    moved = ada.run(book, wish(aurora, "11:00", "12:00"))
    shortened = ada.run(book, wish(aurora, "12:00", "13:00"))

    ada.run(cancel, cancelled.id)
    ada.run(reschedule, moved.id, span=span("15:00", "16:00"))
    ada.run(reschedule, shortened.id, span=span("12:30", "13:00"))

    for start in ("10:00", "11:00", "12:00"):
        one = span(start, f"{start[:2]}:30")
        assert refused(bob, book, wish(aurora, start, f"{start[:2]}:30"))[1]["span"] == one
    clock.forward(minutes=2)
    assert bob.run(book, wish(aurora, "10:00", "12:30")).span == span("10:00", "12:30")
