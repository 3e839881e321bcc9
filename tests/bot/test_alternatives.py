"""A room that is taken: who has it, and what can be had instead with one click."""

import pytest

from booking_core import close_room
from sandbox.people import ADA
from tests.builders import TODAY, TOMORROW, span
from tests.forms import new_form
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace

WAYS = (
    "You can have instead:\n"
    "Borealis · 8 seats · Tomorrow 10:30–11:30 · the same time · kept for you until 09:21\n"
    "[Book] [Hold]\n"
    "Sauna · 12 seats · Tomorrow 10:30–11:30 · the same time\n"
    "[Book] [Hold]\n"
    "Aurora · 6 seats · Tomorrow 11:00–12:00 · another time\n"
    "[Book] [Hold]\n"
    "Aurora · 6 seats · Tomorrow 09:00–10:00 · another time\n"
    "[Book] [Hold]\n"
    "Aurora · 6 seats · Tomorrow 11:00–11:30 · a shorter time\n"
    "[Book] [Hold]"
)


@pytest.fixture
def _taken(ada: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup")


@pytest.mark.usefixtures("_taken")
def test_a_text_for_a_taken_room_is_answered_with_who_has_it_and_what_is_free(chandra: User) -> None:
    answer = chandra.runs("/book Aurora tomorrow 10:30-11:30 Chat")

    assert answer.reads == f":no_entry_sign: Ada has Aurora until 11:00 (Standup).\n{WAYS}"
    assert chandra.bookings == ()


@pytest.mark.usefixtures("_taken")
@pytest.mark.parametrize(
    ("nth", "room", "start", "end"),
    [
        (0, "Borealis", "10:30", "11:30"),
        (1, "Sauna", "10:30", "11:30"),
        (2, "Aurora", "11:00", "12:00"),
        (3, "Aurora", "09:00", "10:00"),
        (4, "Aurora", "11:00", "11:30"),
    ],
)
def test_each_alternative_is_booked_with_one_click(
    chandra: User, nth: int, room: str, start: str, end: str
) -> None:
    answer = chandra.runs("/book Aurora tomorrow 10:30-11:30 Chat").click("Book", nth)

    booking = chandra.booking
    assert answer.reads.startswith(
        f":white_check_mark: {room} is yours: Tomorrow {start}–{end}\nChat\n{booking.reference}"
    )
    assert (booking.room.name, booking.span) == (room, span(start, end, TOMORROW))
    assert booking.title == "Chat"


@pytest.mark.usefixtures("_taken")
def test_who_names_people_is_offered_rooms_for_so_many_and_keeps_them(chandra: User) -> None:
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30 Chat with @Ada")

    answer = offered.click("Book")

    assert offered.reads.splitlines()[2] == (
        "Sisu · 2 seats · Tomorrow 10:30–11:30 · the same time · kept for you until 09:21"
    )
    assert answer.reads == (
        ":white_check_mark: Sisu is yours: Tomorrow 10:30–11:30\n"
        "Chat\n"
        "With @Ada\n"
        f"{chandra.booking.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert chandra.booking.people == (ADA.id,)


@pytest.mark.usefixtures("_taken")
def test_the_receipt_takes_the_place_of_the_alternatives(chandra: User) -> None:
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30")

    booked = offered.click("Book")

    assert booked.message.ts == offered.message.ts
    assert booked.message.only_for == chandra.person.id


@pytest.mark.usefixtures("_taken")
def test_your_own_booking_is_called_yours(ada: User) -> None:
    reference = ada.booking.reference

    answer = ada.runs("/book Aurora tomorrow 10:30-11:30")

    assert answer.reads.splitlines()[0] == (
        f":no_entry_sign: You have Aurora already: Tomorrow 10:00–11:00 (Standup), {reference}."
    )


@pytest.mark.usefixtures("_taken")
def test_a_booking_that_begins_later_is_told_from_its_start(chandra: User) -> None:
    answer = chandra.runs("/book Aurora tomorrow 9-11:30")

    assert answer.reads.splitlines()[0] == (
        ":no_entry_sign: Ada has Aurora from 10:00 until 11:00 (Standup)."
    )


@pytest.mark.usefixtures("_taken")
def test_the_best_alternative_is_nobody_elses_for_a_minute(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30")

    assert ada.runs("/book Borealis tomorrow 11-12").reads.splitlines()[0] == (
        ":no_entry_sign: Borealis was just offered to Chandra, and is kept for them until 09:21."
    )
    workplace.clock.forward(seconds=59)
    assert offered.click("Book").reads.startswith(":white_check_mark: Borealis is yours: ")


@pytest.mark.usefixtures("_taken")
def test_two_who_are_refused_are_offered_different_rooms(bob: User, chandra: User) -> None:
    chandra.runs("/book Aurora tomorrow 10:30-11:30")

    offered = bob.runs("/book Aurora tomorrow 10:30-11:30")

    assert offered.reads.splitlines()[2].startswith("Helmi · 4 seats · ")
    assert "Borealis" not in offered.reads
    assert "Sauna" not in offered.reads


@pytest.mark.usefixtures("_taken")
def test_an_alternative_that_is_taken_meanwhile_has_alternatives_of_its_own(ada: User, chandra: User) -> None:
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30")
    ada.runs("/book Sauna tomorrow 11-12")

    again = offered.click("Book", 1)

    assert again.reads.splitlines()[:4] == [
        ":no_entry_sign: Ada has Sauna from 11:00 until 12:00.",
        "You can have instead:",
        "Sauna · 12 seats · Tomorrow 10:00–11:00 · another time · kept for you until 09:21",
        "[Book] [Hold]",
    ]
    assert again.click("Book").reads.startswith(":white_check_mark: Sauna is yours: Tomorrow 10:00–11:00\n")


@pytest.mark.usefixtures("_taken")
def test_what_was_left_to_others_is_not_called_taken(house: House, bob: User, chandra: User) -> None:
    for room in (house.helmi, house.sauna, house.sisu, house.taiga):
        house.desk(house.ada).run(close_room, room.id)
    chandra.runs("/book Aurora tomorrow 10:30-11:30")

    answer = bob.runs("/book Aurora tomorrow 10:30-11:30")

    assert answer.reads.splitlines()[1:] == [
        "What is free near it was just offered to others: ask again in a minute, or name another room."
    ]
    assert bob.runs("/book Aurora tomorrow 11-12").reads.startswith(":white_check_mark: Aurora is yours")


def test_a_form_for_a_taken_room_shows_the_ways_out_above_its_fields(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    form = chandra.runs("/book").fill(room="Aurora", day=TODAY, start="10:30", end="11:30", title="Chat")

    answer = form.submit()

    assert answer.reads == new_form(
        ":no_entry_sign: Ada has Aurora until 11:00 (Standup).",
        "You can have instead:",
        "Borealis · 8 seats · Today 10:30–11:30 · the same time · kept for you until 09:21",
        "[Book] [Hold]",
        "Sauna · 12 seats · Today 10:30–11:30 · the same time",
        "[Book] [Hold]",
        "Aurora · 6 seats · Today 11:00–12:00 · another time",
        "[Book] [Hold]",
        "Aurora · 6 seats · Today 11:00–11:30 · a shorter time",
        "[Book] [Hold]",
        "Helmi · 4 seats · Today 10:30–11:30 · the same time",
        "[Book] [Hold]",
        start="10:30",
        end="11:30",
        title="Chat",
    )


def test_a_way_out_of_the_form_is_booked_with_one_click(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    form = chandra.runs("/book").submit(room="Aurora", day=TODAY, start="10:30", end="11:30", title="Chat")

    answer = form.click("Book", 2)

    assert answer.reads == (
        "Booked\n"
        ":white_check_mark: Aurora is yours: Today 11:00–12:00\n"
        "Chat\n"
        f"{chandra.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_a_form_can_also_be_mended_and_sent_again(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    form = chandra.runs("/book").submit(room="Aurora", day=TODAY, start="10:30", end="11:30", title="Chat")

    answer = form.submit(room="Helmi")

    assert answer.reads.splitlines()[1:3] == [
        ":white_check_mark: Helmi is yours: Today 10:30–11:30",
        "Chat",
    ]


def test_when_nothing_is_left_it_is_said(house: House, ada: User, chandra: User) -> None:
    for room in (house.borealis, house.helmi, house.sauna, house.sisu, house.taiga):
        ada.runs(f"/rooms close {room.name}").submit()
    ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="00:00", end="12:00", title="First")
    ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="12:00", end="00:00", title="Second")

    answer = chandra.runs("/book Aurora tomorrow 10-11")

    assert answer.reads == (
        ":no_entry_sign: Ada has Aurora until 12:00 (First).\nNothing near it is free that day either."
    )
