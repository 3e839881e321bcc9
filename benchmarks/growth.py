"""What it costs to ask and to book as bookings grow: 2,000 rooms on PostgreSQL, other sizes in turn."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Any, Final

from benchmarks.bookers import core
from benchmarks.crew import crew
from benchmarks.crowd import Crowd, gather
from benchmarks.databases import CLIENTS, Databases, Kind, furnished, numbered, opened
from benchmarks.table import Line, Wanted
from booking_core import Office, Wish, alternatives, free_rooms, next_gap, room_day

ROOMS: Final = 2_000
QUICK: Final = (10_000, 1_000_000)
FULL: Final = (*QUICK, 5_000_000)
_ROUNDS: Final = 5
_SECONDS: Final = 0.12  # for each question of each size in each round
_AT_ONCE: Final = 4
_FLAT: Final = Wanted("ratio", "≤", 1.5)
_AS_FLAT: Final = Wanted("ratio", "≥", round(1 / 1.5, 2))
_MILLION: Final = 1_000_000
_FREE_ROOMS: Final = Wanted("figure", "≤", 10)

Deed = Callable[[], Any]


def growth(databases: Databases, sizes: Sequence[int]) -> Iterator[Line]:
    """Milliseconds of each question, and bookings a second, at each size beside the smallest."""
    crowds = crowds_of(databases.postgresql, sizes)
    smallest, *larger = crowds
    with _asked(crowds) as questions:
        taken = _milliseconds(questions)
        names = list(questions[smallest.many])
    beside = f"with {smallest.many:,}"
    for name in names:
        for crowd in larger:
            figure, other = taken[crowd.many, name], taken[smallest.many, name]
            yield Line(f"{name}, {crowd.many:,} bookings", figure, "ms", beside, other, _FLAT)
    for crowd in crowds:
        for name in names:
            if crowd.many >= _MILLION and name.startswith("free_rooms"):
                yield Line(
                    f"{name}, {crowd.many:,} bookings", taken[crowd.many, name], "ms", wanted=_FREE_ROOMS
                )
    yield from _rates(crowds, beside)


def crowds_of(postgresql: Kind, sizes: Sequence[int], rooms: int = ROOMS) -> list[Crowd]:
    """A database of each size."""
    house = furnished(postgresql, numbered(rooms))
    return [gather(postgresql.copied(house), many) for many in sizes]


def questions_of(crowd: Crowd, office: Office) -> dict[str, Deed]:
    """What is asked of a crowd, each by a name that says how much is answered."""
    desk = office.desk(crowd.place.ada)
    few, many = (len(desk.look(free_rooms, span)) for span in (crowd.busy, crowd.calm))
    day, rooms = crowd.day.date(), len(crowd.place.rooms)
    gap = partial(next_gap, length=timedelta(minutes=90), after=crowd.day)
    return {
        f"free_rooms, {few:,} of {rooms:,} free": lambda: desk.look(free_rooms, crowd.busy),
        f"free_rooms, {many:,} of {rooms:,} free": lambda: desk.look(free_rooms, crowd.calm),
        f"room_day of {len(desk.look(room_day, crowd.room.id, day).bookings)}": lambda: desk.look(
            room_day, crowd.room.id, day
        ),
        "next_gap": lambda: desk.look(gap, crowd.room.id),
        "alternatives": lambda: desk.look(alternatives, Wish(crowd.room.id, crowd.busy)),
    }


@contextmanager
def _asked(crowds: Sequence[Crowd]) -> Iterator[Mapping[int, Mapping[str, Deed]]]:
    """What is asked of each crowd, by its size."""
    with ExitStack() as stack:
        by_size: dict[int, Mapping[str, Deed]] = {}
        for crowd in crowds:
            office = stack.enter_context(opened(crowd.place.url))
            # The last client's wishes: the first ones' are for the clients in processes of their own.
            by_size[crowd.many] = {**questions_of(crowd, office), "book": core(crowd.place, CLIENTS - 1)}
        yield by_size


def _milliseconds(questions: Mapping[int, Mapping[str, Deed]]) -> dict[tuple[int, str], float]:
    """The median of each question of each size; all take turns."""
    taken: dict[tuple[int, str], list[float]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for size, named in questions.items():
            for name, question in named.items():
                taken[size, name] += durations(question)
    return {what: median(durations) for what, durations in taken.items()}


def durations(question: Deed) -> list[float]:
    """How many milliseconds it took, again and again; the first time does not count."""
    question()
    durations, until = [], time.perf_counter() + _SECONDS
    while time.perf_counter() < until:
        started = time.perf_counter()
        question()
        durations.append((time.perf_counter() - started) * 1000)
    return durations


def _rates(crowds: Sequence[Crowd], beside: str) -> Iterator[Line]:
    makers = {f"{crowd.many:,} bookings": partial(core, crowd.place) for crowd in crowds}
    with crew(makers) as clients:
        first, *others = clients.rates(list(makers), _AT_ONCE, rounds=_ROUNDS, seconds=0.5)
    for name, rate in zip(list(makers)[1:], others, strict=True):
        yield Line(f"book by {_AT_ONCE} clients, {name}", rate, "/s", beside, first, _AS_FLAT)
