"""Workers on PostgreSQL that are killed (-9) in the midst of whatever they are doing, and replaced."""

import time
from collections import Counter
from random import Random

from benchmarks.torture_ledger import Ledger, Reckoning, reckon
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import HURRY, VERBS, Crew, House, crew, furnished
from booking_core import make_engine

WORKERS = 16
ROOMS = 20


def workers_killed(stage: Stage) -> Verdict:
    """Sixteen at random work in twenty rooms, and every second one of them is killed."""
    house = furnished(stage.database(), rooms=ROOMS, speed=HURRY)
    size, seconds, pause = (8, 3, 0.3) if stage.short else (WORKERS, 60, 1.0)
    with crew(house, stage.room(), size=size) as workers:
        kill_by_chance(workers, size, seconds, pause)
        workers.stop()
    ledger = workers.ledger
    reckoning = reckoned(house, ledger)
    return Verdict(
        f"{size} processes, {seconds} s, {ROOMS} rooms, random {', '.join(VERBS)} on PostgreSQL; "
        f"{workers.kills} times one was killed (-9)",
        told_of(ledger, reckoning),
        [*reckoning.lost, *_too_many_untold(reckoning, workers)],
    )


def kill_by_chance(workers: Crew, size: int, seconds: float, pause: float) -> None:
    """One of them is killed and replaced after each pause, for so long."""
    rng = Random(0)
    begun = time.monotonic()
    for number in range(1, round(seconds / pause) + 1):
        time.sleep(max(begun + number * pause - time.monotonic(), 0))
        workers.replace(rng.randrange(size))


def reckoned(house: House, ledger: Ledger) -> Reckoning:
    """What the ledger and the house's database make of each other."""
    engine = make_engine(house.url, wait=30)
    try:
        return reckon(engine, ledger, house.clock())
    finally:
        engine.dispose()


def told_of(ledger: Ledger, reckoning: Reckoning) -> str:
    """The ledger in a sentence."""
    refusals = Counter(ledger.refused.values()).most_common(3)
    said = ", ".join(f"{code} {number:,}" for code, number in refusals) or "none"
    return (
        f"{len(ledger.acknowledged):,} changes acknowledged, {len(ledger.refused):,} refused ({said}), "
        f"{len(ledger.doubtful)} left in doubt, {reckoning.untold} done without their answer"
    )


def _too_many_untold(reckoning: Reckoning, workers: Crew) -> list[str]:
    """Who is killed leaves one change at most of which nobody was told."""
    if reckoning.untold <= workers.kills:
        return []
    return [f"done and not answered: {reckoning.untold} changes, {workers.kills} kills"]
