"""The booking core: rooms, people, time and the database. It has never heard of Slack.

An `Office` opens desks; a verb done at a desk returns frozen facts or raises a refusal. A booking
says what people agreed, a claim that a room is taken, and the database decides who gets the claim.
"""

from sqlalchemy import Engine

from booking_core import errors
from booking_core.alarms import REMINDED_BEFORE
from booking_core.audit import faults
from booking_core.availability import alternatives, free_rooms, next_gap
from booking_core.bookings import (
    book,
    book_as_known,
    book_at_once,
    booking_referred,
    bookings_of,
    cancel,
    cancellable,
    changeable,
    last_room,
)
from booking_core.cards import card, cards_of, posted, share, shown, unshare
from booking_core.changes import end_early, extend, keep_change, reschedule, undo
from booking_core.directory import (
    bookings_with,
    remembered_rooms,
    room_named,
    rooms,
    standing_in,
)
from booking_core.engine import check_url, make_engine
from booking_core.errands import errand_done, errand_later, next_errand_at, sweep, take_errands
from booking_core.errors import Refusal
from booking_core.facts import (
    NAME_LIMIT,
    PEOPLE_LIMIT,
    TITLE_LIMIT,
    Alternative,
    Booking,
    Card,
    Errand,
    Fault,
    HistoryEntry,
    Keep,
    KnownRooms,
    Member,
    Offered,
    Policy,
    Room,
    RoomDay,
    RoomDetails,
    Wish,
    Workspace,
)
from booking_core.history import first_answer, history_of, surroundings
from booking_core.holds import confirm, hold, keep, lapse, let_go
from booking_core.homes import open_home, publish_home
from booking_core.look import Look
from booking_core.migrations import OldSchema, check_schema, migrate
from booking_core.obstacles import LASTS
from booking_core.offers import offer
from booking_core.office import Desk, Office
from booking_core.schedule import room_day, rooms_day
from booking_core.telling import News, news, spread
from booking_core.times import Clock, Span, day_span, local_moment, system_clock, zone_named
from booking_core.upkeep import (
    add_room,
    bring_in,
    change_room,
    clean_details,
    close_room,
    reopen_room,
)
from booking_core.work import Work

__all__ = [
    "LASTS",
    "NAME_LIMIT",
    "PEOPLE_LIMIT",
    "REMINDED_BEFORE",
    "TITLE_LIMIT",
    "Alternative",
    "Booking",
    "Card",
    "Clock",
    "Desk",
    "Engine",
    "Errand",
    "Fault",
    "HistoryEntry",
    "Keep",
    "KnownRooms",
    "Look",
    "Member",
    "News",
    "Offered",
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
    "book_as_known",
    "book_at_once",
    "booking_referred",
    "bookings_of",
    "bookings_with",
    "bring_in",
    "cancel",
    "cancellable",
    "card",
    "cards_of",
    "change_room",
    "changeable",
    "check_schema",
    "check_url",
    "clean_details",
    "close_room",
    "confirm",
    "day_span",
    "end_early",
    "errand_done",
    "errand_later",
    "errors",
    "extend",
    "faults",
    "first_answer",
    "free_rooms",
    "history_of",
    "hold",
    "keep",
    "keep_change",
    "lapse",
    "last_room",
    "let_go",
    "local_moment",
    "make_engine",
    "migrate",
    "news",
    "next_errand_at",
    "next_gap",
    "offer",
    "open_home",
    "posted",
    "publish_home",
    "remembered_rooms",
    "reopen_room",
    "reschedule",
    "room_day",
    "room_named",
    "rooms",
    "rooms_day",
    "share",
    "shown",
    "spread",
    "standing_in",
    "surroundings",
    "sweep",
    "system_clock",
    "take_errands",
    "undo",
    "unshare",
    "zone_named",
]
