"""When Slack fails: what was done stays done, whoever asked hears of it, and the log has a line."""

import contextlib
import re
import socket
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from sandbox.people import GENERAL
from tests.builders import TODAY, TOMORROW
from tests.slack import Seen, User
from tests.workplace import Workplace

FAILURES: list[dict[str, Any]] = [{"error": "internal_error"}, {"retry_after": 30}, {"status": 503}]


def line(event: str, **more: str) -> dict[str, str]:
    return {"event": event, "level": "warning", **more}


def taken_form(ada: User, chandra: User) -> Seen:
    ada.runs("/book Aurora today 10-11 Standup")
    return chandra.runs("/book").submit(room="Aurora", day=TODAY, start="10:30", end="11:30", title="Chat")


@pytest.mark.parametrize("failure", FAILURES)
def test_a_form_that_cannot_be_opened_is_told_with_a_reference(
    workplace: Workplace, ada: User, failure: dict[str, Any]
) -> None:
    workplace.slack.fails("views.open", **failure)

    answer = ada.runs("/book")

    found = re.fullmatch(
        r":warning: Slack did not take my answer\. "
        r"Please check what stands before you try again \(([0-9A-F]{6})\)\.",
        answer.reads,
    )
    assert found
    assert f'"request": "{found[1]}"' in workplace.log
    assert workplace.complaints() == ["slack_trouble"]
    assert ada.runs("/book").reads.startswith("Book a room\n")


@pytest.mark.parametrize("failure", FAILURES)
def test_a_booking_made_in_a_form_that_cannot_be_updated_is_told_in_a_direct_message(
    workplace: Workplace, ada: User, chandra: User, failure: dict[str, Any]
) -> None:
    form = taken_form(ada, chandra)
    workplace.slack.fails("views.update", **failure)

    answer = form.click("Book", 2)

    reference = chandra.booking.reference
    assert answer.delivery.status == 200
    assert chandra.direct_messages == (
        ":white_check_mark: Aurora is yours: Today 11:00–12:00\n"
        "Chat\n"
        f"{reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    [told] = [one for one in workplace.lines if one["event"] == "answer_not_taken"]
    assert told["level"] == "warning"
    assert workplace.lines[-1]["booking"] == reference


def test_the_direct_message_has_buttons_that_work(workplace: Workplace, ada: User, chandra: User) -> None:
    form = taken_form(ada, chandra)
    workplace.slack.fails("views.update")
    receipt = form.click("Book", 2)
    [message] = receipt.delivery.messages

    chandra.looks_up()
    chandra.slack.act(chandra.person, message, "Cancel")

    assert chandra.bookings == ()
    assert chandra.direct_messages.startswith(":wastebasket: Cancelled: Aurora, Today 11:00–12:00.")


def late_click(seen: Seen, words: str, response_url: str) -> Seen:
    """A click whose response_url is used up, or too old."""
    with seen.user.unheard():
        payload = seen.click(words).delivery.payload
    return seen.user.sends(payload, response_url=response_url)


@pytest.mark.parametrize("path", ["/response/gone", "/nowhere"])
def test_a_booking_made_by_a_click_that_cannot_be_answered_is_told_in_a_direct_message(
    workplace: Workplace, ada: User, path: str
) -> None:
    free = ada.runs("/rooms tomorrow 10-11 for 6")

    answer = late_click(free, "Book", workplace.slack.base_url + path)

    assert answer.delivery.status == 200
    assert ada.direct_messages == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert line("answer_not_taken", error="SlackClientError") in workplace.lines
    workplace.complaints()


def test_a_click_whose_answer_cannot_be_carried_is_told_in_a_direct_message(
    workplace: Workplace, ada: User
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")

    answer = late_click(receipt, "Cancel", "http://127.0.0.1:9/response/x")

    assert answer.delivery.status == 200
    assert ada.direct_messages.startswith(":wastebasket: Cancelled: Aurora, Tomorrow 10:00–11:00.")
    assert ada.bookings == ()
    assert line("answer_not_taken", error="URLError") in workplace.lines


@contextlib.contextmanager
def answering(said: bytes) -> Iterator[str]:
    """The address of someone who says that to the first who calls, and hangs up."""

    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=answer, args=[listener], daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", "IncompleteRead"),
        (b"220 smtp.example.com\r\n", "BadStatusLine"),
    ],
    ids=["cut short", "garbled"],
)
def test_a_click_whose_answer_meets_no_slack_is_told_in_a_direct_message(
    workplace: Workplace, ada: User, said: bytes, error: str
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference

    with answering(said) as address:
        answer = late_click(receipt, "Cancel", f"{address}/response/x")

    assert answer.delivery.status == 200
    assert ada.direct_messages == (
        ":wastebasket: Cancelled: Aurora, Tomorrow 10:00–11:00."
        " You can undo this until 09:22; after that the room is free for others.\n"
        f"{reference} · screen\n"
        "[Undo]"
    )
    assert line("answer_not_taken", error=error) in workplace.lines


def test_where_no_way_is_left_the_work_is_done_and_the_log_says_whom_to_tell(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    form = taken_form(ada, chandra)
    workplace.slack.fails("views.update")
    workplace.slack.fails("chat.postMessage")

    answer = form.click("Book", 2)

    assert answer.delivery.status == 200
    assert chandra.booking.room.name == "Aurora"
    assert workplace.lines[-2] == {
        "event": "person_not_answered",
        "user": "U0CHANDRA",
        "error": "internal_error",
        "level": "error",
    }
    assert workplace.complaints() == ["person_not_answered"]


def test_a_refusal_that_cannot_be_shown_is_told_in_a_direct_message(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference
    ada.runs("/cancel").click("Cancel")

    late_click(receipt, "Cancel", f"{workplace.slack.base_url}/response/gone")

    assert ada.direct_messages == f":no_entry_sign: {reference} was already cancelled."
    assert workplace.complaints() == ["response_url: expired_url"]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_card_that_slack_does_not_take_is_told_and_can_be_shared_again(
    workplace: Workplace, ada: User, bob: User, failure: dict[str, Any]
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    workplace.slack.fails("chat.postMessage", **failure)

    refused = receipt.click("Share")
    assert refused.reads == ":no_entry_sign: Slack did not take the card. Please share again in a while."
    assert bob.reads(GENERAL) == ""

    receipt.click("Share")
    assert bob.reads(GENERAL).startswith(":round_pushpin: Aurora, Tomorrow 04:00–05:00\n")


def test_a_change_that_was_made_is_answered_in_the_acknowledgement_alone(
    workplace: Workplace, ada: User
) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11").click("Change").fill(day=TOMORROW, end="12:00")
    for method in ("views.update", "views.open", "chat.postMessage"):
        workplace.slack.fails(method)

    answer = form.submit()

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–12:00"
