"""One transaction, one instant, one person: deadlines, turns that never come, and work that is run again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from booking_core import (
    Booking,
    Desk,
    Office,
    Work,
    book,
    bookings_of,
    cancel,
    close_room,
    make_engine,
    reschedule,
)
from booking_core.errors import Busy, DeadlinePassed, InDoubt, RoomClosed, RoomTaken
from tests.builders import HELSINKI, NEW_YORK, at, in_vain, refused, span, told, wish
from tests.databases import Database
from tests.house import OTHER_WORKSPACE, WORKSPACE, House
from tests.queueing import Queue, queue


def test_what_is_asked_for_after_its_deadline_is_not_begun(bob: Desk, house: House) -> None:
    deadline = at("09:20") + timedelta(seconds=2.5)
    desk = house.office.desk(house.bob, deadline=deadline)

    house.clock.now = deadline
    booking = desk.run(book, wish(house.aurora))
    house.clock.forward(microseconds=1)

    assert refused(desk, cancel, booking.id) == told(DeadlinePassed())
    assert bob.run(bookings_of) == (booking,)


def test_a_deadline_is_looked_at_when_the_turn_has_come(sqlite: Database) -> None:
    with sqlite.house() as house, queue(house.engine) as second:
        desk = house.office.desk(house.bob, deadline=house.clock.now + timedelta(seconds=2.5))
        with house.desk(house.ada).work():
            late = second.behind(lambda: refused(desk, book, wish(house.aurora)))
            house.clock.forward(seconds=3)

        assert late.result() == told(DeadlinePassed())


def test_a_naive_deadline_is_a_bug(house: House) -> None:
    with pytest.raises(TypeError):
        house.office.desk(house.bob, deadline=house.clock.now.replace(tzinfo=None))


def test_all_of_a_unit_of_work_happens_at_one_instant(bob: Desk, house: House) -> None:
    with bob.work() as work:
        first = book(work, wish(house.aurora))
        house.clock.forward(hours=1)
        second = book(work, wish(house.borealis))

    assert first.created_at == second.created_at == at("09:20")


def test_what_raises_leaves_nothing_behind(bob: Desk, house: House) -> None:
    with in_vain(bob) as work:
        book(work, wish(house.aurora))

    assert bob.run(bookings_of) == ()


@pytest.fixture
def hurried(house: House) -> Callable[[int], Office]:
    """An office in the same database, with so many connections, that hardly waits for its turn."""
    url = house.engine.url.render_as_string(hide_password=False)
    return lambda connections: Office(make_engine(url, connections=connections, wait=0.05), house.clock)


def test_who_waits_too_long_for_another_is_told_that_it_is_busy(
    bob: Desk, house: House, hurried: Callable[[int], Office]
) -> None:
    booking = bob.run(book, wish(house.aurora))
    office = hurried(2)

    with bob.work() as work:
        cancel(work, booking.id)
        assert refused(office.desk(house.bob), reschedule, booking.id, title="Too late") == told(Busy())
    assert bob.run(bookings_of) == ()
    office.engine.dispose()


def test_who_waits_too_long_for_a_writer_of_this_process_is_told_that_it_is_busy(sqlite: Database) -> None:
    with sqlite.house() as house:
        office = Office(make_engine(house.engine.url.render_as_string(), wait=0.05), house.clock)
        with office.desk(house.ada).work():
            with pytest.raises(Busy) as busy:
                office.desk(house.bob).run(book, wish(house.aurora))
            assert isinstance(busy.value.__cause__, PoolTimeout)  # it did not get as far as the file
            assert office.desk(house.bob).look(bookings_of) == ()
        office.engine.dispose()


def test_where_all_connections_are_in_use_it_is_busy(house: House, hurried: Callable[[int], Office]) -> None:
    office = hurried(1)

    with office.engine.connect():
        assert refused(office.desk(house.bob), bookings_of) == told(Busy())
        with pytest.raises(Busy):
            office.member(WORKSPACE, "U0BOB")
        with pytest.raises(Busy):
            office.enrol(WORKSPACE, "U0BOB", name="Bob", zone=NEW_YORK, admin=False)
    assert office.desk(house.bob).run(bookings_of) == ()
    office.engine.dispose()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql:///x?host=/nowhere"])
def test_a_database_that_is_not_there_is_busy(url: str, house: House) -> None:
    office = Office(make_engine(url), house.clock)

    assert refused(office.desk(house.bob), bookings_of) == told(Busy())


def test_work_that_the_database_gave_up_for_a_deadlock_is_done_again(postgresql: Database) -> None:
    with postgresql.house() as house, queue(house.engine) as second:
        bob, met = house.desk(house.bob), (Event(), Event())
        one, other = bob.run(book, wish(house.aurora)), bob.run(book, wish(house.borealis))

        late = second.pool.submit(lambda: bob.run(rename_both, (other.id, one.id), met[0], met[1]))
        bob.run(rename_both, (one.id, other.id), met[1], met[0])
        late.result()

        assert [booking.title for booking in bob.run(bookings_of)] == ["both", "both"]


def rename_both(work: Work, bookings: tuple[UUID, UUID], here: Event, there: Event) -> None:
    """Change the one, wait until the other side has changed the other, and ask for that."""
    work.execute(text("SET LOCAL deadlock_timeout = '5ms'"))
    for booking in bookings:
        reschedule(work, booking, title="both")
        here.set()
        there.wait()


def test_a_fault_that_will_not_go_away_is_raised(bob: Desk) -> None:
    tries = []

    def orphan(work: Work) -> None:
        tries.append(work)
        work.execute(text("INSERT INTO rooms (seats) VALUES (0)"))

    with pytest.raises(IntegrityError):
        bob.run(orphan)

    assert len(tries) == 1


def test_two_who_change_one_booking_do_so_one_after_the_other(
    ada: Desk, bob: Desk, house: House, second: Queue
) -> None:
    """The second finds the booking where the first has left it, in another room."""
    booking = bob.run(book, wish(house.aurora))
    with bob.work() as work:
        reschedule(work, booking.id, room=house.borealis.id)
        late = second.behind(lambda: ada.run(reschedule, booking.id, span=span("14:00", "15:00")))

    assert (late.result().room, late.result().span) == (house.borealis, span("14:00", "15:00"))


def test_who_closes_a_room_is_told_of_a_booking_made_in_the_same_instant(
    ada: Desk, bob: Desk, house: House, second: Queue
) -> None:
    with bob.work() as work:
        booking = book(work, wish(house.aurora))
        late = second.behind(lambda: ada.run(close_room, house.aurora.id))

    assert [standing.id for standing in late.result()] == [booking.id]


def test_who_books_a_room_that_is_being_closed_is_told_so(
    ada: Desk, bob: Desk, house: House, second: Queue
) -> None:
    with ada.work() as work:
        close_room(work, house.aurora.id)
        late = second.behind(lambda: refused(bob, book, wish(house.aurora)))

    assert late.result()[0] is RoomClosed


def test_who_waits_for_a_claim_that_comes_to_nothing_gets_the_room(
    ada: Desk, bob: Desk, house: House, second: Queue
) -> None:
    with in_vain(ada) as work:
        book(work, wish(house.aurora))
        late = second.behind(lambda: bob.run(book, wish(house.aurora)))

    assert late.result().booker == house.bob


def test_two_who_swap_rooms_at_one_moment_are_told_no_at_once(
    ada: Desk, bob: Desk, house: House, second: Queue
) -> None:
    """Neither waits for the other to leave: that would be a deadlock, and a second of waiting."""
    here, there = ada.run(book, wish(house.aurora)), bob.run(book, wish(house.borealis))
    with ada.work() as work:
        with pytest.raises(RoomTaken):
            reschedule(work, here.id, room=house.borealis.id)
        late = second.behind(lambda: refused(bob, reschedule, there.id, room=house.aurora.id))

    assert late.result() == told(RoomTaken(house.aurora, here.span, here))


def test_a_person_is_entered_once_and_brought_up_to_date(house: House) -> None:
    office = house.office

    renamed = office.enrol(WORKSPACE, "U0BOB", name="Bobby", zone=HELSINKI, admin=True)

    assert (renamed.id, renamed.name, renamed.zone, renamed.admin) == (house.bob.id, "Bobby", HELSINKI, True)
    assert office.member(WORKSPACE, "U0BOB") == renamed
    assert office.member(WORKSPACE, "U0NOBODY") is None
    assert office.member("T0NOWHERE", "U0BOB") is None


def test_one_person_in_two_workspaces_is_two_members(house: House) -> None:
    there = house.office.enrol(OTHER_WORKSPACE, "U0BOB", name="Bob", zone=NEW_YORK, admin=False)

    assert there.id != house.bob.id
    assert there.workspace_id == house.other_chandra.workspace_id
    assert house.office.member(WORKSPACE, "U0BOB") == house.bob


def test_what_was_written_too_late_is_undone(house: House) -> None:
    desk = house.office.desk(house.ada, deadline=house.clock.now + timedelta(seconds=2.5))

    def book_slowly(work: Work) -> Booking:
        booking = book(work, wish(house.aurora))
        house.clock.forward(seconds=2.6)
        return booking

    assert refused(desk, book_slowly) == told(DeadlinePassed())
    assert house.desk(house.ada).run(bookings_of) == ()


def test_what_was_read_too_late_is_read(house: House) -> None:
    desk = house.office.desk(house.ada, deadline=house.clock.now + timedelta(seconds=2.5))

    def look_slowly(work: Work) -> tuple[Booking, ...]:
        house.clock.forward(seconds=2.6)
        return bookings_of(work)

    assert desk.run(look_slowly) == ()


@pytest.fixture
def lose(postgresql: Database) -> Iterator[Callable[[Work], None]]:
    """Loses the connection of a unit of work, as a server that dies does: its commit gets no answer."""
    with ExitStack() as stack:
        other = stack.enter_context(postgresql.own_house()).engine

        def terminate(work: Work) -> None:
            pid = work.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with other.connect() as connection:
                connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

        yield terminate


def test_what_is_lost_while_it_is_committed_is_in_doubt(
    postgresql: Database, lose: Callable[[Work], None]
) -> None:
    with postgresql.house() as house:

        def book_and_lose(work: Work) -> None:
            book(work, wish(house.aurora))
            lose(work)

        with pytest.raises(InDoubt):
            house.desk(house.bob).run(book_and_lose)


def test_a_request_that_is_in_doubt_is_asked_again_where_it_has_a_key(
    postgresql: Database, lose: Callable[[Work], None]
) -> None:
    with postgresql.house() as house:
        lost = iter([True, False])

        def book_unluckily(work: Work) -> Booking:
            booking = book(work, wish(house.aurora))
            if next(lost):
                lose(work)
            return booking

        booking = house.desk(house.bob, "view 1").run(book_unluckily)

        assert house.desk(house.bob).run(bookings_of) == (booking,)
