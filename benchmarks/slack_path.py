"""A signed `/book` with text over HTTP, against `python -m bot` on PostgreSQL, beside a bare Bolt app.

Both run in the same server under uvicorn, in processes of their own, and whoever asks in another. The
bare one only acknowledges; every command that the bot answers is a durable booking.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final

from benchmarks.booking import BOOKED_BEFORE, ROOMS
from benchmarks.bots import Bot, running, slack
from benchmarks.crowd import gather
from benchmarks.databases import Databases, Place, furnished, numbered
from benchmarks.load import NAMES, Askers, Load, Order, askers
from benchmarks.table import Line, Wanted

_ROUNDS: Final = 3
_STARTS: Final = 3
REQUESTS: Final = {1: 200, 16: 400, 64: 400}
_AS_FAST: Final = 4  # times as many go to the bare app
BOOKED: Final = b" is yours"
_WARM_UP: Final = 200
_QUARTER_OF_BARE: Final = Wanted("ratio", "≥", 0.25)
_READY: Final = Wanted("figure", "≤", 1.5)


@dataclass(frozen=True)
class Side:
    """The bot or the bare app, in one or more processes, and what each of its answers says.

    It is asked so many `times` as much as the bot, for rounds that last as long.
    """

    bots: Sequence[Bot]
    said: bytes
    times: int
    loads: dict[tuple[int, int], list[Load]] = field(default_factory=dict)

    def asked_by(self, askers: Askers, at_once: int, processes: int, requests: int) -> None:
        """Keep what came of one round."""
        ports = tuple(bot.port for bot in self.bots[:processes])
        load = askers.ask(Order(ports, at_once, requests, self.said))
        self.loads.setdefault((at_once, processes), []).append(load)

    def rate(self, at_once: int, processes: int) -> float:
        """Answers a second, the median of the rounds."""
        return median(load.rate for load in self.loads[at_once, processes])

    def milliseconds(self, at_once: int, processes: int) -> list[float]:
        """How long each answer of all rounds took."""
        return [taken for load in self.loads[at_once, processes] for taken in load.milliseconds]


@dataclass(frozen=True)
class Street:
    """The house with the rooms that the texts name, a Slack for the bot, and those who ask it."""

    house: Place
    slack_url: str
    askers: Askers


@contextmanager
def street(databases: Databases) -> Iterator[Street]:
    """All that is needed beside the bot; in other rooms than those that are named there is much booked."""
    house = furnished(databases.postgresql, [*NAMES, *numbered(ROOMS)])
    others = [room for room in house.rooms if room.name not in NAMES]
    gather(house, BOOKED_BEFORE, others)
    with slack() as url, askers() as people:
        yield Street(house, url, people)


def slack_path(databases: Databases) -> Iterator[Line]:
    """Requests a second and how long they take, of one process and of two, and the start of one."""
    with street(databases) as there:
        yield from commands(there, [(at_once, processes) for processes in (1, 2) for at_once in REQUESTS])
        yield from _starts(there)


def commands(there: Street, ways: Sequence[tuple[int, int]], *, rounds: int = _ROUNDS) -> Iterator[Line]:
    """What comes of commands in each of the ways: so many at once, to so many processes."""
    most = max(processes for _, processes in ways)
    with ExitStack() as stack:
        ours, bare = (
            Side(
                [stack.enter_context(running(module, there.house, there.slack_url)) for _ in range(most)],
                said,
                times,
            )
            for module, said, times in (("bot", BOOKED, 1), ("benchmarks.bare_bolt", b"", _AS_FAST))
        )
        _measure(ours, bare, there.askers, ways, rounds)
    for at_once, processes in ways:
        yield from _lines(ours, bare, at_once, processes)


def _measure(ours: Side, bare: Side, askers: Askers, ways: Sequence[tuple[int, int]], rounds: int) -> None:
    """Ask both sides in turn."""
    for side in (ours, bare):
        askers.ask(Order(tuple(bot.port for bot in side.bots), 8, _WARM_UP, side.said))
    for number in range(rounds):
        for at_once, processes in ways:
            for side in (ours, bare) if number % 2 == 0 else (bare, ours):
                side.asked_by(askers, at_once, processes, REQUESTS[at_once] * side.times)


def _lines(ours: Side, bare: Side, at_once: int, processes: int) -> Iterator[Line]:
    """What came of one way."""
    way = f"/book over HTTP, {at_once} at once, {processes} process{'es' if processes > 1 else ''}"
    rates = ours.rate(at_once, processes), bare.rate(at_once, processes)
    # Two bots share two cores with PostgreSQL and whoever asks, two bare apps with whoever asks alone.
    wanted = _QUARTER_OF_BARE if processes == 1 else None
    yield Line(way, rates[0], "/s", "bare Bolt app, same server", rates[1], wanted)
    taken, other = ours.milliseconds(at_once, processes), bare.milliseconds(at_once, processes)
    yield Line(f"{way}: median", median(taken), "ms", "bare Bolt app, same server", median(other))
    yield Line(f"{way}: 99th percentile", _99th(taken), "ms", "bare Bolt app, same server", _99th(other))


def _99th(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98]


def _starts(there: Street) -> Iterator[Line]:
    """From `python -m bot` to an answer of /ready, and the first command after it."""
    ready, first, then = [], [], []
    for _ in range(_STARTS):
        with running("bot", there.house, there.slack_url) as bot:
            ready.append(bot.seconds_to_ready)
            first += there.askers.ask(Order((bot.port,), 1, 1, BOOKED)).milliseconds
            then += there.askers.ask(Order((bot.port,), 1, 20, BOOKED)).milliseconds[10:]
    yield Line("cold start: `python -m bot` to ready", median(ready), "s", wanted=_READY)
    yield Line("first command after it", median(first), "ms", "a later one, as soon", median(then))
