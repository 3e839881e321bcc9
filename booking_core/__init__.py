"""The booking core: rooms, people, time and the database. It has never heard of Slack.

An `Office` opens desks; a verb done at a desk returns frozen facts or raises a refusal. A booking
says what people agreed, a claim that a room is taken, and the database decides who gets the claim.
"""

from sqlalchemy import Engine

from booking_core import errors
from booking_core.audit import faults
from booking_core.availability import alternatives, free_rooms, next_gap
from booking_core.bookings import (
    book,
    booking_referred,
    bookings_of,
    cancel,
    cancellable,
    changeable,
    last_room,
    reschedule,
)
from booking_core.directory import room_named, rooms, standing_in
from booking_core.engine import check_url, make_engine
from booking_core.errors import Refusal
from booking_core.facts import (
    NAME_LIMIT,
    PEOPLE_LIMIT,
    TITLE_LIMIT,
    Alternative,
    Booking,
    Fault,
    HistoryEntry,
    Member,
    Policy,
    Room,
    RoomDay,
    RoomDetails,
    Wish,
    Workspace,
)
from booking_core.history import first_answer, history_of
from booking_core.migrations import OldSchema, check_schema, migrate
from booking_core.schedule import room_day, rooms_day
from booking_core.sharing import share
from booking_core.times import Clock, Span, day_span, local_moment, system_clock, zone_named
from booking_core.upkeep import (
    add_room,
    bring_in,
    change_room,
    clean_details,
    close_room,
    reopen_room,
)
from booking_core.work import Desk, Office, Work

__all__ = [
    "NAME_LIMIT",
    "PEOPLE_LIMIT",
    "TITLE_LIMIT",
    "Alternative",
    "Booking",
    "Clock",
    "Desk",
    "Engine",
    "Fault",
    "HistoryEntry",
    "Member",
    "Office",
    "OldSchema",
    "Policy",
    "Refusal",
    "Room",
    "RoomDay",
    "RoomDetails",
    "Span",
    "Wish",
    "Work",
    "Workspace",
    "add_room",
    "alternatives",
    "book",
    "booking_referred",
    "bookings_of",
    "bring_in",
    "cancel",
    "cancellable",
    "change_room",
    "changeable",
    "check_schema",
    "check_url",
    "clean_details",
    "close_room",
    "day_span",
    "errors",
    "faults",
    "first_answer",
    "free_rooms",
    "history_of",
    "last_room",
    "local_moment",
    "make_engine",
    "migrate",
    "next_gap",
    "reopen_room",
    "reschedule",
    "room_day",
    "room_named",
    "rooms",
    "rooms_day",
    "share",
    "standing_in",
    "system_clock",
    "zone_named",
]
