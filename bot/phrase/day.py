"""Days by name or by distance: `tomorrow`, `next friday`, `in 3 days`, `a week from today`."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.phrase.dates import BEGINS as _DATE_BEGINS
from bot.phrase.dates import calendar_day
from bot.phrase.dayface import Day, on
from bot.phrase.length import AMOUNT_BEGINS, amount
from bot.phrase.line import Found, Line
from bot.phrase.month import EDGE_BEGINS, EDGE_NEEDS, NTH_BEGINS, NTH_NEEDS, edge, nth_weekday
from bot.phrase.week import (
    WEEK,
    WEEK_BEGINS,
    WEEK_NEEDS,
    WEEKDAY_BEGINS,
    WEEKDAY_NEEDS,
    week_named,
    week_then_day,
    weekday_named,
)

_SPANS = {"day": 1, "week": 7, "fortnight": 14}


def _in_weeks(line: Line, found: Found[Day]) -> Found[Day]:
    """`monday in two weeks`: that weekday of the week so far ahead."""
    which = found.value.weekday
    shift = _shifted(line, found.end) if which is not None and line.is_(found.end, "in") else None
    if shift is None or which is None or len(shift.value.dates) != 1:
        return found
    base = shift.value.dates[0]
    return Found(shift.end, on(base + timedelta(days=which - base.weekday())))


def _is_relative(line: Line, index: int) -> bool:
    return line.is_(index, "in") and amount(line, index + 1) is not None


def _moved(value: date, count: float, unit: str) -> date | None:
    try:
        if unit in _SPANS:
            return value + timedelta(days=round(count * _SPANS[unit]))
        months = count * 12 if unit == "year" else count
        return value + relativedelta(months=round(months))
    except (OverflowError, ValueError):
        return None


_SHIFTED_BEGINS = AMOUNT_BEGINS | {"in", "the", "unit"}
_WEEKDAYS_NEEDS = frozenset({"weekday", "plural"})
_SHIFTED_NEEDS = _WEEKDAYS_NEEDS | {"unit"}


def _shifted(line: Line, index: int) -> Found[Day] | None:
    """`in 3 days`, `two days from tomorrow`, `a week on tuesday`, `10 days from now`, `3 days ago`."""
    start = line.after(index, "in", "the")
    found = amount(line, start)
    if found is None and line.is_(start + 1, "hence") and line.name(start, "unit"):
        found = Found(start + 1, (1, line.name(start, "unit")))
    if found is None:
        return _weekdays_ahead(line, index) if line.says(_WEEKDAYS_NEEDS) else None
    if found.value[1] not in {*_SPANS, "month", "year"}:
        return None
    counted = _counted_from(line, found.end)
    if counted is not None:
        return _ahead(counted, found.value)
    if line.is_(found.end, "ago"):
        return _ahead(Found(found.end + 1, (line.today, -1)), found.value)
    end = found.end + line.is_(found.end, "hence")
    if end == found.end and not line.is_(index, "in"):
        return None
    return _then_weekday(line, _ahead(Found(line.past_time(end), (line.today, 1)), found.value))


def _counted_from(line: Line, index: int) -> Found[tuple[date, int]] | None:
    """`from tomorrow`, `on tuesday`, `before friday`: the day from which it is counted, and which way."""
    straight = line.name(index - 1, "unit") in {"week", "fortnight"} and line.is_(index, "day", "weekday")
    if not straight and not line.is_(index, "from", "after", "on", "of", "and", "beforeday"):
        return None
    other = day(line, line.after(index, "from", "after", "on", "beforeday"))
    if other is None or len(other.value.dates) != 1:
        return None
    base = other.value.dates[0]
    if base == line.today and other.value.weekday is not None:
        base += timedelta(days=WEEK)
    return Found(other.end, (base, -1 if line.is_(index, "beforeday") else 1))


def _ahead(counted: Found[tuple[date, int]], far: tuple[float, str]) -> Found[Day] | None:
    base, sign = counted.value
    value = _moved(base, sign * far[0], far[1])
    return None if value is None else Found(counted.end, on(value))


def _then_weekday(line: Line, found: Found[Day] | None) -> Found[Day] | None:
    """`in a week on monday`: the Monday before or the one after that day, to be asked about."""
    which = line.whole(line.after(found.end, "on"), "weekday") if found else None
    if found is None or which is None:
        return found
    base = found.value.dates[0]
    if line.name(found.end - 1, "unit") == "day" or line.title_at(line.after(found.end, "on") + 1):
        return found
    after = base + timedelta(days=(which - base.weekday()) % WEEK)
    end = line.after(found.end, "on") + 1
    if after == base:
        return Found(end, on(base))
    return Found(end, Day((after, after - timedelta(days=WEEK)), why="contradiction"))


def _weekdays_ahead(line: Line, index: int) -> Found[Day] | None:
    """`2 sundays from now`, `in two fridays`."""
    start = line.after(index, "in")
    count = line.whole(start, "some") or line.number(start)
    which = _weekday_number(line, start + 1)
    if count is None or which is None or not (line.is_(start + 2, "hence") or start > index):
        return None
    if not 1 <= count <= 53:  # noqa: PLR2004
        return None
    ahead = (which - line.today.weekday() - 1) % WEEK + 1
    end = start + 2 + line.is_(start + 2, "hence")
    return Found(end, on(line.today + timedelta(days=ahead + WEEK * (count - 1))))


def _weekday_number(line: Line, index: int) -> int | None:
    which = line.whole(index, "weekday")
    return line.whole(index, "plural") if which is None else which


_AFTER_DAY_BEGINS = frozenset({"the", "weekday", "unit"})
_AFTER_DAY_NEEDS = frozenset({"after"})


def _after_day(line: Line, index: int) -> Found[Day] | None:
    """`the day after monday`, `the sunday after next wed`."""
    if not line.begins(index, _AFTER_DAY_BEGINS):
        return None
    start = line.after(index, "the")
    which = line.whole(start, "weekday")
    if (which is None and line.name(start, "unit") != "day") or not line.is_(start + 1, "after"):
        return None
    other = _compound(line, line.after(start + 2, "the"))
    if other is None or len(other.value.dates) != 1:
        return None
    base = other.value.dates[0]
    step = 1 if which is None else (which - base.weekday() - 1) % WEEK + 1
    return Found(other.end, on(base + timedelta(days=step)))


_WORD_BEGINS = frozenset({"the", "this", "todaypart", "morrowpart", "day", "tonight"})


def _word(line: Line, index: int) -> Found[Day] | None:
    """`today`, `tomorrow`, `tonight` and the like, with the weekday or date said beside it."""
    if not line.begins(index, _WORD_BEGINS):
        return None
    start = line.after(index, "the") if line.is_(index + 1, "day") else index
    part = line.name(index, "todaypart")
    if part or (line.is_(index, "this") and line.is_(index + 1, "part")):
        return Found(
            index + (1 if part else 2), Day((line.today,), part=part or line.name(index + 1, "part"))
        )
    part = line.name(index, "morrowpart")
    if part:
        return Found(index + 1, Day((line.today + timedelta(days=1),), part=part))
    for kind in ("day", "tonight"):
        ahead = line.whole(start, kind)
        if ahead is not None:
            value = line.today + timedelta(days=ahead)
            part = "evening" if kind == "tonight" else ""
            return _beside(line, Found(start + 1, Day((value,), part=part, bare=line.is_(start, "shy"))))
    return None


def _beside(line: Line, found: Found[Day]) -> Found[Day]:
    """`tomorrow friday`, `today 18.3.`: one day said twice, or two that contradict each other."""
    shifted = _shifted(line, found.end) if line.is_(found.end, "in") else None
    if shifted is not None and found.value.dates == (line.today,):
        return shifted
    step = line.mark(found.end, ",", "(")
    step = line.after(step, "on", "the")
    other = weekday_named(line, step) or calendar_day(line, step)
    if other is None or other.value.bare or len(other.value.dates) != 1:
        return found
    if line.is_(found.end, "on") and other.value.weekday is None:
        return found
    end = line.mark(other.end, ")")
    agreed = other.value.dates == found.value.dates
    if line.title_at(other.end) and (agreed or line.capital(step)):
        return found  # "tomorrow Friday demo"
    if agreed:
        return Found(end, found.value)
    return Found(end, found.value._replace(dates=found.value.dates + other.value.dates, why="contradiction"))


_VAGUE_BEGINS = WEEK_BEGINS | {"month", "weekend"}


def _vague(line: Line, index: int) -> Found[Day] | None:
    """A week, a month or a weekend: a time to look at, none to book."""
    if not line.begins(index, _VAGUE_BEGINS):
        return None
    week = week_named(line, index)
    if week is not None:
        return Found(week.end, Day(why="week", monday=week.value))
    start = line.after(index, "the", "this", "next")
    if line.is_(index, "month") and line.is_(index - 1, "in"):
        return Found(index + 1, Day(why="week"))
    if line.is_(start, "weekend"):
        return Found(start + 1, Day(why="week"))
    if start > index and line.is_(index, "this", "next") and line.name(start, "unit") in {"month", "year"}:
        return Found(start + 1, Day(why="week"))
    return None


def _with_part(line: Line, found: Found[Day]) -> Found[Day]:
    """The part of the day said beside the day: `tomorrow morning`, `friday afternoon`."""
    if found.value.weekday is not None and line.name(found.end - 1, "part"):
        return Found(found.end, found.value._replace(part=line.name(found.end - 1, "part")))
    step = line.after(line.mark(found.end, "-"), "in", "the", "at")
    part = line.name(step, "part")
    if not part:
        return found
    if line.title_at(step + 1):
        return Found(found.end, found.value._replace(hint=part))  # "tomorrow morning coffee"
    return Found(step + 1, found.value._replace(part=part))


# In the order in which they are asked, with the signs that each cannot do without.
_PAGES = (
    (nth_weekday, NTH_NEEDS),
    (edge, EDGE_NEEDS),
    (_after_day, _AFTER_DAY_NEEDS),
    (week_then_day, WEEK_NEEDS),
    (weekday_named, WEEKDAY_NEEDS),
    (_word, _WORD_BEGINS),
    (_vague, _VAGUE_BEGINS),
    (calendar_day, _DATE_BEGINS),
)


def _pages(line: Line, _: int) -> list[Callable[[Line, int], Found[Day] | None]]:
    """Those that may say something, for `once`: they are the same at every place of the line."""
    return line.asked(_PAGES)


def _compound(line: Line, index: int) -> Found[Day] | None:
    return line.once(_first_page, index)


def _first_page(line: Line, index: int) -> Found[Day] | None:
    for page in line.once(_pages, 0) or ():
        found = page(line, index)
        if found is not None:
            return found
    return None


BEGINS = frozenset({"on", "for", "from", "of", "in", "am"}).union(
    *(_SHIFTED_BEGINS, _AFTER_DAY_BEGINS, _WORD_BEGINS, _VAGUE_BEGINS),
    *(_DATE_BEGINS, EDGE_BEGINS, NTH_BEGINS, WEEKDAY_BEGINS),
)


def day(line: Line, index: int) -> Found[Day] | None:
    """The day that begins at this token, with the small words before it, or None."""
    if not line.begins(index, BEGINS):
        return None
    start = line.after(index, "on", "for", "from", "of", "in") if not _is_relative(line, index) else index
    if line.low(index) == "am" and line.digits(index + 1):
        start = index + 1  # German, even where nothing else is
    shifted = (
        _shifted(line, index) if line.says(_SHIFTED_NEEDS) and line.begins(index, _SHIFTED_BEGINS) else None
    )
    found = shifted or (_compound(line, start) if start > index else None) or _compound(line, index)
    return None if found is None else _with_part(line, _in_weeks(line, found))
