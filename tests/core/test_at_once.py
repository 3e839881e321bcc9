"""A booking in one question: all of it or nothing, in time, told apart from what is in doubt."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from booking_core import (
    Booking,
    Desk,
    Look,
    Office,
    Refusal,
    Room,
    Work,
    book,
    book_as_known,
    book_at_once,
    bookings_of,
    change_room,
    close_room,
    first_answer,
    make_engine,
    open_home,
    remembered_rooms,
    rooms,
    surroundings,
)
from booking_core.directory import known_rooms
from booking_core.engine import take_time
from booking_core.errors import Busy, InDoubt, RoomTaken, TitleTooLong
from booking_core.ledger import enter_at_once
from tests.builders import in_vain, told, wish
from tests.databases import Database
from tests.house import WORKSPACE, House
from tests.queueing import Queue, queue

LONG = "x" * 201


def test_what_is_booked_at_once_is_what_would_be_booked(ada: Desk, bob: Desk, house: House) -> None:
    booking = book_at_once(bob, wish(house.aurora, title=" Standup ", people=("U0ADA",)))

    assert bob.look(bookings_of) == (booking,)
    assert (booking.title, booking.people) == ("Standup", ("U0ADA",))
    with pytest.raises(RoomTaken) as taken:
        book_at_once(ada, wish(house.aurora))
    assert told(taken.value) == told(RoomTaken(house.aurora, booking.span, booking))


@pytest.mark.parametrize("people", [(), ("U0ADA",)])
def test_all_of_it_is_one_transaction(postgresql: Database, people: tuple[str, ...]) -> None:
    with postgresql.house() as house:
        desk = house.desk(house.bob)
        desk.run(open_home)
        with house.engine.begin() as connection:
            connection.execute(text("DELETE FROM errands"))

        book_at_once(desk, wish(house.aurora, people=people))

        questions = (
            "SELECT xmin::text FROM claims",
            "SELECT xmin::text FROM bookings",
            "SELECT xmin::text FROM history WHERE booking_id IS NOT NULL",
            "SELECT xmin::text FROM errands",
        )
        with house.engine.connect() as connection:
            written = [connection.execute(text(question)).scalars().all() for question in questions]
    assert [len(rows) for rows in written] == [1, 1, 1, 1 if people else 2]
    assert len({by for rows in written for by in rows}) == 1


def test_a_request_that_comes_twice_is_answered_with_what_it_booked(house: House) -> None:
    desk = house.office.desk(house.bob, request_key="trigger:1")

    booking = book_at_once(desk, wish(house.aurora))

    assert book_at_once(desk, wish(house.borealis, title=LONG)) == booking
    with pytest.raises(TitleTooLong):
        book_at_once(house.desk(house.bob), wish(house.borealis, title=LONG))


def test_who_acts_on_remembered_rooms_books_as_long_as_none_has_changed(house: House) -> None:
    office = house.office
    ada, bob = office.desk(house.ada), office.desk(house.bob, request_key="trigger:1")
    assert remembered_rooms(bob) is None
    known, _ = ada.look(surroundings)
    assert remembered_rooms(bob) == known

    booking = book_as_known(bob, wish(house.aurora), known)

    assert bob.look(bookings_of) == (booking,)
    assert book_as_known(bob, wish(house.borealis), known) is None  # it is the same request
    assert book_as_known(ada, wish(house.aurora), known) is None
    seats = replace(house.helmi.details, seats=99)
    ada.run(change_room, house.helmi.id, seats)
    assert book_as_known(ada, wish(house.borealis), known) is None
    assert (bob.look(bookings_of), ada.look(bookings_of)) == ((booking,), ())
    now_known, _ = ada.look(surroundings)
    booked = book_as_known(ada, wish(now_known.by_name["Helmi"]), now_known)
    assert booked is not None
    assert booked.room.details == seats


def test_rooms_are_remembered_for_a_minute(house: House) -> None:
    desk = house.office.desk(house.bob)
    known, _ = desk.look(surroundings)
    house.clock.forward(seconds=59)
    assert remembered_rooms(desk) == known

    house.clock.forward(seconds=1)

    assert remembered_rooms(desk) is None


def test_a_room_that_is_closed_at_that_moment_is_not_booked_as_it_is_remembered(
    house: House, second: Queue
) -> None:
    desk = house.office.desk(house.bob)
    known, _ = desk.look(surroundings)
    with house.desk(house.ada).work() as work:
        close_room(work, house.aurora.id)
        late = second.behind(lambda: book_as_known(desk, wish(house.aurora), known))

    assert late.result() is None
    assert desk.look(bookings_of) == ()


def test_who_might_wait_until_it_is_too_late_is_asked_for_the_time_again(house: House, second: Queue) -> None:
    """One that waits for somebody else's work is not written once its time has passed meanwhile."""
    patience = timedelta(seconds=1)
    late = house.office.desk(house.bob, deadline=house.clock.now + patience)
    with in_vain(house.desk(house.ada)) as work:
        book(work, wish(house.aurora))
        told_so = second.behind(lambda: _told_at_once(late, house))
        house.clock.forward(seconds=2)

    assert told_so.result() == "deadline_passed"
    assert house.desk(house.bob).look(bookings_of) == ()


def _told_at_once(desk: Desk, house: House) -> str:
    """The code of what somebody is told who asks for Aurora at ten."""
    with pytest.raises(Refusal) as told_so:
        book_at_once(desk, wish(house.aurora))
    return told_so.value.code


def test_who_waited_for_a_connection_until_it_is_too_late_is_told_so(postgresql: Database) -> None:
    with postgresql.house() as house, ThreadPoolExecutor(1) as threads:
        url = house.engine.url.render_as_string(hide_password=False)
        office = Office(make_engine(url, connections=1, wait=30), house.clock)
        late = office.desk(house.bob, deadline=house.clock.now + timedelta(seconds=40))
        with office.engine.connect():
            told_so = threads.submit(_told_at_once, late, house)
            house.clock.forward(seconds=41)

        assert told_so.result() == "deadline_passed"
        assert office.desk(house.bob).look(bookings_of) == ()
        office.engine.dispose()


@pytest.fixture
def hurried(postgresql: Database) -> Iterator[Office]:
    """An office where no statement takes longer than 50 ms."""
    with postgresql.house() as house:
        url = house.engine.url.render_as_string(hide_password=False)
        office = Office(make_engine(url, wait=0.05), house.clock)
        yield office
        office.engine.dispose()


def test_a_statement_ends_when_its_time_is_over_whatever_it_waits_for(hurried: Office) -> None:
    bob = hurried.member(WORKSPACE, "U0BOB")
    assert bob is not None

    def book_slowly(work: Work) -> None:
        work.execute(text("WITH late AS (SELECT pg_sleep(1)) UPDATE rooms SET seats = 99 FROM late"))

    with pytest.raises(Busy):
        hurried.desk(bob).run_at_once(book_slowly, book_slowly)

    assert {room.seats for room in hurried.desk(bob).look(rooms)}.isdisjoint({99})


def test_what_nobody_waits_for_may_take_longer(hurried: Office) -> None:
    with hurried.transaction() as connection:
        take_time(connection)
        connection.execute(text("SELECT pg_sleep(0.1)"))


def test_what_is_lost_while_it_waits_is_in_doubt(postgresql: Database) -> None:
    with postgresql.own_house() as house, queue(house.engine) as second:
        with in_vain(house.desk(house.ada)) as work:
            book(work, wish(house.aurora))
            lost = second.behind(lambda: _told_at_once(house.desk(house.bob), house))
            work.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted"))
            assert lost.result() == "in_doubt"

        assert house.desk(house.bob).look(bookings_of) == ()


def test_what_is_lost_while_it_is_asked_for_is_in_doubt_and_asked_again_where_it_has_a_key(
    postgresql: Database,
) -> None:
    with postgresql.own_house() as house:
        unlucky = iter([True, True, False])
        book_it = partial(book, wish=wish(house.aurora))

        def lose(work: Work) -> None:
            if next(unlucky):
                _cut(work, house)

        with pytest.raises(InDoubt):
            house.desk(house.bob).run_at_once(lose, book_it)
        assert house.desk(house.bob).look(bookings_of) == ()

        booking = house.desk(house.bob, "view 1").run_at_once(lose, book_it)
        assert house.desk(house.bob).look(bookings_of) == (booking,)


def test_what_was_done_in_doubt_is_answered_and_told_as_in_doubt_where_it_cannot_be_found(
    postgresql: Database,
) -> None:
    with postgresql.own_house() as house:
        desk = house.desk(house.bob, "view 1")
        known = desk.look(known_rooms)

        def lost_afterwards(work: Work, room: Room) -> Booking | None:
            """Books, and then loses its connection before anybody hears of it."""
            booking = enter_at_once(work, wish(room), known)
            if booking is not None:
                _cut(work, house)
            return booking

        answer = desk.at_once(lambda work: lost_afterwards(work, house.aurora), first_answer)
        assert desk.look(bookings_of) == (answer,)

        def not_found(_look: Look) -> Booking | None:
            raise Busy

        with pytest.raises(InDoubt):
            house.desk(house.bob, "view 2").at_once(
                lambda work: lost_afterwards(work, house.borealis), not_found
            )


def _cut(work: Work, house: House) -> None:
    pid = work.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with house.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    work.execute(text("SELECT 1"))
