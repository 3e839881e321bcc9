"""Refusals of what was asked for: a time that is not to be had, or a fact that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booking_core.errors.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from booking_core.facts import Booking, Keep, Room
    from booking_core.times import Span


class Clash(Refusal):
    """The time is not to be had."""


@dataclass(eq=False)
class RoomTaken(Clash):
    """Someone has the room for part of that time: `clash` is the first booking or hold in the way.

    Where that is time kept for a person who may still want it, `kept` says so in its place; both
    are None if it is just gone.
    """

    code = "room_taken"
    field = "room"
    room: Room
    span: Span
    clash: Booking | None
    kept: Keep | None = None


class BadTime(Refusal):
    """The time makes no sense, or is not allowed."""


@dataclass(eq=False)
class EndBeforeStart(BadTime):
    """The end is not after the start."""

    code = "end_before_start"
    field = "end"
    start: datetime
    end: datetime


@dataclass(eq=False)
class InThePast(BadTime):
    """`moment` lies in a minute that has passed."""

    code = "in_the_past"
    field = "start"
    room: Room
    moment: datetime
    now: datetime


@dataclass(eq=False)
class TooLong(BadTime):
    """The room may not be taken for that long at once."""

    code = "too_long"
    field = "end"
    room: Room
    length: timedelta
    longest: timedelta


@dataclass(eq=False)
class TooFarAhead(BadTime):
    """The room cannot be booked that far ahead; `latest` is the last start that can."""

    code = "too_far_ahead"
    field = "start"
    room: Room
    start: datetime
    latest: datetime


@dataclass(eq=False)
class NoSuchLocalTime(BadTime):
    """The clocks go forward over that local time; `local` is naive, as the clock would show it."""

    code = "no_such_local_time"
    field = "start"
    local: datetime
    zone: str


@dataclass(eq=False)
class LocalTimeTwice(BadTime):
    """The clocks go back over that local time, so it comes twice; `local` is naive."""

    code = "local_time_twice"
    field = "start"
    local: datetime
    zone: str


class BadFact(Refusal):
    """A room, title or zone that cannot be."""


@dataclass(eq=False)
class TitleTooLong(BadFact):
    """The title has more characters than `limit`."""

    code = "title_too_long"
    field = "title"
    length: int
    limit: int


@dataclass(eq=False)
class TooManyPeople(BadFact):
    """More people are named than a booking keeps."""

    code = "too_many_people"
    field = "people"
    count: int
    limit: int


@dataclass(eq=False)
class BadRoomName(BadFact):
    """A room's name is empty or longer than `limit` characters."""

    code = "bad_room_name"
    field = "name"
    name: str
    limit: int


@dataclass(eq=False)
class RoomNameTaken(BadFact):
    """Another room of the workspace has that name, upper and lower case being the same."""

    code = "room_name_taken"
    field = "name"
    name: str


@dataclass(eq=False)
class BadSeats(BadFact):
    """A room has at least one seat, and at most `most`."""

    code = "bad_seats"
    field = "seats"
    seats: int
    most: int


@dataclass(eq=False)
class BadPolicy(BadFact):
    """A rule of a policy, "longest" or "horizon", is not between nothing and its `most`."""

    code = "bad_policy"
    rule: str
    value: timedelta
    most: timedelta


@dataclass(eq=False)
class UnknownZone(BadFact):
    """No zone of that name stands in the IANA database."""

    code = "unknown_zone"
    field = "zone"
    name: str
