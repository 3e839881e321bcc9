"""What every test may ask for: a furnished house with a clock that stands still, on SQLite and quick."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from booking_core import Office
from tests.databases import Database, PostgreSQL, SQLite, running
from tests.house import House, StillClock


@pytest.fixture(scope="session")
def sqlite() -> Iterator[Database]:
    """Furnished SQLite databases."""
    with running(SQLite) as database:
        yield database


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Database]:
    """Furnished PostgreSQL databases, on a server of this process's own."""
    with running(PostgreSQL) as database:
        yield database


@pytest.fixture
def house(sqlite: Database) -> Iterator[House]:
    """Ada's house: people, rooms, office, clock."""
    with sqlite.house() as house:
        yield house


@pytest.fixture
def office(house: House) -> Office:
    """The way into the core."""
    return house.office


@pytest.fixture
def engine(house: House) -> Engine:
    """The database itself, for what goes around the core."""
    return house.engine


@pytest.fixture
def clock(house: House) -> StillClock:
    """Wednesday 2026-03-18, 09:20 in Helsinki; `clock.forward(minutes=5)` moves it."""
    return house.clock
