"""The same request key: the first answer again, and nothing written."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, select

from booking_core import (
    Booking,
    Desk,
    RoomDetails,
    add_room,
    book,
    bookings_of,
    cancel,
    change_room,
    close_room,
    history_of,
    reopen_room,
    reschedule,
    room_named,
)
from booking_core.errors import RoomTaken
from booking_core.schema import METADATA
from tests.builders import HELSINKI, TOMORROW, at, refused, span, told, wish
from tests.house import House
from tests.queueing import Queue

KALEVA = RoomDetails("Kaleva", 10, HELSINKI)


def rows(engine: Engine) -> dict[str, list[object]]:
    """All that the database holds, to see that it stays."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }


@pytest.fixture
def keyed(house: House) -> Desk:
    """Bob, asking with one and the same request."""
    return house.desk(house.bob, "view V0123")


def test_a_request_that_comes_twice_books_once_and_is_answered_twice_the_same(
    keyed: Desk, house: House
) -> None:
    first = keyed.run(book, wish(house.aurora, title="Standup", people=("U0ADA",)))
    before = rows(house.engine)

    assert keyed.run(book, wish(house.aurora, title="Standup", people=("U0ADA",))) == first
    assert rows(house.engine) == before


def test_the_first_answer_is_given_even_where_the_wish_differs_or_could_no_longer_be_granted(
    keyed: Desk, ada: Desk, house: House
) -> None:
    first = keyed.run(book, wish(house.aurora))
    ada.run(close_room, house.borealis.id)
    house.clock.now = at("12:00")

    assert keyed.run(book, wish(house.borealis, "08:00", "23:00", title="x" * 201)) == first


CHANGES: list[Callable[[Desk, Booking, House], object]] = [
    lambda desk, booking, house: desk.run(
        reschedule, booking.id, room=house.helmi.id, span=span("15:00", "16:00", TOMORROW)
    ),
    lambda desk, booking, _: desk.run(reschedule, booking.id, title="Retro", people=("U0CHANDRA",)),
    lambda desk, booking, _: desk.run(cancel, booking.id),
]


@pytest.mark.parametrize("change", CHANGES, ids=["moved", "renamed", "cancelled"])
def test_the_first_answer_is_as_it_was_though_the_booking_was_changed_since(
    keyed: Desk, bob: Desk, house: House, change: Callable[[Desk, Booking, House], object]
) -> None:
    first = keyed.run(book, wish(house.aurora, title="Standup"))
    change(bob, first, house)
    before = rows(house.engine)

    assert keyed.run(book, wish(house.aurora, title="Standup")) == first
    assert rows(house.engine) == before


def test_a_reschedule_that_comes_twice_does_not_undo_what_came_between(
    keyed: Desk, bob: Desk, house: House
) -> None:
    booking = bob.run(book, wish(house.aurora))
    first = keyed.run(reschedule, booking.id, span=span("11:00", "12:00"), title="Mine")
    last = bob.run(reschedule, booking.id, span=span("13:00", "14:00"))

    assert keyed.run(reschedule, booking.id, span=span("11:00", "12:00"), title="Mine") == first
    assert bob.run(bookings_of) == (last,)


def test_a_cancellation_that_comes_twice_is_answered_twice(keyed: Desk, bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora))

    first = keyed.run(cancel, booking.id)
    house.clock.now = at("12:00")

    assert first == keyed.run(cancel, booking.id) == replace(booking, state="cancelled")


def test_another_request_and_another_workspace_may_not_mistake_the_key(keyed: Desk, house: House) -> None:
    ours = keyed.run(book, wish(house.aurora))
    theirs = house.desk(house.other_chandra, "view V0123").run(book, wish(house.elsewhere))
    other = house.desk(house.bob, "view V9876").run(book, wish(house.borealis))

    assert len({ours.id, theirs.id, other.id}) == 3
    for person, booking in ((house.bob, ours), (house.other_chandra, theirs)):
        cancelled = house.desk(person, "view V1111").run(cancel, booking.id)
        assert cancelled == replace(booking, state="cancelled")


def test_what_was_refused_leaves_its_key_unused(keyed: Desk, ada: Desk, house: House) -> None:
    standing = ada.run(book, wish(house.aurora))
    assert refused(keyed, book, wish(house.aurora)) == told(RoomTaken(house.aurora, standing.span, standing))
    ada.run(cancel, standing.id)
    house.clock.forward(minutes=2)

    assert keyed.run(book, wish(house.aurora)).booker == house.bob


@pytest.mark.parametrize("other_room", [False, True])
def test_two_at_one_moment_with_one_key_book_once(
    keyed: Desk, house: House, second: Queue, *, other_room: bool
) -> None:
    room = house.borealis if other_room else house.aurora
    with keyed.work() as work:
        first = book(work, wish(house.aurora))
        late = second.behind(lambda: keyed.run(book, wish(room)))

    assert late.result() == first
    assert keyed.run(bookings_of) == (first,)


def test_two_at_one_moment_with_one_key_cancel_or_reschedule_once(
    keyed: Desk, bob: Desk, house: House, second: Queue
) -> None:
    moved, booking = bob.run(book, wish(house.aurora)), bob.run(book, wish(house.borealis))
    with keyed.work() as work:
        first = cancel(work, booking.id)
        late = second.behind(lambda: keyed.run(cancel, booking.id))
    assert late.result() == first

    again = house.desk(house.bob, "view V5555")
    with again.work() as work:
        first = reschedule(work, moved.id, room=house.helmi.id)
        late = second.behind(lambda: again.run(reschedule, moved.id, room=house.helmi.id))
    assert late.result() == first
    assert [len(bob.run(history_of, each.id)) for each in (moved, booking)] == [2, 2]


def test_a_room_is_added_once_and_changed_once(ada: Desk, house: House) -> None:
    adding, changing = house.desk(house.ada, "view A"), house.desk(house.ada, "view B")
    first = adding.run(add_room, KALEVA)
    changed = changing.run(change_room, first.id, replace(KALEVA, seats=11))
    last = ada.run(change_room, first.id, replace(KALEVA, seats=12))

    assert adding.run(add_room, KALEVA) == first
    assert changing.run(change_room, first.id, replace(KALEVA, seats=11)) == changed
    assert ada.run(room_named, "Kaleva") == last


def test_a_room_that_was_reopened_since_is_not_closed_again_by_the_same_request(
    ada: Desk, house: House
) -> None:
    closing = house.desk(house.ada, "view C")
    closing.run(close_room, house.aurora.id)
    ada.run(reopen_room, house.aurora.id)

    assert closing.run(close_room, house.aurora.id) == ()
    assert ada.run(room_named, "Aurora").open


def test_two_at_one_moment_with_one_key_add_one_room(house: House, second: Queue) -> None:
    adding = house.desk(house.ada, "view A")
    with adding.work() as work:
        first = add_room(work, KALEVA)
        late = second.behind(lambda: adding.run(add_room, KALEVA))

    assert late.result() == first
