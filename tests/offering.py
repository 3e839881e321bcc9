"""Eight people are refused one slot at one moment: what each is offered then, and whether it is kept."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from random import Random
from threading import Barrier

from booking_core import (
    Alternative,
    Desk,
    Member,
    Offered,
    Office,
    RoomDetails,
    Span,
    Wish,
    add_room,
    book,
    offer,
)
from booking_core.errors import RoomTaken
from tests.builders import HELSINKI, TOMORROW, at
from tests.house import WORKSPACE, House, StillClock

PEOPLE = 8
ROOMS = 40  # so that there are five ways out for each of them
_SLOTS = 2000  # hours ahead in which the rounds take place


@dataclass(frozen=True)
class Crowd:
    """Eight people at their desks, who want the room of which there is one, in a house with many others."""

    desks: Sequence[Desk]
    wanted: Wish
    clock: StillClock

    def refused_at_once(self, pool: ThreadPoolExecutor) -> list[Offered]:
        """What each is offered who asks at the same moment for what someone else has."""
        line = Barrier(len(self.desks))

        def ask(desk: Desk) -> Offered:
            line.wait()
            try:
                desk.run(book, self.wanted)
            except RoomTaken:
                return desk.run(offer, self.wanted)
            raise AssertionError("the room was to be had")

        return list(pool.map(ask, self.desks))


def crowd(house: House) -> list[Desk]:
    """The desks of eight people, in a house that is given many rooms."""
    office, ada = house.office, house.desk(house.ada)
    for number in range(ROOMS):
        ada.run(add_room, RoomDetails(f"Room {number}", 6, HELSINKI))
    return [office.desk(_member(office, number)) for number in range(PEOPLE)]


def _member(office: Office, number: int) -> Member:
    return office.enrol(WORKSPACE, f"U0MANY{number}", name=f"U{number}", zone=HELSINKI, admin=False)


def play(house: House, rounds: int, seed: int) -> int:
    """How many offers were taken up in time in so many random rounds; AssertionError for a fault."""
    random, taken_up = Random(seed), 0
    desks = crowd(house)
    with ThreadPoolExecutor(PEOPLE) as pool:
        for number in random.sample(range(_SLOTS), rounds):
            start = at("00:00", TOMORROW) + timedelta(hours=number)
            wanted = Wish(house.aurora.id, Span(start, start + timedelta(hours=1)))
            house.desk(house.ada).run(book, wanted)
            offered = Crowd(desks, wanted, house.clock).refused_at_once(pool)
            taken_up += _take_up(random, house, desks, offered)
            house.clock.forward(seconds=random.uniform(0, 90))
    return taken_up


def _take_up(random: Random, house: House, desks: Sequence[Desk], offered: Sequence[Offered]) -> int:
    bests = [one.ways[0] for one in offered if one.until is not None]
    assert len(bests) == len(offered)  # there are rooms enough for all
    assert not any(same(one, other) for one, other in combinations(bests, 2))
    others = [way for one in offered for way in one.ways[1:]]
    assert not any(same(one, other) for one, other in combinations([*bests, *others], 2))
    clicks = sorted(random.uniform(0, 59.9) for _ in range(random.randrange(PEOPLE)))
    who = random.sample(range(PEOPLE), len(clicks))
    began = house.clock.now
    for seconds, person in zip(clicks, who, strict=True):
        house.clock.now = began + timedelta(seconds=seconds)
        way = offered[person].ways[0]
        for other in random.sample([desk for desk in desks if desk is not desks[person]], 2):
            assert not _gets(other, way)
        assert _gets(desks[person], way)
    return len(clicks)


def same(one: Alternative, other: Alternative) -> bool:
    """Whether the two cannot both be had."""
    return one.room.id == other.room.id and one.span.overlaps(other.span)


def _gets(desk: Desk, way: Alternative) -> bool:
    try:
        desk.run(book, Wish(way.room.id, way.span))
    except RoomTaken:
        return False
    return True
