"""Tellers in processes of their own, on one database and one clock, each to be rung and to be killed."""

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from booking_core import Office, make_engine
from bot.app import make_teller
from bot.logs import set_up
from bot.settings import Settings

_CONTEXT = multiprocessing.get_context("spawn")  # a fork would share connections with the tests


@dataclass(frozen=True)
class Tellers:
    """The processes, each at the other end of a pipe, and their clock as seconds since 1970."""

    processes: Sequence[BaseProcess]
    pipes: Sequence[Connection]
    seconds: Any

    def ring(self, now: datetime) -> None:
        """It is that moment by now, and those that live look what is due."""
        self.seconds.value = now.timestamp()
        for process, pipe in zip(self.processes, self.pipes, strict=True):
            if process.is_alive():
                pipe.send(True)


@contextmanager
def tellers(count: int, url: str, settings: Settings, now: datetime) -> Iterator[Tellers]:
    """So many of them, ready to begin when they are rung."""
    seconds = _CONTEXT.Value("d", now.timestamp())
    ends = [_CONTEXT.Pipe() for _ in range(count)]
    processes = [
        _CONTEXT.Process(target=_tell, args=(there, url, settings, seconds), daemon=True) for _, there in ends
    ]
    for process in processes:
        process.start()
    for here, _ in ends:
        here.recv()
    yield Tellers(processes, [here for here, _ in ends], seconds)
    for process, (here, _) in zip(processes, ends, strict=True):
        if process.is_alive():
            here.send(False)
        process.join()


def _tell(pipe: Connection, url: str, settings: Settings, seconds: Any) -> None:
    """Tell what is due as the bot does, from the first ring on, until told to stop."""
    set_up("ERROR", "json")
    engine = make_engine(url, wait=30)  # how long a machine's disk may stall is not what is tried here
    office = Office(engine, lambda: datetime.fromtimestamp(seconds.value, UTC))
    pipe.send(None)
    pipe.recv()
    with make_teller(office, settings).at_work():
        while pipe.recv():
            office.bell.set()
    engine.dispose()
