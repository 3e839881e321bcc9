"""What happened to a booking: who, when, what, from what, to what."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from uuid_utils.compat import uuid7

from booking_core import (
    Desk,
    HistoryEntry,
    add_room,
    book,
    cancel,
    change_room,
    close_room,
    history_of,
    reopen_room,
    reschedule,
)
from booking_core.errors import NoSuchBooking, NotYours, RoomTaken
from booking_core.history import agreed
from booking_core.schema import HistoryRow
from tests.builders import at, refused, span, told, wish
from tests.house import House


def test_what_is_agreed_is_kept_as_plain_json(bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora, title="Standup", people=("U0ADA",)))

    assert agreed(booking) == {
        "room": str(house.aurora.id),
        "start": "2026-03-18T08:00:00+00:00",
        "end": "2026-03-18T09:00:00+00:00",
        "title": "Standup",
        "people": ["U0ADA"],
        "private": False,
        "state": "booked",
        "held_until": None,
    }


def test_every_change_leaves_one_line_with_what_it_changed(ada: Desk, bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora, title="Standup", people=("U0ADA",)))
    house.clock.now = at("09:30")
    ada.run(reschedule, booking.id, room=house.borealis.id, span=span("10:00", "11:30"))
    house.clock.now = at("09:40")
    bob.run(reschedule, booking.id, title="Retro", people=())
    house.clock.now = at("09:50")
    bob.run(cancel, booking.id)

    assert ada.run(history_of, booking.id) == (
        HistoryEntry(
            at("09:20"),
            house.bob,
            "booked",
            {},
            agreed(booking),
        ),
        HistoryEntry(
            at("09:30"),
            house.ada,
            "rescheduled",
            {"room": str(house.aurora.id), "end": "2026-03-18T09:00:00+00:00"},
            {"room": str(house.borealis.id), "end": "2026-03-18T09:30:00+00:00"},
        ),
        HistoryEntry(
            at("09:40"),
            house.bob,
            "rescheduled",
            {"title": "Standup", "people": ["U0ADA"]},
            {"title": "Retro", "people": []},
        ),
        HistoryEntry(at("09:50"), house.bob, "cancelled", {"state": "booked"}, {"state": "cancelled"}),
    )


def test_what_is_refused_leaves_no_line(ada: Desk, bob: Desk, house: House) -> None:
    standing = ada.run(book, wish(house.aurora))
    booking = bob.run(book, wish(house.borealis))

    assert refused(bob, reschedule, booking.id, room=house.aurora.id, title="Lost") == told(
        RoomTaken(house.aurora, booking.span, standing)
    )
    assert refused(bob, cancel, standing.id) == told(NotYours(standing))

    assert [entry.what for entry in bob.run(history_of, booking.id)] == ["booked"]
    assert [entry.what for entry in bob.run(history_of, standing.id)] == ["booked"]


def test_what_happens_to_a_room_is_kept_as_well(ada: Desk, house: House) -> None:
    room = ada.run(add_room, replace(house.aurora.details, name="Kaleva"))
    ada.run(change_room, room.id, replace(room.details, seats=9))
    ada.run(close_room, room.id)
    ada.run(close_room, room.id)
    ada.run(reopen_room, room.id)
    ada.run(reopen_room, room.id)
    six: dict[str, Any] = {
        "name": "Kaleva",
        "seats": 6,
        "zone": "Europe/Helsinki",
        "place": "",
        "features": ["screen"],
        "longest_minutes": 720,
        "horizon_days": 365,
    }

    with house.engine.connect() as connection:
        lines = connection.execute(
            select(HistoryRow.what, HistoryRow.before, HistoryRow.after)
            .where(HistoryRow.room_id == room.id)
            .order_by(HistoryRow.id)
        )
        assert [tuple(line) for line in lines] == [
            ("room_added", {}, six),
            ("room_changed", six, {**six, "seats": 9}),
            ("room_closed", {"open": True}, {"open": False}),
            ("room_reopened", {"open": False}, {"open": True}),
        ]


def test_a_booking_that_does_not_exist_has_no_history(ada: Desk) -> None:
    unknown = uuid7()

    assert refused(ada, history_of, unknown) == told(NoSuchBooking(str(unknown)))
