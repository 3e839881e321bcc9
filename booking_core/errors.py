"""Every refusal: what is so, as fields and a stable code. Words for people live elsewhere.

Refusal
├── Clash                  the time is not to be had
│   └── RoomTaken          room_taken
├── BadTime                the time makes no sense, or is not allowed
│   ├── EndBeforeStart     end_before_start
│   ├── InThePast          in_the_past
│   ├── TooLong            too_long
│   ├── TooFarAhead        too_far_ahead
│   ├── NoSuchLocalTime    no_such_local_time
│   └── LocalTimeTwice     local_time_twice
├── BadFact                a room, title or zone that cannot be
│   ├── TitleTooLong       title_too_long
│   ├── TooManyPeople      too_many_people
│   ├── BadRoomName        bad_room_name
│   ├── RoomNameTaken      room_name_taken
│   ├── BadSeats           bad_seats
│   ├── BadPolicy          bad_policy
│   └── UnknownZone        unknown_zone
├── NotFound               nothing of that name here
│   ├── NoSuchRoom         no_such_room
│   └── NoSuchBooking      no_such_booking
├── NotAllowed             someone else may, you may not
│   ├── NotYours           not_yours
│   └── AdminsOnly         admins_only
├── NotNow                 it could have been done at another moment
│   ├── RoomClosed         room_closed
│   ├── AlreadyCancelled   already_cancelled
│   ├── AlreadyBegun       already_begun
│   └── AlreadyOver        already_over
└── TryAgain               nothing was written, and asking again may succeed
├── DeadlinePassed     deadline_passed
└── Busy               busy
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from booking_core.facts import Booking, Room
    from booking_core.times import Span


class Refusal(Exception):
    """Something that people asked for and that is not done. `field` is the fact at fault, if one is."""

    code: ClassVar[str]
    field: ClassVar[str | None] = None


class Clash(Refusal):
    """The time is not to be had."""


@dataclass(eq=False)
class RoomTaken(Clash):
    """Someone has the room for part of that time; `clash` is the first of them, None if just gone."""

    code = "room_taken"
    field = "room"
    room: Room
    span: Span
    clash: Booking | None


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


class NotFound(Refusal):
    """Nothing of that name is here, or it is another workspace's: the two are not told apart."""


@dataclass(eq=False)
class NoSuchRoom(NotFound):
    """The workspace has no such room."""

    code = "no_such_room"
    field = "room"
    name: str


@dataclass(eq=False)
class NoSuchBooking(NotFound):
    """The workspace has no such booking."""

    code = "no_such_booking"
    name: str


class NotAllowed(Refusal):
    """Someone else may, you may not."""


@dataclass(eq=False)
class NotYours(NotAllowed):
    """Only the booker or an admin may change or cancel a booking."""

    code = "not_yours"
    booking: Booking


class AdminsOnly(NotAllowed):
    """Only an admin may do that."""

    code = "admins_only"


class NotNow(Refusal):
    """It could have been done at another moment."""


@dataclass(eq=False)
class RoomClosed(NotNow):
    """The room is closed: nothing new can be booked in it."""

    code = "room_closed"
    field = "room"
    room: Room


@dataclass(eq=False)
class AlreadyCancelled(NotNow):
    """The booking was cancelled before."""

    code = "already_cancelled"
    booking: Booking


@dataclass(eq=False)
class AlreadyBegun(NotNow):
    """The booking has begun: it cannot be cancelled, nor its start or room be changed."""

    code = "already_begun"
    booking: Booking


@dataclass(eq=False)
class AlreadyOver(NotNow):
    """The booking is over: nothing of it can be changed."""

    code = "already_over"
    booking: Booking


class TryAgain(Refusal):
    """Nothing was written, and asking again may succeed."""


class DeadlinePassed(TryAgain):
    """The request got its turn too late for its answer to be read, so nothing was begun."""

    code = "deadline_passed"


class Busy(TryAgain):
    """The database could not be reached, or had no time for this unit of work."""

    code = "busy"
