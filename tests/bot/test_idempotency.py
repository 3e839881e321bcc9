"""The same request twice is done once and answered the same, whatever it asks."""

from dataclasses import replace

import pytest

from booking_core import rooms
from sandbox.people import BOB, GENERAL
from tests.builders import TOMORROW, span
from tests.slack import Seen, User
from tests.workplace import Workplace


def answered(seen: Seen) -> tuple[int, object]:
    return seen.delivery.status, seen.delivery.answer


def test_a_command_books_once(ada: User) -> None:
    first = ada.runs("/book Aurora tomorrow 10-11 Standup")

    again = first.again()

    assert answered(again) == answered(first)
    assert ada.booking.title == "Standup"


def test_a_command_for_any_room_books_one(ada: User) -> None:
    first = ada.runs("/book any room tomorrow 10-11")

    assert answered(first.again()) == answered(first)
    assert len(ada.bookings) == 1


def test_two_commands_that_say_the_same_are_two(ada: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")

    again = ada.runs("/book Aurora tomorrow 10-11")

    assert again.reads.startswith(":no_entry_sign: You have Aurora already: ")


def test_a_form_books_once(ada: User) -> None:
    first = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00")

    again = first.again()

    assert answered(again) == answered(first)
    assert len(ada.bookings) == 1


def test_a_click_books_once(ada: User) -> None:
    first = ada.runs("/rooms tomorrow 10-11 for 6").click("Book")

    again = first.again()

    assert again.delivery.status == first.delivery.status == 200
    assert again.reads == first.reads
    assert len(ada.bookings) == 1


def test_a_cancel_is_done_once(ada: User) -> None:
    first = ada.runs("/book Aurora tomorrow 10-11").click("Cancel")

    again = first.again()

    assert again.reads == first.reads
    assert ada.bookings == ()


def test_a_cancel_that_comes_again_spares_who_booked_meanwhile(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    first = ada.runs("/book Aurora tomorrow 10-11").click("Cancel")
    workplace.clock.forward(minutes=2)
    chandra.runs("/book Aurora tomorrow 10-11")

    first.again()

    assert chandra.booking.room.name == "Aurora"


def test_a_change_is_made_once(ada: User) -> None:
    first = ada.runs("/book Aurora tomorrow 10-11").click("Change").submit(end="12:00")

    again = first.again()

    assert answered(again) == answered(first)
    assert ada.booking.span == span("10:00", "12:00", TOMORROW)


def test_a_change_that_comes_again_does_not_undo_a_later_one(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    first = receipt.click("Change").submit(end="12:00")
    receipt.click("Change").submit(end="13:00")

    first.again()

    assert ada.booking.span == span("10:00", "13:00", TOMORROW)


def test_one_modal_can_book_and_then_change_what_it_booked_again_and_again(ada: User) -> None:
    booked = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    changed = booked.click("Change").submit(end="12:00")
    again = changed.click("Change").submit(end="13:00")

    assert [seen.delivery.payload["view"]["id"] for seen in (booked, changed, again)] == [
        booked.delivery.payload["view"]["id"]
    ] * 3
    assert again.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–13:00"
    assert ada.booking.span == span("10:00", "13:00", TOMORROW)


def test_a_room_is_added_once(ada: User) -> None:
    first = ada.runs("/rooms add").submit(name="Kelo", seats="4")

    again = first.again()

    assert answered(again) == answered(first)
    assert [room.name for room in ada.desk.run(rooms)].count("Kelo") == 1


def test_a_room_closed_reopened_and_closed_by_an_old_request_stays_open(ada: User) -> None:
    closed = ada.runs("/rooms close Aurora").submit()
    ada.runs("/rooms reopen Aurora").submit()

    closed.again()

    assert {room.name: room.open for room in ada.desk.run(rooms)}["Aurora"]


def test_what_was_refused_is_refused_again_or_done_if_it_can_be_now(
    workplace: Workplace, ada: User, bob: User
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    refused = bob.runs("/book Aurora tomorrow 10-11")
    assert answered(refused.again()) == answered(refused)

    receipt.click("Cancel")
    workplace.clock.forward(minutes=2)

    refused.again()
    assert bob.booking.room.name == "Aurora"


@pytest.mark.parametrize("times", [1, 3])
def test_a_stolen_request_does_not_book_in_anothers_name(workplace: Workplace, ada: User, times: int) -> None:
    first = ada.runs("/book Aurora tomorrow 10-11")
    for _ in range(times):
        workplace.slack.replay(replace(first.delivery, person=BOB), X_Slack_Retry_Num="1")

    assert workplace.bob.reads(GENERAL) == ""
    assert len(ada.bookings) == 1
