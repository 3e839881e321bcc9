"""An admin looks after the rooms; nobody else does, whatever they send."""

import pytest

from booking_core import room_named, rooms
from sandbox.people import BOB
from tests.builders import HELSINKI, NEW_YORK, TOMORROW, span
from tests.house import House
from tests.slack import Seen, User

ADMINS_ONLY = ":no_entry_sign: Only an admin of this workspace can do that."


def names(user: User) -> list[str]:
    return [room.name for room in user.desk.run(rooms)]


def test_a_room_is_added_by_form(ada: User) -> None:
    form = ada.runs("/rooms add Kelo")
    assert form.reads == (
        "Add a room\n"
        "Name: [Kelo]\n"
        "Seats: []\n"
        "Zone: [Europe/Helsinki]\n"
        "Place: []\n"
        "Features: []\n"
        "Longest stay, in hours: [12]\n"
        "How far ahead, in days: [365]"
    )
    assert form.types("zone", "new york") == ["America/New_York"]

    answer = form.submit(
        seats="7", zone="America/New_York", place="2nd floor", features="tv, board,, ", longest="1,5"
    )

    room = ada.desk.run(room_named, "kelo")
    assert answer.reads == "Room added\n:door: Kelo, 7 seats, can be booked."
    assert (room.name, room.seats, room.zone, room.open) == ("Kelo", 7, NEW_YORK, True)
    assert (room.details.place, room.details.features) == ("2nd floor", ("tv", "board"))
    assert ada.runs("/book Kelo tomorrow 10-11:30").reads.startswith(":white_check_mark: Kelo is yours: ")
    assert ada.runs("/book Kelo tomorrow 12-14").reads == (
        ":no_entry_sign: Kelo can be booked for 1 h 30 min at most, not for 2 h."
    )


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"seats": "a few"}, {"seats": "This takes a number, such as 8."}),
        ({"seats": "2.5"}, {"seats": "This takes a number, such as 8."}),
        ({"seats": "0"}, {"seats": "This takes a number, such as 8."}),
        ({"seats": "10001"}, {"seats": "A room has between 1 and 10000 seats."}),
        ({"name": "HELMI"}, {"name": "There is a room called HELMI already."}),
        ({"name": " \t "}, {"name": "A room's name has between 1 and 60 characters."}),
        ({"longest": "nan"}, {"longest": "This takes a number, such as 8."}),
        ({"longest": "800"}, {"longest": "It must be more than nothing, and 31 days at most."}),
        ({"longest": "0.001"}, {"longest": "It must be more than nothing, and 31 days at most."}),
        ({"horizon": "99999"}, {"horizon": "It must be more than nothing, and 3650 days at most."}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    ada: User, values: dict[str, str], errors: dict[str, str]
) -> None:
    answer = ada.runs("/rooms add").submit(**({"name": "Kelo", "seats": "7"} | values))

    assert answer.errors == errors
    assert "Kelo" not in names(ada)


def test_a_form_that_was_refused_can_be_mended(ada: User) -> None:
    refused = ada.runs("/rooms add").submit(name="Helmi", seats="7")

    assert refused.submit(name="Kelo").reads == "Room added\n:door: Kelo, 7 seats, can be booked."


def test_a_room_is_edited_by_form(ada: User) -> None:
    form = ada.runs("/rooms edit borealis")
    assert form.reads == (
        "Edit a room\n"
        "Name: [Borealis]\n"
        "Seats: [8]\n"
        "Zone: [Europe/Helsinki]\n"
        "Place: []\n"
        "Features: [screen, whiteboard]\n"
        "Longest stay, in hours: [12]\n"
        "How far ahead, in days: [365]"
    )

    answer = form.submit(name="Northern Lights", seats="9", features="")

    room = ada.desk.run(room_named, "Northern Lights")
    assert answer.reads == "Room saved\n:door: Northern Lights is saved."
    assert (room.seats, room.zone, room.details.features) == (9, HELSINKI, ())
    assert "Borealis" not in names(ada)


def test_a_closed_room_keeps_its_bookings_and_takes_no_more(ada: User, bob: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    bob.runs("/book Aurora tomorrow 10-11")
    standup, review = ada.booking.reference, bob.booking.reference

    form = ada.runs("/rooms close Aurora")
    answer = form.submit()

    assert answer.reads == (
        "Room closed\n"
        "Aurora is closed: nothing new can be booked in it. 2 bookings in it still stand:\n"
        f"Today 10:00 · 10:00–11:00 Standup · Ada · {standup}\n"
        f"Tomorrow 10:00 · 10:00–11:00 Booked · Bob · {review}"
    )
    assert ada.runs("/rooms Aurora").reads == (
        "Aurora on Wednesday 18 March 2026\n"
        "6 seats · screen · closed: nothing new can be booked\n"
        f"08 ░░│░░██{'░' * 18} 20\n"
        f"10:00–11:00 Standup · Ada · {standup}"
    )
    assert "Aurora ·" not in ada.runs("/rooms").reads
    assert ada.runs("/rooms").reads.endswith("\nClosed: Aurora")
    assert ada.runs("/book Aurora friday 10-11").reads.startswith(
        ":no_entry_sign: Aurora is closed: nothing new can be booked in it.\nYou can have instead:\n"
    )
    assert bob.booking.span == span("10:00", "11:00", TOMORROW)


def test_before_a_room_is_closed_it_is_said_what_would_stand(ada: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")

    assert ada.runs("/rooms close Aurora").reads == (
        "Close a room\nNothing new can be booked in Aurora then. 1 booking to come in it will stand."
    )
    assert ada.runs("/rooms close Sisu").reads == (
        "Close a room\nNothing new can be booked in Sisu then. Nothing is booked in it."
    )
    assert ada.runs("/rooms close Sisu").submit().reads == (
        "Room closed\nSisu is closed: nothing new can be booked in it. Nothing was booked."
    )


def test_a_room_reopens(ada: User) -> None:
    ada.runs("/rooms close Aurora").submit()

    form = ada.runs("/rooms reopen “Aurora”")
    answer = form.submit()

    assert answer.reads == "Room reopened\n:door: Aurora can be booked again."
    assert ada.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours: ")


@pytest.mark.parametrize("verb", ["edit", "close", "reopen"])
def test_a_room_that_is_not_there_is_said(ada: User, verb: str) -> None:
    assert ada.runs(f"/rooms {verb} Kelo").reads == ":no_entry_sign: There is no room called Kelo here."
    assert ada.runs(f"/rooms {verb}").reads == ":no_entry_sign: Say which room, by its name."


@pytest.mark.parametrize("command", ["add", "Add", "edit Aurora", "Close Aurora", "reopen Aurora"])
def test_others_are_told_no(bob: User, command: str) -> None:
    assert bob.runs(f"/rooms {command}").reads == ADMINS_ONLY


def in_other_hands(form: Seen, **values: str) -> Seen:
    """A form of Ada's as Bob would have to forge it."""
    ada = form.user
    with ada.unheard():
        payload = form.submit(**values).delivery.payload
    bob = User(ada.slack, BOB, ada.house)
    return bob.sends(payload, user={**payload["user"], "id": BOB.id})


def test_a_forged_submission_changes_nothing(ada: User, house: House) -> None:
    before = house.desk(house.ada).run(rooms)
    at_first_field = {
        "response_action": "errors",
        "errors": {"name": "Only an admin of this workspace can do that."},
    }

    added = in_other_hands(ada.runs("/rooms add"), name="Kelo", seats="7")
    edited = in_other_hands(ada.runs("/rooms edit Aurora"), name="Bob’s", seats="7")
    closed = in_other_hands(ada.runs("/rooms close Aurora"))
    reopened = in_other_hands(ada.runs("/rooms reopen Aurora"))

    assert [form.delivery.answer for form in (added, edited)] == [at_first_field] * 2
    for form in (closed, reopened):
        assert form.delivery.answer["view"]["blocks"][0]["text"]["text"] == ADMINS_ONLY
    assert house.desk(house.ada).run(rooms) == before


def test_when_all_rooms_are_closed_an_admin_hears_how_to_reopen_one(ada: User, bob: User) -> None:
    for name in names(ada):
        ada.runs(f"/rooms close {name}").submit()

    for command in ("/book", "/rooms"):
        assert ada.runs(command).reads == (
            ":no_entry_sign: All rooms are closed. Reopen one with /rooms reopen NAME."
        )
        assert bob.runs(command).reads == (
            ":no_entry_sign: All rooms are closed. Ask an admin of this workspace to reopen one."
        )
    assert bob.runs("/book Aurora tomorrow 10-11").reads == (
        ":no_entry_sign: Aurora is closed: nothing new can be booked in it.\n"
        "Nothing near it is free that day either."
    )
    assert bob.runs("/cancel").reads == "You have no bookings to come."


def test_an_admin_is_reminded_of_what_is_closed(ada: User, bob: User) -> None:
    ada.runs("/rooms close Aurora").submit()
    ada.runs("/rooms close Sisu").submit()

    assert ada.runs("/rooms").reads.splitlines()[-1] == "Closed: Aurora, Sisu"
    assert "Closed" not in bob.runs("/rooms").reads
