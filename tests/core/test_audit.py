"""Each fault is found when it was made by hand, with its ids, and nothing is found where all is sound."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update
from uuid_utils.compat import uuid7

from booking_core import Booking, Desk, Fault, book, cancel, faults, guard, reschedule
from booking_core.schema import BookingRow, ClaimRow, HistoryRow
from tests.builders import at, span, wish
from tests.house import House


@pytest.fixture
def booking(bob: Desk, house: House) -> Booking:
    """Bob has Aurora from ten to eleven."""
    return bob.run(book, wish(house.aurora))


@pytest.fixture
def unguarded(house: House, booking: Booking) -> Any:  # noqa: ARG001 — booked before the guard goes
    """The database with its guard down, until the test ends."""
    with house.engine.connect() as connection, connection.begin() as transaction:
        guard.take_down(connection)
        yield connection
        transaction.rollback()


def test_nothing_is_found_where_all_is_sound(bob: Desk, house: House, booking: Booking) -> None:
    moved = bob.run(book, wish(house.borealis))
    bob.run(reschedule, moved.id, room=house.helmi.id, span=span("12:00", "13:00"))
    bob.run(cancel, bob.run(book, wish(house.sisu)).id)
    with house.engine.connect() as connection:
        assert faults(connection, house.clock.now) == ()
        assert faults(connection, booking.span.end + timedelta(days=1)) == ()


def test_claims_that_overlap_are_found(unguarded: Connection, house: House, booking: Booking) -> None:
    other = later(unguarded)
    unguarded.execute(update(ClaimRow).where(ClaimRow.booking_id == other).values(start_at=at("10:59")))
    unguarded.execute(update(BookingRow).where(BookingRow.id == other).values(start_at=at("10:59")))

    assert faults(unguarded, house.clock.now) == (Fault("claims_overlap", (booking.id, other)),)


def later(connection: Connection) -> Any:
    """A second booking right after the first, with its claim and its history, made by hand."""
    new = uuid7()
    hour = timedelta(hours=1)
    for row, key in ((BookingRow, "id"), (ClaimRow, "booking_id")):
        copy = dict(connection.execute(select(row.__table__)).mappings().one())
        copy |= {
            "id": uuid7(),
            "start_at": copy["start_at"] + hour,
            "end_at": copy["end_at"] + hour,
            key: new,
        }
        connection.execute(insert(row), copy | ({"reference": "K7M2"} if row is BookingRow else {}))
    line = dict(
        connection.execute(select(HistoryRow.__table__).where(HistoryRow.what == "booked")).mappings().one()
    )
    connection.execute(insert(HistoryRow), line | {"id": uuid7(), "booking_id": new})
    return new


def test_what_is_made_by_hand_and_right_is_sound(unguarded: Connection, house: House) -> None:
    later(unguarded)

    assert faults(unguarded, house.clock.now) == ()


def test_a_live_booking_without_its_claim_is_found(
    unguarded: Connection, house: House, booking: Booking
) -> None:
    unguarded.execute(delete(ClaimRow))

    assert faults(unguarded, house.clock.now) == (Fault("booking_without_claim", (booking.id,)),)
    assert faults(unguarded, booking.span.end) == ()  # what is over needs none


def test_a_claim_that_differs_from_its_booking_is_found_from_both_sides(
    unguarded: Connection, house: House, booking: Booking
) -> None:
    for change in ({"end_at": at("11:01")}, {"end_at": at("11:00"), "room_id": house.borealis.id}):
        unguarded.execute(update(ClaimRow).values(change))

        assert faults(unguarded, house.clock.now) == (
            Fault("booking_without_claim", (booking.id,)),
            Fault("claim_without_booking", (booking.id,)),
        )


def test_a_second_claim_of_one_booking_is_found(
    unguarded: Connection, house: House, booking: Booking
) -> None:
    first = dict(unguarded.execute(select(ClaimRow.__table__)).mappings().one())
    second = first | {"id": uuid7(), "start_at": at("12:00"), "end_at": at("13:00")}
    unguarded.execute(insert(ClaimRow), second)

    assert faults(unguarded, house.clock.now) == (Fault("claim_without_booking", (booking.id,)),)


def test_the_claim_of_a_cancelled_booking_is_found(
    unguarded: Connection, house: House, booking: Booking
) -> None:
    unguarded.execute(update(BookingRow).values(state="cancelled"))

    assert faults(unguarded, house.clock.now) == (Fault("claim_without_booking", (booking.id,)),)


def test_a_booking_without_its_history_is_found(
    unguarded: Connection, house: House, booking: Booking
) -> None:
    unguarded.execute(delete(HistoryRow))

    assert faults(unguarded, house.clock.now) == (Fault("booking_without_history", (booking.id,)),)
