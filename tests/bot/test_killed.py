"""`kill -9` in the middle of a thousand `/book`: what was acknowledged is there, and the bot books again."""

import re
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, islice, product
from pathlib import Path
from queue import SimpleQueue

import pytest

from booking_core import Office, bookings_of, make_engine
from sandbox.people import BOB, GENERAL, PEOPLE, Person
from sandbox.server import serving
from sandbox.slack import Slack
from tests.builders import HELSINKI
from tests.databases import Database
from tests.house import WORKSPACE
from tests.installation import Installation

ASKED_FOR = 1000
ENOUGH = 200
ROOMS = ("Aurora", "Borealis", "Helmi", "Sauna", "Sisu")
PATIENCE = 10.0  # seconds for a receipt
NOBODY = 0  # in the place of an HTTP status


@dataclass(frozen=True)
class Slot:
    """An hour in a room, all in Helsinki."""

    room: str
    start: datetime

    def __str__(self) -> str:
        return f"{self.room} {self.start:%Y-%m-%d %H:%M}-{self.start + timedelta(hours=1):%H:%M}"


Receipts = dict[str, Slot]
"""What was booked, by its reference."""


def slots() -> Iterator[Slot]:
    """One after the other, from the day after tomorrow on, while people are at work."""
    day = datetime.now(HELSINKI).date() + timedelta(days=1)
    while True:
        day += timedelta(days=1)
        for hour, room in product(range(8, 18), ROOMS):
            yield Slot(room, datetime.combine(day, time(hour), HELSINKI))


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    database: Database = request.getfixturevalue(request.param)
    slack = Slack()
    with serving(slack):
        yield Installation(tmp_path, slack, database.url())


def test_what_was_acknowledged_is_there_after_a_kill_and_the_bot_books_again(
    installation: Installation,
) -> None:
    asked_for = tuple(islice(slots(), ASKED_FOR))
    acknowledged = acknowledged_until_killed(installation, asked_for)

    with installation.serves():
        kept = bookings_in(installation)
        assert acknowledged.items() <= kept.items()
        assert len(kept) - len(acknowledged) <= len(PEOPLE)  # those whose answer was on its way
        assert ENOUGH <= len(acknowledged) < ASKED_FOR
        assert set(kept.values()) <= set(asked_for)
        assert installation.prints("doctor") == "All is well.\n"

        free, taken = asked_for[-1], next(iter(acknowledged.values()))
        reference = books(installation.slack, BOB, free)
        assert reference
        installation.slack.command(BOB, GENERAL, "/book", str(taken))
        assert bookings_in(installation) == {**kept, reference: free}
    assert '"level": "error"' not in installation.log


def acknowledged_until_killed(installation: Installation, asked_for: Sequence[Slot]) -> Receipts:
    """The receipts that people got who asked for these as fast as they could, until the bot was killed."""
    receipts: SimpleQueue[tuple[str, Slot]] = SimpleQueue()

    def asks(person: Person, share: Sequence[Slot]) -> None:
        for slot in share:
            if (reference := books(installation.slack, person, slot)) is None:
                break
            receipts.put((reference, slot))

    with installation.serves() as bot, ThreadPoolExecutor() as threads:
        shares = [asked_for[number :: len(PEOPLE)] for number in range(len(PEOPLE))]
        asking = threads.map(asks, PEOPLE, shares)
        got = [receipts.get(timeout=PATIENCE) for _ in range(ENOUGH)]
        bot.kill()
        tuple(asking)  # raises what was raised there
    assert bot.returncode == -signal.SIGKILL
    return dict(got + [receipts.get() for _ in range(receipts.qsize())])


def books(slack: Slack, person: Person, slot: Slot) -> str | None:
    """The reference in the receipt that a person got for the slot; None where nobody answered."""
    done = slack.command(person, GENERAL, "/book", str(slot))
    if done.status == NOBODY:
        return None
    receipt = re.fullmatch(r"(\w+) is yours: .+ \((\w+)\)", done.answer["text"])
    assert receipt, done.answer
    assert receipt[1] == slot.room
    return receipt[2]


def bookings_in(installation: Installation) -> Receipts:
    """All that stands in the database of these people, as the core says."""
    engine = make_engine(installation.database_url)
    office = Office(engine)
    members = [office.member(WORKSPACE, person.id) for person in PEOPLE]
    mine = [office.desk(member).run(bookings_of) for member in members if member]
    engine.dispose()
    return {one.reference: Slot(one.room.name, one.span.start) for one in chain(*mine)}
