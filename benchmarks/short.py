"""The short form: the ratios that matter in under half a minute, `python -m benchmarks.short`.

It fails where one is past its bound. The bounds are far from what is measured, so that a machine with
much else to do does not fail it; what is promised stands in `bench`. A check is a function that yields
lines with what is wanted of them: to add one, add it to `CHECKS`.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from typing import Final

from benchmarks.bookers import bookers
from benchmarks.booking import in_use
from benchmarks.crew import crew
from benchmarks.databases import Databases, databases, opened
from benchmarks.growth import crowds_of, durations, questions_of
from benchmarks.slack_path import commands, street
from benchmarks.table import Line, Wanted, table
from booking_core import rooms

Check = Callable[[Databases], Iterator[Line]]

_BOOKING: Final = {"PostgreSQL": Wanted("ratio", "≥", 0.35), "SQLite": Wanted("ratio", "≥", 0.2)}
_COMMANDS: Final = Wanted("ratio", "≥", 0.08)
_FREE_ROOMS: Final = Wanted("ratio", "≤", 3)
_CLIENTS: Final = 4
_AT_ONCE: Final = 16
_BOOKINGS: Final = 100_000
_TURNS: Final = 3


def booked(databases: Databases) -> Iterator[Line]:
    """Bookings of four clients beside three bare INSERTs, on both databases."""
    for kind in (databases.postgresql, databases.sqlite):
        makers = bookers(kind, in_use(kind, 50), peers=False)
        with crew(makers) as clients:
            core, bare = clients.rates(list(makers), _CLIENTS, rounds=3, seconds=0.4)
        what = f"booking, {kind.name}, {_CLIENTS} clients"
        yield Line(what, core, "/s", "three bare INSERTs", bare, _BOOKING[kind.name])


def answered(databases: Databases) -> Iterator[Line]:
    """Commands a second over HTTP beside a bare Bolt app."""
    with street(databases) as there:
        rate, *_ = commands(there, [(_AT_ONCE, 1)], rounds=1)
    yield replace(rate, wanted=_COMMANDS)


def found(databases: Databases) -> Iterator[Line]:
    """Free rooms of 2,000 beside the list of all of them: milliseconds alone would judge the machine."""
    (crowd,) = crowds_of(databases.postgresql, [_BOOKINGS])
    with opened(crowd.place.url) as office:
        name, question = next(iter(questions_of(crowd, office).items()))
        desk, taken, other = office.desk(crowd.place.ada), list[float](), list[float]()
        for _ in range(_TURNS):
            taken += durations(question)
            other += durations(lambda: desk.look(rooms))
        what = f"{name}, {_BOOKINGS:,} bookings"
        yield Line(what, median(taken), "ms", "list of all rooms", median(other), _FREE_ROOMS)


CHECKS: Final[tuple[Check, ...]] = (booked, answered, found)


def main() -> None:
    """Check all, print the table, and exit with 1 where a line is not as wanted."""
    started, lines = time.monotonic(), list[Line]()
    with databases() as both:
        for check in CHECKS:
            lines += check(both)
    print(table(lines))
    sys.stderr.write(f"{time.monotonic() - started:.0f} s\n")
    if any(line.wanted and not line.wanted.kept(line) for line in lines):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
