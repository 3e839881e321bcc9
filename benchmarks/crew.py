"""The clients of a benchmark, in processes other than the one that measures, and alive from round to round.

There are as many processes as cores at most, as one would run the bot, and the clients are threads
in them. What a client does over and over is made in its own process, where it is to have connections.
"""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median
from typing import Final

Deed = Callable[[], None]
Maker = Callable[[int], Deed]
"""What a client of that number does over and over; a maker must go through a pipe."""

_WARM_UP: Final = 12  # deeds; psycopg prepares a statement when it is used for the sixth time
_PROCESSES: Final = os.cpu_count() or 1


@dataclass(frozen=True)
class _Order:
    maker: str
    clients: tuple[int, ...]
    seconds: float


@dataclass(frozen=True)
class Crew:
    """The processes, each at the other end of a pipe."""

    pipes: Sequence[Connection]

    def rate(self, maker: str, clients: int, seconds: float) -> float:
        """How many deeds a second so many clients got done together."""
        shares = [range(clients)[first :: len(self.pipes)] for first in range(len(self.pipes))]
        busy = [(pipe, tuple(share)) for pipe, share in zip(self.pipes, shares, strict=True) if share]
        for pipe, share in busy:
            pipe.send(_Order(maker, share, seconds))
        outcomes = [pipe.recv() for pipe, _ in busy]
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
        return float(sum(outcomes))

    def rates(self, makers: Sequence[str], clients: int, *, rounds: int, seconds: float) -> list[float]:
        """The median rate of each maker; they take turns, so that a drift of the machine hits them all."""
        taken: list[list[float]] = [[] for _ in makers]
        for number in range(rounds):
            turns = list(zip(makers, taken, strict=True))
            for maker, rates in turns if number % 2 == 0 else reversed(turns):
                rates.append(self.rate(maker, clients, seconds))
        return [median(rates) for rates in taken]


@contextmanager
def crew(makers: Mapping[str, Maker]) -> Iterator[Crew]:
    """Processes that can do all that, begun afresh: a fork would share the connections of this one."""
    context = multiprocessing.get_context("spawn")
    ends = [context.Pipe() for _ in range(_PROCESSES)]
    started = [context.Process(target=_serve, args=(there, dict(makers)), daemon=True) for _, there in ends]
    for process in started:
        process.start()
    try:
        yield Crew([here for here, _ in ends])
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.join()


def _serve(pipe: Connection, makers: Mapping[str, Maker]) -> None:
    """Carry out what comes through the pipe, and send back the rate, or what went wrong."""
    deeds: dict[tuple[str, int], Deed] = {}

    def rate_of(order: _Order, client: int) -> float:
        deed = deeds.get((order.maker, client))
        if deed is None:
            deed = deeds[order.maker, client] = makers[order.maker](client)
            for _ in range(_WARM_UP):
                deed()
        return _rate(deed, order.seconds)

    with ThreadPoolExecutor(64) as threads:
        while True:
            order: _Order = pipe.recv()
            try:
                pipe.send(sum(threads.map(lambda client: rate_of(order, client), order.clients)))  # noqa: B023
            except Exception as unforeseen:  # noqa: BLE001 — it is raised again where it is read
                pipe.send(RuntimeError(repr(unforeseen)))


def _rate(deed: Deed, seconds: float) -> float:
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        deed()
        done += 1
    return done / (time.perf_counter() - started)
