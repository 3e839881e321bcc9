"""PostgreSQL itself killed under a real bot, and started again; or its standby promoted in its place."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from benchmarks.torture_bot import REFERENCE, Answer, Bot, Slot, bot, slots
from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger, Reckoning
from benchmarks.torture_postgres import Server, server, standby_of
from benchmarks.torture_stub import stub
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import House, furnished

PEOPLE = 8
ROOMS = 20
TIMES = 3
RECOVERY = 5.0  # seconds that the bot has from the database's return to its first booking
LISTENS = 3.0  # seconds that Slack waits for an answer
_BEFORE, _DOWN, _AFTER = 4.0, 2.0, 6.0


@dataclass
class Load:
    """People who send one /book after the other, each for a slot that nobody else asks for."""

    bot: Bot
    slots: Iterator[Slot]
    ledger: Ledger = field(default_factory=Ledger)
    answers: list[Answer] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)
    """From when to when the database was away."""
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asks(self, user: str) -> None:
        """Ask until it is over."""
        while not self._ended.is_set():
            with self._lock:
                slot = next(self.slots)
            self.answers.append(self.bot.books(slot, user, self.ledger))

    def suffers(self, outage: Callable[[], None]) -> None:
        """Work, then an outage that ends when it returns, then work again."""
        time.sleep(_BEFORE)
        begun = time.monotonic()
        outage()
        self.outages.append((begun, time.monotonic()))
        time.sleep(_AFTER)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """They ask while the block runs."""
        people = [threading.Thread(target=self.asks, args=(f"U0ADA{n}",)) for n in range(PEOPLE)]
        for person in people:
            person.start()
        try:
            yield
        finally:
            self._ended.set()
            for person in people:
                person.join()


def server_killed(stage: Stage) -> Verdict:
    """The server is killed and started again three times."""
    house = furnished(stage.database(), rooms=ROOMS)

    def outage() -> None:
        stage.server.kill()
        time.sleep(_DOWN)
        stage.server.start()

    load = _under_load(stage, house, house.url, outage, TIMES)
    return _verdict(
        f"PostgreSQL killed (-9) and started again {TIMES} times under {PEOPLE} people who /book",
        load,
        reckoned(house, load.ledger),
    )


def primary_killed(stage: Stage) -> Verdict:
    """The primary is killed, and its synchronous standby promoted."""
    name = "stage"
    with server() as primary:
        primary.sql(f"CREATE DATABASE {name}")
        house = furnished(primary.url(name), rooms=ROOMS)
        with standby_of(primary) as standby:

            def outage() -> None:
                primary.kill()
                time.sleep(_DOWN)
                standby.promote()

            load = _under_load(stage, house, _either(primary, standby, name), outage, 1)
            left = replace(house, url=standby.url(name))
            reckoning = reckoned(left, load.ledger)
    return _verdict(
        f"the primary killed (-9), its synchronous standby promoted, under {PEOPLE} people who /book",
        load,
        reckoning,
    )


def _either(primary: Server, standby: Server, name: str) -> str:
    """The URL of a database that is on both, wherever it can be written to."""
    hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
    return f"postgresql://postgres@/{name}?host={hosts}&target_session_attrs=read-write"


def _under_load(stage: Stage, house: House, url: str, outage: Callable[[], None], times: int) -> Load:
    with stub() as slack, bot(stage.room(), url, slack) as served:
        load = Load(served, slots(house.rooms))
        with load.going_on():
            for _ in range(times):
                load.suffers(outage)
    return load


def _verdict(tried: str, load: Load, reckoning: Reckoning) -> Verdict:
    recoveries = [_recovery(load, back) for _, back in load.outages]
    slowest = max(answer.seconds for answer in load.answers)
    recovered = ", ".join(f"{seconds:.2f}" for seconds in recoveries)
    return Verdict(
        tried,
        f"{told_of(load.ledger, reckoning)}; books again {recovered} s "
        f"after its return; slowest answer {slowest:.2f} s",
        [
            *reckoning.lost,
            *(f"not recovered within {RECOVERY:.0f} s: {s:.1f} s" for s in recoveries if s > RECOVERY),
            *_badly_answered(load),
        ],
    )


def _recovery(load: Load, back: float) -> float:
    """Seconds from the database's return until a booking was made; and no later one failed for it."""
    first = min((a.sent_at + a.seconds for a in load.answers if a.grants and a.sent_at > back), default=None)
    return float("inf") if first is None else max(first - back, 0.0)


def _badly_answered(load: Load) -> Iterator[str]:
    """Whoever was not given a booking must be told so in time, with a reference, whatever is down."""
    for answer in load.answers:
        if answer.status != 200:
            yield f"answered with status {answer.status}: after {answer.seconds:.1f} s"
        elif answer.seconds > LISTENS:
            yield f"answered too late: {answer.seconds:.1f} s, {answer.words}"
        elif not answer.grants and not REFERENCE.search(answer.words):
            yield f"told without a reference: {answer.words}"
    for _, back in load.outages:
        late = [a for a in load.answers if back + RECOVERY < a.sent_at < back + _AFTER and not a.grants]
        yield from (f"failed long after the database's return: {answer.words}" for answer in late)
