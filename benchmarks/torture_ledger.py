"""What people were told, held against what the database says happened: nothing acknowledged may be lost.

Every request bears a key, and the history has a line for the key of each request that changed
something. So it is known of each one, whenever it was asked and whoever died meanwhile, whether it
was done; and the lines of a booking, put one after the other, must lead to how it stands.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, true

from booking_core import Booking, Engine, faults
from booking_core.schema import BookingRow, HistoryRow

Agreed = Mapping[str, Any]
"""How a booking stands: its last change, and room, start, end and state, as the history writes them."""

_TOLD = ("change", "room", "start", "end", "state")
_SHOWN = 3


@dataclass
class Ledger:
    """What was answered, by the key of the request. What is in none of the four was not answered."""

    acknowledged: dict[str, Agreed] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """By key the code of the refusal: nothing was done, it says."""
    doubtful: dict[str, str] = field(default_factory=dict)
    """Of whom it was told that it may be done or not."""
    raised: dict[str, str] = field(default_factory=dict)
    """What nobody foresaw."""

    @property
    def answered(self) -> set[str]:
        """The keys of all requests that were answered in some way."""
        return {*self.acknowledged, *self.refused, *self.doubtful, *self.raised}

    def read(self, journal: Path) -> None:
        """Enter what a process wrote before it ended, or was killed in the midst of a line."""
        for line in journal.read_text().split("\n")[:-1]:
            kind, key, what = json.loads(line)
            getattr(self, kind)[key] = what


@dataclass(frozen=True)
class Reckoning:
    """What the ledger and the database make of each other."""

    lost: tuple[str, ...]
    changes: int
    untold: int
    """How many changes were made whose requests were not answered: someone was killed in between."""


def told(booking: Booking) -> Agreed:
    """What a booking that was returned tells of itself."""
    return {
        "change": str(booking.change),
        "room": str(booking.room.id),
        "start": booking.span.start.isoformat(),
        "end": booking.span.end.isoformat(),
        "state": booking.state,
    }


def reckon(engine: Engine, ledger: Ledger, now: datetime) -> Reckoning:
    """Everything that is wrong, looked for as a stranger would: in the rows."""
    with engine.connect() as connection:
        lines = [dict(row) for row in connection.execute(_history()).mappings()]
        bookings = {row["id"]: dict(row) for row in connection.execute(_bookings()).mappings()}
        found = [f"fault {fault.code}: {fault.ids}" for fault in faults(connection, now)]
    changes = {str(line["id"]): {**line["after"], "change": str(line["id"])} for line in lines}
    keys = {line["request_key"]: changes[str(line["id"])] for line in lines if line["request_key"]}
    found += _lies(ledger, keys, changes)
    found += [] if ledger.acknowledged else ["nothing was acknowledged: so nothing is proven"]
    found += _overlaps(bookings.values())
    found += _broken(lines, bookings)
    untold = keys.keys() - ledger.answered
    return Reckoning(tuple(found), len(lines), len(untold))


def summary(lost: Iterable[str]) -> list[str]:
    """A few of each kind, and how many there are."""
    kinds = defaultdict(list)
    for one in lost:
        kinds[one.partition(":")[0]].append(one)
    return [
        f"{len(kind)} × {'; '.join(kind[:_SHOWN])}{' …' if len(kind) > _SHOWN else ''}"
        for kind in kinds.values()
    ]


def rows_in(connection: Connection) -> Counter[str]:
    """How many rows each table has: what writes nothing leaves them as they are.

    A time that is only offered, to someone who was refused, and kept for them as long, is not counted.
    """
    counts = Counter[str]()
    for table in BookingRow.metadata.sorted_tables:
        of_bookings = table.c.booking_id.is_not(None) if "booking_id" in table.c else true()
        rows = connection.execute(select(*table.primary_key).where(of_bookings)).all()
        counts[table.name] = 0 if table.name == "offers" else len(rows)
    return counts


def _lies(ledger: Ledger, done: Mapping[str, Agreed], changes: Mapping[str, Agreed]) -> Iterator[str]:
    for key, agreed in ledger.acknowledged.items():
        # What was so already changes nothing, and is told under the change that made it so.
        after = done.get(key) or changes.get(agreed.get("change", ""))
        if after is None:
            yield f"acknowledged and not there: {key}"
        elif any(agreed[name] != after[name] for name in _TOLD if name in agreed):
            yield f"acknowledged and otherwise: {key} {agreed} {after}"
    yield from (f"refused and yet done: {key} {code}" for key, code in ledger.refused.items() if key in done)
    yield from (f"raised: {what}" for what in ledger.raised.values())


def _overlaps(bookings: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """By the bookings, where `faults` looks at the claims."""
    standing = sorted(
        (one for one in bookings if one["state"] == "booked"),
        key=lambda one: (str(one["room_id"]), one["start_at"]),
    )
    for first, second in pairwise(standing):
        if first["room_id"] == second["room_id"] and second["start_at"] < first["end_at"]:
            yield f"two bookings overlap: {first['id']} {second['id']}"


def _broken(lines: Iterable[dict[str, Any]], bookings: Mapping[Any, Any]) -> Iterator[str]:
    """Bookings that do not stand as the last line of their history says, or whose lines do not connect."""
    of_booking = defaultdict(list)
    for line in lines:
        if line["booking_id"] is not None:
            of_booking[line["booking_id"]].append(line)
    for booking_id, changes in of_booking.items():
        agreed = _played(changes)
        if agreed is None:
            yield f"history does not connect: {booking_id}"
        elif booking_id not in bookings:
            yield f"history without booking: {booking_id}"
        elif any(agreed[name] != value for name, value in _standing(bookings[booking_id]).items()):
            yield f"booking is not as its history: {booking_id}"


def _played(changes: list[dict[str, Any]]) -> Agreed | None:
    """How the booking stands after all its lines, each of which must begin where another ended.

    Two lines of one millisecond may have their ids in either order, so the first that fits is next.
    """
    agreed: dict[str, Any] = {}
    while changes:
        fits = (one for one in changes if all(agreed.get(k) == v for k, v in one["before"].items()))
        line = next(
            (one for one in fits if bool(one["before"]) == bool(agreed) or one["after"] == agreed), None
        )
        if line is None:
            return None
        changes.remove(line)
        agreed = line["after"]
    return agreed


def _standing(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "room": str(row["room_id"]),
        "start": row["start_at"].isoformat(),
        "end": row["end_at"].isoformat(),
        "state": row["state"],
        "title": row["title"],
    }


def _history() -> Any:
    line = HistoryRow
    return select(line.id, line.booking_id, line.request_key, line.what, line.before, line.after).order_by(
        line.id
    )


def _bookings() -> Any:
    row = BookingRow
    return select(row.id, row.room_id, row.state, row.title, row.start_at, row.end_at)
