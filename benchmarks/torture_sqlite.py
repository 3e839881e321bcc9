"""SQLite: processes on one file of which one is killed again and again; then a disk that is full."""

import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import HURRY, House, Turn, Worker, crew, furnished, worker_in
from booking_core import Office, Refusal, book_at_once, bookings_of, make_engine

PROCESSES = 8
HANDS = 3  # of each: what they book at one moment is written together
ROOMS = 6
_DISK = 3_000_000  # bytes
_ENOUGH = 50  # refusals, before there is room on the disk again
_PATIENCE = 30.0


@dataclass(frozen=True)
class Disk:
    """A small one, and the way to get more room on it."""

    folder: Path
    kind: str
    make_room: Callable[[], None]


def sqlite_killed(stage: Stage) -> Verdict:
    """Eight on one file; the one in the first place is killed as soon as it is at work."""
    file = stage.room() / "varaus.db"
    house = furnished(f"sqlite:///{file}", rooms=ROOMS, speed=HURRY)
    size, seconds, pause = (4, 2, 0.2) if stage.short else (PROCESSES, 20, 0.25)
    with crew(house, file.parent, size=size, hands=HANDS) as workers:
        given_up_at = time.monotonic() + seconds
        while time.monotonic() < given_up_at:
            time.sleep(pause)
            workers.replace(0)
        workers.stop()
    ledger = workers.ledger
    reckoning = reckoned(house, ledger)
    return Verdict(
        f"{size} processes of {HANDS} threads on one SQLite file, {seconds} s; "
        f"{workers.kills} times one was killed (-9)",
        told_of(ledger, reckoning),
        [*reckoning.lost, *damage(file)],
    )


def disk_full(stage: Stage) -> Verdict:
    """One at work until the disk is full, for a while longer, and then with room on it again."""
    with _small_disk(stage.room()) as disk:
        file = disk.folder / "varaus.db"
        house = furnished(f"sqlite:///{file}", rooms=ROOMS)
        ledger, reads, resumed = _booked_until_full(house, disk)
        reckoning = reckoned(house, ledger)
        found = [*reckoning.lost, *damage(file)]
    if not resumed:
        found.append("no booking was possible once there was room on the disk again")
    return Verdict(
        f"SQLite on a disk of {_DISK // 1_000_000} MB ({disk.kind}): bookings until it was full, "
        f"{_ENOUGH} more, and as many once there was room on it again",
        f"{told_of(ledger, reckoning)}; {reads} reads were answered while it was full",
        found,
    )


def damage(file: Path) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    connection = sqlite3.connect(file)
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        said += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    finally:
        connection.close()
    return [] if said == ["ok"] else [f"damaged: {one}" for one in said]


def _booked_until_full(house: House, disk: Disk) -> tuple[Ledger, int, bool]:
    """What was answered, how many reads right after a refusal, and whether it books again afterwards."""
    engine = make_engine(house.url, connections=2)
    worker = worker_in(house, 0, "disk", Office(engine, house.clock))
    ledger, reads, full, given_up_at = Ledger(), 0, 0, time.monotonic() + _PATIENCE
    for number in count():
        if full == _ENOUGH or time.monotonic() > given_up_at:
            break
        kind = _booked(worker, ledger, f"disk:{number}")
        full = {"acknowledged": 0, "room_taken": full}.get(kind, full + 1)
        reads = reads + _read(worker) if kind == "busy" else reads
    disk.make_room()
    kinds = [_booked(worker, ledger, f"room:{number}") for number in range(_ENOUGH)]
    engine.dispose()
    return ledger, reads, "acknowledged" in kinds


def _booked(worker: Worker, ledger: Ledger, key: str) -> str:
    """The way in which one more booking was answered."""
    member = worker.house.members[0]
    turn = Turn(worker, member, key)
    wish = turn.wish
    try:
        booked = book_at_once(worker.office.desk(member, request_key=key), wish)
    except Refusal as refusal:
        ledger.refused[key] = refusal.code
        return refusal.code
    except Exception as unforeseen:  # noqa: BLE001 — it is a finding
        ledger.raised[key] = repr(unforeseen)
        return "raised"
    ledger.acknowledged[key] = {"start": booked.span.start.isoformat(), "state": "booked"}
    return "acknowledged"


def _read(worker: Worker) -> bool:
    try:
        worker.office.desk(worker.house.members[1]).look(bookings_of)
    except Refusal:
        return False
    return True


@contextmanager
def _small_disk(folder: Path) -> Iterator[Disk]:
    """A folder on a disk of that size; who may not mount one gets a limit on the size of files."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        filler = folder / "filler"
        filler.write_bytes(b"\0" * (_DISK // 3))
        try:
            yield Disk(folder, "tmpfs", filler.unlink)
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK // 3, before[1]))
    try:
        yield Disk(folder, "a limit on files", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
