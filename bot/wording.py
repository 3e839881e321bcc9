"""How we talk: moments, spans, lengths, names and plurals.

A `Voice` says them: `Plain` where Slack renders nothing (fields, options, notifications), `Rich`
where it does (messages, sections). Plain text says the zone wherever a reader could take the wrong
one; rich text uses Slack's date tokens, so that each reader sees their own clock.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from booking_core import Member, Room, Span

_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")
_HALF_A_DAY = timedelta(hours=12)
# As strftime has them where no locale is set, in a tenth of its time.
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def escape(text: str) -> str:
    """The text so that Slack shows it as typed: a title `<!channel>` pings nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What a person typed, out of what Slack made of it: it escapes these three and no others."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plural(count: int, one: str, many: str | None = None) -> str:
    """The count and its noun: "1 seat", "6 seats"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


@lru_cache(maxsize=128)  # a few lengths stand on the buttons of every booking
def length(duration: timedelta) -> str:
    """A length in days, hours and minutes: "1 h 30 min", "45 min", "365 days"."""
    minutes = int(duration.total_seconds() // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        plural(days, "day") if days else "",
        f"{hours} h" if hours else "",
        f"{minutes} min" if minutes else "",
    ]
    return " ".join(part for part in parts if part) or "0 min"


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """What a clock in that zone shows: "10:00"."""
    return moment.astimezone(zone).time().isoformat("minutes")


def weekday_and_date(day: date) -> str:
    """A day in words: "Thu 19 Mar"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """A day in full: "Thursday 19 March 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def place_of(zone: ZoneInfo) -> str:
    """A zone as people call it: "Helsinki" for Europe/Helsinki."""
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")


def plain_span(span: Span, zone: ZoneInfo, *, this_year: int | None = None) -> str:
    """A span on a clock in that zone: "Thu 19 Mar 10:00–11:00", with a second day where it ends on one.

    With `this_year`, the year is said where it is another.
    """
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    first, last = start.date(), end.date()
    one_day = first == last or (last == first + timedelta(days=1) and not (end.hour or end.minute))
    other_day = "" if one_day else f"{weekday_and_date(last)} "
    year = "" if this_year in (None, start.year) else f" {start.year}"
    return f"{weekday_and_date(first)}{year} {clock(start, zone)}–{other_day}{clock(end, zone)}"


def same_clock(one: ZoneInfo, other: ZoneInfo, moment: datetime) -> bool:
    """Whether clocks in the two zones agree at that moment."""
    return one is other or moment.astimezone(one).utcoffset() == moment.astimezone(other).utcoffset()


def mention(member_id: str) -> str:
    """A person's id as Slack renders it: their name, and a ping."""
    return f"<@{member_id}>"


def known(people: Iterable[str]) -> tuple[str, ...]:
    """Of what stood behind an @, what Slack turned into the id of a person."""
    return tuple(person for person in people if _PERSON.fullmatch(person))


def listing(items: Iterable[str], last: str = "and") -> str:
    """Things in a row: "a, b and c"."""
    *firsts, final = items
    return f"{', '.join(firsts)} {last} {final}" if firsts else final


class Voice(Protocol):
    """How moments, spans, people and typed text are said to one reader."""

    def clock(self, moment: datetime, room: Room) -> str:
        """A time of day in that room."""

    def span(self, span: Span, room: Room) -> str:
        """A day, a start and an end in that room."""

    def moment(self, moment: datetime) -> str:
        """A day and a time of day."""

    def person(self, member: Member) -> str:
        """Someone's name."""

    def text(self, typed: str) -> str:
        """What someone typed."""

    def name(self, room: Room) -> str:
        """A room's name."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text on clocks of `zone`; it says the zone where the reader's own clock shows another time."""

    zone: ZoneInfo
    reader: ZoneInfo

    def clock(self, moment: datetime, room: Room | None = None) -> str:  # noqa: ARG002
        """A time of day: "10:00", or "10:00 (Helsinki)" to a reader elsewhere."""
        return clock(moment, self.zone) + self._where(moment)

    def span(self, span: Span, room: Room) -> str:  # noqa: ARG002
        """A day, a start and an end: "Thu 19 Mar 10:00–11:00"."""
        return plain_span(span, self.zone) + self._where(span.start)

    def moment(self, moment: datetime) -> str:
        """A day and a time: "Thu 19 Mar 10:00"."""
        return f"{weekday_and_date(moment.astimezone(self.zone).date())} {self.clock(moment)}"

    def person(self, member: Member) -> str:
        """Someone's name."""
        return member.name

    def text(self, typed: str) -> str:
        """What someone typed, as it is."""
        return typed

    def name(self, room: Room) -> str:
        """A room's name."""
        return room.name

    def _where(self, moment: datetime) -> str:
        return "" if same_clock(self.zone, self.reader, moment) else f" ({place_of(self.zone)})"


@dataclass(frozen=True, slots=True)
class Rich:
    """Slack's mrkdwn for a reader whose clock shows `reader`."""

    reader: ZoneInfo

    def clock(self, moment: datetime, room: Room | None = None) -> str:
        """A time of day on the reader's clock, and on the room's where one is given and that differs."""
        said = _token(moment, "{time}", f"{clock(moment, self.reader)} ({self.reader.key})")
        if room is None or same_clock(room.zone, self.reader, moment):
            return said
        return f"{said} ({clock(moment, room.zone)} in {place_of(room.zone)})"

    def span(self, span: Span, room: Room) -> str:
        """A day, a start and an end on the reader's clock, and on the room's where that differs."""
        said = f"{self.moment(span.start)}–{self._end(span)}"
        if same_clock(room.zone, self.reader, span.start):
            return said
        return f"{said} ({plain_span(span, room.zone)} in {place_of(room.zone)})"

    def moment(self, moment: datetime) -> str:
        """A day and a time on the reader's clock."""
        there = moment.astimezone(self.reader)
        fallback = f"{weekday_and_date(there)} {clock(there, self.reader)} ({self.reader.key})"
        return _token(moment, "{date_short_pretty} {time}", fallback)

    def person(self, member: Member) -> str:
        """Someone's name, as text: a refusal pings nobody."""
        return escape(member.name)

    def text(self, typed: str) -> str:
        """What someone typed, escaped."""
        return escape(typed)

    def name(self, room: Room) -> str:
        """A room's name, in bold."""
        return f"*{escape(room.name)}*"

    def _end(self, span: Span) -> str:
        one_day = span.length <= _HALF_A_DAY or self._day(span.start) == self._day(span.end)
        return self.clock(span.end) if one_day else self.moment(span.end)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.reader).date()


def _token(moment: datetime, form: str, fallback: str) -> str:
    return f"<!date^{int(moment.timestamp())}^{form}|{fallback}>"
