"""The facts that leave the core: frozen, complete, and free of rows and sessions.

Moments are aware and in UTC; a zone says where a person or a room reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from booking_core.times import Span

TITLE_LIMIT = 200  # characters
PEOPLE_LIMIT = 50  # so that a wish fits in a button's value, ids and title together
NAME_LIMIT = 60  # characters of a room's name; a menu's option shows 75, and needs room for seats
SEATS_LIMIT = 10_000
LONGEST_LIMIT = timedelta(days=31)
HORIZON_LIMIT = timedelta(days=3650)

BookingState = Literal["booked", "held", "cancelled", "released", "lapsed"]
"""Held until it is confirmed; released is a hold that was given up, lapsed one that ran out."""

KeepPurpose = Literal["hold", "form", "offer", "undo"]
"""Why a room's time is kept for someone for a while: a hold, a form being filled in, an offer, an undo."""

AlternativeKind = Literal["other_room", "other_time", "shorter"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A company's own world: nothing in it is seen from another. `key` is its id at the chat platform."""

    id: UUID
    key: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a workspace; `user_id` is their id at the chat platform."""

    id: UUID
    workspace_id: UUID
    user_id: str
    name: str
    zone: ZoneInfo
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What a room allows: the longest stay, and how far ahead a booking may start."""

    longest: timedelta = timedelta(hours=12)
    horizon: timedelta = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class RoomDetails:
    """What an admin says of a room."""

    name: str
    seats: int
    zone: ZoneInfo
    place: str = ""
    features: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Room:
    """A room that can be booked while it is `open`; its days and hours are those of its `zone`."""

    id: UUID
    workspace_id: UUID
    details: RoomDetails
    open: bool

    @property
    def name(self) -> str:
        """Its name, unique in the workspace without regard to case."""
        return self.details.name

    @property
    def seats(self) -> int:
        """How many people it seats."""
        return self.details.seats

    @property
    def zone(self) -> ZoneInfo:
        """The zone on its wall."""
        return self.details.zone

    @property
    def policy(self) -> Policy:
        """What it allows."""
        return self.details.policy


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone would like to book. `seats` is the head count, None where it was not said."""

    room: UUID
    span: Span
    title: str = ""
    people: tuple[str, ...] = ()
    seats: int | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """What people agreed: who has which room, when and for what. `reference` is short enough to type.

    A hold stands until `held_until`. Title and people of a `private` one are empty for whoever may
    not read them. `change` names the change that left it so, for an undo.
    """

    id: UUID
    reference: str
    room: Room
    span: Span
    booker: Member
    title: str
    people: tuple[str, ...]
    state: BookingState
    created_at: datetime
    created_by: Member
    private: bool = False
    held_until: datetime | None = None
    change: UUID | None = field(default=None, compare=False)

    def may_be_read_by(self, member: Member) -> bool:
        """Whether that member may see its title and people: if it is private, only those in it and admins."""
        return not self.private or member.user_id in self.people or self.may_be_changed_by(member)

    def may_be_changed_by(self, member: Member) -> bool:
        """Whether that member is its booker, or an admin of its workspace."""
        same_world = member.workspace_id == self.room.workspace_id
        return same_world and (member.admin or member.id == self.booker.id)


@dataclass(frozen=True, slots=True)
class Keep:
    """A room's time, kept for one person until then: whoever else asks for it is refused as long."""

    room: Room
    span: Span
    member: Member
    until: datetime
    purpose: KeepPurpose


@dataclass(frozen=True, slots=True)
class Alternative:
    """A room and a time that could be booked instead, and in which way it differs."""

    room: Room
    span: Span
    kind: AlternativeKind


@dataclass(frozen=True, slots=True)
class KnownRooms:
    """The rooms of a workspace, open and closed, in the order of their names, as of their last `change`.

    There is none in a workspace that has never had a room. `until` then they need not be read again.
    """

    change: UUID | None
    by_id: Mapping[UUID, Room]
    by_name: Mapping[str, Room]
    until: datetime


@dataclass(frozen=True, slots=True)
class RoomDay:
    """A room's day in the room's zone, with the bookings that touch it in the order of their start."""

    room: Room
    day: date
    span: Span
    bookings: tuple[Booking, ...]

    def booking_at(self, moment: datetime) -> Booking | None:
        """Who has the room at that moment."""
        return next((b for b in self.bookings if b.span.start <= moment < b.span.end), None)

    def next_after(self, moment: datetime) -> Booking | None:
        """The first booking of the day that starts after that moment."""
        return next((b for b in self.bookings if b.span.start > moment), None)

    def free_from(self, moment: datetime) -> datetime:
        """When the room is next free, counted from that moment through bookings that touch each other."""
        for booking in self.bookings:
            if booking.span.start <= moment < booking.span.end:
                moment = booking.span.end
        return moment


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: who made it, when, what it was, and the fields that changed, before and after.

    `before` and `after` hold plain JSON: moments as ISO 8601 in UTC, rooms by id.
    """

    at: datetime
    by: Member
    what: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offered:
    """The ways out of a refusal; the first is kept for the person until `until`, None if none could be.

    Where there is none, `withheld` says that there are some, which others were offered just now.
    """

    ways: tuple[Alternative, ...]
    until: datetime | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Where a booking is shown to people, to be kept true: a `place`, and the `message` that stands there."""

    id: UUID
    booking: UUID
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to tell someone, taken by this process: of which kind, on whose behalf, about what.

    `wanted` counts how often it was asked for: what is asked for again meanwhile is done again.
    """

    id: UUID
    kind: str
    member: Member
    about: Mapping[str, Any]
    tries: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the database that must never be: a stable code, and the ids it concerns."""

    code: str
    ids: tuple[UUID, ...]
