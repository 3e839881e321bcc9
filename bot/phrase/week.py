"""Weeks and their days: `friday`, `next tuesday`, `monday after next`, `friday next week`, `next week`."""

from datetime import date, timedelta

from bot.phrase.dates import calendar_day
from bot.phrase.dayface import Day, made, on
from bot.phrase.lexicon import LEXICON
from bot.phrase.line import Found, Line

WEEK = 7
WEEK_BEGINS = frozenset({"in", "the", "of", "unit", "next", "this", "last", "afternext", "coming"})
WEEK_NEEDS = frozenset({"unit"})


def week_named(line: Line, index: int) -> Found[date] | None:
    """The Monday of `this week`, `next week`, `the week after next`."""
    if not (line.says(WEEK_NEEDS) and line.begins(index, WEEK_BEGINS)):
        return None
    start = line.after(index, "in", "the", "of")
    monday = line.today - timedelta(days=line.today.weekday())
    if line.name(start, "unit") == "week":
        after_next = _after_next(line, start + 1)
        if after_next > start + 1:
            return Found(after_next, monday + timedelta(days=14))
        for kind, weeks in (("nextafter", 1), ("lastafter", -1)):
            if line.is_(start + 1, kind):
                return Found(start + 2, monday + timedelta(days=WEEK * weeks))
        return Found(start + 1, monday) if line.is_(index - 1, "end", "begin") or start > index + 1 else None
    for kind, weeks in (("next", 1), ("this", 0), ("last", -1), ("afternext", 2), ("coming", 1)):
        if line.is_(start, kind) and line.name(start + 1, "unit") == "week":
            return Found(start + 2, monday + timedelta(days=WEEK * weeks))
    return None


def week_then_day(line: Line, index: int) -> Found[Day] | None:
    """`next week friday`, `next week on tuesday`, `on monday week`."""
    week = week_named(line, index)
    if week is None:
        return None
    step = line.after(line.mark(week.end, ","), "on", "the")
    which = line.whole(step, "weekday")
    if which is None:
        return None
    return Found(step + 1, on(week.value + timedelta(days=which)))


WEEKDAY_BEGINS = frozenset({"the", "last", "next", "this", "coming", "afternext", "weekday", "to"})
WEEKDAY_NEEDS = frozenset({"weekday", "to"})


def weekday_named(line: Line, index: int) -> Found[Day] | None:
    """A weekday with what narrows it: `next`, `this`, `last`, a week, a date."""
    if not (line.says(WEEKDAY_NEEDS) and line.begins(index, WEEKDAY_BEGINS)):
        return None
    start = line.after(index, "the")
    last, following = line.is_(start, "last"), line.is_(start, "next")
    this, second = line.is_(start, "this", "coming"), line.is_(start, "afternext")
    named = start + 1 if last or following or this or second else start
    which = line.whole(named, "weekday")
    which = _shy_weekday(line, named) if which is None else which
    if which is None:
        return None
    ahead = (which - line.today.weekday()) % WEEK
    monday = line.today - timedelta(days=line.today.weekday())
    if last:
        return Found(named + 1, on(line.today - timedelta(days=(WEEK - ahead) % WEEK or WEEK)))
    if following or second:
        return Found(named + 1, on(monday + timedelta(days=(1 + second) * WEEK + which)))
    if this:
        return Found(named + 1, on(line.today + timedelta(days=ahead)))
    return _narrowed(line, Found(named + 1, which), line.today + timedelta(days=ahead), monday)


def _shy_weekday(line: Line, index: int) -> int | None:
    """The weekday that `to` is to a Finn, where it can be nothing else: "Aurora to 10-11"."""
    if not line.digits(index + 1) or not (index == 0 or index - 1 in line.taken) or not line.is_(index, "to"):
        return None
    known = LEXICON.of(line.low(index)).values()
    found = [value for kinds in known for kind, value in kinds.items() if kind == "weekday"]
    return found[0] if found and isinstance(found[0], int) else None


def _after_next(line: Line, index: int) -> int:
    """The place past `after next`, or the same place."""
    if line.is_(index, "afternext"):
        return index + 1
    worded = line.is_(index, "after") and line.is_(index + 1, "next")
    return index + 2 if worded and not line.is_(index + 2, "weekday", "unit") else index


def _narrowed(line: Line, found: Found[int], first: date, monday: date) -> Found[Day]:
    end, which = found.end, found.value
    other = _other_week(line, found, first, monday)
    if other is not None:
        return Found(other.end, on(other.value))
    step = line.after(line.mark(end, ",", "."), "on", "the")
    exact = calendar_day(line, step) or calendar_day(line, step - 1)
    if exact is not None and not exact.value.bare:
        return Found(exact.end, _agreed(exact.value, which, line.today))
    short = line.is_(end - 1, "shy")
    return Found(
        end, Day((first,), weekday=which, bare=short or line.low(end - 1) in {"sun", "sat", "mon", "wed"})
    )


def _other_week(line: Line, found: Found[int], first: date, monday: date) -> Found[date] | None:
    """`monday after next`, `lundi prochain`, `friday next week`, `tuesday week`."""
    end, which = found.end, found.value
    after_next = _after_next(line, end)
    if after_next > end:
        return Found(after_next, monday + timedelta(days=2 * WEEK + which))
    if line.is_(end, "nextafter"):
        return Found(end + 1, monday + timedelta(days=WEEK + which))
    if line.is_(end, "lastafter"):
        return Found(end + 1, first - timedelta(days=WEEK))
    week = week_named(line, end)
    if week is not None:
        return Found(week.end, week.value + timedelta(days=which))
    weeks = {"week": 1, "fortnight": 2}.get(line.name(end, "unit"))
    return None if weeks is None else Found(end + 1, first + timedelta(days=weeks * WEEK))


def _agreed(exact: Day, which: int, today: date) -> Day:
    """The date if its weekday is the one said; else both readings, to be asked about."""
    fitting = tuple(one for one in exact.dates if one.weekday() == which)
    if len(fitting) == 1:
        return on(fitting[0]) if exact.why != "far" else Day(fitting)
    if not exact.dates:
        return exact
    said = exact.dates[0]
    before = made(said.year - 1, said.month, said.day)
    if before is not None and before.weekday() == which and said.year > today.year:
        return on(before)  # the weekday tells that last year's is meant, which is past
    near = said + timedelta(days=(which - said.weekday() + 3) % WEEK - 3)
    return Day((said, near), why="contradiction")
