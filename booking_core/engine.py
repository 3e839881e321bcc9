"""`make_engine`: a database that keeps our promises, on SQLite as on PostgreSQL."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from importlib.util import find_spec
from random import uniform
from sqlite3 import SQLITE_BUSY, OperationalError
from threading import Lock, local
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import OperationalError as RefusedError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

WAIT_SECONDS = 1.5
"""How long is waited for a connection, for a lock, and for the whole of a statement.

Longer than PostgreSQL takes to find a deadlock (1 s), and short enough for whoever comes a second late
to somebody who listens for three.
"""


def make_engine(url: str, *, connections: int = 10, wait: float = WAIT_SECONDS) -> Engine:
    """An engine for that URL with a pool of so many connections; `wait` is WAIT_SECONDS, unless told.

    `postgres://` and `postgresql://` are read as psycopg 3. Raises what `check_url` raises.
    """
    check_url(url)
    parsed = _hosts_apart(make_url(url))
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, connections, wait)
    return _postgresql(parsed.set(drivername="postgresql+psycopg"), connections, wait)


def check_url(url: str) -> None:
    """Nothing, for the URL of an SQLite or PostgreSQL database; else ValueError."""
    try:
        backend = make_url(url).get_backend_name()
    except (ArgumentError, ValueError) as unreadable:
        raise ValueError("is no database URL, such as sqlite:///varaus.db") from unreadable
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise ValueError(f"bookings are kept in SQLite or PostgreSQL, not in {backend}")
    if backend != "sqlite" and find_spec("psycopg") is None:
        raise ValueError("for PostgreSQL, install Varaus with its extra: pip install 'varaus[postgres]'")


def looking(engine: Engine) -> AbstractContextManager[Connection]:
    """A connection from the engine's pool to ask and not to write by: it waits for nobody who writes."""
    # On PostgreSQL a transaction would cost two more journeys and promise no more.
    return _looking_at_sqlite(engine) if engine.dialect.name == "sqlite" else each_by_itself(engine)


@contextmanager
def _looking_at_sqlite(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(reads=True) as connection, connection.begin():
        yield connection


@contextmanager
def each_by_itself(engine: Engine) -> Iterator[Connection]:
    """A connection to PostgreSQL on which each statement is a transaction of its own."""
    with engine.connect() as connection:
        # Not by SQLAlchemy's isolation level, which took longer to set and to take back than the driver's.
        driver: Any = connection.connection.driver_connection
        try:
            driver.autocommit = True
            yield connection
        finally:
            if driver.info.transaction_status.name == "IDLE":
                driver.autocommit = False
            else:  # lost, or cut short: nobody may write by it
                connection.invalidate()


@contextmanager
def begun(engine: Engine, turns: AbstractContextManager[None], since: float) -> Iterator[Connection]:
    """A connection to SQLite on which a transaction has begun that may write; it is waited for `since` then.

    What has not been committed by its end is undone.
    """
    _WAITING.since = since
    try:
        with turns, engine.connect() as connection:
            # Not by SQLAlchemy's transaction: to begin and end that one took a tenth of a booking.
            _begin(connection, wait_of(engine))
            driver: Any = connection.connection.driver_connection
            try:
                yield connection
            finally:
                driver.rollback()
    finally:
        _WAITING.since = None


def longest_statement(engine: Engine) -> timedelta:
    """How long a statement by itself may take, its waits for locks included.

    No time at all on SQLite, where what is written is kept only when whoever writes says so.
    """
    return timedelta(seconds=0 if engine.dialect.name == "sqlite" else wait_of(engine))


def wait_of(engine: Engine) -> float:
    """How many seconds are waited: the pool and the server are told the same."""
    assert isinstance(engine.pool, QueuePool)  # noqa: S101 — for the type checker
    return engine.pool.timeout()


def take_time(connection: Connection) -> None:
    """What is asked from here on in this transaction may take its time: nobody waits for the answer.

    Where each statement is by itself, there is no transaction for that to hold in.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))


def turns_of(engine: Engine) -> AbstractContextManager[None]:
    """What the writing threads of one office go through one after the other, where only one can write.

    So they wait for each other without asking, and one of them asks whether another process is done.
    """
    return _Turns(wait_of(engine)) if engine.dialect.name == "sqlite" else nullcontext()


_LAST_USED_FIRST: Final = True
"""Which connection is asked: what that one needs is still in caches, and not in those of all others.

With one client at a time, ten connections in turn took PostgreSQL a third more of its time.
"""
_RENEWED_AFTER: Final = 1800
"""Seconds after which a connection is opened anew: one may have lain idle below the others all the while, and
have been cut off by whoever stands between.
"""

_WAITING: Final = local()  # since when a thread waits to write


class _Turns(AbstractContextManager[None]):
    """A turn for each thread, waited for so many seconds."""

    def __init__(self, wait: float) -> None:
        self._wait = wait
        self._turn = Lock()

    def __enter__(self) -> None:
        since, _WAITING.since = getattr(_WAITING, "since", None) or monotonic(), None
        if not self._turn.acquire(timeout=max(since + self._wait - monotonic(), 0)):
            raise PoolTimeout("another thread of this process is still writing")
        _WAITING.since = since

    def __exit__(self, *_raised: object) -> None:
        _WAITING.since = None
        self._turn.release()


def _sqlite(url: URL, connections: int, wait: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=_LAST_USED_FIRST,
        pool_timeout=wait,
        hide_parameters=True,  # a title has no place in a log
        connect_args={"timeout": wait, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: _begin(connection, wait))
    return engine


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred: two transactions that read first and write later both
    # see a free room. Without it, ours below is the only one.
    dbapi_connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "busy_timeout = 0"):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, wait: float) -> None:
    """Begin: to write, as soon as nobody else writes; to read, on what has been committed by then.

    After `wait` seconds, those for the thread's turn included, it raises the database's own refusal. (For
    a connection nobody waits for long: there is one for each who may be at work.)
    """
    reads = connection.get_execution_options().get("reads")
    # To have begun says little to whoever reads: a look is what tells that the file can be read, which
    # it cannot while another process puts it in order after someone was killed.
    steps = ("BEGIN", "SELECT 1 FROM sqlite_schema LIMIT 1") if reads else ("BEGIN IMMEDIATE",)
    # SQLite itself would nap for up to a tenth of a second at a time: sixteen who ask for one room
    # at one moment were all answered after 300 ms that way, and are in a tenth of it this way. To ask
    # more often takes from whoever is writing what it gives to those who wait.
    driver: Any = connection.connection.driver_connection
    if driver.in_transaction:  # it has been `begun`
        return
    patience = (getattr(_WAITING, "since", None) or monotonic()) + wait
    while True:
        try:
            for step in steps:
                driver.execute(step).fetchall()
        except OperationalError as error:
            driver.rollback()
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or monotonic() > patience:
                raise RefusedError(step, None, error, hide_parameters=True) from error
            sleep(uniform(0.001, 0.005))  # noqa: S311 — so that those who wait do not march in step
        else:
            return


def _hosts_apart(url: URL) -> URL:
    """The URL with several hosts as SQLAlchemy reads them: libpq's `host=a:1,b:2` as `host=a:1&host=b:2`."""
    hosts = url.query.get("host", ())
    if isinstance(hosts, str) and "," in hosts and "port" not in url.query:
        return url.update_query_dict({"host": hosts.split(",")})
    return url


def _postgresql(url: URL, connections: int, wait: float) -> Engine:
    settings = {
        "TimeZone": "UTC",
        "lock_timeout": int(wait * 1000),  # milliseconds, for each lock
        "statement_timeout": int(wait * 1000),  # for several of them as well
        # PostgreSQL thinks of disks that turn, and reads through a table of 200 rooms rather than to
        # look one up: four times for a booking, a tenth of its cost.
        "random_page_cost": 1.1,
    }
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=_LAST_USED_FIRST,
        pool_timeout=wait,
        pool_recycle=_RENEWED_AFTER,
        # Who has begun a transaction ends it: on SQLite alone one goes on whose COMMIT is refused.
        pool_reset_on_return=None,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 3,
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        },
    )
