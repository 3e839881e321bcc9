"""Which half of the day is meant, and on which day: times as said become times as meant."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.phrase.clockface import Clock
from bot.phrase.span import Hours

_HOUR, _DAY = 60, 1440
_MINUTE = timedelta(minutes=1)
_NOON = 12
# People meet between eight and six: a bare hour outside of that may be either half of the day.
_FIRST_MORNING, _LAST_AFTERNOON = 8, 5
# Nobody books so long by leaving out which half of the day is meant; "10:30-10" is a slip.
_LONGEST_OPEN = 10 * _HOUR
# Across midnight: from the evening into the morning.
_EVENING, _MORNING_AFTER, _LONGEST_NIGHT = 17 * _HOUR, 12 * _HOUR, 14 * _HOUR
_SMALL_HOURS = 6 * _HOUR


class Stretch(NamedTuple):
    """Minutes after the midnight that begins the day; `end` may lie on the next day, or be unknown."""

    start: int
    end: int | None = None


def starts(clock: Clock, part: str, *, home: bool = True) -> list[int]:
    """The minutes after midnight that a clock time may mean, the likeliest first.

    `home` is True for English, whose people count hours to twelve; others write 7 and mean the morning.
    """
    said = [(clock.hour, clock.minute)]
    if clock.other:
        said.append(clock.other)
    found = []
    for hour, minute in said:
        # Midnight is where a day begins, and where people feel that it ends.
        halves = (
            ([hour] if hour or minute or not clock.word else [0, 24])
            if clock.fixed
            else _halves(hour, part, home=home)
        )
        found += [half * _HOUR + minute for half in halves]
    return list(dict.fromkeys(found))


def _halves(hour: int, part: str, *, home: bool) -> list[int]:
    hour %= _NOON
    by_part = {
        "morning": [hour or _NOON],
        "afternoon": [hour + _NOON],
        "evening": [hour + _NOON if hour else 0],
        "night": [hour + _NOON if hour > _LAST_AFTERNOON else hour],
    }
    if part in by_part:
        return by_part[part]
    if hour >= _FIRST_MORNING:
        return [hour]
    if hour <= _LAST_AFTERNOON:
        return [hour + _NOON]
    return [hour, hour + _NOON] if home else [hour]


def _either(clock: Clock) -> list[int]:
    if clock.fixed:
        return [clock.hour * _HOUR + clock.minute]
    hour = clock.hour % _NOON
    return [hour * _HOUR + clock.minute, (hour + _NOON) * _HOUR + clock.minute]


def stretches(hours: Hours, before: str, after: str, *, home: bool = True) -> list[Stretch]:
    """The spans that two clock times may mean, the likeliest first; none if the end is not after the start.

    `before` and `after` are the parts of the day said before and after them.
    """
    first, last = hours.start, hours.end
    if after and not last.fixed:
        ends = starts(last, after)
    elif last.fixed:
        ends = _either(last)
    elif first.fixed and not first.word and first.hour < last.hour:
        ends = [last.hour * _HOUR + last.minute]  # "0:00-12:00" counts to twenty-four
    else:
        ends = []
    if first.fixed or (before and not ends):
        begins = starts(first, before)
    elif ends:
        begins = starts(first, before) if before else _either(first)
        return _shortest(begins, ends)
    else:
        begins = starts(first, before, home=home)
    open_end = not ends
    found = [
        one for begin in begins for one in [_nearest(begin, ends or _either(last), open_end=open_end)] if one
    ]
    return list(dict.fromkeys(found))


def _shortest(begins: list[int], ends: list[int]) -> list[Stretch]:
    """The shortest span to a known end: `11 to 9pm` begins in the morning, `2-3pm` in the afternoon."""
    pairs = [(end - begin, begin, end) for begin in begins for end in ends if end > begin]
    if pairs:
        _, begin, end = min(pairs)
        return [Stretch(begin, end)]
    found = [_nearest(max(begins), ends, open_end=False)]
    return [one for one in found if one]


def _nearest(begin: int, ends: list[int], *, open_end: bool) -> Stretch | None:
    later = [end for end in ends if end > begin]
    if later and not open_end:
        return Stretch(begin, min(later))
    night = [end + _DAY for end in ends]
    if later:
        # "22:00-1": the afternoon after would be the wrong half, the night is nearer.
        end = min([*later, *night])
        longest = _LONGEST_OPEN if end <= _DAY else _LONGEST_NIGHT
        return Stretch(begin, end) if end - begin <= longest else None
    end = min(night)
    if end <= begin:
        return None  # "midnight to midnight", of which both are the end of the day
    evening = begin >= _EVENING and end - _DAY <= _MORNING_AFTER
    afternoon = begin >= _NOON * _HOUR and end - _DAY <= _SMALL_HOURS
    nightly = (evening or afternoon) and end - begin <= _LONGEST_NIGHT
    return Stretch(begin, end) if nightly else None


@lru_cache(maxsize=1024)  # one text asks for the same instant again, and texts name the same few days
def moments(day: date, minutes: int, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants so long after midnight: one, two where clocks go back, none where they skip that time."""
    local = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    second = local.replace(fold=1)
    if local.utcoffset() == second.utcoffset():
        return (local,)
    return tuple(
        one for one in (local, second) if one.astimezone(UTC).astimezone(zone).replace(fold=0) == local
    )


def gone(start: datetime, now: datetime) -> bool:
    """Whether the start lies before this minute; as instants, since clocks that go back show a time twice."""
    return now.astimezone(UTC) - start.astimezone(UTC) >= _MINUTE


def on_day(start: datetime, day: date) -> datetime | None:
    """The same local time on another day, or None where that day has no such time, or two."""
    zone = start.tzinfo
    found = moments(day, start.hour * _HOUR + start.minute, zone) if isinstance(zone, ZoneInfo) else ()
    return found[0] if len(found) == 1 else None


def later(start: datetime, minutes: int) -> datetime:
    """So many minutes of real time after the start, in its zone."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
