"""Who books: the core; the machine's limit, which is three bare INSERTs; and the peers, who look first."""

import sqlite3
from functools import cache, partial
from itertools import count
from typing import Any, Final

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Connection, inspect, text

from benchmarks.bare_rows import POSTGRESQL, SQLITE, TABLES, Dialect, inserts, rows
from benchmarks.crew import Deed, Maker
from benchmarks.databases import Kind, Place, alter, wishes
from booking_core import Office, book_at_once, make_engine
from booking_core.guard import take_down

_LOCK_ROOM: Final = "SELECT id FROM rooms WHERE workspace_id = %s AND id = %s FOR UPDATE"
_LOOK: Final = (
    "SELECT id FROM bookings WHERE state IN ('booked', 'held') AND room_id = %s "
    "AND start_at < %s AND end_at > %s LIMIT 1"
)
_LOOK_SQLITE: Final = _LOOK.replace("%s", "?")


def bookers(kind: Kind, place: Place, *, peers: bool = True) -> dict[str, Maker]:
    """The core, the bare INSERTs, those with foreign keys looked after, and the peers.

    Each has a copy of the place of its own. SQLite looks after no foreign keys unless it is told to.
    """
    on_sqlite = kind.name == "SQLite"
    limit = kind.copied(place)
    # A limit that looked after foreign keys would be none: tables of that shape, their indexes, no more.
    alter(limit.url, take_down if on_sqlite else _drop_foreign_keys)
    makers: dict[str, Maker] = {
        f"core, {kind.name}": partial(core, kind.copied(place)),
        f"bare, {kind.name}": partial(_insert_sqlite if on_sqlite else _insert, limit),
    }
    if peers:
        if not on_sqlite:
            makers[f"keyed, {kind.name}"] = partial(_insert, kind.copied(place))
        unguarded = kind.copied(place)
        alter(unguarded.url, take_down)
        makers[f"peers, {kind.name}"] = partial(_look_first_sqlite if on_sqlite else _look_first, unguarded)
    return makers


def core(place: Place, client: int, people: tuple[str, ...] = ()) -> Deed:
    """Book through the core's front door, with the key of a request, as the bot does.

    Of a booking with `people` these are to be told, which leaves an errand.
    """
    office, wished, numbers = _office(place.url), wishes(place, client, people), count()

    def deed() -> None:
        key = f"trigger:{client}.{next(numbers)}"
        book_at_once(office.desk(place.ada, request_key=key), next(wished))

    return deed


@cache
def _office(url: str) -> Office:
    """The clients of one process share a pool, as the threads of the bot do."""
    return Office(make_engine(url, connections=16, wait=30))


def _insert(place: Place, client: int) -> Deed:
    """Three bare INSERTs by psycopg and their commit."""
    connection = psycopg.connect(place.url)
    statements, new = _prepared(connection.cursor(row_factory=dict_row), place, client, POSTGRESQL)

    def deed() -> None:
        for statement, row in zip(statements, next(new), strict=True):
            connection.execute(statement, row)
        connection.commit()

    return deed


def _look_first(place: Place, client: int) -> Deed:
    """Lock the room, look whether it is free, and insert, by psycopg."""
    connection = psycopg.connect(place.url)
    statements, new = _prepared(connection.cursor(row_factory=dict_row), place, client, POSTGRESQL)

    def deed() -> None:
        booking, claim, line = next(new)
        connection.execute(_LOCK_ROOM, (booking["workspace_id"], booking["room_id"])).fetchone()
        span = (booking["room_id"], booking["end_at"], booking["start_at"])
        assert connection.execute(_LOOK, span).fetchone() is None
        for statement, row in zip(statements, (booking, claim, line), strict=True):
            connection.execute(statement, row)
        connection.commit()

    return deed


def _insert_sqlite(place: Place, client: int) -> Deed:
    """Three bare INSERTs by sqlite3 and their commit."""
    connection = _sqlite(place.url)
    statements, new = _prepared(_dicts(connection), place, client, SQLITE)

    def deed() -> None:
        row_of_each = next(new)
        connection.execute("BEGIN IMMEDIATE")
        for statement, row in zip(statements, row_of_each, strict=True):
            connection.execute(statement, row)
        connection.execute("COMMIT")

    return deed


def _look_first_sqlite(place: Place, client: int) -> Deed:
    """Take the one right to write, look whether the room is free, and insert, by sqlite3."""
    connection = _sqlite(place.url)
    connection.execute("PRAGMA foreign_keys = ON")
    statements, new = _prepared(_dicts(connection), place, client, SQLITE)

    def deed() -> None:
        booking, claim, line = next(new)
        connection.execute("BEGIN IMMEDIATE")
        span = (booking["room_id"], booking["end_at"], booking["start_at"])
        assert connection.execute(_LOOK_SQLITE, span).fetchone() is None
        for statement, row in zip(statements, (booking, claim, line), strict=True):
            connection.execute(statement, row)
        connection.execute("COMMIT")

    return deed


def _sqlite(url: str) -> sqlite3.Connection:
    """A connection as durable as the core's, that waits for its turn as the library itself does."""
    file = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _dicts(connection: sqlite3.Connection) -> sqlite3.Cursor:
    cursor = connection.cursor()
    cursor.row_factory = lambda it, row: dict(zip((c[0] for c in it.description), row, strict=True))
    return cursor


def _prepared(cursor: Any, place: Place, client: int, dialect: Dialect) -> tuple[tuple[str, ...], Any]:
    """The statements, and the rows of one booking after the other."""
    firsts = [cursor.execute(f"SELECT * FROM {table} LIMIT 1").fetchone() for table in TABLES]  # noqa: S608
    firsts[2] = cursor.execute("SELECT * FROM history WHERE what = 'booked'").fetchone()
    cursor.connection.commit()
    return inserts(firsts, dialect), rows(firsts, wishes(place, client), client, dialect)


def _drop_foreign_keys(connection: Connection) -> None:
    for table in TABLES:
        for key in inspect(connection).get_foreign_keys(table):
            connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{key["name"]}"'))
