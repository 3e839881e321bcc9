"""Repeats: `every other monday`, `first thursday of every month`, `mondays`, `daily`, `until june`."""

from dataclasses import replace
from datetime import date, timedelta

from bot.phrase.dates import day_number
from bot.phrase.day import day
from bot.phrase.length import amount
from bot.phrase.line import Found, Line
from bot.phrase.rule import WEEKDAYS, Limit, Repeat

_WORKDAYS = WEEKDAYS[:5]
_FREQ = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_OFTEN = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "biweekly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "yearly": ("YEARLY", 1),
}
_LAST_DAY = 31
_NTHS = (-1, 1, 2, 3, 4, 5)  # of a weekday in a month; the last is -1
_MOST = 1000
_WEEKS_OF_MONTH = 4.35


def repeat(line: Line, index: int) -> Found[Repeat] | None:
    """The rule that begins at this token, or None."""
    if not line.repeats:
        return None
    start = (
        line.after(index, "on", "the", "and") if not line.is_(index, "plural", "every", "often") else index
    )
    for page in (_nth_of_month, _every, _plural, _often):
        found = page(line, start) or (page(line, start - 1) if start > index else None)
        if found is not None:
            return found
    return None


def limit(line: Line, index: int) -> Found[Limit] | None:
    """`6 times`, `until june`, `from april`: what bounds a repeat, or None."""
    if not line.repeats:
        return None
    for page in (_count, _weeks, _until, _since, _postposed):
        found = page(line, index)
        if found is not None:
            return found
    return None


def _count(line: Line, index: int) -> Found[Limit] | None:
    """`6 times`, `x8`: how often it happens in all."""
    start = line.after(line.mark(index, ",", "x"), "for", "and")
    number = line.number(start)
    if number is not None and 1 < number <= _MOST and line.is_(start + 1, "times"):
        return Found(start + 2, Limit(count=number))
    crossed = line.low(start).removeprefix("x")
    if crossed == line.low(start) or not crossed.isdecimal() or not 1 < int(crossed) <= _MOST:
        return None
    return Found(start + 1, Limit(count=int(crossed)))


def _weeks(line: Line, index: int) -> Found[Limit] | None:
    """`for 6 weeks`: how long it goes on."""
    found = amount(line, line.after(index, "for", "the", "next")) if line.is_(index, "for") else None
    if found is None or found.value[1] not in {"week", "month"}:
        return None
    weeks = found.value[0] * (1 if found.value[1] == "week" else _WEEKS_OF_MONTH)
    return Found(found.end, Limit(weeks=round(weeks)))


def _until(line: Line, index: int) -> Found[Limit] | None:
    """`until june` ends before June, `until 15 june` and `until the end of june` with that day."""
    if not line.is_(index, "until"):
        return None
    step = line.after(index, "until", "to", "the", "of")
    step -= line.is_(step - 1, "end")
    found = _edge(line, step)
    if found is None:
        return None
    month = line.is_(found.end - 1, "month") and not line.is_(step, "end") and found.value.day == 1
    month = month and line.number(found.end - 2) is None
    return Found(found.end, Limit(until=found.value - timedelta(days=month)))


def _since(line: Line, index: int) -> Found[Limit] | None:
    if not line.is_(index, "from"):
        return None
    found = _edge(line, line.after(index, "from", "at", "the"))
    return None if found is None else Found(found.end, Limit(since=found.value))


def _postposed(line: Line, index: int) -> Found[Limit] | None:
    """Finnish says it after the day: `kesäkuuhun asti`, `huhtikuusta alkaen`."""
    found = _edge(line, index)
    if found is None:
        return None
    if line.is_(found.end, "untilafter"):
        last = found.value - timedelta(days=1) if line.is_(found.end - 1, "month") else found.value
        return Found(found.end + 1, Limit(until=last))
    return Found(found.end + 1, Limit(since=found.value)) if line.is_(found.end, "sinceafter") else None


def _edge(line: Line, index: int) -> Found[date] | None:
    """A day, or the first day of a month that is named alone."""
    found = day(line, index)
    if found is not None and (len(found.value.dates) == 1 or found.value.monday):
        return Found(found.end, found.value.monday or found.value.dates[0])
    month = line.whole(index, "month")
    if month is None:
        return None
    year = line.number(index + 1) if line.wide(index + 1) else None
    if year and 2000 <= year < 2100:  # noqa: PLR2004
        return Found(index + 2, date(year, month, 1))
    return Found(index + 1, date(line.today.year + (month < line.today.month), month, 1))


def _interval(line: Line, index: int) -> Found[int]:
    """`other`, `2`, `second`: every how many; 1 where nothing is said."""
    other = line.whole(index, "other")
    if other is not None:
        return Found(index + 1, other)
    number = line.number(index)
    if number is not None and 1 < number < 60 and line.is_(index + 1, "unit", "weekday", "plural"):  # noqa: PLR2004
        return Found(index + 1, number)
    ordinal = line.whole(index, "ordinal")
    if ordinal and line.is_(index + 1, "unit", "weekday") and not _month_follows(line, index + 2):
        return Found(index + 1, ordinal)
    return Found(index, 1)


def _month_follows(line: Line, index: int) -> bool:
    return line.name(line.after(index, "of", "in", "the", "every"), "unit") == "month"


def _every(line: Line, index: int) -> Found[Repeat] | None:
    whole = line.whole(index, "everyother")
    if not line.is_(index, "every") and whole is None:
        return None
    times = Found(index + 1, whole) if whole else _interval(line, line.after(index, "every"))
    end, interval = times.end, times.value
    if line.is_(end, "workday"):
        return Found(end + 1, Repeat("WEEKLY", by=_WORKDAYS))
    days = _weekdays(line, end)
    if days is not None:
        if line.is_(days.end, "otherafter"):
            days, interval = Found(days.end + 1, days.value), 2
        return Found(days.end, Repeat("WEEKLY", interval, days.value))
    freq = _FREQ.get(line.name(end, "unit"))
    if freq is None:
        return None
    return _on(line, Found(end + 1, Repeat(freq, interval)))


def _on(line: Line, found: Found[Repeat]) -> Found[Repeat]:
    """`every month on the 15th`, `weekly on tuesdays`: what narrows the rule."""
    step = line.after(line.mark(found.end, ","), "on", "the", "at")
    if found.value.freq == "WEEKLY":
        days = _weekdays(line, step)
        return found if days is None else Found(days.end, replace(found.value, by=days.value, bare=False))
    if found.value.freq == "MONTHLY":
        nth = _nth(line, step)
        if nth is not None:
            return Found(nth.end, replace(found.value, by=(nth.value,), bare=False))
    if found.value.freq == "MONTHLY" and (step > found.end or line.is_(line.mark(step + 1, "."), "suffix")):
        number = line.number(step) or line.whole(step, "ordinal")
        if number is not None and 1 <= number <= _LAST_DAY:
            end = line.mark(step + 1, ".", "-")
            end = end + 1 if line.is_(end, "suffix") else end
            return Found(end, replace(found.value, monthday=number, bare=False))
    return found


def _weekdays(line: Line, index: int) -> Found[tuple[str, ...]] | None:
    """`mondays and wednesdays`, `mon, wed & fri`."""
    names: list[str] = []
    end = index
    while True:
        step = line.after(end, "and", "on", "the", "every") if names else end
        step = line.after(line.mark(step, ",", "/", "+"), "and", "on", "the") if names else step
        which = line.whole(step, "weekday")
        which = line.whole(step, "plural") if which is None else which
        if which is None:
            break
        names.append(WEEKDAYS[which])
        end = step + 1
    return Found(end, tuple(sorted(set(names), key=WEEKDAYS.index))) if names else None


def _plural(line: Line, index: int) -> Found[Repeat] | None:
    if line.is_(index, "plural"):
        days = _weekdays(line, index)
        return None if days is None else Found(days.end, Repeat("WEEKLY", by=days.value))
    if line.is_(index, "workday") and line.low(index).endswith("s"):
        return Found(index + 1, Repeat("WEEKLY", by=_WORKDAYS))
    if line.is_(index, "one") and line.is_(index + 1, "weekday") and line.is_(index + 2, "otherafter"):
        days = _weekdays(line, index + 1)
        return None if days is None else Found(index + 3, Repeat("WEEKLY", 2, days.value))
    return None


def _often(line: Line, index: int) -> Found[Repeat] | None:
    word = line.name(index, "often")
    if word == "workdays":
        return Found(index + 1, Repeat("WEEKLY", by=_WORKDAYS))
    if not word:
        return None
    freq, interval = _OFTEN[word]
    return _on(line, Found(index + 1, Repeat(freq, interval, bare=line.is_(index, "adjective"))))


def _nth(line: Line, index: int) -> Found[str] | None:
    """`first thursday`, `last friday`, `2nd monday`, as "1TH"."""
    which = line.whole(index, "ordinal")
    end = index + 1
    if which is None and line.number(index) is not None and line.is_(index + 1, "suffix"):
        which, end = line.number(index), index + 2
    if line.is_(index, "last"):
        which = -1
    name = line.whole(end, "weekday")
    if name is None or which not in _NTHS:
        return None
    return Found(end + 1, f"{which}{WEEKDAYS[name]}")


def _nth_of_month(line: Line, index: int) -> Found[Repeat] | None:
    """`first thursday of every month`, `every first thursday of the month`, `the 15th of each month`."""
    every = line.is_(index, "every")
    start = line.after(index, "every", "the") if every else index
    nth = _nth(line, start)
    if nth is None:
        return _monthday(line, start, every=every)
    step = line.after(nth.end, "of", "in", "the")
    each = every or line.is_(step, "every")
    step = line.after(step, "every", "the")
    if line.name(step, "unit") == "month" and each:
        return Found(step + 1, Repeat("MONTHLY", by=(nth.value,)))
    monthly = line.name(step, "often") == "monthly"
    return Found(step + 1, Repeat("MONTHLY", by=(nth.value,))) if monthly else None


def _monthday(line: Line, index: int, *, every: bool) -> Found[Repeat] | None:
    found = day_number(line, index)
    if found is None:
        return None
    number, step = found.value, line.after(found.end, "suffix", "of", "in", "the")
    each = line.is_(step, "every")
    step = line.after(step, "every", "the")
    if (each or every) and line.name(step, "unit") == "month" and step > index + 1:
        return Found(step + 1, Repeat("MONTHLY", monthday=number))
    monthly = line.name(step, "often") == "monthly" and " " in line.low(step)
    return Found(step + 1, Repeat("MONTHLY", monthday=number)) if monthly else None
