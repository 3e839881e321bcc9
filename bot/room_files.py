"""Rooms as a table: `name,seats,zone,place,features`, features separated by semicolons."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from booking_core import Refusal, Room, RoomDetails, clean_details, errors, zone_named
from bot.sentences import plain

COLUMNS = ("name", "seats", "zone", "place", "features")


class BadRooms(Exception):
    """The table cannot be read: one sentence for each bad line, with its number."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_rooms(path: Path) -> list[RoomDetails]:
    """The rooms in the file, all of them or BadRooms. Line numbers count from 1, the header being line 1."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return _rooms(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as unreadable:
        raise BadRooms([f"{path}: {unreadable}"]) from unreadable


def _rooms(table: "csv.DictReader[str]") -> list[RoomDetails]:
    missing = [name for name in ("name", "seats", "zone") if name not in (table.fieldnames or ())]
    if missing:
        raise BadRooms([f"line 1: no column {', '.join(missing)}; there should be {', '.join(COLUMNS)}"])
    found: list[RoomDetails] = []
    faults = []
    for row in table:
        try:
            room = _room(row)
            if room.name.casefold() in (other.name.casefold() for other in found):
                raise errors.RoomNameTaken(room.name)
            found.append(room)
        except (Refusal, ValueError) as bad:
            said = plain(bad, None) if isinstance(bad, Refusal) else str(bad)
            faults.append(f"line {table.line_num}: {said}")
    if faults:
        raise BadRooms(faults)
    return found


def _room(row: dict[str, str | None]) -> RoomDetails:
    typed = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not (typed["seats"].isascii() and typed["seats"].isdigit()):
        raise ValueError(f"seats is a whole number, not {typed['seats'] or 'nothing'}")
    features = (feature.strip() for feature in typed["features"].split(";"))
    return clean_details(
        RoomDetails(
            name=typed["name"],
            seats=int(typed["seats"]),
            zone=zone_named(typed["zone"]),
            place=typed["place"],
            features=tuple(feature for feature in features if feature),
        )
    )


def table(rooms: Sequence[Room]) -> Iterable[str]:
    """The rooms in lines of text, for a terminal."""
    width = max((len(room.name) for room in rooms), default=0)
    for room in rooms:
        state = "" if room.open else "  (closed)"
        parts = [room.details.place, ", ".join(room.details.features)]
        said = "  ".join(part for part in parts if part)
        yield f"{room.name:<{width}}  {room.seats:>4}  {room.zone.key}  {said}{state}".rstrip()
