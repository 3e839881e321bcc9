"""Durable bookings a second, beside the machine's limit and beside what the peers do."""

from collections.abc import Iterator
from typing import Final

from benchmarks.bookers import bookers
from benchmarks.crew import crew
from benchmarks.databases import Databases, furnished, numbered
from benchmarks.table import Line, Wanted

CLIENTS: Final = (1, 4, 16)
ROOMS: Final = 200
WANTED: Final = {"PostgreSQL": Wanted("ratio", "≥", 0.8), "SQLite": Wanted("ratio", "≥", 0.6)}
_ROUNDS: Final = 7
_SECONDS: Final = 0.3
_BESIDE: Final = {
    "bare": "three bare INSERTs",
    "keyed": "three bare INSERTs, foreign keys kept",
    "peers": "peers: room locked, looked, inserted",
}


def booking(databases: Databases) -> Iterator[Line]:
    """The core on both databases, with one client and with several, beside each of the others."""
    for kind in (databases.postgresql, databases.sqlite):
        makers = bookers(kind, furnished(kind, numbered(ROOMS)))
        with crew(makers) as clients:
            for many in CLIENTS:
                core, *others = clients.rates(list(makers), many, rounds=_ROUNDS, seconds=_SECONDS)
                what = f"booking, {kind.name}, {many} client{'s' if many > 1 else ''}"
                for name, other in zip(list(makers)[1:], others, strict=True):
                    who = name.partition(",")[0]
                    wanted = WANTED[kind.name] if who == "bare" else None
                    yield Line(what, core, "/s", _BESIDE[who], other, wanted)
