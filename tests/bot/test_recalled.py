"""What is typed is read among the rooms as they are remembered, and booked only if they are still so."""

import sqlite3

import pytest
from sqlalchemy import event, text

from booking_core import close_room, room_named
from sandbox.people import GENERAL
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace


def booked(user: User, room: str) -> bool:
    """Whether that text books that room, or is asked about."""
    answer = user.runs(f"/book {room} tomorrow 10-11")
    return answer.reads.startswith(f":white_check_mark: {room} is yours: Tomorrow 10:00–11:00")


@pytest.fixture(autouse=True)
def seen(ada: User) -> None:
    """Ada has just booked, so that the rooms are remembered."""
    assert booked(ada, "Helmi")


def test_a_plain_booking_is_made_without_a_look(ada: User, house: House) -> None:
    said: list[str] = []

    def listen(driver: sqlite3.Connection, *_: object) -> None:
        driver.set_trace_callback(said.append)

    event.listen(house.engine, "checkout", listen)
    assert booked(ada, "Aurora")
    event.remove(house.engine, "checkout", listen)

    assert [one for one in said if one.startswith(("BEGIN", "COMMIT"))] == ["BEGIN IMMEDIATE", "COMMIT"]


def test_the_log_names_the_booking(ada: User, workplace: Workplace) -> None:
    ada.runs("/book Aurora tomorrow 10-11")

    assert workplace.lines[-1]["booking"] == ada.bookings[-1].reference


def test_a_mention_in_passing_books_nothing(ada: User) -> None:
    asked = ada.says("I asked @Varaus and it booked Aurora tomorrow 18-19 for me", GENERAL)

    assert asked.reads.splitlines()[0] == "Shall I book this?"
    assert [booking.room.name for booking in ada.bookings] == ["Helmi"]


def test_a_replay_is_answered_though_what_it_says_has_passed(ada: User, house: House) -> None:
    first = ada.runs("/book Aurora today 9:20-9:40")
    house.clock.forward(minutes=2)
    ada.runs("/rooms help")

    again = first.again()

    assert again.reads.startswith(":white_check_mark: Aurora is yours: Today 09:20–09:40")
    assert len(ada.bookings) == 2


def test_a_room_is_booked_by_the_name_that_it_has_by_now(ada: User) -> None:
    ada.runs("/rooms edit Aurora").submit(name="Kelo")

    assert booked(ada, "Kelo")
    assert not booked(ada, "Aurora")
    assert {booking.room.name for booking in ada.bookings} == {"Helmi", "Kelo"}


def test_what_a_text_means_once_a_room_is_added_is_what_it_books(ada: User) -> None:
    ada.runs("/rooms add Aurora Annex").submit(seats="7")

    assert booked(ada, "Aurora Annex")


def test_a_room_that_was_closed_is_refused(ada: User) -> None:
    ada.desk.run(close_room, ada.desk.run(room_named, "Aurora").id)

    answer = ada.runs("/book Aurora tomorrow 10-11")

    first, *_ = answer.reads.splitlines()
    assert first == ":no_entry_sign: Aurora is closed: nothing new can be booked in it."


def test_what_is_remembered_is_looked_up_again_after_a_minute(ada: User, house: House) -> None:
    with house.engine.begin() as connection:  # by hand, so that nothing says that they have changed
        connection.execute(text("UPDATE rooms SET name = 'Kelo', name_key = 'kelo' WHERE name = 'Aurora'"))
    assert not booked(ada, "Kelo")

    house.clock.forward(minutes=1)

    assert booked(ada, "Kelo")
