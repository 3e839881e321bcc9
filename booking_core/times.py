"""Time: spans, the clock, zones, and honesty about clock changes. Pure.

Inside the house a moment is aware and in UTC, a span is half-open `[start, end)`: 10–11 and 11–12
do not overlap. A naive datetime is a bug, and raises TypeError.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from booking_core.errors import EndBeforeStart, LocalTimeTwice, NoSuchLocalTime, UnknownZone

Clock = Callable[[], datetime]


LAST_MOMENT: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Later than anything that can be booked."""


def system_clock() -> datetime:
    """The present moment, in UTC. The only place that asks the machine."""
    return datetime.now(UTC)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises TypeError where the moment is naive."""
    if moment.tzinfo is UTC:  # as every moment is that has been here before
        return moment
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise TypeError(f"a moment needs a zone: {moment!r}")
    return moment.astimezone(UTC)


def minute_of(moment: datetime) -> datetime:
    """The whole minute that the moment lies in."""
    return moment.replace(second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, not including, `end`; both are kept in UTC.

    Raises TypeError for a naive moment and EndBeforeStart where the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", utc(self.start))
        object.__setattr__(self, "end", utc(self.end))
        if self.start >= self.end:
            raise EndBeforeStart(self.start, self.end)

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether a moment lies in both."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "Span") -> bool:
        """Whether no moment of it lies outside the other."""
        return other.start <= self.start and self.end <= other.end

    def without(self, other: "Span") -> tuple["Span", ...]:
        """What is left of it outside of the other: nothing, one span or two, in order."""
        edges = ((self.start, min(self.end, other.start)), (max(self.start, other.end), self.end))
        return tuple(Span(start, end) for start, end in edges if start < end)


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name, or UnknownZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise UnknownZone(name) from unknown


def local_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment at which a clock on the wall in that zone shows that time on that day.

    Raises NoSuchLocalTime or LocalTimeTwice where a clock change leaves none or two (PEP 495).
    """
    local = datetime.combine(day, clock)
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchLocalTime(local, zone.key)
    raise LocalTimeTwice(local, zone.key)


def day_span(day: date, zone: ZoneInfo) -> Span:
    """The whole of a day in that zone: 23, 24 or 25 hours.

    Where midnight is skipped the day begins when the clocks say it does; where it comes twice, at the first.
    """
    start, end = (
        datetime.combine(midnight, time(), tzinfo=zone).astimezone(UTC)
        for midnight in (day, day + timedelta(days=1))
    )
    return Span(start, end)
