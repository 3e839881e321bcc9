"""When: the chosen pieces of time become the starts and ends they may mean."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.phrase.chosen import Chosen
from bot.phrase.clockface import NOON, Clock
from bot.phrase.dayface import Day
from bot.phrase.rule import Repeat
from bot.phrase.scan import Piece
from bot.phrase.settle import gone, later, moments, starts, stretches
from bot.phrase.span import Hours

_DAY, _NIGHT, _HALF_DAY = 1440, 720, 240
# Trouble that leaves the readings as they are, for the person to choose from.
_ASKED = frozenset({"order", "contradiction", "far"})


class When(NamedTuple):
    """One reading of the time: a start and perhaps an end."""

    day: date
    start: datetime
    end: datetime | None


@dataclass(slots=True)
class Timing:
    """What the text says of time: the readings that remain, and why there is not exactly one."""

    whens: list[When] = field(default_factory=list)
    days: tuple[date, ...] = ()
    """The days named, as readings to choose from."""
    named: date | None = None
    """The day named, where it is certain."""
    trouble: str = ""
    """What must be asked or refused: a Day's `why`, or "gap", "twice", "gone", "over", "undated",
    "backwards", "length", "unread", "verb"."""
    repeat: str | None = None
    minutes: int | None = None


def timing(chosen: Chosen) -> Timing:
    """The readings of the time, the likeliest first."""
    if chosen.undated:
        return Timing(trouble="undated", minutes=_minutes(chosen))
    return _read(chosen)


def _read(chosen: Chosen) -> Timing:
    """The readings of the time where every day that is named is known."""
    found = Timing(minutes=_minutes(chosen))
    found.days, found.trouble = _days(chosen)
    found.named = found.days[0] if len(found.days) == 1 and found.trouble != "far" else None
    if chosen.times and chosen.times[0].kind == "moment":
        return _from_now(found, chosen)
    if isinstance(chosen.repeat, Repeat):
        return _series(found, chosen, chosen.repeat)
    if any(isinstance(p.value, Hours) and p.value.now for p in chosen.times):
        if found.named not in {None, chosen.scanned.line.today}:
            return found  # "tomorrow until 11" does not say from when
        _fill(found, chosen, chosen.scanned.line.today)
        return found
    if not chosen.times or (found.trouble and not found.days):
        return found
    for one in found.days or (chosen.scanned.line.today,):
        _fill(found, chosen, one)
    _prefer_ahead(found, chosen)
    found.trouble = found.trouble or _disagreement(found, chosen)
    return found


def _disagreement(found: Timing, chosen: Chosen) -> str:
    """Say "length" for "10-11 for 2 hours", "unread" for "tomorrow afternoon tea, 9"."""
    hints = [piece.value.hint for piece in chosen.days if isinstance(piece.value, Day) and piece.value.hint]
    if any((hint == "morning") != (when.start.hour < NOON) for hint in hints for when in found.whens):
        return "unread"  # the time lies in another half of the day than the title says
    minutes = found.minutes
    ends = [when for when in found.whens if when.end] if minutes else []
    return "length" if any(later(when.start, minutes or 0) != when.end for when in ends) else ""


def _minutes(chosen: Chosen) -> int | None:
    lengths = [piece.value for piece in chosen.lengths if isinstance(piece.value, int)]
    return sum(lengths) or None


def _from_now(found: Timing, chosen: Chosen) -> Timing:
    now = chosen.scanned.line.now.replace(second=0, microsecond=0)
    value = chosen.times[0].value
    start = later(now, value if isinstance(value, int) else 0)
    end = later(start, found.minutes) if found.minutes else None
    found.whens = [When(start.date(), start, end)]
    return found


def _days(chosen: Chosen) -> tuple[tuple[date, ...], str]:
    """The days that the text may mean, and why there is not exactly one."""
    days = [piece.value for piece in chosen.days if isinstance(piece.value, Day)]
    of_week = _of_week(days)
    if of_week is not None:
        return (of_week,), ""
    exact = tuple(dict.fromkeys(one for day in days for one in day.dates))
    why = next((day.why for day in days if day.why), "")
    if len(chosen.times) == 2 and len(exact) == 2 and len(days) == 2:  # noqa: PLR2004
        return exact[:1], ""
    if len(exact) > 1 and not why:
        why = "contradiction"
    return exact, why


def _of_week(days: list[Day]) -> date | None:
    """The day where a weekday and a week are named apart: "friday 10-11 next week"."""
    if len(days) != 2:  # noqa: PLR2004
        return None
    mondays = [day.monday for day in days if day.monday is not None]
    weekdays = [day.weekday for day in days if day.weekday is not None]
    if len(mondays) != 1 or len(weekdays) != 1:
        return None
    return mondays[0] + timedelta(days=weekdays[0])


def _series(found: Timing, chosen: Chosen, rule: Repeat) -> Timing:
    """The first time of a repeat: the first day of the rule on which its hour still lies ahead."""
    line = chosen.scanned.line
    limits = chosen.limits
    since = next((limit.since for limit in limits if limit.since), found.named or line.today)
    since = max(since, line.today)
    rule = rule.anchored(found.named)
    count = next((limit.count for limit in limits if limit.count), None)
    until = next((limit.until for limit in limits if limit.until), None)
    weeks = next((limit.weeks for limit in limits if limit.weeks), None)
    if weeks and rule.freq == "WEEKLY" and rule.interval == 1:
        count = count or weeks * max(1, len(rule.by))
    elif weeks and not until:
        until = (rule.first(since) or since) + timedelta(days=7 * weeks - 1)
    found.repeat = rule.rule(count=count, until=until)
    if (rule.freq == "WEEKLY" and not rule.by) or (rule.freq == "MONTHLY" and not (rule.by or rule.monthday)):
        found.trouble = found.trouble or "week"
        return found
    first = rule.first(since)
    for _ in range(2):
        if first is None:
            break
        found.whens = []
        _fill(found, chosen, first)
        if not found.whens or not all(gone(when.start, line.now) for when in found.whens):
            break
        first = rule.first(first + timedelta(days=1))
    if until and found.whens and found.whens[0].day > until:
        found.repeat, found.trouble, found.whens = None, "over", []
    return _on_its_days(found)


def _on_its_days(found: Timing) -> Timing:
    """Without "mondays at midnight" as the end of the Monday: that is on Tuesdays, so it is asked about."""
    kept = [when for when in found.whens if when.start.date() == when.day]
    if len(kept) < len(found.whens):
        found.whens, found.trouble = kept, found.trouble or "unread"
    return found


def _fill(found: Timing, chosen: Chosen, day: date) -> None:
    """Add what the times mean on that day."""
    zone = chosen.scanned.line.zone
    change, spans = _near_change(chosen, day), _spans(found, chosen, day)
    found.trouble = found.trouble or change
    if change == "twice":
        spans = [*(_at_night(*span) for span in spans), *spans]
    for begin, end in dict.fromkeys(spans):
        start_at = moments(day, begin, zone)
        if len(start_at) != 1:
            found.trouble = "twice" if start_at else "gap"
        ends = moments(day, end, zone) if end is not None else ()
        if end is not None and len(ends) != 1:
            found.trouble = found.trouble or ("twice" if ends else "gap")
        for start in start_at:
            stop = ends[-1] if ends else later(start, found.minutes) if found.minutes else None
            found.whens.append(When(day, start, stop))


def _near_change(chosen: Chosen, day: date) -> str:
    """Say "gap" or "twice" where an hour, read as of the night, falls where clocks change, as `3:30` may."""
    line = chosen.scanned.line
    for piece in chosen.times:
        value = piece.value.start if isinstance(piece.value, Hours) else piece.value
        night = isinstance(value, Clock) and not value.fixed and value.hour * 60 + value.minute
        if night and not any(_parts(chosen, piece)):
            found = moments(day, night % _NIGHT, line.zone)
            if len(found) != 1:
                return "twice" if found else "gap"
    return ""


def _at_night(begin: int, end: int | None) -> tuple[int, int | None]:
    """The same hours twelve earlier, where they were taken for the afternoon."""
    shift = _NIGHT if begin >= _NIGHT else 0
    return begin - shift, None if end is None else end - shift


def _spans(found: Timing, chosen: Chosen, day: date) -> list[tuple[int, int | None]]:
    """The minutes after that day's midnight at which it may begin and end."""
    home = chosen.scanned.line.language == "en"
    if len(chosen.times) == 2 and all(isinstance(p.value, Clock) for p in chosen.times) and not chosen.either:  # noqa: PLR2004
        return _far_ends(found, chosen, day)
    spans: list[tuple[int, int | None]] = []
    for piece in chosen.times:
        before, after = _parts(chosen, piece)
        if isinstance(piece.value, Hours):
            several = stretches(piece.value, before, after, home=home)
            if not several:
                found.trouble = "backwards"
            spans += _told_twice(piece.value, [(one.start, one.end) for one in several], after or before)
        elif isinstance(piece.value, Clock):
            spans += [(one, None) for one in starts(piece.value, after or before, home=home)]
    return spans


def _told_twice(hours: Hours, spans: list[tuple[int, int | None]], part: str) -> list[tuple[int, int | None]]:
    """`ten to six` as a span and as a time; a span of more than half a working day is the less likely."""
    if hours.other is None:
        return spans
    times: list[tuple[int, int | None]] = [(one, None) for one in starts(hours.other, part)]
    long = any(end is not None and end - begin > _HALF_DAY for begin, end in spans)
    return times + spans if long else spans + times


def _far_ends(found: Timing, chosen: Chosen, day: date) -> list[tuple[int, int | None]]:
    """`19.12. 09:30 - 20.12. 10:45`: two times, each with its own day."""
    one, two = (piece.value for piece in chosen.times)
    if not isinstance(one, Clock) or not isinstance(two, Clock):
        return []
    dates = [d for piece in chosen.days if isinstance(piece.value, Day) for d in piece.value.dates]
    shift = (dates[-1] - day).days * _DAY if len(dates) > 1 else 0
    if not shift:
        spans = stretches(Hours(one, two), "", "")
        found.trouble = "" if spans else "backwards"
        return [(span.start, span.end) for span in spans]
    begins, stops = starts(one, ""), starts(two, "")
    if len(begins) + len(stops) > 2:  # noqa: PLR2004
        found.trouble = "unread"  # "mon 7 - tue 7": which of four?
    begin, end = begins[0], stops[0] + shift
    if end <= begin:
        found.trouble = "backwards"
        return []
    return [(begin, end)]


def _parts(chosen: Chosen, piece: Piece) -> tuple[str, str]:
    """The part of the day said before the time, and after it."""
    before = after = ""
    for other in chosen.days:
        if isinstance(other.value, Day) and other.value.part:
            before = other.value.part
    for other in chosen.parts:
        if other.first < piece.first:
            before = str(other.value)
        else:
            after = str(other.value)
    return before, after


def _prefer_ahead(found: Timing, chosen: Chosen) -> None:
    """Of two times of which one is gone the other is meant; a weekday whose hour is gone is next week's."""
    line = chosen.scanned.line
    ahead = [when for when in found.whens if not gone(when.start, line.now)]
    if ahead and found.trouble not in _ASKED:
        found.whens = ahead
    if ahead or not found.whens:
        return
    weekday = any(isinstance(p.value, Day) and p.value.weekday is not None for p in chosen.days)
    if not chosen.days or weekday:
        days = dict.fromkeys(when.day + timedelta(days=7 if weekday else 1) for when in found.whens)
        found.trouble, found.whens = "gone", []
        for one in days:
            _fill(found, chosen, one)
        found.named = next(iter(days)) if weekday else None
