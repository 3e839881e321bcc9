"""What holds of the reading of every text, and the circumstances in which texts are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from benchmarks.phrase_texts import MANY_ROOMS, ROOMS
from bot.phrase import DateOrder, Reading, read
from bot.phrase.writing import CLOSE, OPEN, plain

_OUTCOMES = frozenset({"book", "ask", "refuse:past", "refuse:order", "help", "schedule"})
# The last ones are names that nobody should give a room, and many rooms.
_ROOMS = (
    ROOMS, ROOMS, ROOMS, ROOMS, (), ("Aurora",), ("Friday", "10", "Noon", "May", "Room", "1:1", "2pm"),
    ("", " ", "-", ":)", "Ä", "ä", "Aurora", "aurora", "AURORA!", "İ", "ß", "火", "<b>", "title:"),
    MANY_ROOMS,
)  # fmt: skip
# Mornings, the hours around a change of clocks, the ends of years, a day that few years have.
_NOWS = (
    ("Europe/Helsinki", "2026-03-18T09:20:00"), ("Europe/Helsinki", "2026-03-28T23:30:00"),
    ("Europe/Helsinki", "2026-10-25T03:30:00"), ("Europe/Helsinki", "2028-02-29T12:00:00"),
    ("America/New_York", "2026-11-01T00:10:00"), ("Asia/Kathmandu", "2026-12-31T23:59:59"),
    ("America/Santiago", "2026-09-05T22:00:00"), ("Africa/Casablanca", "2027-02-07T01:00:00"),
    ("Pacific/Kiritimati", "2027-01-01T00:00:00"), ("UTC", "2026-06-30T18:00:00"),
)  # fmt: skip
_LOCALES = ("en-GB", "en-US", "de-DE", "fi-FI", "sv-SE", "fr-FR", "es-ES", "ja-JP", "")
_ORDERS: tuple[DateOrder, ...] = ("DMY", "MDY")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where, when and by whom a text is said."""

    now: datetime
    zone: ZoneInfo
    rooms: tuple[str, ...]
    order: DateOrder
    locale: str

    def read(self, text: str) -> Reading:
        """The text's reading, said so."""
        return read(
            text,
            now=self.now,
            zone=self.zone,
            rooms=self.rooms,
            date_order=self.order,
            locale=self.locale,
        )


def circumstances(rng: Random) -> Circumstances:
    """Half of the time the ordinary ones."""
    zone, now = _NOWS[0] if rng.random() < 0.5 else rng.choice(_NOWS)
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone), fold=rng.randrange(2))
    return Circumstances(at, ZoneInfo(zone), rng.choice(_ROOMS), rng.choice(_ORDERS), rng.choice(_LOCALES))


def faults(reading: Reading, text: str, around: Circumstances) -> Iterator[str]:
    """What is wrong with the reading and with each reading that its questions offer."""
    if reading.outcome not in _OUTCOMES or bool(reading.ask) != (reading.outcome == "ask"):
        yield f"outcome: {reading.outcome} with {len(reading.ask)} questions"
    if any(len(one.options) > 3 for one in reading.ask):
        yield "more than three buttons"
    shown = plain(text)
    for one in (reading, *(option for question in reading.ask for option in question.options)):
        yield from _said(one, shown, around)
        yield from _timed(one, around)
        if one.outcome == "book":
            yield from _booked(one, around)


def _said(one: Reading, shown: str, around: Circumstances) -> Iterator[str]:
    if one.room is not None and (one.room not in around.rooms or one.any_room):
        yield f"room: {one.room!r}, any {one.any_room}"
    for person in one.people:
        if f"{OPEN}{person}{CLOSE}" not in shown and f"@{person}" not in shown:
            yield f"nobody mentioned: {person!r}"
    if one.title is not None and one.title != one.title.strip():
        yield f"title: {one.title!r}"
    if one.title == "" or (one.minutes is not None and one.minutes <= 0):
        yield f"empty: title {one.title!r}, minutes {one.minutes}"
    if one.seats is not None and one.seats <= 0:
        yield f"seats: {one.seats}"


def _timed(one: Reading, around: Circumstances) -> Iterator[str]:
    start, end = one.start, one.end
    if end is not None and (start is None or _instant(end) <= _instant(start)):
        yield f"end before start: {start} to {end}"
    for value in (start, end):
        if value is not None and value.tzinfo is not around.zone:
            yield f"zone: {value}"


def _booked(one: Reading, around: Circumstances) -> Iterator[str]:
    start = one.start
    if start is None or (around.rooms and not (one.room or one.any_room)):
        yield f"booked without: {one.room} at {start}"
        return
    if _instant(start) < _instant(around.now.replace(second=0, microsecond=0)):
        yield f"booked in the past: {start}"
    for value in (start, one.end):
        if value and _instant(value).astimezone(around.zone).replace(tzinfo=None) != value.replace(
            tzinfo=None
        ):
            yield f"on no clock: {value}"
    if one.repeat is not None:
        yield from _repeated(one.repeat, start)


def _repeated(rule: str, start: datetime) -> Iterator[str]:
    """A series begins with its first booking, and goes on to the end of its last day."""
    local = start.replace(tzinfo=None)
    whole_days = re.sub(r"(UNTIL=\d{8})$", r"\1T235959", rule)
    first = next(iter(rrulestr(whole_days, dtstart=local)), None)
    if first != local:
        yield f"series: {rule} begins at {first}, not at {local}"


def _instant(value: datetime) -> datetime:
    """The moment: clocks of one zone are compared by what they show, and that may be shown twice."""
    return value.astimezone(UTC)
