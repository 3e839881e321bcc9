"""What a reading says: the facts that leave the phrase."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

DateOrder = Literal["DMY", "MDY"]
Outcome = Literal["book", "ask", "refuse:past", "refuse:order", "help", "schedule"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask before anything is booked.

    `field` is what is missing or doubtful: "room", "day", "time", "length", "repeat".
    `options` are the readings among which the person may choose (two or three, or none
    where the field is simply missing); `sentence` asks in plain English. `about` are the words that
    are doubtful, where it is words.
    """

    field: str
    sentence: str
    options: tuple["Reading", ...] = ()
    about: str = ""


class Step(NamedTuple):
    """One line of the trace: these words, as typed, became this."""

    words: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means; fields that were not said are None or empty.

    `start` and `end` are aware, in the zone given to `read`. `day` is set when a day was named,
    with or without a time; `minutes` when a length was named. `room` is a name as in the list;
    `any_room` is True where any room will do; `people` are Slack user ids or handles without @;
    `repeat` is an RRULE without the prefix. A field that is doubtful is None, and the options of
    the question about it carry its readings, the likeliest first. `trace` says which words became
    what; two readings with different traces are equal.
    """

    outcome: Outcome
    room: str | None = None
    any_room: bool = False
    day: date | None = None
    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None
    title: str | None = None
    people: tuple[str, ...] = ()
    seats: int | None = None
    repeat: str | None = None
    ask: tuple[Question, ...] = ()
    trace: tuple[Step, ...] = field(default=(), compare=False)
