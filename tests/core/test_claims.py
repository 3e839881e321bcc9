"""A claim may lapse: from then on it is in nobody’s way, and reads say what a booking would find."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from booking_core import (
    Booking,
    Desk,
    Span,
    Wish,
    alternatives,
    book,
    cancel,
    free_rooms,
    hold,
    next_gap,
    reschedule,
)
from booking_core.claims import claim, release
from booking_core.directory import known_rooms
from booking_core.errors import RoomTaken
from booking_core.granting import asking
from booking_core.ledger import REMINDED, TOLD, enter_at_once
from booking_core.obstacles import in_the_way
from booking_core.schema import ClaimRow
from tests.builders import in_vain, refused, span, told, wish
from tests.house import House

HOUR = timedelta(hours=1)


@pytest.fixture
def held(ada: Desk, house: House) -> Booking:
    """Ada has Aurora from ten to eleven, if she confirms it within five minutes."""
    return ada.run(hold, wish(house.aurora))


def claimants(house: House) -> list[object]:
    with house.engine.connect() as connection:
        return list(connection.execute(select(ClaimRow.booking_id).order_by(ClaimRow.start_at)).scalars())


def test_until_it_lapses_a_claim_stands(bob: Desk, house: House, held: Booking) -> None:
    house.clock.forward(minutes=5, microseconds=-1)

    assert refused(bob, book, wish(house.aurora)) == told(RoomTaken(house.aurora, held.span, held))
    assert house.aurora not in bob.run(free_rooms, held.span)
    assert bob.run(next_gap, house.aurora.id, HOUR, after=held.span.start) == span("11:00", "12:00")
    assert claimants(house) == [held.id]


def test_once_it_has_lapsed_the_room_can_be_had(bob: Desk, house: House, held: Booking) -> None:
    house.clock.forward(minutes=5)

    assert house.aurora in bob.run(free_rooms, held.span)
    assert bob.run(next_gap, house.aurora.id, HOUR, after=held.span.start) == held.span
    booking = bob.run(book, wish(house.aurora, "10:30", "11:30"))
    assert claimants(house) == [booking.id]


def test_who_moves_there_takes_it_as_well(bob: Desk, house: House, held: Booking) -> None:
    booking = bob.run(book, wish(house.borealis))
    house.clock.forward(minutes=5)

    assert bob.run(reschedule, booking.id, room=house.aurora.id).room == house.aurora
    assert claimants(house) == [booking.id, booking.id]  # and Borealis, while he may come back
    assert held.id not in claimants(house)


def test_of_several_in_the_way_the_lapsed_go_and_the_first_that_stands_is_named(
    bob: Desk, house: House, held: Booking
) -> None:
    following = bob.run(book, wish(house.aurora, "11:00", "12:00"))
    house.clock.forward(minutes=5)
    wanted = wish(house.aurora, "10:30", "11:30")

    assert refused(bob, book, wanted) == told(RoomTaken(house.aurora, wanted.span, following))
    assert claimants(house) == [held.id, following.id]  # what is refused writes nothing
    assert bob.run(alternatives, wanted)[2].span == span("10:00", "11:00")


def test_a_claim_given_up_is_free_and_another_of_the_same_booking_may_be_kept(
    ada: Desk, house: House
) -> None:
    booking = ada.run(book, wish(house.aurora))
    with in_vain(ada) as work:
        later = claim(work, house.aurora, span("14:00", "15:00"), booking.id).id
        release(work, booking.id, but=later)
        assert in_the_way(work, house.aurora, booking.span) == (None, None)
        assert in_the_way(work, house.aurora, span("14:30", "14:31")) == (booking, None)
        release(work, booking.id)
        assert in_the_way(work, house.aurora, span("14:30", "14:31")) == (None, None)

    assert ada.run(cancel, booking.id).state == "cancelled"


def test_what_a_booking_asks_is_short_enough_for_psycopg_to_keep(house: House) -> None:
    """A statement of more than 4,096 characters or 50 values it takes apart anew each time."""
    for follows in (REMINDED, TOLD):
        for step in asking(house.engine.dialect, follows, as_of=True).steps:
            assert len(step.sql) <= 4096
            assert len(set(step.names)) <= 50


def test_a_claim_is_granted_as_the_rules_of_the_room_have_it_at_that_moment(ada: Desk, house: House) -> None:
    longest, horizon = house.aurora.policy.longest, house.aurora.policy.horizon
    minute = timedelta(minutes=1)
    with in_vain(ada) as work:
        at_most = Span(work.now + horizon, work.now + horizon + longest)
        for asked, granted in (
            (Span(at_most.start, at_most.end + minute / 60), False),
            (Span(at_most.start + minute / 60, at_most.end), False),
            (at_most, True),
        ):
            wanted = Wish(house.aurora.id, asked)
            assert (enter_at_once(work, wanted, known_rooms(work)) is not None) == granted
