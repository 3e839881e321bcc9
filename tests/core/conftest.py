"""Every test of the core happens on both databases; Ada, Bob and Chandra sit at desks: `ada.run(book, …)`."""

from collections.abc import Iterator

import pytest

from booking_core import Desk, Room
from tests.databases import Database
from tests.house import House
from tests.queueing import Queue, queue
from tests.racers import Racers, racers
from tests.racetrack import Track


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Either database."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    """Ada's house, in either database."""
    with database.house() as house:
        yield house


@pytest.fixture
def ada(house: House) -> Desk:
    """Ada administers the workspace."""
    return house.desk(house.ada)


@pytest.fixture
def bob(house: House) -> Desk:
    """Bob sits in New York."""
    return house.desk(house.bob)


@pytest.fixture
def chandra(house: House) -> Desk:
    """Chandra sits in Helsinki, as Ada does."""
    return house.desk(house.chandra)


@pytest.fixture
def other_chandra(house: House) -> Desk:
    """Another Chandra, who administers another workspace."""
    return house.desk(house.other_chandra)


@pytest.fixture
def aurora(house: House) -> Room:
    """Six seats."""
    return house.aurora


@pytest.fixture
def borealis(house: House) -> Room:
    """Eight seats."""
    return house.borealis


@pytest.fixture
def taiga(house: House) -> Room:
    """Eight seats, in New York."""
    return house.taiga


@pytest.fixture
def second(house: House) -> Iterator[Queue]:
    """Who comes second: `second.behind(lambda: …)`, called while a unit of work is open."""
    with queue(house.engine) as waiting:
        yield waiting


@pytest.fixture(scope="session")
def lined_up() -> Iterator[Racers]:
    """Sixteen clients in four processes."""
    with racers() as lined_up:
        yield lined_up


@pytest.fixture
def track(database: Database, lined_up: Racers) -> Iterator[Track]:
    """A race track in either database."""
    with database.own_house() as house:
        track = Track(house, lined_up)
        track.forward(minutes=0)
        yield track
