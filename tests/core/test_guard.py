"""What goes around the core meets the database itself: overlaps, spans, the past and titles."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from booking_core import Booking, Desk, Span, book
from booking_core.schema import BookingRow, ClaimRow
from tests.builders import at, span, wish
from tests.databases import Database
from tests.house import House

MINUTE = timedelta(minutes=1)


@pytest.fixture
def booking(bob: Desk, house: House) -> Booking:
    """Bob has Aurora from ten to eleven."""
    return bob.run(book, wish(house.aurora))


def claim_row(booking: Booking, taken: Span, **other: Any) -> dict[str, Any]:
    row = {
        "workspace_id": booking.room.workspace_id,
        "id": uuid7(),
        "room_id": booking.room.id,
        "booking_id": booking.id,
        "start_at": taken.start,
        "end_at": taken.end,
        "lapses_at": None,
    }
    return row | other


def taken(connection: Connection) -> list[tuple[datetime, datetime]]:
    rows = connection.execute(select(ClaimRow.start_at, ClaimRow.end_at).order_by(ClaimRow.start_at))
    return [(start, end) for start, end in rows]


def attempt(engine: Engine, statement: Any, values: Any = None) -> list[tuple[datetime, datetime]]:
    """What is taken after a statement that PostgreSQL refuses with an error and SQLite by not doing it."""
    with suppress(IntegrityError), engine.connect() as connection, connection.begin():
        connection.execute(statement, values)
    with engine.connect() as connection:
        return taken(connection)


@pytest.mark.parametrize(
    ("start", "end"),
    [("10:00", "11:00"), ("10:59", "11:30"), ("09:00", "10:01"), ("09:00", "12:00"), ("10:30", "10:31")],
)
def test_an_insert_that_overlaps_is_refused(engine: Engine, booking: Booking, start: str, end: str) -> None:
    after = attempt(engine, insert(ClaimRow), claim_row(booking, span(start, end)))

    assert after == [(at("10:00"), at("11:00"))]


@pytest.mark.parametrize(("start", "end"), [("09:00", "10:00"), ("11:00", "12:00")])
def test_an_insert_that_only_touches_is_not(engine: Engine, booking: Booking, start: str, end: str) -> None:
    after = attempt(engine, insert(ClaimRow), claim_row(booking, span(start, end)))

    assert sorted([(at("10:00"), at("11:00")), (at(start), at(end))]) == after


def test_an_insert_in_plain_sql_is_refused(engine: Engine, booking: Booking) -> None:
    copy = text(
        "INSERT INTO claims (workspace_id, id, room_id, booking_id, start_at, end_at)"
        " SELECT workspace_id, booking_id, room_id, booking_id, start_at, end_at FROM claims"
    )

    assert attempt(engine, copy) == [(booking.span.start, booking.span.end)]


@pytest.mark.parametrize("columns", ["time", "room"])
def test_an_update_that_overlaps_is_refused(
    engine: Engine, bob: Desk, house: House, booking: Booking, columns: str
) -> None:
    other = bob.run(book, wish(house.aurora, "11:00", "12:00") if columns == "time" else wish(house.borealis))
    change: dict[str, Any] = {"start_at": at("10:59")} if columns == "time" else {"room_id": house.aurora.id}

    after = attempt(engine, update(ClaimRow).where(ClaimRow.booking_id == other.id).values(change))

    assert sorted(after) == sorted(
        [(booking.span.start, booking.span.end), (other.span.start, other.span.end)]
    )
    with engine.connect() as connection:
        rooms = connection.execute(select(ClaimRow.room_id).order_by(ClaimRow.start_at)).scalars()
        assert set(rooms) == {booking.room.id, other.room.id}


def test_a_claim_may_be_moved_over_its_own_old_time(engine: Engine, booking: Booking) -> None:
    moved = update(ClaimRow).values(start_at=at("10:30"), end_at=at("11:30"))

    assert attempt(engine, moved) == [(at("10:30"), at("11:30"))]
    assert booking.span == span("10:00", "11:00")


def test_sqlite_refuses_moments_that_it_could_not_compare(sqlite: Database) -> None:
    """As text, a moment with a T in the middle sorts after all of that day, and would slip through."""
    with sqlite.house() as house:
        booking = house.desk(house.bob).run(book, wish(house.aurora))
        slip = text(
            "INSERT INTO claims (workspace_id, id, room_id, booking_id, start_at, end_at)"
            " SELECT workspace_id, booking_id, room_id, booking_id,"
            " '2026-03-18T08:30:00', '2026-03-18T08:45:00' FROM claims"
        )
        with pytest.raises(IntegrityError, match="ck_claims_comparable"), house.engine.begin() as connection:
            connection.execute(slip)
        assert booking.span == span("10:00", "11:00")


@pytest.mark.parametrize("row", [ClaimRow, BookingRow])
def test_a_span_that_ends_before_it_starts_is_refused(
    engine: Engine, booking: Booking, row: type[ClaimRow | BookingRow]
) -> None:
    backwards = update(row).values(end_at=booking.span.start)

    with pytest.raises(IntegrityError, match=f"ck_{row.__tablename__}_span"), engine.begin() as connection:
        connection.execute(backwards)


def test_a_start_before_the_minute_in_which_it_was_chosen_is_refused(
    engine: Engine, booking: Booking
) -> None:
    def chosen(moment: datetime) -> None:
        with engine.begin() as connection:
            connection.execute(update(BookingRow).values(placed_at=moment))

    chosen(booking.span.start + timedelta(seconds=59.999999))
    with pytest.raises(IntegrityError, match="ck_bookings_not_past"):
        chosen(booking.span.start + MINUTE)


def test_a_start_seconds_before_the_minute_in_which_it_was_chosen_is_refused(
    engine: Engine, booking: Booking
) -> None:
    early = booking.span.start - timedelta(seconds=10)
    late = update(BookingRow).values(start_at=early, placed_at=booking.span.start + timedelta(seconds=40))

    with pytest.raises(IntegrityError, match="ck_bookings_not_past"), engine.begin() as connection:
        connection.execute(late)


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [("title", "x" * 201, "ck_bookings_title"), ("state", "maybe", "ck_bookings_state")],
)
def test_a_title_too_long_and_an_unknown_state_are_refused(
    engine: Engine, booking: Booking, column: str, value: str, constraint: str
) -> None:
    changed = update(BookingRow).where(BookingRow.id == booking.id).values({column: value})

    with pytest.raises(IntegrityError, match=constraint), engine.begin() as connection:
        connection.execute(changed)


def test_a_claim_without_a_booking_or_in_another_workspaces_room_is_refused(
    engine: Engine, house: House, booking: Booking
) -> None:
    free = span("14:00", "15:00")
    for other in ({"booking_id": uuid7()}, {"room_id": house.elsewhere.id}, {"workspace_id": uuid7()}):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(insert(ClaimRow), claim_row(booking, free, **other))


STARTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=STARTS)
def test_of_any_claims_asked_for_in_turn_those_are_granted_that_overlap_none_before(
    engine: Engine, booking: Booking, asked: list[tuple[int, int]]
) -> None:
    granted = [booking.span]
    with engine.connect() as connection, connection.begin() as transaction:
        for start, length in asked:
            begin = at("09:30") + start * MINUTE * 2
            wanted = Span(begin, begin + length * MINUTE * 2)
            with suppress(IntegrityError), connection.begin_nested():
                connection.execute(insert(ClaimRow), claim_row(booking, wanted))
            if not any(wanted.overlaps(other) for other in granted):
                granted.append(wanted)
        assert taken(connection) == sorted((span.start, span.end) for span in granted)
        transaction.rollback()
