"""Sixteen clients, one slot, a hundred rounds, several processes: one wins, and the others are told so.

Each race has its control: the very same race with the guard taken down must double-book, or the
race would prove nothing.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from booking_core import Span, Wish, book, book_at_once, cancel, faults, guard, reschedule
from booking_core.references import candidates
from tests.house import House
from tests.queueing import Queue
from tests.racers import CLIENTS, Ask
from tests.racetrack import HOUR, Track, kinds, slot

# The clients are four processes already: one line of tests is enough to keep two cores busy.
pytestmark = pytest.mark.xdist_group("races")

ROUNDS = 100
SOME = 5


def race_for_one_slot(track: Track, rounds: int) -> list[Counter[str]]:
    room, people = track.house.aurora.id, (track.house.ada, track.house.bob, track.house.chandra)
    return [
        kinds(track.race(*(Ask(person, book, (Wish(room, slot(number)),)) for person in people)))
        for number in range(rounds)
    ]


def race_at_once(track: Track, rounds: int) -> list[Counter[str]]:
    """The same, each by the one statement that needs no transaction on PostgreSQL."""
    room, people = track.house.aurora.id, (track.house.ada, track.house.bob, track.house.chandra)
    return [
        kinds(track.race(*(Ask(person, book_at_once, (Wish(room, slot(number)),)) for person in people)))
        for number in range(rounds)
    ]


def race_into_one_slot(track: Track, rounds: int) -> list[Counter[str]]:
    """Each client moves a booking of its own there, from wherever it is by then."""
    bob, room = track.house.desk(track.house.bob), track.house.aurora.id
    own = [bob.run(book, Wish(room, slot(number))) for number in range(CLIENTS)]
    return [
        kinds(track.race(*(Ask(bob.member, reschedule, (each.id,), {"span": slot(number)}) for each in own)))
        for number in range(CLIENTS, CLIENTS + rounds)
    ]


@pytest.mark.parametrize("race", [race_for_one_slot, race_at_once])
def test_of_sixteen_who_ask_for_one_slot_one_gets_it_and_the_others_are_told_so(
    track: Track, race: Callable[[Track, int], list[Counter[str]]]
) -> None:
    rounds = race(track, ROUNDS)

    assert rounds == [{"booked": 1, "room_taken": CLIENTS - 1}] * ROUNDS
    assert track.rows() == {"bookings": ROUNDS, "claims": ROUNDS, "history": ROUNDS}


def test_of_sixteen_who_move_into_one_slot_one_gets_there_and_the_others_stay(track: Track) -> None:
    rounds = race_into_one_slot(track, SOME)

    assert rounds == [{"booked": 1, "room_taken": CLIENTS - 1}] * SOME
    assert track.rows() == {"bookings": CLIENTS, "claims": CLIENTS, "history": CLIENTS + SOME}


@pytest.mark.parametrize("race", [race_for_one_slot, race_at_once, race_into_one_slot])
def test_the_same_race_without_the_guard_double_books(
    track: Track, race: Callable[[Track, int], list[Counter[str]]]
) -> None:
    with track.house.engine.begin() as connection:
        guard.take_down(connection)

    rounds = race(track, 3)

    assert all(outcomes["booked"] > 1 for outcomes in rounds)
    with track.house.engine.connect() as connection:
        found = {fault.code for fault in faults(connection, track.house.clock.now)}
    assert found == {"claims_overlap"}


def test_of_those_who_swap_rooms_none_loses_what_he_has(track: Track) -> None:
    bob, here, there = track.house.desk(track.house.bob), track.house.aurora.id, track.house.borealis.id
    asks = []
    for number in range(CLIENTS // 2):
        for room, other in ((here, there), (there, here)):
            booking = bob.run(book, Wish(room, slot(number)))
            asks.append(Ask(bob.member, reschedule, (booking.id,), {"room": other}))

    rounds = [kinds(track.race(*asks)) for _ in range(SOME)]

    assert rounds == [{"room_taken": CLIENTS}] * SOME
    assert track.rows() == {"bookings": CLIENTS, "claims": CLIENTS, "history": CLIENTS}


def test_of_two_who_grow_into_the_gap_between_them_one_gets_it(track: Track) -> None:
    """Each gives up its own time before it claims the new: a deadlock, which nobody hears of."""
    bob, room, half = track.house.desk(track.house.bob), track.house.aurora.id, HOUR / 2
    asks = []
    for number in range(CLIENTS // 2):
        left, right = slot(3 * number), Span(slot(3 * number).end + half, slot(3 * number).end + half + HOUR)
        for span, by in ((left, half), (right, -half)):
            booking = bob.run(book, Wish(room, span))
            grown = Span(span.start + by, span.end + by)
            asks.append(Ask(bob.member, reschedule, (booking.id,), {"span": grown}))

    outcomes = track.race(*asks)

    assert kinds(outcomes) == {"booked": CLIENTS // 2, "room_taken": CLIENTS // 2}
    assert track.rows() == {"bookings": CLIENTS, "claims": CLIENTS, "history": CLIENTS * 3 // 2}


def test_of_those_who_wait_for_a_cancellation_none_gets_the_room_before_it_can_be_undone_no_more(
    track: Track,
) -> None:
    house = track.house
    bob, chandra = house.desk(house.bob), house.chandra
    for number in range(SOME):
        wanted = Wish(house.aurora.id, slot(number))
        given_up = Ask(house.bob, cancel, (bob.run(book, wanted).id,))

        outcomes = track.clients.race([given_up] + [Ask(chandra, book, (wanted,))] * (CLIENTS - 1))

        assert kinds(outcomes) == {"cancelled": 1, "room_taken": CLIENTS - 1}
        track.forward(minutes=2)
        outcomes = track.race(Ask(chandra, book, (wanted,)))
        assert kinds(outcomes) == {"booked": 1, "room_taken": CLIENTS - 1}
    assert track.rows() == {"bookings": 2 * SOME, "claims": SOME, "history": 3 * SOME}


@pytest.mark.parametrize("one_slot", [True, False])
def test_of_sixteen_with_one_request_key_one_books_and_all_are_answered_the_same(
    track: Track, *, one_slot: bool
) -> None:
    house = track.house
    for number in range(SOME):
        slots = [slot(CLIENTS * number + (0 if one_slot else client)) for client in range(CLIENTS)]
        outcomes = track.race(
            *(Ask(house.bob, book, (Wish(house.aurora.id, at),), {}, f"view {number}") for at in slots)
        )
        assert outcomes == [outcomes[0]] * CLIENTS
        assert kinds(outcomes) == {"booked": CLIENTS}
    assert track.rows() == {"bookings": SOME, "claims": SOME, "history": SOME}


def test_of_sixteen_who_cancel_one_booking_with_one_request_all_are_told_that_it_is(track: Track) -> None:
    house = track.house
    for number in range(SOME):
        booking = house.desk(house.bob).run(book, Wish(house.aurora.id, slot(number)))

        outcomes = track.race(Ask(house.bob, cancel, (booking.id,), {}, f"view {number}"))

        assert outcomes == [replace(booking, state="cancelled")] * CLIENTS
    assert track.rows() == {"bookings": SOME, "claims": 0, "history": 2 * SOME}


def test_two_who_chose_one_reference_at_one_moment_both_book(
    house: House, second: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = iter(["K7M2", "K7M2", "K7M3"])
    names = candidates()
    monkeypatch.setattr("booking_core.ledger.candidates", lambda: dict.fromkeys(names, next(chosen)))
    with house.desk(house.ada).work() as work:
        first = book(work, Wish(house.aurora.id, slot(0)))
        late = second.behind(lambda: house.desk(house.bob).run(book, Wish(house.borealis.id, slot(0))))

    assert (first.reference, late.result().reference) == ("K7M2", "K7M3")
