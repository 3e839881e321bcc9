"""Three processes share the errands and one is killed: each is told once, and no card is left stale."""

import os
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice, product
from multiprocessing.process import BaseProcess

import pytest

from booking_core import Room, Span, Wish, book, extend, hold, posted, share, shown, take_errands
from bot.app import make_teller
from bot.wording import plain_span
from sandbox.people import GENERAL, Person
from sandbox.slack import Slack
from tests.builders import HELSINKI, TOMORROW, at
from tests.databases import Database
from tests.house import WORKSPACE, House
from tests.tellers import tellers
from tests.watching import until
from tests.workplace import served_slack, settings_for

PEOPLE = tuple(Person(f"U0{number:04}", f"p{number}", "Chandra", HELSINKI.key) for number in range(100))
HOLDS_EACH = 2
HOLDS = HOLDS_EACH * len(PEOPLE)
CARDS = 40
ENOUGH = 60  # told by the time one of the three is killed
IN_HAND = 5  # so many errands one process takes at a time
QUARTER = timedelta(minutes=15)
TWICE = 2
MINUTES = 3
PATIENCE = 120.0  # seconds; a machine with much else to do takes its time

Slot = tuple[Room, Span]


@pytest.fixture(params=["sqlite", "postgresql"])
def furnished(request: pytest.FixtureRequest) -> Iterator[House]:
    database: Database = request.getfixturevalue(request.param)
    with database.own_house() as house:
        yield house


def slots(house: House) -> Iterator[Slot]:
    """An hour and a quarter of each room, one after the other."""
    rooms = (house.aurora, house.borealis, house.helmi, house.sauna, house.sisu)
    for number, room in product(range(1000), rooms):
        start = at("08:00", TOMORROW) + number * 5 * QUARTER
        yield room, Span(start, start + 4 * QUARTER)


def test_each_is_told_once_and_no_card_is_left_stale_although_one_is_killed(furnished: House) -> None:
    with served_slack(furnished.clock, people=PEOPLE) as slack:
        free = slots(furnished)
        held = {reference for person in PEOPLE for reference in holds_of(person, free, furnished)}
        cards = dict(with_card(slot, furnished, slack) for slot in islice(free, CARDS))
        settings = settings_for(slack)
        furnished.clock.forward(minutes=5)
        with tellers(3, url_of(furnished), settings, furnished.clock()) as three:
            three.ring(furnished.clock())
            assert until(lambda: len(told(slack)) >= ENOUGH, slack, seconds=PATIENCE)
            kill(three.processes[0])
            assert until(lambda: len(set(told(slack))) >= HOLDS - IN_HAND, slack, seconds=PATIENCE)
            assert until(lambda: len(stale(slack, cards)) <= IN_HAND, slack, seconds=PATIENCE)
        for _ in range(MINUTES):  # what was in hand, or failed in the crowd, is taken up by another
            furnished.clock.forward(minutes=1)
            make_teller(furnished.office, settings).round()

        times = Counter(told(slack))
        assert set(times) == held
        assert sum(count - 1 for count in times.values()) <= IN_HAND
        assert max(times.values()) <= TWICE
        assert stale(slack, cards) == set()
        assert {(fault.where, fault.error) for fault in slack.faults} == {("views.update", "not_found")}
        assert take_errands(furnished.office, WORKSPACE, 1) == ()


def kill(process: BaseProcess) -> None:
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()


def holds_of(person: Person, free: Iterator[Slot], house: House) -> Iterator[str]:
    """The references of what that person holds: one shown in a modal that is closed by now, one nowhere."""
    member = house.office.enrol(WORKSPACE, person.id, name=person.real_name, zone=HELSINKI, admin=False)
    for number, (room, span) in enumerate(islice(free, HOLDS_EACH)):
        with house.desk(member).work() as work:
            booking = hold(work, Wish(room.id, span))
            if number:
                shown(work, booking.id, "view", f"V0{booking.reference}")
        yield booking.reference


def with_card(slot: Slot, house: House, slack: Slack) -> tuple[str, str]:
    """A card in the channel that has become stale: its message, and what it should say by now."""
    room, span = slot
    card = {"channel": GENERAL.id, "text": "stale"}
    message = str(slack.api("chat.postMessage", slack.install.bot_token, card).answer["ts"])
    with house.desk(house.ada).work() as work:
        booking = book(work, Wish(room.id, span))
        _, place = share(work, booking.id, GENERAL.id)
        assert place is not None
        posted(work, place, message, booking)
        booking = extend(work, booking.id, QUARTER)
    return message, f"{room.name}, {plain_span(booking.span, HELSINKI)} (Europe/Helsinki)"


def told(slack: Slack) -> list[str]:
    """The references of the holds of which someone was told that they lapsed, in order."""
    texts = [
        c.args["text"] for c in slack.calls if c.method == "chat.postMessage" and c.args["text"] != "stale"
    ]
    return [text.rpartition("(")[2].rstrip(")") for text in texts if " is no longer held for you: " in text]


def stale(slack: Slack, cards: Mapping[str, str]) -> set[str]:
    """The cards in the channel that do not say what they should by now."""
    shown_now = {message.ts: message.text for message in slack.messages(PEOPLE[0], GENERAL)}
    return {message for message, text in cards.items() if shown_now[message] != text}


def url_of(house: House) -> str:
    return house.engine.url.render_as_string(hide_password=False)
