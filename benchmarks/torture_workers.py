"""Worker processes that do whatever people can do, at random, and journal each answer before they go on.

They are killed and replaced; what they wrote to their journals stays, as the database's promise must.
"""

import json
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.torture_ledger import Ledger, told
from booking_core import (
    Booking,
    Member,
    Office,
    Refusal,
    Room,
    RoomDetails,
    Span,
    Wish,
    add_room,
    book_at_once,
    bookings_of,
    cancel,
    confirm,
    end_early,
    extend,
    hold,
    lapse,
    make_engine,
    migrate,
    reschedule,
    undo,
    zone_named,
)

DAYS = 3  # that are booked, from now on: so few that most wishes clash
HURRY = 60  # house minutes in a minute: holds lapse and undos are over while one is looking
_NAMES = ("Ada", "Bob", "Chandra") * 4
_AT_ONCE = 0.2  # of what is wished begins in this very minute
_OF_A_HOLD = 0.1
_LATE = 5  # of what one knows of, one comes back to the last few
_AFRESH = 20  # changes after which a worker looks what the others have done to its bookings
_JOURNALS = "*.journal"
_STOP = "stop"  # a file: a lock may be held by who is killed
_PATIENCE = 30.0  # seconds until all are at work
_ZONE = zone_named("Europe/Helsinki")
_WORKSPACE = "T0VARAUS"


@dataclass(frozen=True)
class House:
    """A furnished database: who works there, and its rooms."""

    url: str
    members: tuple[Member, ...]
    rooms: tuple[Room, ...]
    clock: "HouseClock"


@dataclass(frozen=True)
class HouseClock:
    """A clock that all processes share and that goes so many times as fast as others."""

    begun: datetime
    speed: int

    def __call__(self) -> datetime:
        """What it shows."""
        return self.begun + (datetime.now(UTC) - self.begun) * self.speed


@dataclass
class Worker:
    """One process at work: in the name of these members, on whose bookings others work as well."""

    house: House
    name: str
    members: tuple[Member, ...]
    office: Office
    rng: Random
    keys: Iterator[int] = field(default_factory=count)
    known: dict[tuple[UUID, str], list[UUID]] = field(default_factory=dict)
    """By member, what they had "booked" and "held" when last seen, and the "change" ids of late."""

    def acts(self) -> tuple[str, str, Any]:
        """The kind of the answer to one change, its request's key, and what was answered."""
        key = f"{self.name}:{next(self.keys)}"
        verb = self.rng.choices(list(VERBS), [weight for weight, _ in VERBS.values()])[0]
        member = self.rng.choice(self.members)
        desk = self.office.desk(member, request_key=key)
        try:
            asked, *given = VERBS[verb][1](Turn(self, member, key))
            ask = partial(book_at_once, desk) if asked is book_at_once else partial(desk.run, asked)
            answer = ask(*given)
        except Refusal as refusal:
            return "doubtful" if refusal.code == "in_doubt" else "refused", key, refusal.code
        except Exception as unforeseen:  # noqa: BLE001 — it is a finding
            return "raised", key, f"{verb}: {unforeseen!r}"
        self._notes(member, answer.state, answer.id)
        self._notes(member, "change", answer.change)
        return "acknowledged", key, told(answer)

    def looks(self) -> None:
        """See what stands."""
        for member in self.members:
            self.known = {place: ids for place, ids in self.known.items() if place[0] != member.id}
            for booking in self.office.desk(member).look(bookings_of):
                self._notes(member, booking.state, booking.id)
                self._notes(member, "change", booking.change)

    def _notes(self, member: Member, kind: str, id_: UUID | None) -> None:
        if id_ is not None:
            self.known.setdefault((member.id, kind), []).append(id_)


@dataclass(frozen=True)
class Turn:
    """What a verb may take its arguments from."""

    worker: Worker
    member: Member
    key: str

    @property
    def room(self) -> UUID:
        """A room."""
        return self.worker.rng.choice(self.worker.house.rooms).id

    @property
    def span(self) -> Span:
        """A quarter of an hour to two hours, soon."""
        rng, now = self.worker.rng, self.worker.office.clock()
        minutes = 0 if rng.random() < _AT_ONCE else 15 * rng.randrange(1, DAYS * 24 * 4)
        start = now.replace(minute=now.minute if minutes == 0 else 0, second=0, microsecond=0)
        start += timedelta(hours=1 if minutes else 0, minutes=minutes)
        return Span(start, start + timedelta(minutes=15 * rng.randint(1, 8)))

    @property
    def wish(self) -> Wish:
        """What may be booked."""
        return Wish(self.room, self.span, title=self.key)

    def known(self, kind: str) -> UUID:
        """One of the member's latest of that kind, as far as is known; else one that is not there."""
        known = self.worker.known.get((self.member.id, kind), [])[-_LATE:]
        return self.worker.rng.choice(known) if known else UUID(int=0)

    @property
    def booking(self) -> UUID:
        """A booking, or a hold."""
        return self.known("held" if self.worker.rng.random() < _OF_A_HOLD else "booked")


Order = tuple[Any, ...]
VERBS: dict[str, tuple[int, Callable[[Turn], Order]]] = {
    "book": (5, lambda turn: (book_at_once, turn.wish)),
    "move": (3, lambda turn: (_moved, turn.booking, turn.room, turn.span, turn.key)),
    "stretch": (1, lambda turn: (_moved, turn.booking, None, turn.span, turn.key)),
    "extend": (1, lambda turn: (extend, turn.known("booked"), timedelta(minutes=15))),
    "end early": (1, lambda turn: (end_early, turn.known("booked"))),
    "cancel": (3, lambda turn: (cancel, turn.booking)),
    "hold": (2, lambda turn: (hold, turn.wish)),
    "confirm": (2, lambda turn: (confirm, turn.known("held"))),
    "lapse": (1, lambda turn: (lapse, turn.known("held"))),
    "undo": (3, lambda turn: (undo, turn.known("change"))),
}
"""What is done how often, as a verb of the core and what it is given."""


def _moved(work: Any, booking: UUID, room: UUID | None, span: Span, title: str) -> Booking:
    return reschedule(work, booking, room=room, span=span, title=title)


@dataclass
class Crew:
    """Workers, with so many hands in each place; who is killed is replaced."""

    house: House
    folder: Path
    hands: int
    kills: int = 0
    _processes: dict[int, Any] = field(default_factory=dict)

    def enter(self, place: int) -> None:
        """Someone new begins there, each hand with a journal of its own."""
        journals = [self.folder / f"{place}-{self.kills}-{hand}.journal" for hand in range(self.hands)]
        process = _context().Process(target=_work, args=(self.house, place, journals))
        for journal in journals:
            journal.touch()
        process.start()
        self._processes[place] = process

    def replace(self, place: int) -> None:
        """Who works there is killed (-9), and someone new begins."""
        self._processes[place].kill()
        self._processes[place].join()
        self.kills += 1
        self.enter(place)

    @property
    def ledger(self) -> Ledger:
        """All that their journals say."""
        ledger = Ledger()
        for journal in self.folder.glob(_JOURNALS):
            ledger.read(journal)
        return ledger

    def await_work(self) -> None:
        """Each has answered for the first time."""
        until = time.monotonic() + _PATIENCE
        while not all(it.stat().st_size for it in self.folder.glob(_JOURNALS)) and time.monotonic() < until:
            time.sleep(0.05)

    def stop(self) -> None:
        """They stop, each after what it is doing; RuntimeError if one had ended by itself."""
        (self.folder / _STOP).touch()
        for process in self._processes.values():
            process.join()
        if any(process.exitcode for process in self._processes.values()):
            raise RuntimeError(f"a worker ended by itself: {self._processes}")

    def end(self) -> None:
        """None is left."""
        for process in self._processes.values():
            process.kill()


@contextmanager
def crew(house: House, folder: Path, *, size: int, hands: int = 1) -> Iterator[Crew]:
    """So many workers, at work; none is left at the end."""
    workers = Crew(house, folder, hands)
    try:
        for place in range(size):
            workers.enter(place)
        workers.await_work()
        yield workers
    finally:
        workers.end()


def furnished(url: str, *, rooms: int, speed: int = 1) -> House:
    """The empty database of that URL, migrated, with people and so many rooms; its clock has that speed."""
    engine = make_engine(url)
    migrate(engine)
    office = Office(engine)
    members = tuple(
        office.enrol(_WORKSPACE, f"U0{name.upper()}{number}", name=name, zone=_ZONE, admin=number == 0)
        for number, name in enumerate(_NAMES)
    )
    added = tuple(
        office.desk(members[0]).run(add_room, RoomDetails(f"Room {number:02}", 8, _ZONE))
        for number in range(rooms)
    )
    engine.dispose()
    return House(url, members, added, HouseClock(datetime.now(UTC), speed))


def worker_in(house: House, place: int, name: str, office: Office) -> Worker:
    """Who works there: for three people, for whom others work as well."""
    return Worker(house, name, house.members[place % 4 :: 4], office, Random(name))


def _work(house: House, place: int, journals: list[Path]) -> None:
    """Work with as many hands as there are journals; wait longer than Slack would, as there are few cores."""
    office = Office(make_engine(house.url, connections=len(journals), wait=30), house.clock)
    workers = [worker_in(house, place, journal.stem, office) for journal in journals]
    with ThreadPoolExecutor() as hands:
        list(hands.map(_act, workers, journals))
    office.engine.dispose()


def _act(worker: Worker, journal: Path) -> None:
    """Act until it is time to stop; each answer is in the journal before the next change is begun."""
    with journal.open("ab", buffering=0) as written:
        for number in count():
            if (journal.parent / _STOP).exists():
                break
            if number % _AFRESH == 0:
                worker.looks()
            written.write(f"{json.dumps(worker.acts())}\n".encode())


def _context() -> Any:
    """Processes forked from one that has everything imported and nothing opened: they begin at once."""
    context = multiprocessing.get_context("forkserver")
    imported = sorted(file.stem for file in Path(__file__).parent.glob("torture_*.py"))
    context.set_forkserver_preload([f"benchmarks.{name}" for name in imported])
    return context
