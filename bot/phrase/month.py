"""Days counted within a month: `3rd wednesday in november`, `last day of october`, `end of month`."""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.phrase.dayface import Day, on
from bot.phrase.line import NUMBERS, Found, Line
from bot.phrase.week import week_named

NTH_BEGINS = NUMBERS | {"the", "unit", "ordinal", "last"}
NTH_NEEDS = frozenset({"ordinal", "suffix", "last"})


def nth_weekday(line: Line, index: int) -> Found[Day] | None:
    """`3rd wednesday in november`, `last friday of march`, `first monday of next month`."""
    if not line.begins(index, NTH_BEGINS):
        return None
    start = line.after(index, "the")
    prefixed = line.name(start, "unit") == "month" and line.is_(start + 1, "ordinal", "last")
    start += prefixed
    nth, end = line.whole(start, "ordinal"), start + 1
    if nth is None and line.number(start) is not None and line.is_(start + 1, "suffix"):
        nth, end = line.number(start), start + 2
    if line.is_(start, "last"):
        nth, end = -1, start + 1
    if nth is None:
        return None
    which = line.whole(end, "weekday")
    any_day = which is None and line.name(end, "unit") == "day"
    if which is None and not any_day:
        return None
    step = line.after(end + 1, "in", "of", "the")
    month = Found(end + 1, line.today.replace(day=1)) if prefixed else _month_named(line, step)
    if month is None or (step == end + 1 and not prefixed):
        return None
    value = _nth(month.value, nth, which)
    if value and value < line.today and not line.digits(month.end - 1) and line.is_(month.end - 1, "month"):
        value = _nth(month.value + relativedelta(years=1), nth, which)
    return Found(month.end, on(value) if value else Day(why="impossible"))


def _nth(first: date, nth: int, which: int | None) -> date | None:
    last = monthrange(first.year, first.month)[1]
    days = [first.replace(day=n) for n in range(1, last + 1)]
    fitting = [one for one in days if which is None or one.weekday() == which]
    return fitting[nth - 1 if nth > 0 else nth] if nth <= len(fitting) else None


def _month_named(line: Line, index: int) -> Found[date] | None:
    """The first day of `november`, `october 2027`, `next month`, `this month`, `the month`."""
    month = line.whole(index, "month")
    today = line.today
    if month is not None:
        year = line.number(index + 1) if line.wide(index + 1) else None
        if year and 1990 <= year < 2100:  # noqa: PLR2004
            return Found(index + 2, date(year, month, 1))
        return Found(index + 1, date(today.year + (month < today.month), month, 1))
    shift = 1 if line.is_(index, "next") else 0
    step = line.after(index, "next", "this", "the")
    if line.name(step, "unit") != "month":
        return None
    return Found(step + 1, today.replace(day=1) + relativedelta(months=shift))


EDGE_BEGINS = frozenset({"at", "the", "end", "begin"})
EDGE_NEEDS = frozenset({"end", "begin"})


def edge(line: Line, index: int) -> Found[Day] | None:
    """`end of month`, `the end of next week`, `beginning of april`: the last day, or the first."""
    if not line.begins(index, EDGE_BEGINS):
        return None
    start = line.after(index, "at", "the")
    last = line.is_(start, "end")
    if not last and not line.is_(start, "begin"):
        return None
    step = line.after(start + 1, "of", "the")
    month = _month_named(line, step)
    if month is not None:
        value = month.value + relativedelta(day=31) if last else month.value
        return Found(month.end, on(value))
    week = week_named(line, step)
    if week is None:
        return None
    return Found(week.end, on(week.value + timedelta(days=4 if last else 0)))
