"""Durable bookings a second, beside the machine's limit and beside what the peers do.

On PostgreSQL the house has been in use: of tables that are still empty it knows nothing, and plans
for what looks a booking's foreign keys up as if it were to stay so, until it is told otherwise, which
autovacuum does within a minute.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from benchmarks.bookers import bookers, core
from benchmarks.crew import crew
from benchmarks.databases import Databases, Kind, Place, furnished, numbered
from benchmarks.growth import crowds_of
from benchmarks.table import Line, Wanted

CLIENTS: Final = (1, 4, 16)
ROOMS: Final = 200
BOOKED_BEFORE: Final = 10_000
WANTED: Final = {"PostgreSQL": Wanted("ratio", "≥", 0.8), "SQLite": Wanted("ratio", "≥", 0.6)}
_ROUNDS: Final = 7
_SECONDS: Final = 0.3
_BESIDE: Final = {
    "bare": "three bare INSERTs",
    "keyed": "three bare INSERTs, foreign keys kept",
    "peers": "peers: room locked, looked, inserted",
}


def in_use(kind: Kind, rooms: int = ROOMS) -> Place:
    """A place with that many rooms, on PostgreSQL one that knows its bookings."""
    if kind.name == "PostgreSQL":
        return crowds_of(kind, [BOOKED_BEFORE], rooms)[0].place
    return furnished(kind, numbered(rooms))


def booking(databases: Databases) -> Iterator[Line]:
    """The core on both databases, with one client and with several, beside each of the others."""
    for kind in (databases.postgresql, databases.sqlite):
        place = in_use(kind)
        makers = bookers(kind, place)
        told = f"told, {kind.name}"
        with crew({**makers, told: partial(core, kind.copied(place), people=("U0BOB",))}) as clients:
            for many in CLIENTS:
                rates = clients.rates([*makers, told], many, rounds=_ROUNDS, seconds=_SECONDS)
                yield from _lines(f"{kind.name}, {many} client{'s' if many > 1 else ''}", kind, rates)


def _lines(where: str, kind: Kind, rates: Sequence[float]) -> Iterator[Line]:
    """The core beside each of the others; last, a booking that others are told of."""
    ours, bare, *others, told = rates
    yield Line(f"booking, {where}", ours, "/s", _BESIDE["bare"], bare, WANTED[kind.name])
    for who, other in zip(["keyed", "peers"][-len(others) :], others, strict=True):
        yield Line(f"booking, {where}", ours, "/s", _BESIDE[who], other)
    yield Line(f"booking that others are told of, {where}", told, "/s", _BESIDE["bare"], bare)
