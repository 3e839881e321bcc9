"""Two at one moment, without chance: the second is begun when the first has written and not yet committed."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine, text

T = TypeVar("T")

_WAITS = text("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")


@dataclass(frozen=True)
class Queue:
    """Where those stand who come second."""

    engine: Engine
    pool: ThreadPoolExecutor

    def behind(self, call: Callable[[], T]) -> Future[T]:
        """Begin the call in another thread, and come back once it waits for a lock, or is done.

        On SQLite it waits for its transaction to begin, in a place that shows nowhere: whether it is
        there yet makes no difference, since it sees nothing of what it waits for before.
        """
        future = self.pool.submit(call)
        while self.engine.dialect.name == "postgresql" and not future.done():
            with self.engine.connect() as connection:
                if connection.execute(_WAITS).scalar_one():
                    break
        return future


@contextmanager
def queue(engine: Engine) -> Iterator[Queue]:
    """A queue in that database."""
    with ThreadPoolExecutor() as pool:
        yield Queue(engine, pool)
