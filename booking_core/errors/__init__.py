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
│   ├── AlreadyOver        already_over
│   ├── NotBegun           not_begun
│   ├── NotConfirmed       not_confirmed
│   ├── HoldOver           hold_over
│   ├── TooManyHolds       too_many_holds
│   └── UndoOver           undo_over
├── TryAgain               nothing was written, and asking again may succeed
│   ├── DeadlinePassed     deadline_passed
│   └── Busy               busy
└── InDoubt                in_doubt
"""

from booking_core.errors.asked import (
    BadFact,
    BadPolicy,
    BadRoomName,
    BadSeats,
    BadTime,
    Clash,
    EndBeforeStart,
    InThePast,
    LocalTimeTwice,
    NoSuchLocalTime,
    RoomNameTaken,
    RoomTaken,
    TitleTooLong,
    TooFarAhead,
    TooLong,
    TooManyPeople,
    UnknownZone,
)
from booking_core.errors.found import (
    AdminsOnly,
    AlreadyBegun,
    AlreadyCancelled,
    AlreadyOver,
    Busy,
    DeadlinePassed,
    HoldOver,
    InDoubt,
    NoSuchBooking,
    NoSuchRoom,
    NotAllowed,
    NotBegun,
    NotConfirmed,
    NotFound,
    NotNow,
    NotYours,
    RoomClosed,
    TooManyHolds,
    TryAgain,
    UndoOver,
)
from booking_core.errors.refusal import Refusal

__all__ = [
    "AdminsOnly",
    "AlreadyBegun",
    "AlreadyCancelled",
    "AlreadyOver",
    "BadFact",
    "BadPolicy",
    "BadRoomName",
    "BadSeats",
    "BadTime",
    "Busy",
    "Clash",
    "DeadlinePassed",
    "EndBeforeStart",
    "HoldOver",
    "InDoubt",
    "InThePast",
    "LocalTimeTwice",
    "NoSuchBooking",
    "NoSuchLocalTime",
    "NoSuchRoom",
    "NotAllowed",
    "NotBegun",
    "NotConfirmed",
    "NotFound",
    "NotNow",
    "NotYours",
    "Refusal",
    "RoomClosed",
    "RoomNameTaken",
    "RoomTaken",
    "TitleTooLong",
    "TooFarAhead",
    "TooLong",
    "TooManyHolds",
    "TooManyPeople",
    "TryAgain",
    "UndoOver",
    "UnknownZone",
]
