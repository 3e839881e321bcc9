"""Connections to PostgreSQL that are cut as a change becomes durable: just before, or before that is told."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final, Literal

from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger
from benchmarks.torture_postgres import free_port
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import HURRY, House, furnished, worker_in
from booking_core import Office, make_engine

THREADS = 8
_ROOMS = 20
_CHANGES = 2_000
_ODDS = 0.2  # of a cut, where there may be one

# PostgreSQL, message formats
_COMMIT: Final = b"Q\0\0\0\x0bCOMMIT\0"  # a simple query
_EXECUTE_AND_SYNC: Final = b"E\0\0\0\x09\0\0\0\0\0S\0\0\0\x04"  # the end of a statement with values
_READY: Final = b"Z\0\0\0\x05"  # and one letter: how the transaction stands
_READY_IN_NONE: Final = _READY + b"I"

Durable = Literal["commit", "statement"]
When = Literal["before", "after"]

_CUTS: Final[Mapping[tuple[Durable, When], str]] = {
    ("commit", "before"): "just before a COMMIT got to the server",
    ("commit", "after"): "just after it was done",
    ("statement", "before"): "just before the question for a booking without a transaction got there",
    ("statement", "after"): "just after the server had answered it",
}


@dataclass
class Link:
    """A connection from the core to the server; `condemned`, it is cut when the server has answered."""

    client: socket.socket
    server: socket.socket
    in_transaction: bool = True
    condemned: bool = False

    def makes_durable(self, said: bytes) -> Durable | None:
        """By what the server makes a change durable when it is told that, None where it does not."""
        if _COMMIT in said:
            return "commit"
        if not self.in_transaction and said.endswith(_EXECUTE_AND_SYNC):
            return "statement"
        return None


@dataclass
class Wire:
    """What lies between the core and the server, and cuts at one in five of what makes a change durable."""

    server_port: int
    port: int
    rng: Random
    cuts: Counter[tuple[Durable, When]] = field(default_factory=Counter)

    def lies(self, listener: socket.socket) -> None:
        """Carry whatever comes, until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                link = Link(client, socket.create_connection(("127.0.0.1", self.server_port)))
                for pump in (self._asks, self._answers):
                    threading.Thread(target=_quietly, args=(pump, link), daemon=True).start()

    def _asks(self, link: Link) -> None:
        while said := link.client.recv(65_536):
            durable = link.makes_durable(said)
            if durable is not None and self.rng.random() < _ODDS:
                when: When = self.rng.choice(("before", "after"))
                self.cuts[durable, when] += 1
                if when == "before":
                    return
                link.condemned = True
            link.server.sendall(said)

    def _answers(self, link: Link) -> None:
        last = b""
        while said := link.server.recv(65_536):
            last = (last + said)[-len(_READY_IN_NONE) :]
            link.in_transaction = last != _READY_IN_NONE
            if not link.condemned:
                link.client.sendall(said)
            elif last.startswith(_READY):  # it is done, and nobody hears of it
                return


def connection_cut(stage: Stage) -> Verdict:
    """Who is told that nothing was done must be told the truth; who was told that it was, too."""
    house = furnished(stage.database(), rooms=_ROOMS, speed=HURRY)
    changes = _CHANGES // 5 if stage.short else _CHANGES
    with _wire(stage.server.port) as wire:
        through = replace(house, url=house.url.replace(f":{stage.server.port}/", f":{wire.port}/"))
        ledger = _changed(through, changes // THREADS)
    reckoning = reckoned(house, ledger)
    cuts = ", ".join(f"{wire.cuts[cut]} times {when}" for cut, when in _CUTS.items())
    return Verdict(
        f"{changes:,} changes by {THREADS} threads; PostgreSQL's connections cut {cuts}",
        told_of(ledger, reckoning),
        [*reckoning.lost, *(f"never cut: {when}" for cut, when in _CUTS.items() if not wire.cuts[cut])],
    )


def _changed(house: House, each: int) -> Ledger:
    """What was answered to so many random changes of each."""
    ledger = Ledger()
    engine = make_engine(house.url, connections=THREADS)
    office = Office(engine, house.clock)

    def changes(number: int) -> None:
        worker = worker_in(house, number, f"cut{number}", office)
        for _ in range(each):
            kind, key, what = worker.acts()
            getattr(ledger, kind)[key] = what

    threads = [threading.Thread(target=changes, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    return ledger


@contextmanager
def _wire(server_port: int) -> Iterator[Wire]:
    wire = Wire(server_port, free_port(), Random(0))
    with socket.create_server(("127.0.0.1", wire.port), backlog=128) as listener:
        threading.Thread(target=wire.lies, args=(listener,), daemon=True).start()
        yield wire


def _quietly(pump: Callable[[Link], None], link: Link) -> None:
    """Carry in one direction, and hang up on both sides when that ends."""
    with suppress(OSError):
        pump(link)
    for end in (link.client, link.server):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
