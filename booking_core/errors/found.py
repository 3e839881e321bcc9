"""Refusals for what was found to be so: it is not here, not yours, or not to be done at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booking_core.errors.refusal import Refusal

if TYPE_CHECKING:
    from booking_core.facts import Booking, Room


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


@dataclass(eq=False)
class NotBegun(NotNow):
    """The booking has not begun: it cannot be ended early, only be cancelled."""

    code = "not_begun"
    booking: Booking


@dataclass(eq=False)
class NotConfirmed(NotNow):
    """The room is only held: a hold is confirmed or given up, and nothing else is done with it."""

    code = "not_confirmed"
    booking: Booking


@dataclass(eq=False)
class HoldOver(NotNow):
    """The hold has lapsed or was given up: it cannot be confirmed any more."""

    code = "hold_over"
    booking: Booking


@dataclass(eq=False)
class TooManyHolds(NotNow):
    """The person holds as many slots as one person may: `most`."""

    code = "too_many_holds"
    most: int


@dataclass(eq=False)
class UndoOver(NotNow):
    """The change cannot be undone: too long ago, undone before, or the booking changed again since."""

    code = "undo_over"
    booking: Booking


class TryAgain(Refusal):
    """Nothing was written, and asking again may succeed."""


class DeadlinePassed(TryAgain):
    """The request got its turn too late for its answer to be read, so nothing was begun."""

    code = "deadline_passed"


class Busy(TryAgain):
    """The database could not be reached, or had no time for this unit of work."""

    code = "busy"


class InDoubt(Refusal):
    """The database was lost while it was to make the change: what was asked for may be done, or not."""

    code = "in_doubt"
