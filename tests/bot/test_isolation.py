"""One workspace never sees another's rooms, people or bookings, whatever ids are sent."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from booking_core import bookings_of, rooms
from sandbox.people import ADA, BOB, CHANDRA, GENERAL, Install, Json
from tests.builders import TOMORROW
from tests.house import OTHER_WORKSPACE, House
from tests.slack import Seen, User
from tests.workplace import at_work

NO_BOOKING = ":no_entry_sign: There is no such booking here."
NO_ROOM = ":no_entry_sign: There is no such room here any more."


@pytest.fixture
def stranger(house: House) -> Iterator[User]:
    """Chandra as an admin of another workspace, where there is one room."""
    person = replace(CHANDRA, team=OTHER_WORKSPACE, is_admin=True)
    with at_work(house, install=Install(team=OTHER_WORKSPACE), people=[person]) as workplace:
        yield workplace.user(person)


def test_each_workspace_has_its_own_rooms_and_bookings(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup")

    assert stranger.runs("/cancel").reads == "You have no bookings to come."
    assert [line.split(" · ")[0] for line in stranger.runs("/rooms").reads.splitlines()[1:2]] == ["Elsewhere"]
    assert "Aurora" not in stranger.runs("/rooms").reads
    assert "Elsewhere" not in ada.runs("/rooms").reads
    assert stranger.runs("/rooms Aurora").reads == ":no_entry_sign: There is no room called Aurora here."


def test_one_person_in_two_workspaces_is_two(chandra: User, stranger: User) -> None:
    chandra.runs("/book Aurora tomorrow 10-11")

    assert stranger.person.id == chandra.person.id
    assert stranger.runs("/cancel").reads == "You have no bookings to come."
    assert stranger.bookings == ()


def test_anothers_reference_is_unknown(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference

    assert stranger.runs(f"/cancel {reference}").reads == (
        f":no_entry_sign: There is no booking {reference} here."
    )


@pytest.mark.parametrize("words", ["Change", "Cancel", "Share"])
def test_anothers_booking_in_a_button_of_a_receipt_is_not_there(
    ada: User, stranger: User, words: str
) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    receipt = stranger.runs("/book Elsewhere tomorrow 10-11")

    assert receipt.clicks_forged(words, value=str(ada.booking.id)).reads == NO_BOOKING
    assert ada.booking.room.name == "Aurora"
    assert stranger.reads(GENERAL).count("round_pushpin") == 0


def test_anothers_booking_in_a_button_of_the_list_is_not_there(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    stranger.runs("/book Elsewhere tomorrow 10-11")

    answer = stranger.runs("/cancel").clicks_forged("Cancel", value=str(ada.booking.id))

    assert answer.reads == NO_BOOKING
    assert ada.booking.state == "booked"


def test_anothers_room_in_an_offer_is_not_booked(house: House, stranger: User) -> None:
    free = stranger.runs("/rooms tomorrow 14-15")
    value = json.loads(free.button("Book")["value"]) | {"r": str(house.aurora.id)}

    assert free.clicks_forged("Book", value=json.dumps(value)).reads == NO_ROOM
    assert house.desk(house.ada).run(bookings_of) == ()


def test_anothers_room_is_not_looked_into(house: House, ada: User, stranger: User) -> None:
    ada.runs("/book Aurora today 10-11 Secret")
    overview = stranger.runs("/rooms")
    action: Json = {"action_id": "turn_day_page", "value": f"{house.aurora.id}|2026-03-18|0"}

    assert overview.clicks_forged("Book", **action).reads == NO_ROOM


def test_anothers_room_in_a_book_button_opens_no_form(house: House, stranger: User) -> None:
    overview = stranger.runs("/rooms")
    value = json.loads(overview.button("Book")["value"]) | {"r": str(house.aurora.id)}

    assert overview.clicks_forged("Book", value=json.dumps(value)).reads == NO_ROOM


def forged(form: Seen, **view: object) -> object:
    """What the bot answers to that form, with something else in its view."""
    with form.user.unheard():
        payload = form.submit().delivery.payload
    return form.user.sends(payload, view={**payload["view"], **view}).delivery.answer


def test_anothers_room_in_a_form_is_not_booked(house: House, stranger: User) -> None:
    form = stranger.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")
    assert form.form is not None
    option = {"text": {"type": "plain_text", "text": "Aurora"}, "value": str(house.aurora.id)}
    room = {"room": {"type": "static_select", "selected_option": option}}

    assert forged(form, state={"values": {**form.form.values, "room": room}}) == {
        "response_action": "errors",
        "errors": {"room": "There is no such room here any more."},
    }


def test_anothers_booking_in_a_form_is_not_changed(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    form = stranger.runs("/book Elsewhere tomorrow 10-11").click("Change").fill(start="09:00")

    answer = forged(form, private_metadata=json.dumps({"channel": "", "booking": str(ada.booking.id)}))

    assert answer == {
        "response_action": "errors",
        "errors": {"room": "There is no such booking here."},
    }


@pytest.mark.parametrize("verb", ["edit", "close", "reopen"])
def test_anothers_room_is_not_looked_after(house: House, stranger: User, verb: str) -> None:
    before = house.desk(house.ada).run(rooms)

    answer = forged(
        stranger.runs(f"/rooms {verb} Elsewhere"),
        private_metadata=json.dumps({"room": str(house.aurora.id)}),
    )

    assert house.desk(house.ada).run(rooms) == before
    assert "There is no such room here any more." in json.dumps(answer)


def test_an_organisation_is_one_workspace(house: House) -> None:
    org = Install(enterprise="E0VARAUS", org_wide=True)
    people = [
        replace(ADA, team="T0NORTH", enterprise="E0VARAUS"),
        replace(BOB, team="T0SOUTH", enterprise="E0VARAUS"),
    ]

    with at_work(house, install=org, people=people) as workplace:
        ada, bob = (workplace.user(person) for person in people)
        ada.runs("/rooms add Kelo").submit(seats="4")
        bob.runs("/book").submit(room="Kelo", day=TOMORROW, start="10:00", end="11:00")
        refused = ada.runs("/book Kelo tomorrow 10-11")
        receipt = bob.runs("/book Kelo tomorrow 12-13")

        assert refused.reads.splitlines()[0] == ":no_entry_sign: Bob has Kelo until 11:00."
        assert receipt.click("Cancel").reads.startswith(":wastebasket: Cancelled: Kelo, ")
        assert [booking.room.name for booking in bob.bookings] == ["Kelo"]
        assert {line["workspace"] for line in workplace.lines} == {"E0VARAUS"}
    assert house.office.member("T0NORTH", ADA.id) is None


def presses_at_home(user: User, action_id: str, value: str) -> str:
    """What that person reads after a press of a button that their Home may not have."""
    with user.unheard():
        payload = user.clicks_at_home("Refresh").delivery.payload
    action = {**payload["actions"][0], "action_id": action_id, "value": value}
    return user.sends(payload, actions=[action]).reads


def test_a_home_shows_its_own_workspace_alone(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora today 10-11 Secret with @chandra")

    home = stranger.opens_home()

    assert "\nYour bookings\nYou have no bookings to come. " in home
    assert "“Elsewhere tomorrow 10-11”" in home
    assert "Aurora" not in home
    assert "Elsewhere" not in ada.opens_home()


@pytest.mark.parametrize(
    "action", ["change_booking", "cancel_booking", "end_booking", "confirm_hold", "release_hold"]
)
def test_anothers_booking_in_a_button_at_home_is_not_there(ada: User, stranger: User, action: str) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    stranger.opens_home()

    assert presses_at_home(stranger, action, str(ada.booking.id)) == f"Not done\n{NO_BOOKING}"
    assert ada.booking.state == "booked"


def test_anothers_change_is_not_undone(ada: User, stranger: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11").click("+15 min")
    stranger.opens_home()

    assert presses_at_home(stranger, "undo_change", str(ada.booking.change)) == f"Not done\n{NO_BOOKING}"


@pytest.mark.parametrize("verb", ["edit", "close", "reopen"])
def test_anothers_room_in_a_button_at_home_opens_no_form(house: House, stranger: User, verb: str) -> None:
    stranger.opens_home()

    answer = presses_at_home(stranger, f"{verb}_room_from_home", str(house.aurora.id))

    assert answer == f"Not done\n{NO_ROOM}"
