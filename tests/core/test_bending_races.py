"""Whatever takes a room's time takes it from one at a time: each way there is, raced against plain booking.

Half of the clients go that way, the others book the same time by name. Each race has its control:
without the guard of the database both sides get it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from booking_core import (
    Booking,
    Desk,
    Room,
    Span,
    Wish,
    book,
    cancel,
    confirm,
    end_early,
    extend,
    faults,
    guard,
    hold,
    keep,
    keep_change,
    lapse,
    offer,
    reschedule,
    undo,
)
from booking_core.schema import ClaimRow
from tests.racers import CLIENTS, Ask
from tests.racetrack import HOUR, Track, kinds, slot

pytestmark = pytest.mark.xdist_group("races")

HALF = CLIENTS // 2


@dataclass(frozen=True)
class Way:
    """What Bob asks for, the time that is at stake, and what may become of a race for it."""

    ask: Ask
    room: Room
    span: Span
    outcomes: tuple[dict[str, int], ...]


def either(bobs: dict[str, int], refused: str = "room_taken") -> tuple[dict[str, int], ...]:
    """Bob gets it, or one who books does."""
    others = Counter({refused: HALF, "booked": 1}) + Counter(room_taken=HALF - 1)
    return Counter(bobs) + Counter(room_taken=HALF), others


def holding(track: Track, bob: Desk, time: Span) -> Way:
    room = track.house.aurora
    ask = Ask(bob.member, hold, (Wish(room.id, time),))
    return Way(ask, room, time, either({"held": 1, "room_taken": HALF - 1}))


def confirming(track: Track, bob: Desk, time: Span) -> Way:
    held = bob.run(hold, Wish(track.house.aurora.id, time))
    return Way(Ask(bob.member, confirm, (held.id,)), held.room, time, either({"booked": HALF})[:1])


def confirming_late(track: Track, bob: Desk, time: Span) -> Way:
    held = bob.run(hold, Wish(track.house.aurora.id, time))
    track.forward(minutes=5)
    return Way(Ask(bob.member, confirm, (held.id,)), held.room, time, either({}, "hold_over")[1:])


def filling_in(track: Track, bob: Desk, time: Span) -> Way:
    room = track.house.aurora
    return Way(Ask(bob.member, keep, (room.id, time)), room, time, either({"kept": HALF}))


def filling_in_a_change(track: Track, bob: Desk, time: Span) -> Way:
    booking = bob.run(book, Wish(track.house.aurora.id, Span(time.start - HOUR, time.start)))
    both = Span(booking.span.start, time.end)
    ask = Ask(bob.member, keep_change, (booking.id, booking.room.id, both))
    return Way(ask, booking.room, time, either({"kept": HALF}))


def being_offered(track: Track, bob: Desk, time: Span) -> Way:
    """Whoever loses the best is offered the next best."""
    house = track.house
    house.desk(house.ada).run(book, Wish(house.aurora.id, time))
    ask = Ask(bob.member, offer, (Wish(house.aurora.id, time),))
    outcomes = ({"offered": HALF, "room_taken": HALF}, {"offered": HALF, "booked": 1, "room_taken": HALF - 1})
    return Way(ask, house.borealis, time, outcomes)


def taking_up(track: Track, bob: Desk, time: Span) -> Way:
    house = track.house
    house.desk(house.ada).run(book, Wish(house.aurora.id, time))
    bob.run(offer, Wish(house.aurora.id, time))
    ask = Ask(bob.member, book, (Wish(house.borealis.id, time),))
    return Way(ask, house.borealis, time, either({"booked": 1, "room_taken": HALF - 1})[:1])


def extending(track: Track, bob: Desk, time: Span) -> Way:
    booking = bob.run(book, Wish(track.house.aurora.id, Span(time.start - HOUR, time.start)))
    ask = Ask(bob.member, extend, (booking.id, HOUR), {}, f"click {booking.id}")
    return Way(ask, booking.room, time, either({"booked": HALF}))


def ending_early(track: Track, bob: Desk, _time: Span) -> Way:
    """Its time is today's, so that it can have begun: the rest of it stays Bob's."""
    start = track.house.clock.now.replace(second=0, microsecond=0)
    booking = bob.run(book, Wish(track.house.aurora.id, Span(start, start + HOUR)))
    track.forward(minutes=5)
    rest = Span(track.house.clock.now.replace(second=0), booking.span.end)
    outcome = {"booked": 1, "already_over": HALF - 1, "room_taken": HALF}
    return Way(Ask(bob.member, end_early, (booking.id,)), booking.room, rest, (outcome,))


def undoing(change: Callable[[Desk, Booking, Track], Booking]) -> Callable[[Track, Desk, Span], Way]:
    def way(track: Track, bob: Desk, time: Span) -> Way:
        booking = bob.run(book, Wish(track.house.aurora.id, time))
        changed: UUID | None = change(bob, booking, track).change
        outcome = {"booked": 1, "undo_over": HALF - 1, "room_taken": HALF}
        return Way(Ask(bob.member, undo, (changed,)), booking.room, time, (outcome,))

    return way


def undoing_a_release(track: Track, bob: Desk, time: Span) -> Way:
    held = bob.run(hold, Wish(track.house.aurora.id, time))
    changed = bob.run(cancel, held.id).change
    outcome = {"held": 1, "undo_over": HALF - 1, "room_taken": HALF}
    return Way(Ask(bob.member, undo, (changed,)), held.room, time, (outcome,))


WAYS = {
    "hold": holding,
    "confirm": confirming,
    "confirm late": confirming_late,
    "form": filling_in,
    "form of a change": filling_in_a_change,
    "offer": being_offered,
    "take up an offer": taking_up,
    "extend": extending,
    "end early": ending_early,
    "undo a cancellation": undoing(lambda bob, booking, _: bob.run(cancel, booking.id)),
    "undo a move": undoing(
        lambda bob, booking, track: bob.run(reschedule, booking.id, room=track.house.helmi.id)
    ),
    "undo a release": undoing_a_release,
}


def race(track: Track, way: Callable[[Track, Desk, Span], Way], number: int) -> tuple[Way, Counter[str]]:
    bob, chandra = track.house.desk(track.house.bob), track.house.chandra
    contested = way(track, bob, slot(3 * number + 1))
    by_name = Ask(chandra, book, (Wish(contested.room.id, contested.span),))
    return contested, kinds(track.race(contested.ask, by_name))


@pytest.mark.parametrize("way", WAYS)
def test_one_has_the_time_and_the_others_are_told_so(track: Track, way: str) -> None:
    for number in range(3):
        contested, outcomes = race(track, WAYS[way], number)
        assert outcomes in [Counter(possible) for possible in contested.outcomes]
        with track.house.engine.connect() as connection:
            assert faults(connection, track.house.clock.now) == ()
            taking = select(func.count()).where(
                ClaimRow.room_id == contested.room.id,
                ClaimRow.start_at < contested.span.end,
                ClaimRow.end_at > contested.span.start,
            )
            assert connection.execute(taking).scalar_one() == 1
        track.forward(minutes=10)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_race_without_the_guard_gives_it_to_both(track: Track, way: str) -> None:
    with track.house.engine.begin() as connection:
        guard.take_down(connection)

    found = set()
    for number in range(3):
        race(track, WAYS[way], number)
        with track.house.engine.connect() as connection:
            found |= {fault.code for fault in faults(connection, track.house.clock.now)}
        track.forward(minutes=10)

    assert "claims_overlap" in found


def race_for_holds(track: Track) -> Counter[str]:
    """One person asks for sixteen slots at one moment."""
    room, bob = track.house.aurora.id, track.house.bob
    return kinds(track.race(*(Ask(bob, hold, (Wish(room, slot(number)),)) for number in range(CLIENTS))))


def test_of_sixteen_holds_that_one_person_asks_for_at_once_two_are_granted(track: Track) -> None:
    assert race_for_holds(track) == {"held": 2, "too_many_holds": CLIENTS - 2}


def test_without_the_index_of_slots_all_are(track: Track) -> None:
    with track.house.engine.begin() as connection:
        connection.execute(text("DROP INDEX uq_claims_kept"))

    assert race_for_holds(track) == {"held": CLIENTS}


def test_a_hold_that_lapses_while_all_want_it_is_had_by_one(track: Track) -> None:
    bob, chandra = track.house.desk(track.house.bob), track.house.chandra
    bob.run(hold, Wish(track.house.aurora.id, slot(0)))
    track.house.clock.forward(minutes=5)
    track.forward(milliseconds=1)

    outcomes = kinds(track.race(Ask(chandra, book, (Wish(track.house.aurora.id, slot(0)),))))

    assert outcomes == {"booked": 1, "room_taken": CLIENTS - 1}


def test_nobody_is_refused_a_lapsed_hold_that_is_cleaned_up_at_that_very_moment(track: Track) -> None:
    """Whoever deletes the lapsed claim first: what is free is had, by one for each half of it."""
    bob, chandra, room = track.house.desk(track.house.bob), track.house.chandra, track.house.aurora
    for number in range(12):
        time = Span(slot(2 * number).start, slot(2 * number + 1).end)
        held = bob.run(hold, Wish(room.id, time))
        track.forward(minutes=5)
        halves = [Ask(chandra, book, (Wish(room.id, slot(2 * number + half)),)) for half in (0, 1)]

        outcomes = kinds(track.race(Ask(bob.member, lapse, (held.id,)), *halves, halves[0]))

        assert outcomes == {"lapsed": CLIENTS // 4, "booked": 2, "room_taken": CLIENTS * 3 // 4 - 2}
