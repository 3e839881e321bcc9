"""A hundred thousand requests that should not be, sent as fast as the bot takes them."""

import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.torture_attacks import KINDS, Attack, Good, attack
from benchmarks.torture_bot import Answer, Bot, Slot, bot, command, new_trigger, slots
from benchmarks.torture_ledger import rows_in
from benchmarks.torture_people import event, pressed, sent, submitted
from benchmarks.torture_stub import Stub, stub
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import furnished
from booking_core import make_engine

THREADS = 4
FLAT, NEARLY_FLAT = 1.1, 1.25  # times the memory that it had after the first tenth; in the short form
ADA = "U0ADA"
_PATIENCE = 10.0


@dataclass
class Line:
    """A connection to the bot, opened again where the bot closed it."""

    port: int
    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    _socket: socket.socket | None = None

    def sends(self, kind: str, one: Attack) -> None:
        """Send it, and count the status that comes back; 0 for one who did not wait for it."""
        status = self._status(one)
        self.counts[kind, status] += 1
        if status >= 500:
            self.lost.append(f"answered with {status}: {one.raw[:2000]!r}")
        elif status == 0 and not (one.hangs_up or one.may_be_cut_off):
            self.lost.append(f"not answered: {one.raw[:2000]!r}")

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _status(self, one: Attack) -> int:
        for _ in range(2):  # a connection that was kept may just have been closed
            fresh = self._socket is None
            try:
                answer = self._answered(one)
            except OSError:
                answer = b""
            if one.hangs_up or not answer or b"connection: close" in answer.lower():
                self.close()
            if answer or fresh or one.hangs_up:
                break
        return int(answer.split()[1]) if answer else 0

    def _answered(self, one: Attack) -> bytes:
        """The head of what came back, once all of it has."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE)
        self._socket.sendall(one.raw)
        if one.hangs_up:
            return b""
        answer = b""
        while b"\r\n\r\n" not in answer:
            if not (chunk := self._socket.recv(65_536)):
                self.close()
                return b""
            answer += chunk
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(body) < length:
            body += self._socket.recv(65_536)
        return head


def forged(stage: Stage) -> Verdict:
    """None of them writes anything, none is answered with 500, and memory stays flat."""
    size, flat = (1_500, NEARLY_FLAT) if stage.short else (100_000, FLAT)
    house = furnished(stage.database(), rooms=1)
    engine = make_engine(house.url)
    with stub() as slack, bot(stage.room(), house.url, slack) as served:
        goods = carried_out(served, slack, slots(house.rooms))
        with engine.connect() as connection:
            before = rows_in(connection)
        lines = _sent(served, goods, size // 10, 0)
        resident, threads = served.resident, served.threads
        started = time.monotonic()
        lines += _sent(served, goods, size - size // 10, 1)
        rate = (size - size // 10) / (time.monotonic() - started)
        after = served.commanded("", ADA, new_trigger(), "/rooms")
        with engine.connect() as connection:
            written = rows_in(connection)
            written.subtract(before)
        grown = served.resident / resident
        lost = [found for one in lines for found in one.lost]
        lost += [f"written: {number} {table}" for table, number in written.items() if number]
        lost += [f"memory grew: {grown:.2f} times"] if grown > flat else []
        lost += [f"threads: {threads}, then {served.threads}"] if served.threads > threads else []
        lost += (
            [] if after.status == 200 and after.seconds < 1 else [f"not itself afterwards: {after.status}"]
        )
        unforeseen = served.complaints("unforeseen")
    engine.dispose()
    counts = sum((one.counts for one in lines), Counter[tuple[str, int]]())
    return Verdict(
        f"{size:,} requests, {', '.join(f'{_of(counts, kind):,} {kind}' for kind in KINDS)}",
        f"{_statuses(counts)}; {unforeseen} told that something went wrong; memory × {grown:.2f}, "
        f"{rate:,.0f} a second",
        lost,
    )


def carried_out(served: Bot, slack: Stub, free: Any) -> list[Good]:
    """Good requests of each sort, each of which has done its work and must not do it again."""
    goods: list[Good] = []

    def does(payload: dict[str, Any]) -> Answer:
        good = sent(payload)
        goods.append(good)
        answer = served.sends(good.body, good.headers)
        assert answer.status == 200, answer
        return answer

    slot: Slot = next(free)
    receipt = does(command(slot.text, ADA, new_trigger()))
    assert receipt.grants, receipt
    does(pressed(receipt.said["blocks"], "cancel_booking", ADA, f"{slack.base_url}/response/1"))
    does(command(slot.text, ADA, new_trigger()))  # nothing is free that one of them asks for
    trigger = new_trigger()
    does(command("", ADA, trigger))
    [opened] = slack.heard(trigger).taken
    done = does(submitted(opened["view"], ADA, "V1", day=str(next(free).day), start="09:00", end="10:00"))
    assert done.grants, done
    does(event(f"book {next(free).text}", ADA))
    does(command(f"{slot.room.name} {slot.day}", ADA, new_trigger(), "/rooms"))
    does(command("", ADA, new_trigger(), "/cancel"))
    return goods


def _sent(served: Bot, goods: list[Good], size: int, seed: int) -> list[Line]:
    """So many attacks, by several at once."""
    lines = [Line(served.port) for _ in range(THREADS)]

    def sends(number: int) -> None:
        rng = Random(f"{seed}:{number}")
        for _ in range(size // THREADS):
            lines[number].sends(*attack(rng, goods))
        lines[number].close()

    with ThreadPoolExecutor(THREADS) as threads:
        tuple(threads.map(sends, range(THREADS)))
    return lines


def _of(counts: Counter[tuple[str, int]], kind: str) -> int:
    return sum(number for (one, _), number in counts.items() if one == kind)


def _statuses(counts: Counter[tuple[str, int]]) -> str:
    by_status = Counter[int]()
    for (_, status), number in counts.items():
        by_status[status] += number
    return ", ".join(f"{status or 'hung up'} {number:,}" for status, number in sorted(by_status.items()))
