"""Free rooms, the next gap, and alternatives: each of them is then really booked."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking_core import (
    Alternative,
    Desk,
    Policy,
    Room,
    Span,
    Wish,
    alternatives,
    book,
    change_room,
    close_room,
    free_rooms,
    next_gap,
)
from booking_core.claims import release
from booking_core.errors import EndBeforeStart, RoomTaken
from tests.builders import NEW_YORK, TODAY, TOMORROW, at, in_vain, refused, span, told, wish
from tests.house import House, StillClock

HOUR = timedelta(hours=1)


def with_policy(desk: Desk, room: Room, policy: Policy) -> Room:
    return desk.run(change_room, room.id, replace(room.details, policy=policy))


def prove(desk: Desk, offers: Iterable[Alternative]) -> None:
    """Each of the offers can be booked as things stand: all of them are, one after the other, in vain."""
    for offer in offers:
        with in_vain(desk) as work:
            assert book(work, Wish(offer.room.id, offer.span)).span == offer.span


def test_free_rooms_are_the_open_ones_that_nobody_has_the_smallest_first(ada: Desk, house: House) -> None:
    ada.run(book, wish(house.borealis, "10:59", "12:00"))
    ada.run(book, wish(house.helmi, "09:30", "10:00"))
    ada.run(close_room, house.sauna.id)

    free = ada.run(free_rooms, span("10:00", "11:00"))

    assert free == (house.sisu, house.helmi, house.aurora, house.taiga)


@pytest.mark.parametrize(
    ("seats", "features", "names"),
    [
        (1, (), ["Sisu", "Helmi", "Aurora", "Borealis", "Taiga", "Sauna"]),
        (7, (), ["Borealis", "Taiga", "Sauna"]),
        (13, (), []),
        (1, ("whiteboard",), ["Borealis", "Sauna"]),
        (1, ("SCREEN", "Whiteboard"), ["Borealis"]),
        (1, ("fireplace",), []),
    ],
)
def test_free_rooms_have_seats_and_features_enough(
    ada: Desk, seats: int, features: tuple[str, ...], names: list[str]
) -> None:
    found = ada.run(free_rooms, span("10:00", "11:00"), seats=seats, features=features)

    assert [room.name for room in found] == names


@pytest.mark.parametrize(
    ("start", "end", "is_free"),
    [
        ("09:00", "10:00", True),
        ("09:00", "10:01", False),
        ("10:15", "10:30", False),
        ("11:00", "12:00", True),
    ],
)
def test_a_room_is_free_up_to_the_very_start_and_from_the_very_end(
    ada: Desk, aurora: Room, clock: StillClock, start: str, end: str, *, is_free: bool
) -> None:
    clock.now = at("08:00")
    ada.run(book, wish(aurora, "10:00", "11:00"))
    ada.run(book, wish(aurora, "14:00", "14:05"))

    assert (aurora in ada.run(free_rooms, span(start, end))) is is_free


def test_the_next_gap_is_now_where_nobody_has_the_room(ada: Desk, aurora: Room, clock: StillClock) -> None:
    clock.forward(seconds=40)

    assert ada.run(next_gap, aurora.id, HOUR) == span("09:20", "10:20")


def test_the_next_gap_is_the_first_that_is_long_enough(ada: Desk, aurora: Room) -> None:
    for start, end in (("09:00", "10:00"), ("10:30", "11:00"), ("11:45", "13:00")):
        ada.run(book, wish(aurora, start, end, day=TOMORROW))
    nine = at("09:00", TOMORROW)

    assert ada.run(next_gap, aurora.id, timedelta(minutes=30), after=nine) == span("10:00", "10:30", TOMORROW)
    assert ada.run(next_gap, aurora.id, timedelta(minutes=31), after=nine) == span("11:00", "11:31", TOMORROW)
    assert ada.run(next_gap, aurora.id, HOUR, after=nine) == span("13:00", "14:00", TOMORROW)
    assert ada.run(next_gap, aurora.id, HOUR, after=at("08:00", TOMORROW)) == span("08:00", "09:00", TOMORROW)
    assert ada.run(next_gap, aurora.id, HOUR, after=at("09:00", TODAY)) == span("09:20", "10:20")


def test_the_next_gap_is_found_behind_hundreds_of_meetings(ada: Desk, aurora: Room) -> None:
    first, five = at("10:00"), timedelta(minutes=5)
    with ada.work() as work:
        for number in range(250):
            start = first + number * five
            book(work, Wish(aurora.id, Span(start, start + five)))

    gap = ada.run(next_gap, aurora.id, HOUR)

    assert gap == Span(first + 250 * five, first + 250 * five + HOUR)


def test_there_is_no_gap_in_a_closed_room_past_the_horizon_or_longer_than_a_stay(
    ada: Desk, house: House, clock: StillClock
) -> None:
    ada.run(close_room, house.sauna.id)
    near = with_policy(ada, house.helmi, Policy(horizon=timedelta(days=1)))

    assert ada.run(next_gap, house.sauna.id, HOUR) is None
    assert ada.run(next_gap, house.aurora.id, timedelta(hours=13)) is None
    assert ada.run(next_gap, near.id, HOUR, after=clock.now + timedelta(days=2)) is None
    for hours in (0, 12):
        start = clock.now + timedelta(hours=hours)
        ada.run(book, Wish(near.id, Span(start, start + timedelta(hours=12))))
    ada.run(book, Wish(near.id, Span(clock.now + timedelta(days=1), clock.now + timedelta(days=1.5))))
    assert ada.run(next_gap, near.id, HOUR) is None


def test_a_gap_has_a_length(ada: Desk, aurora: Room, clock: StillClock) -> None:
    refusal = refused(ada, next_gap, aurora.id, timedelta(0))

    assert refusal == told(EndBeforeStart(clock.now, clock.now))


def test_alternatives_are_rooms_that_fit_then_times_then_a_shorter_stay_then_more_rooms(
    ada: Desk, bob: Desk, house: House
) -> None:
    ada.run(book, wish(house.aurora, "10:00", "10:30"))
    wanted = wish(house.aurora, "10:00", "11:00")

    offers = bob.run(alternatives, wanted)

    assert offers == (
        Alternative(house.borealis, wanted.span, "other_room"),
        Alternative(house.sauna, wanted.span, "other_room"),
        Alternative(house.aurora, span("10:30", "11:30"), "other_time"),
        Alternative(house.aurora, span("10:30", "11:00"), "shorter"),
        Alternative(house.helmi, wanted.span, "other_room"),
    )
    prove(bob, offers)


def test_the_nearest_times_before_and_after_are_offered_the_nearer_first(
    ada: Desk, bob: Desk, house: House
) -> None:
    ada.run(book, wish(house.sauna, "13:30", "16:00"))
    ada.run(book, wish(house.sauna, "10:00", "11:00"))
    wanted = wish(house.sauna, "14:00", "15:00")

    offers = bob.run(alternatives, wanted)

    assert offers[:2] == (
        Alternative(house.sauna, span("12:30", "13:30"), "other_time"),
        Alternative(house.sauna, span("16:00", "17:00"), "other_time"),
    )
    assert [offer.room for offer in offers[2:]] == [house.borealis, house.aurora, house.helmi]
    prove(bob, offers)


@pytest.mark.parametrize(
    ("seats", "people", "names"),
    [(3, (), ["Helmi", "Aurora"]), (None, ("U0ADA", "U0CHANDRA"), ["Helmi", "Aurora"]), (13, (), [])],
)
def test_who_says_how_many_come_is_offered_the_smallest_room_that_seats_them(
    ada: Desk, house: House, seats: int | None, people: tuple[str, ...], names: list[str]
) -> None:
    ada.run(book, wish(house.borealis))

    offers = ada.run(alternatives, wish(house.borealis, seats=seats, people=people))

    assert [offer.room.name for offer in offers if offer.kind == "other_room"][:2] == names
    prove(ada, offers)


def test_no_room_is_offered_twice_nor_one_whose_rules_refuse(ada: Desk, house: House) -> None:
    with_policy(ada, house.borealis, Policy(longest=timedelta(minutes=30)))
    ada.run(book, wish(house.aurora))

    offers = ada.run(alternatives, wish(house.aurora))

    assert [offer.room.name for offer in offers if offer.kind == "other_room"] == [
        "Sauna",
        "Helmi",
        "Sisu",
        "Taiga",
    ]
    prove(ada, offers)


def test_less_than_half_of_what_was_asked_is_not_offered(ada: Desk, house: House) -> None:
    ada.run(book, wish(house.aurora, "10:29", "12:00"))

    kinds = [offer.kind for offer in ada.run(alternatives, wish(house.aurora, "10:00", "11:00"))]

    assert "shorter" not in kinds


def test_other_times_lie_on_the_same_day_in_the_rooms_zone_and_not_in_the_past(
    ada: Desk, house: House, clock: StillClock
) -> None:
    clock.now = at("09:22")
    with_policy(ada, house.taiga, Policy(longest=timedelta(days=2)))
    until_late = Span(at("09:22"), at("23:30", TODAY, NEW_YORK))
    ada.run(book, Wish(house.taiga.id, until_late))
    wanted = Wish(house.taiga.id, Span(at("12:00", TODAY, NEW_YORK), at("13:00", TODAY, NEW_YORK)))

    times = [offer.span for offer in ada.run(alternatives, wanted) if offer.kind == "other_time"]

    assert times == [Span(until_late.end, until_late.end + HOUR)]
    assert times[0].start.astimezone(NEW_YORK).date() == TODAY


def test_nothing_is_offered_where_nothing_is_to_be_had(ada: Desk, house: House) -> None:
    for room in (house.borealis, house.helmi, house.sauna, house.sisu, house.taiga):
        ada.run(close_room, room.id)
    with_policy(ada, house.aurora, Policy(longest=timedelta(days=3)))
    ada.run(book, Wish(house.aurora.id, Span(at("09:20"), at("09:20", date(2026, 3, 20)))))

    assert ada.run(alternatives, wish(house.aurora)) == ()


QUARTERS = st.integers(0, 4 * 14).map(lambda quarter: at("09:20") + quarter * timedelta(minutes=15))
TAKEN = st.lists(st.tuples(QUARTERS, st.sampled_from([15, 30, 60, 120]), st.integers(0, 5)), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=TAKEN, start=QUARTERS, minutes=st.sampled_from([15, 45, 60, 180]))
def test_whatever_is_taken_what_is_offered_can_be_booked(
    house: House, taken: list[tuple[datetime, int, int]], start: datetime, minutes: int
) -> None:
    rooms = (house.aurora, house.borealis, house.helmi, house.sauna, house.sisu, house.taiga)
    wanted = Wish(house.aurora.id, Span(start, start + timedelta(minutes=minutes)))
    with in_vain(house.desk(house.bob)) as work:
        for begin, length, room in taken:
            with suppress(RoomTaken):
                book(work, Wish(rooms[room].id, Span(begin, begin + timedelta(minutes=length))))
        offers = alternatives(work, wanted)
        for offer in offers:
            release(work, book(work, Wish(offer.room.id, offer.span)).id)

    assert len({(offer.room.id, offer.span) for offer in offers}) == len(offers) <= 5
    assert all(offer.span.length * 2 >= wanted.span.length for offer in offers)
