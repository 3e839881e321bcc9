"""Sixteen clients in four processes, kept alive from round to round, who all ask at one moment."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection
from threading import Barrier
from typing import Any

from booking_core import (
    Booking,
    Keep,
    Member,
    Offered,
    Office,
    Refusal,
    Wish,
    book_at_once,
    make_engine,
)

PROCESSES = 4
THREADS = 4
CLIENTS = PROCESSES * THREADS


@dataclass(frozen=True)
class Ask:
    """What one client asks for."""

    member: Member
    verb: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any] = field(default_factory=dict)
    request_key: str | None = None


Outcome = Booking | Keep | Offered | str
"""What a client got, or the code of the refusal; anything else that was raised, as it shows itself."""


@dataclass(frozen=True)
class Racers:
    """The processes, each at the other end of a pipe."""

    pipes: Sequence[Connection]

    def enter(self, url: str, now: datetime) -> None:
        """All clients are in that database, at that moment."""
        for pipe in self.pipes:
            pipe.send((url, now))
        for pipe in self.pipes:
            pipe.recv()

    def race(self, asks: Sequence[Ask]) -> list[Outcome]:
        """What the sixteen clients got, who all asked at one moment, in the order of the asks."""
        assert len(asks) == CLIENTS
        for number, pipe in enumerate(self.pipes):
            pipe.send(asks[number::PROCESSES])
        outcomes: list[Outcome] = [""] * CLIENTS
        for number, pipe in enumerate(self.pipes):
            outcomes[number::PROCESSES] = pipe.recv()
        return outcomes


@contextmanager
def racers() -> Iterator[Racers]:
    """Processes with clients in them, begun afresh: a fork would share connections with the tests."""
    context = multiprocessing.get_context("spawn")
    ends = [context.Pipe() for _ in range(PROCESSES)]
    started = [context.Process(target=_serve, args=(there,), daemon=True) for _, there in ends]
    for process in started:
        process.start()
    yield Racers([here for here, _ in ends])
    for here, _ in ends:
        here.send(None)
    for process in started:
        process.join()


def book_a_thousand(
    pipe: Connection, url: str, now: datetime, wishes: Sequence[Wish], member: Member
) -> None:
    """Book them, four at a time, and send the id of each booking once it is acknowledged."""
    desk = _office(url, now).desk(member)
    with ThreadPoolExecutor(THREADS) as threads:
        for booked in as_completed([threads.submit(book_at_once, desk, wish) for wish in wishes]):
            pipe.send(booked.result().id)


def _serve(pipe: Connection) -> None:
    """Do what comes through the pipe until None comes: enter a database, or let four clients ask at once."""
    line_up = Barrier(THREADS)
    url, now = pipe.recv()
    office = _office(url, now)
    pipe.send(None)
    with ThreadPoolExecutor(THREADS) as threads:
        while (order := pipe.recv()) is not None:
            if not isinstance(order, tuple):
                asking = [threads.submit(_outcome, office, line_up, ask) for ask in order]
                pipe.send([future.result() for future in asking])
                continue
            there, now = order
            if there == url:  # it is only later: who is in stays in
                office = replace(office, clock=partial(_still, now))
            else:
                office.engine.dispose()
                office, url = _office(there, now), there
            pipe.send(None)


def _office(url: str, now: datetime) -> Office:
    # How long a machine's disk may stall is not what is raced for, so the clients are patient.
    return Office(make_engine(url, connections=THREADS, wait=30), partial(_still, now))


def _still(now: datetime) -> datetime:
    return now


def _outcome(office: Office, line_up: Barrier, ask: Ask) -> Outcome:
    line_up.wait()
    try:
        desk = office.desk(ask.member, request_key=ask.request_key)
        ask_at = partial(book_at_once, desk) if ask.verb is book_at_once else partial(desk.run, ask.verb)
        got: Outcome = ask_at(*ask.args, **ask.kwargs)
    except Refusal as refusal:
        return refusal.code
    except Exception as unforeseen:  # noqa: BLE001 — the test shall see it
        return repr(unforeseen)
    return got
