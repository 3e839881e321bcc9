"""Connections to PostgreSQL that are cut in the very COMMIT: before it is done, or before that is told."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger
from benchmarks.torture_postgres import free_port
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import HURRY, House, furnished, worker_in
from booking_core import make_engine

THREADS = 8
_ROOMS = 20
_CHANGES = 2_000
_COMMIT = b"Q\0\0\0\x0bCOMMIT\0"  # a simple query (PostgreSQL, message formats)

When = Literal["before", "after"]


@dataclass
class Wire:
    """What lies between the core and the server, and cuts one in ten connections when it hears COMMIT."""

    server_port: int
    port: int
    rng: Random
    cuts: Counter[When] = field(default_factory=Counter)

    def lies(self, listener: socket.socket) -> None:
        """Carry whatever comes, until the listener is closed."""
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(("127.0.0.1", self.server_port))
                cut = threading.Event()
                for pump in ((self._asks, client, server, cut), (self._answers, server, client, cut)):
                    threading.Thread(target=_quietly, args=pump, daemon=True).start()

    def _asks(self, client: socket.socket, server: socket.socket, cut: threading.Event) -> None:
        while said := client.recv(65_536):
            if _COMMIT in said and self.rng.random() < 0.1:
                when: When = self.rng.choice(("before", "after"))
                self.cuts[when] += 1
                if when == "before":
                    return
                cut.set()
            server.sendall(said)

    def _answers(self, server: socket.socket, client: socket.socket, cut: threading.Event) -> None:
        while said := server.recv(65_536):
            if cut.is_set():  # it is done, and nobody hears of it
                return
            client.sendall(said)


def connection_cut(stage: Stage) -> Verdict:
    """Who is told that nothing was done must be told the truth; who was told that it was, too."""
    house = furnished(stage.database(), rooms=_ROOMS, speed=HURRY)
    changes = _CHANGES // 10 if stage.short else _CHANGES
    with _wire(stage.server.port) as wire:
        through = replace(house, url=house.url.replace(f":{stage.server.port}/", f":{wire.port}/"))
        ledger = _changed(through, changes // THREADS)
    reckoning = reckoned(house, ledger)
    return Verdict(
        f"{changes:,} changes by {THREADS} threads; PostgreSQL's connections cut {wire.cuts['before']} times "
        f"just before a COMMIT and {wire.cuts['after']} times just after it",
        told_of(ledger, reckoning),
        reckoning.lost,
    )


def _changed(house: House, each: int) -> Ledger:
    """What was answered to so many random changes of each."""
    ledger = Ledger()
    engine = make_engine(house.url, connections=THREADS)

    def changes(number: int) -> None:
        worker = worker_in(house, number, f"cut{number}", engine)
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


def _quietly(pump: object, here: socket.socket, there: socket.socket, cut: threading.Event) -> None:
    """Carry in one direction, and hang up on both sides when that ends."""
    assert callable(pump)
    with suppress(OSError):
        pump(here, there, cut)
    for end in (here, there):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
