"""Who writes to SQLite at one moment: written in one transaction, and each done or undone by itself."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from threading import Condition, Event
from time import monotonic

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from booking_core import make_engine
from booking_core.engine import WAIT_SECONDS
from booking_core.group_commit import GroupCommit, _Change
from tests.databases import Database

Change = Callable[[Connection], object]


class NotToBeError(Exception):
    """Raised so that a change comes to nothing."""


@pytest.fixture
def engine(sqlite: Database) -> Iterator[Engine]:
    with sqlite.own_house() as house:
        yield house.engine


@pytest.fixture
def group(engine: Engine) -> GroupCommit:
    return GroupCommit(engine, nullcontext())


def come_of(group: GroupCommit, *changes: Change) -> list[Future[object]]:
    """What comes of changes that are all asked for while another one is being written."""
    writing, go_on = Event(), Event()

    def first(_connection: Connection) -> None:
        writing.set()
        assert go_on.wait(5)

    with ThreadPoolExecutor() as threads:
        threads.submit(group.made, first)
        assert writing.wait(5)
        futures = [threads.submit(group.made, change) for change in changes]
        while len(group._waiting) < len(changes):  # noqa: SLF001 — it shows nowhere else
            assert not any(future.done() for future in futures)
        go_on.set()
    return futures


def seats(engine: Engine) -> dict[str, int]:
    """How many seats those rooms have by now."""
    found = text("SELECT name, seats FROM rooms WHERE name IN ('Aurora', 'Borealis', 'Helmi')")
    with engine.connect() as connection:
        return {row.name: row.seats for row in connection.execute(found)}


def seat_nobody_in(name: str) -> Change:
    """A change that leaves one seat in that room."""

    def change(connection: Connection) -> int:
        return connection.execute(text("UPDATE rooms SET seats = 1 WHERE name = :it"), {"it": name}).rowcount

    return change


def broken(connection: Connection) -> None:
    """A change that writes, and then comes to nothing."""
    seat_nobody_in("Helmi")(connection)
    raise NotToBeError


def test_those_who_wait_are_written_in_one_transaction(engine: Engine, group: GroupCommit) -> None:
    said: list[str] = []
    event.listen(engine, "checkout", lambda driver, *_: driver.set_trace_callback(said.append))

    futures = come_of(group, seat_nobody_in("Aurora"), seat_nobody_in("Borealis"), lambda _: "nothing")

    assert [future.result() for future in futures] == [1, 1, "nothing"]
    assert (said.count("BEGIN IMMEDIATE"), said.count("COMMIT")) == (2, 2)
    assert seats(engine)["Aurora"] == seats(engine)["Borealis"] == 1


def test_what_comes_to_nothing_takes_nothing_with_it(engine: Engine, group: GroupCommit) -> None:
    before = seats(engine)

    one, other, last = come_of(group, seat_nobody_in("Aurora"), broken, seat_nobody_in("Borealis"))

    assert (one.result(), last.result()) == (1, 1)
    with pytest.raises(NotToBeError):
        other.result()
    with pytest.raises(NotToBeError):
        group.made(broken)
    assert seats(engine) == {**before, "Aurora": 1, "Borealis": 1}


def without_a_booking(connection: Connection) -> None:
    """A claim on a room for a booking that there is not, which the database refuses in the end."""
    connection.execute(
        text(
            "INSERT INTO claims (workspace_id, id, room_id, booking_id, start_at, end_at) "
            "SELECT workspace_id, id, id, id, '2026-03-18 10:00:00.000000', '2026-03-18 11:00:00.000000' "
            "FROM rooms WHERE name = 'Aurora'"
        )
    )


def undo_everything(connection: Connection) -> None:
    """What SQLite does of itself where the disk is full."""
    connection.connection.rollback()
    raise NotToBeError


@pytest.mark.parametrize(
    ("change", "error"), [(without_a_booking, IntegrityError), (undo_everything, NotToBeError)]
)
def test_what_undoes_all_is_told_to_all(
    engine: Engine, group: GroupCommit, change: Change, error: type[Exception]
) -> None:
    before = seats(engine)

    for future in come_of(group, seat_nobody_in("Aurora"), change, seat_nobody_in("Borealis")):
        with pytest.raises(error):
            future.result()

    assert seats(engine) == before
    assert group.made(seat_nobody_in("Aurora")) == 1


def test_whose_turn_does_not_come_is_told_so_and_written_no_more(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)
    group = GroupCommit(hurried := make_engine(url, wait=0.02), nullcontext())
    before, writing, go_on = seats(engine), Event(), Event()

    def first(_connection: Connection) -> bool:
        writing.set()
        return go_on.wait(5)

    with ThreadPoolExecutor() as threads:
        made = threads.submit(group.made, first)
        assert writing.wait(5)
        late = threads.submit(group.made, seat_nobody_in("Aurora"))
        with pytest.raises(PoolTimeout):
            late.result()
        go_on.set()

    assert made.result() is True
    assert group.made(lambda _: "next") == "next"
    assert seats(engine) == before
    hurried.dispose()


def test_what_is_taken_just_as_its_patience_ends_is_answered(engine: Engine, group: GroupCommit) -> None:
    with ThreadPoolExecutor() as threads:

        class TakenMeanwhile(Condition):
            """Whose waiting ends in vain, while another thread takes on what waits."""

            def wait(self, timeout: float | None = None) -> bool:
                if timeout is None:
                    return super().wait()
                batch, group._waiting = group._waiting, []  # noqa: SLF001
                threads.submit(group._make_all, batch)  # noqa: SLF001
                return False

        group._news, group._writing = TakenMeanwhile(), True  # noqa: SLF001
        assert group.made(seat_nobody_in("Aurora")) == 1

    assert seats(engine)["Aurora"] == 1


def test_only_whose_patience_is_over_is_told_so_and_the_others_wait_on(
    engine: Engine, group: GroupCommit
) -> None:
    now = monotonic()
    early, late = (
        _Change(seat_nobody_in("Aurora"), since) for since in (now - WAIT_SECONDS, now + WAIT_SECONDS)
    )

    with engine.begin():  # somebody else is writing
        group._make_all([early, late])  # noqa: SLF001

    assert (type(early.error), early.done, late.error, late.done) == (OperationalError, True, None, False)
    assert group.made(seat_nobody_in("Borealis")) == 1
    assert (late.answer, late.done) == (1, True)
