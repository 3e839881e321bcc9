"""The in-memory list of simple services: a Python list for each room, scanned and sorted under one lock.

It keeps nothing when the process ends, and serves one process; what it costs grows with every booking.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from statistics import median
from threading import Lock
from typing import Final

from benchmarks.bookers import core
from benchmarks.booking import in_use
from benchmarks.crew import crew
from benchmarks.databases import Databases
from benchmarks.table import Line

SIZES: Final = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
_ROUNDS: Final = 3
_SECONDS: Final = 0.15
_CORE_SECONDS: Final = 0.6
_CLIENTS: Final = 4
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, order=True, slots=True)
class Entry:
    """A booking, as such services keep it."""

    start: datetime
    end: datetime
    title: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One room's bookings, and the one lock."""

    entries: list[Entry] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def book(self, start: datetime, end: datetime, title: str) -> bool:
        """Whether nobody has the room then; if so, it is booked."""
        with self.lock:
            if any(entry.start < end and entry.end > start for entry in self.entries):
                return False
            self.entries.append(Entry(start, end, title))
            self.entries.sort()
            return True


def listed(databases: Databases) -> Iterator[Line]:
    """Bookings a second at each size, beside the durable core's; last, from where on the core is faster."""
    kind, rates = databases.postgresql, {size: list[float]() for size in SIZES}
    beside, durable = f"the core on {kind.name}, {_CLIENTS} clients", []
    with crew({"core": partial(core, in_use(kind))}) as clients:
        for _ in range(_ROUNDS):
            durable.append(clients.rate("core", _CLIENTS, _CORE_SECONDS))
            for size, taken in rates.items():
                taken.append(_rate(size))
    other = median(durable)
    for size, taken in rates.items():
        yield Line(f"list in memory, {size:,} bookings in the room", median(taken), "/s", beside, other)
    slower = [size for size, taken in rates.items() if median(taken) < other]
    if slower:
        yield Line("the list is slower than the durable core from", slower[0], "bookings in the room")


def _rate(size: int) -> float:
    """Bookings a second into a room that has so many."""
    first = datetime(2026, 3, 18, tzinfo=UTC)
    ledger = Ledger([Entry(at, at + _HOUR, "Standup") for at in (first + n * _HOUR for n in range(size))])
    ahead = (first + n * _HOUR for n in count(size))
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < _SECONDS:
        at = next(ahead)
        assert ledger.book(at, at + _HOUR, "Standup")
        done += 1
    return done / (time.perf_counter() - started)
