"""`kill -9` in the middle of a thousand bookings: what was acknowledged is there, and all of it is sound."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import select

from booking_core import Span, Wish, faults
from booking_core.schema import BookingRow
from tests.builders import TOMORROW, span
from tests.databases import Database, PostgreSQL
from tests.house import House
from tests.racers import book_a_thousand

ENOUGH = 200


@pytest.fixture
def durable(database: Database) -> Iterator[House]:
    """A house in which a commit waits for the disk, as it does in production."""
    if isinstance(database, PostgreSQL):
        database.durable(on=True)
    with database.own_house() as house:
        yield house
    if isinstance(database, PostgreSQL):
        database.durable(on=False)


def test_what_was_acknowledged_before_the_process_was_killed_is_there(durable: House) -> None:
    acknowledged = acknowledged_until_killed(durable)

    with durable.engine.connect() as connection:
        kept = set(connection.execute(select(BookingRow.id)).scalars())
        assert faults(connection, durable.clock.now) == ()
    assert set(acknowledged) <= kept
    assert ENOUGH <= len(acknowledged) <= len(kept) < 1000


def acknowledged_until_killed(house: House) -> list[UUID]:
    """The ids that a process sent, of a thousand that it was to book, until it was killed."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    hour = span("00:00", "01:00", TOMORROW)
    wishes = [
        Wish(house.aurora.id, Span(hour.start + number * hour.length, hour.end + number * hour.length))
        for number in range(1000)
    ]
    url = house.engine.url.render_as_string(hide_password=False)
    process = context.Process(target=book_a_thousand, args=(there, url, house.clock.now, wishes, house.bob))
    process.start()
    there.close()
    acknowledged = []
    try:
        while True:  # until the pipe ends, with what was sent before the kill still in it
            acknowledged.append(here.recv())
            if len(acknowledged) == ENOUGH:
                os.kill(process.pid or 0, signal.SIGKILL)
    except (EOFError, OSError):
        process.join()
    assert process.exitcode == -signal.SIGKILL
    return acknowledged
