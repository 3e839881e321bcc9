"""Random and mutated texts, read by all cores: nothing raises, hangs or is slow, and every reading is whole.

The first argument is the number of texts, a million if there is none; the second is the seed.
"""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pool
from random import Random
from types import FrameType

from benchmarks.phrase_check import Circumstances, circumstances, faults
from benchmarks.phrase_texts import characters, long, mutated, words
from bot.phrase import Reading, warm

A_MILLION = 1_000_000
CHUNK = 2_000
ANY, HANG = 0.050, 10
SHOWN = 3

# Of each kind so many in a hundred texts; the long ones take ten times as long as the others.
_KINDS: dict[str, tuple[int, Callable[[Random], str]]] = {
    "mutated": (66, mutated),
    "words": (22, words),
    "characters": (10, characters),
    "long": (2, long),
}
_OUTCOMES = ("book", "ask", "refuse", "schedule", "help")
_BAD = ("exception", "hang", "slow", "not whole")


class Hang(Exception):
    """Reading one text took so long that nobody waits for it."""


@dataclass(slots=True)
class Tally:
    """What a chunk of texts came to."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    """Seconds, by kind of text."""
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    """What was wrong, the text, and its circumstances."""

    def add(self, other: "Tally") -> None:
        """Take in what another chunk came to."""
        self.counts += other.counts
        for kind, taken in other.slowest.items():
            self.slowest[kind] = max(taken, self.slowest.get(kind, 0))
        self.findings += other.findings


def main() -> None:
    """Print the table, and exit with 1 where a text was not read as every text must be."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else A_MILLION
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    chunks = [(seed, first, min(CHUNK, total - first)) for first in range(0, total, CHUNK)]
    started, tally = time.monotonic(), Tally()
    with Pool(os.cpu_count(), initializer=_begin) as pool:
        for one in pool.imap_unordered(_chunk, chunks):
            tally.add(one)
    _print(tally)
    print(f"{total} texts, seed {seed}, {time.monotonic() - started:.0f} seconds, {os.cpu_count()} cores")
    for fault, found in _by_fault(tally).items():
        print(f"\n{fault}: {len(found)} times")
        for detail, text, where in sorted(found, key=lambda one: len(one[1]))[:SHOWN]:
            print(f"  {detail}\n    {text[:300]!r} ({len(text)} characters)\n    {where}")
    if tally.findings:
        raise SystemExit(f"{len(tally.findings)} texts were not read as every text must be")


def _print(tally: Tally) -> None:
    columns = ("texts", *_OUTCOMES, "slowest ms", *_BAD)
    print(f"{'':<12}" + "".join(f"{column:>12}" for column in columns))
    for kind in _KINDS:
        counted = [tally.counts[kind, column] for column in columns]
        counted[columns.index("slowest ms")] = round(tally.slowest.get(kind, 0) * 1000)
        print(f"{kind:<12}" + "".join(f"{count:>12}" for count in counted))


def _by_fault(tally: Tally) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for what, text, where in tally.findings:
        fault, _, detail = what.partition(": ")
        found.setdefault(fault, []).append((detail, text, where))
    return found


def _begin() -> None:
    warm()
    signal.signal(signal.SIGALRM, _give_up)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise Hang


def _chunk(chunk: tuple[int, int, int]) -> Tally:
    seed, first, size = chunk
    rng, tally = Random(f"{seed}:{first}"), Tally()
    kinds, weights = list(_KINDS), [share for share, _ in _KINDS.values()]
    for kind in rng.choices(kinds, weights, k=size):
        _try(tally, kind, _KINDS[kind][1](rng), circumstances(rng))
    return tally


def _try(tally: Tally, kind: str, text: str, around: Circumstances) -> None:
    """Read the text and note what came of it."""
    tally.counts[kind, "texts"] += 1
    signal.setitimer(signal.ITIMER_REAL, HANG)
    try:
        reading, taken = _timed(text, around)
        if taken > ANY:  # once may be the machine's fault: only a text that is slow again is slow
            taken = min(taken, _timed(text, around)[1])
        wrong = [("not whole", fault) for fault in faults(reading, text, around)]
    except Hang:
        wrong = [("hang", "")]
    except Exception as error:  # noqa: BLE001 — every exception is a finding
        wrong = [("exception", repr(error))]
    else:
        tally.counts[kind, reading.outcome.partition(":")[0]] += 1
        tally.slowest[kind] = max(taken, tally.slowest.get(kind, 0))
        wrong += [("slow", f"{taken * 1000:.0f} ms")] if taken > ANY else []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    for what, detail in wrong:
        tally.counts[kind, what] += 1
        tally.findings.append((detail if what == "not whole" else f"{what}: {detail}", text, str(around)))


def _timed(text: str, around: Circumstances) -> tuple[Reading, float]:
    # The core's time and not the clock's: the other workers must not make a text slow.
    started = time.thread_time()
    reading = around.read(text)
    return reading, time.thread_time() - started


if __name__ == "__main__":
    main()
