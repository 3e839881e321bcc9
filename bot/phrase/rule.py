"""A repeat as it was said: how often something happens, and what bounds it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: Mapping[str, Literal[0, 1, 2, 3]] = {
    "DAILY": DAILY,
    "WEEKLY": WEEKLY,
    "MONTHLY": MONTHLY,
    "YEARLY": YEARLY,
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often something happens."""

    freq: str
    interval: int = 1
    by: tuple[str, ...] = ()
    """Weekdays as RFC 5545 writes them: "MO", "1TH", "-1FR"."""
    monthday: int | None = None
    bare: bool = False
    """True for a word that may as well be a meeting's name: `daily`, `weekly`."""

    def rule(self, *, count: int | None = None, until: date | None = None) -> str:
        """The RRULE without the prefix; UNTIL is the last day on which it may happen, without a time."""
        parts = [f"FREQ={self.freq}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        parts += [f"BYDAY={','.join(self.by)}"] if self.by else []
        parts += [f"BYMONTHDAY={self.monthday}"] if self.monthday else []
        parts += [f"COUNT={count}"] if count else []
        parts += [f"UNTIL={until:%Y%m%d}"] if until else []
        return ";".join(parts)

    def anchored(self, day: date | None) -> "Repeat":
        """The rule as it is from a day on: `weekly` falls on its weekday, `monthly` on its number."""
        if day is None or self.by or self.monthday:
            return self
        if self.freq == "WEEKLY":
            return replace(self, by=(WEEKDAYS[day.weekday()],), bare=False)
        return replace(self, monthday=day.day, bare=False) if self.freq == "MONTHLY" else self

    def first(self, since: date) -> date | None:
        """The first day from `since` on that the rule falls on, or None within the next years."""
        # The first of "every other monday" is the next Monday: the interval counts from there.
        start = datetime.combine(since, time())
        days = rrule(
            _FREQUENCIES[self.freq],
            start,
            until=start + timedelta(days=1500),
            byweekday=[_weekday(one) for one in self.by] or None,
            bymonthday=self.monthday,
        )
        return next((one.date() for one in days), None)


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a repeat begins or ends."""

    count: int | None = None
    since: date | None = None
    until: date | None = None
    weeks: int | None = None


def _weekday(name: str) -> weekday:
    """`MO` as any Monday, `-1FR` as the last Friday."""
    return weekday(WEEKDAYS.index(name[-2:]), int(name[:-2]) if name[:-2] else None)
