"""To hold a slot while one asks around: its card, to confirm it, to give it up, and what becomes of it."""

import pytest

from booking_core import cards_of
from tests.builders import TOMORROW, span
from tests.forms import new_form
from tests.slack import Seen, User
from tests.workplace import Workplace


def held(user: User, text: str = "tomorrow 10-11 for 6") -> Seen:
    """The first of the rooms that are free then, held."""
    return user.runs(f"/rooms {text}").click("Hold")


def test_a_free_room_is_held_with_one_click(ada: User) -> None:
    found = ada.runs("/rooms tomorrow 10-11 for 6")

    answer = found.click("Hold")

    booking = ada.booking
    assert answer.reads == (
        ":hourglass_flowing_sand: Aurora is held for you until 09:25: Tomorrow 10:00–11:00\n"
        f"{booking.reference} · screen\n"
        "[Confirm] [Release]"
    )
    assert answer.message.text == (
        f"Aurora is held for you until 09:25: Thu 19 Mar 10:00–11:00 ({booking.reference})"
    )
    assert answer.message.ts == found.message.ts
    assert (booking.state, booking.span) == ("held", span("10:00", "11:00", TOMORROW))


def test_a_hold_is_confirmed_into_a_booking(ada: User) -> None:
    answer = held(ada).click("Confirm")

    assert answer.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert ada.booking.state == "booked"


def test_a_hold_is_given_up_and_that_can_be_undone(ada: User, chandra: User) -> None:
    card = held(ada)
    reference = ada.booking.reference

    answer = card.click("Release")

    assert answer.reads == (
        ":wastebasket: Released: Aurora, Tomorrow 10:00–11:00. "
        "You can undo this until 09:22; after that the room is free for others.\n"
        f"{reference} · screen\n"
        "[Undo]"
    )
    assert ada.bookings == ()
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.splitlines()[0] == (
        ":no_entry_sign: Ada has just given up Aurora, and can undo that until 09:22."
    )


def test_to_others_it_is_held_until_it_lapses(workplace: Workplace, ada: User, chandra: User) -> None:
    held(ada)

    assert chandra.runs("/book Aurora tomorrow 10-11").reads.splitlines()[0] == (
        ":no_entry_sign: Ada holds Aurora until 11:00. Unless it is confirmed, that lapses at 09:25."
    )
    workplace.clock.forward(minutes=5)
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_a_hold_that_is_confirmed_too_late_says_so_and_can_be_booked(workplace: Workplace, ada: User) -> None:
    card = held(ada)
    reference = ada.booking.reference
    workplace.clock.forward(minutes=5)

    answer = card.click("Confirm")

    assert answer.reads == (
        f":hourglass: Aurora is no longer held for you: Tomorrow 10:00–11:00\n{reference} · screen\n[Book]"
    )
    assert answer.click("Book").reads.startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n")


def test_who_comes_too_late_and_finds_it_taken_is_offered_others(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    card = held(ada)
    workplace.clock.forward(minutes=5)
    chandra.runs("/book Aurora tomorrow 10-11")

    answer = card.click("Confirm").click("Book")

    assert answer.reads.splitlines()[:3] == [
        ":no_entry_sign: Chandra has Aurora until 11:00.",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:00–11:00 · the same time · kept for you until 09:26",
    ]


def test_an_alternative_is_held_with_what_was_wished(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30 Chat with @Ada")

    answer = offered.click("Hold")

    assert answer.reads.splitlines()[:3] == [
        ":hourglass_flowing_sand: Sisu is held for you until 09:25: Tomorrow 10:30–11:30",
        "Chat",
        "With @Ada",
    ]
    assert answer.click("Confirm").reads.splitlines()[:3] == [
        ":white_check_mark: Sisu is yours: Tomorrow 10:30–11:30",
        "Chat",
        "With @Ada",
    ]


def test_the_form_becomes_the_card_of_what_it_asks_for(ada: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00", title="Standup")

    answer = form.click("Hold for 5 minutes")

    assert answer.reads == (
        "Held\n"
        ":hourglass_flowing_sand: Aurora is held for you until 09:25: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{ada.booking.reference} · screen\n"
        "[Confirm] [Release]"
    )
    assert answer.click("Confirm").reads.splitlines()[:2] == [
        "Booked",
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00",
    ]


def test_a_form_that_cannot_be_held_says_why_above_its_fields(ada: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="11:00", end="10:00")

    answer = form.click("Hold for 5 minutes")

    assert answer.reads == new_form(
        ":no_entry_sign: The end must be after the start.", day=TOMORROW, start="11:00", end="10:00"
    )


def test_your_own_hold_is_shown_where_it_is_in_the_way(ada: User) -> None:
    card = held(ada)

    answer = ada.runs("/book Aurora tomorrow 10:30-11:30")

    assert answer.reads == card.reads
    assert answer.click("Confirm").reads.startswith(
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00"
    )


def test_your_own_hold_is_shown_in_the_form_where_it_is_in_the_way(ada: User) -> None:
    card = held(ada)

    form = ada.runs("/book").fill(day=TOMORROW, start="10:30", end="11:30", title="Chat")

    assert form.reads == new_form(
        *card.reads.splitlines(), day=TOMORROW, start="10:30", end="11:30", title="Chat"
    )
    assert form.submit().reads == form.reads
    assert form.click("Confirm").reads.splitlines()[1].startswith(":white_check_mark: Aurora is yours")


def test_a_third_hold_is_one_too_many(ada: User) -> None:
    for text in ("tomorrow 8-9", "tomorrow 9-10"):
        held(ada, text)

    assert held(ada, "tomorrow 10-11").reads == (
        ":no_entry_sign: You hold 2 slots already: confirm or release one first."
    )


def test_two_clicks_hold_once(ada: User) -> None:
    first = held(ada)

    again = first.again()
    slow = ada.sends(first.delivery.payload, trigger_id="another")

    assert again.reads == slow.reads == first.reads
    assert len(ada.bookings) == 1


def test_a_click_that_comes_again_says_what_has_become_of_the_hold(ada: User) -> None:
    card = held(ada)
    card.click("Confirm")

    assert card.again().reads.startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n")


def test_a_hold_confirmed_before_is_confirmed_again(ada: User) -> None:
    confirmed = held(ada).click("Confirm")

    assert confirmed.again().reads == confirmed.reads


@pytest.mark.parametrize("words", ["Confirm", "Release"])
def test_anothers_hold_is_not_yours_to_decide_about(ada: User, bob: User, words: str) -> None:
    held(ada, "tomorrow 12-13")
    mine = held(bob, "tomorrow 15-16")

    answer = mine.clicks_forged(words, value=str(ada.booking.id))

    assert "is Ada’s booking" in answer.reads
    assert ada.booking.state == "held"


def test_where_a_card_stands_is_known_so_that_it_can_be_edited(ada: User) -> None:
    card = held(ada)
    url = card.delivery.payload["response_url"]
    first = ada.booking
    assert [(one.place, one.message) for one in ada.desk.run(cards_of, first.id)] == [("url", url)]

    form = ada.runs("/book").fill(day=TOMORROW, start="14:00", end="15:00")
    shown = form.click("Hold for 5 minutes")
    assert shown.form is not None
    [second] = [booking for booking in ada.bookings if booking.id != first.id]
    assert [(one.place, one.message) for one in ada.desk.run(cards_of, second.id)] == [
        ("view", shown.form.id)
    ]


def test_a_second_click_in_the_form_is_answered_with_the_card(ada: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00", title="Standup")
    with ada.unheard():
        second = form.click("Hold for 5 minutes").delivery.payload
    card = form.click("Hold for 5 minutes")
    answered = card.reads

    again = ada.sends(second)

    assert again.reads == card.reads == answered
    assert answered.startswith("Held\n:hourglass_flowing_sand: Aurora is held for you until 09:25: ")


def test_a_form_in_place_of_the_card_is_not_overwritten_when_the_hold_lapses(
    workplace: Workplace, ada: User
) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")
    with ada.unheard():
        second = form.click("Hold for 5 minutes").delivery.payload
    form.click("Hold for 5 minutes")
    ada.sends(second, view={**second["view"], "hash": "of a form that was refreshed meanwhile"})
    form.fill(title="Standup")
    reference = ada.booking.reference
    typed = form.reads
    workplace.clock.forward(minutes=5)

    workplace.errands()

    assert form.reads == typed
    assert typed.splitlines()[-4:] == [
        "Title: [Standup]",
        "People: []",
        "Private: [ ] Only you, the people and admins see title and people",
        "[Hold for 5 minutes]",
    ]
    assert ada.direct_messages == (
        f":hourglass: Aurora is no longer held for you: Tomorrow 10:00–11:00\n{reference} · screen\n[Book]"
    )
