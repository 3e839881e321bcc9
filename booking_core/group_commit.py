"""Group commit: what threads of one process write to SQLite at one moment becomes durable together.

SQLite has one writer and waits for the disk at each COMMIT. Whoever comes while another thread writes waits
for that; then one of those who wait makes the changes of all of them in one transaction, each of which is
done or undone by itself. A change looks at the clock itself: it is durable once those beside it are made.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from typing import Any, Final, Generic, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout

from booking_core.compiled import Step
from booking_core.engine import begun, wait_of

T = TypeVar("T")

_SAVEPOINT: Final = Step.plain("SAVEPOINT one")
_UNDO: Final = Step.plain("ROLLBACK TO one")
_RELEASE: Final = Step.plain("RELEASE one")
_COMMIT: Final = Step.plain("COMMIT")


@dataclass(slots=True, eq=False)
class _Change(Generic[T]):
    """What one thread asks for, and what has come of it by the time it is `done`."""

    make: Callable[[Connection], T]
    since: float
    answer: T | None = None
    error: BaseException | None = None
    done: bool = False


class GroupCommit:
    """The changes of one office on SQLite; `turns` are those of its other writers."""

    def __init__(self, engine: Engine, turns: AbstractContextManager[None]) -> None:
        self._engine = engine
        self._turns = turns
        self._wait = wait_of(engine)
        self._news = Condition()
        self._waiting: list[_Change[Any]] = []
        self._writing = False

    def made(self, make: Callable[[Connection], T]) -> T:
        """What the change returns, once it is durable; what it raises, and then nothing of it is written.

        It may be made in another thread. Raises SQLAlchemy's TimeoutError or OperationalError where its turn
        does not come, and what the database raises where it refuses what all have written.
        """
        change = _Change(make, monotonic())
        with self._news:
            self._waiting.append(change)
        while not change.done:
            if batch := self._to_be_made_here(change):
                self._make_all(batch)
        if change.error is not None:
            raise change.error
        return cast("T", change.answer)

    def _to_be_made_here(self, change: _Change[Any]) -> Sequence[_Change[Any]]:
        """The changes that this thread is to make, its own among them; none where another has made that."""
        with self._news:
            while self._writing and not change.done:
                if change not in self._waiting:
                    self._news.wait()  # it is being made
                elif not self._news.wait(self._patience(change)) and change in self._waiting:
                    self._waiting.remove(change)  # and it was not taken just as the patience ended
                    raise PoolTimeout("another thread of this process is still writing")
            if change.done:
                return ()
            self._writing = True
            batch, self._waiting = self._waiting, []
        return batch

    def _patience(self, change: _Change[Any]) -> float:
        """For how many seconds the change may wait yet."""
        return change.since + self._wait - monotonic()

    def _make_all(self, batch: Sequence[_Change[Any]]) -> None:
        settled, writing = batch, False
        try:
            with begun(self._engine, self._turns, min(change.since for change in batch)) as connection:
                writing = True
                for change in batch:
                    _make(change, connection, among_others=len(batch) > 1)
                _COMMIT.rows(connection, {})
        except BaseException as error:  # noqa: BLE001 — each raises it where it was asked for
            over = [change for change in batch if self._patience(change) <= 0]
            settled = over if over and not writing else batch  # the others may wait on for their turn
            for change in settled:
                change.error = change.error or error
        finally:
            with self._news:
                self._writing = False
                self._waiting = [change for change in batch if change not in settled] + self._waiting
                for change in settled:
                    change.done = True
                self._news.notify_all()


def _make(change: _Change[Any], connection: Connection, *, among_others: bool) -> None:
    if not among_others:
        change.answer = change.make(connection)
        return
    _SAVEPOINT.rows(connection, {})
    try:
        change.answer = change.make(connection)
    except Exception as error:
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:  # the disk is full, say: SQLite has undone what all have written
            raise
        change.error = error
        _UNDO.rows(connection, {})
    _RELEASE.rows(connection, {})
