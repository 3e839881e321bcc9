"""To write to the bot, or to name it in a channel: the same conversations, answered in a thread."""

import pytest

from sandbox.people import BOB, GENERAL, RANDOM
from tests.forms import new_form
from tests.house import House
from tests.slack import Seen, User
from tests.workplace import Workplace


def place(answer: Seen) -> tuple[str, str | None, str | None]:
    """The channel, the one person who sees it, and the thread of an answer."""
    return answer.message.channel, answer.message.only_for, answer.message.thread_ts


def started(answer: Seen) -> str:
    """The message that was answered."""
    return str(answer.delivery.payload["event"]["ts"])


def test_a_message_books_at_once_and_is_answered_in_its_thread(ada: User) -> None:
    answer = ada.says("Aurora tomorrow 10-11 Standup")

    assert answer.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )
    assert place(answer) == (ada.slack.dm(ada.person).id, None, started(answer))


def test_a_mention_is_answered_where_it_stands_and_to_nobody_else(ada: User, bob: User) -> None:
    answer = bob.says("@Varaus Helmi tomorrow 10-11", GENERAL)

    assert answer.reads.startswith(":white_check_mark: Helmi is yours: Tomorrow 04:00–05:00 ")
    assert bob.booking.room.name == "Helmi"
    assert place(answer) == (GENERAL.id, BOB.id, None)  # in a thread that is none, Slack shows nothing
    assert "Helmi is yours" not in ada.reads(GENERAL)


def test_a_taken_room_comes_with_ways_out_that_book(ada: User, chandra: User) -> None:
    ada.says("Aurora tomorrow 10-11 Standup")

    offered = chandra.says("book Aurora tomorrow 10-11")
    booked = offered.click("Book")

    assert offered.reads.splitlines()[:3] == [
        ":no_entry_sign: Ada has Aurora until 11:00 (Standup).",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:00–11:00 · the same time · kept for you until 09:21",
    ]
    assert booked.reads.startswith(":white_check_mark: Borealis is yours: Tomorrow 10:00–11:00\n")
    assert booked.message.ts == offered.message.ts


def test_a_question_has_a_button_that_opens_the_form_filled_in(ada: User) -> None:
    asked = ada.says("Aurora tomorrow Standup")
    assert asked.reads == "What time?\n[Open the form]"

    form = asked.click("Open the form")

    assert form.reads == new_form(day="2026-03-19", title="Standup")
    assert form.submit(start="10:00", end="11:00").reads.splitlines()[1:3] == [
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00",
        "Standup",
    ]


def test_a_doubt_has_a_button_for_each_reading(ada: User) -> None:
    asked = ada.says("S tomorrow 10-11")

    assert asked.reads.splitlines()[0] == "Which room is “S”?"
    answer = asked.click("Sisu Thu 19 Mar 10:00–11:00")
    assert answer.reads.startswith(":white_check_mark: Sisu is yours: Tomorrow 10:00–11:00\n")


def test_a_message_looks_around(ada: User) -> None:
    assert ada.says("rooms").reads == ada.runs("/rooms").reads
    assert ada.says("Rooms: friday").reads == ada.runs("/rooms friday").reads
    assert ada.says("rooms tomorrow 14-15 for 8").reads == ada.runs("/rooms tomorrow 14-15 for 8").reads


def test_a_message_cancels(ada: User) -> None:
    ada.says("Aurora tomorrow 10-11")
    reference = ada.booking.reference

    assert ada.says("cancel").reads == ada.runs("/cancel").reads
    asked = ada.says(f"cancel {reference}")
    assert asked.click("Cancel the booking").reads.startswith(":wastebasket: Cancelled: Aurora, ")
    assert ada.bookings == ()


@pytest.mark.parametrize("text", ["help", "book", "book help"])
def test_a_message_that_asks_for_help_gets_it(ada: User, text: str) -> None:
    assert ada.says(text).reads == ada.runs("/book help").reads


def test_a_mention_without_words_gets_help(ada: User) -> None:
    assert ada.says("@Varaus", GENERAL).reads == ada.runs("/book help").reads


def test_what_people_say_to_each_other_is_none_of_its_business(workplace: Workplace, ada: User) -> None:
    said = ada.says("Aurora tomorrow 10-11?", GENERAL)
    elsewhere = ada.says("@Varaus Aurora tomorrow 10-11", RANDOM)

    assert (said.delivery.sent, elsewhere.delivery.sent) == (False, False)
    assert workplace.lines == []


@pytest.mark.parametrize("more", [{"bot_id": "B0OTHER"}, {"subtype": "message_changed"}])
def test_what_an_app_says_or_someone_edits_is_not_answered(ada: User, more: dict[str, str]) -> None:
    with ada.unheard():
        payload = ada.says("Aurora tomorrow 10-11").delivery.payload

    answer = ada.sends(payload, event={**payload["event"], **more})

    assert answer.delivery.status == 200
    assert answer.delivery.messages == ()
    assert ada.runs("/cancel").reads == "You have no bookings to come."


def test_an_event_that_slack_sends_again_books_once(ada: User) -> None:
    first = ada.says("Aurora tomorrow 10-11 Standup")

    again = first.again()

    assert again.reads == first.reads
    assert len(ada.bookings) == 1


def test_a_refusal_is_answered_in_the_thread_too(house: House, ada: User) -> None:
    answer = ada.says("Aurora yesterday 10-11")

    assert answer.reads == ":no_entry_sign: That is in the past."
    assert place(answer) == (ada.slack.dm(ada.person).id, None, started(answer))
    assert house.aurora.open


def test_what_needs_a_form_is_told_by_its_command(ada: User) -> None:
    assert "/rooms add a new room" in ada.says("rooms add Kelo").reads
