"""What is asked back, in plain English, one sentence a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

from bot.phrase.facts import Question, Reading
from bot.phrase.place import Place
from bot.phrase.rule import Repeat
from bot.phrase.settle import later, on_day

_DAY = {
    "order": "Which of these days do you mean?",
    "contradiction": "The day and the date do not agree. Which one do you mean?",
    "far": "That date has passed this year. Do you mean next year's?",
    "impossible": "There is no such day. Which day do you mean?",
    "week": "Which day?",
    "undated": "I cannot tell which day that is. Which day do you mean?",
    "over": "The repeat ends before it begins. Until which day shall it go on?",
    "gone": "That time has passed. Do you mean the next one?",
}
_TIME = {
    "verb": "Shall I book this anew?",
    "length": "The length and the end do not agree. Is this what you mean?",
    "unread": "I did not understand all of the time. Is this what you mean?",
    "gap": "The clocks go forward that night, and skip that time. When shall it start?",
    "twice": "The clocks go back that night, so that time comes twice. Which one do you mean?",
}


def ask_day(why: str, options: Sequence[Reading]) -> Question:
    """The question which day is meant."""
    return Question("day", _DAY.get(why, "Which day?"), tuple(options)[:3])


def ask_time(why: str, options: Sequence[Reading]) -> Question:
    """The question when it starts."""
    if not options and why not in {"gap", "verb"}:
        return Question("time", "What time?")  # the readings that were in doubt are gone
    return Question("time", _TIME.get(why, "Which time do you mean?"), tuple(options)[:3])


def ask_room(where: Place, options: Sequence[Reading]) -> Question:
    """The question which room is meant."""
    if where.said and where.options:
        return Question("room", f"Which room is “{where.said}”?", tuple(options)[:3], where.said)
    if where.said:
        return Question("room", f"I know no room called “{where.said}”. Which room?", (), where.said)
    return Question("room", "Which room?", tuple(options)[:3])


def ask_length(base: Reading, number: int) -> Question:
    """The question whether `for 30` is half an hour or thirty people; `base` says neither."""
    options: tuple[Reading, ...] = ()
    if base.start is not None and base.end is None:
        options = (
            replace(base, minutes=number, end=later(base.start, number)),
            replace(base, seats=number),
        )
    return Question("length", f"For {number} minutes, or for {number} people?", options)


def ask_repeat(once: Reading, rule: Repeat) -> Question:
    """The question whether a word like "weekly" is a repeat or a name; the repeat begins on its own day."""
    options = [once]
    day = rule.first(once.start.date()) if once.start else None
    start = on_day(once.start, day) if once.start and day else None
    if once.start and start:
        length = once.end.astimezone(UTC) - once.start.astimezone(UTC) if once.end else None
        end = later(start, length // timedelta(minutes=1)) if length else None
        again = replace(once, repeat=rule.rule(), title=None)
        options.append(replace(again, day=day if once.day else None, start=start, end=end))
    return Question("repeat", "Once, or again and again?", tuple(options))
