"""Durable bookings a second, beside the machine's limit and beside what the peers do.

PostgreSQL plans a new table's foreign-key look-ups as if it stayed empty until autovacuum has seen it,
so there are bookings from the start.
"""

from collections.abc import Iterator, Mapping
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
        makers[f"told, {kind.name}"] = partial(core, kind.copied(place), people=("U0BOB",))
        with crew(makers) as clients:
            for many in CLIENTS:
                rates = clients.rates(list(makers), many, rounds=_ROUNDS, seconds=_SECONDS)
                by_who = {maker.partition(",")[0]: rate for maker, rate in zip(makers, rates, strict=True)}
                yield from _lines(f"{kind.name}, {many} client{'s' if many > 1 else ''}", kind, by_who)


def _lines(where: str, kind: Kind, rates: Mapping[str, float]) -> Iterator[Line]:
    """The core beside each of the others; last, a booking that others are told of."""
    for who, beside in _BESIDE.items():
        if who in rates:
            wanted = WANTED[kind.name] if who == "bare" else None
            yield Line(f"booking, {where}", rates["core"], "/s", beside, rates[who], wanted)
    bare = rates["bare"]
    yield Line(f"booking that others are told of, {where}", rates["told"], "/s", _BESIDE["bare"], bare)
