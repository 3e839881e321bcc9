"""What only reads: it waits for nobody, comes in time or not at all, and leaves the connection as it was."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from booking_core import (
    Desk,
    Office,
    RoomDetails,
    add_room,
    book,
    bookings_of,
    bring_in,
    change_room,
    close_room,
    make_engine,
    reopen_room,
    rooms,
    standing_in,
    surroundings,
)
from booking_core.errors import DeadlinePassed
from tests.builders import HELSINKI, in_vain, wish
from tests.databases import Database
from tests.house import House


def test_who_looks_waits_for_nobody_and_sees_what_is_committed(ada: Desk, bob: Desk, house: House) -> None:
    with bob.work() as work:
        booking = book(work, wish(house.aurora))
        assert ada.look(standing_in, house.aurora.id) == ()

    assert ada.look(standing_in, house.aurora.id) == (booking,)


def test_who_looks_too_late_is_told_so(house: House) -> None:
    desk = house.office.desk(house.bob, deadline=house.clock.now)
    house.clock.forward(microseconds=1)

    with pytest.raises(DeadlinePassed):
        desk.look(bookings_of)


@pytest.mark.parametrize("asked", ["SELECT 1", "SELECT 1 / 0"])
def test_after_a_look_a_unit_of_work_is_all_or_nothing(postgresql: Database, asked: str) -> None:
    with postgresql.house() as house:
        url = house.engine.url.render_as_string(hide_password=False)
        office = Office(make_engine(url, connections=1), house.clock)
        desk = office.desk(house.bob)
        try:
            with desk.looking() as look:
                look.execute(text(asked))
        except DBAPIError:
            assert asked == "SELECT 1 / 0"

        with in_vain(desk) as work:
            book(work, wish(house.aurora))

        assert desk.look(bookings_of) == ()
        office.engine.dispose()


def test_the_surroundings_are_all_rooms_and_what_the_request_was_answered_before(house: House) -> None:
    desk = house.office.desk(house.bob, request_key="trigger:1")
    known, answered = desk.look(surroundings)
    assert set(known.by_name) >= {"Aurora", "Helmi"}
    assert answered is None

    booking = desk.run(book, wish(house.aurora))

    assert desk.look(surroundings) == (known, booking)
    assert house.desk(house.ada).look(surroundings) == (known, None)


def test_what_is_remembered_of_rooms_is_so_no_more_once_one_of_them_changes(ada: Desk, house: House) -> None:
    three = ("Aurora", "Kuura", "Routa")

    def changed() -> list[tuple[str, bool]]:
        known, _ = ada.look(surroundings)
        assert tuple(known.by_name.values()) == ada.look(rooms)
        return [(room.name, room.open) for room in known.by_id.values() if room.name in three]

    assert changed() == [("Aurora", True)]
    with in_vain(ada) as work:
        close_room(work, house.aurora.id)
        assert tuple(surroundings(work)[0].by_id.values()) == rooms(work)
    assert changed() == [("Aurora", True)]

    ada.run(close_room, house.aurora.id)
    assert changed() == [("Aurora", False)]
    ada.run(reopen_room, house.aurora.id)
    kuura = ada.run(add_room, RoomDetails("Kuura", 4, HELSINKI))
    assert changed() == [("Aurora", True), ("Kuura", True)]
    ada.run(change_room, kuura.id, replace(kuura.details, name="Routa"))
    assert changed() == [("Aurora", True), ("Routa", True)]
    ada.run(bring_in, [RoomDetails("Kuura", 4, HELSINKI)])
    assert changed() == [("Aurora", True), ("Kuura", True), ("Routa", True)]


def test_what_somebody_changes_without_a_mark_is_seen_after_a_minute(ada: Desk, house: House) -> None:
    ada.look(surroundings)
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE rooms SET seats = 99 WHERE name = 'Aurora'"))

    house.clock.forward(minutes=1)

    known, _ = ada.look(surroundings)
    assert known.by_name["Aurora"].seats == 99
