"""To cancel: from the list, by reference, by naming it, from the receipt; and what can't be cancelled."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from booking_core import Span, Wish, book, hold
from tests.builders import TOMORROW, at, wish
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace

UNDO_FIRST = "You can undo this until 09:22; after that the room is free for others."


def test_nothing_to_come_is_said(ada: User) -> None:
    assert ada.runs("/cancel").reads == "You have no bookings to come."
    assert ada.runs("/cancel Aurora tomorrow").reads == "You have no bookings to come."


def test_the_list_has_a_button_for_each_of_ones_own(ada: User, bob: User) -> None:
    ada.runs("/book Aurora friday 10-11")
    ada.runs("/book Helmi tomorrow 10-11 Standup")
    bob.runs("/book Taiga tomorrow 10-11")
    helmi, aurora = (booking.reference for booking in ada.bookings)

    assert ada.runs("/cancel").reads == (
        "Your bookings to come\n"
        f"Helmi · Tomorrow 10:00–11:00 · Standup · {helmi} [Cancel]\n"
        f"Aurora · Mar 20, 2026 10:00–11:00 · {aurora} [Cancel]"
    )


def test_the_button_of_the_list_cancels_and_leaves_the_rest_below(ada: User) -> None:
    ada.runs("/book Helmi tomorrow 10-11 Standup")
    ada.runs("/book Aurora friday 10-11")
    helmi, aurora = (booking.reference for booking in ada.bookings)

    answer = ada.runs("/cancel").click("Cancel", 0)

    assert answer.reads == (
        f":wastebasket: Cancelled: Helmi, Tomorrow 10:00–11:00. {UNDO_FIRST}\n"
        f"{helmi}\n"
        "[Undo]\n"
        f"Aurora · Mar 20, 2026 10:00–11:00 · {aurora} [Cancel]"
    )
    assert ada.booking.reference == aurora
    answer = answer.click("Cancel")
    assert answer.reads == (
        f":wastebasket: Cancelled: Aurora, Mar 20, 2026 10:00–11:00. {UNDO_FIRST}\n{aurora} · screen\n[Undo]"
    )
    assert ada.bookings == ()


@pytest.mark.parametrize("where", ["receipt", "list", "reference"])
def test_a_dialog_asks_before_anything_is_cancelled(ada: User, where: str) -> None:
    receipt = ada.runs("/book Helmi tomorrow 10-11 Standup")
    shown = {
        "receipt": lambda: receipt.button("Cancel"),
        "list": lambda: ada.runs("/cancel").button("Cancel"),
        "reference": lambda: ada.runs(f"/cancel {ada.booking.reference}").button("Cancel the booking"),
    }

    dialog = shown[where]()["confirm"]

    texts = {part: dialog[part]["text"] for part in ("title", "text", "confirm", "deny")}
    assert texts == {
        "title": "Are you sure?",
        "text": "Cancel Helmi, Thu 19 Mar 10:00–11:00?",
        "confirm": "Cancel the booking",
        "deny": "Keep it",
    }


@pytest.mark.parametrize("form", ["{}", "#{}", " {} "])
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_a_reference_leads_straight_to_the_question(
    ada: User, form: str, change: Callable[[str], str]
) -> None:
    ada.runs("/book Helmi tomorrow 10-11 Standup")
    ada.runs("/book Aurora friday 10-11")
    reference = ada.bookings[0].reference

    answer = ada.runs("/cancel " + form.format(change(reference)))

    assert answer.reads == (
        f"Cancel this booking?\nHelmi · Tomorrow 10:00–11:00 · Standup · {reference}\n[Cancel the booking]"
    )
    assert answer.click("Cancel the booking").reads == (
        f":wastebasket: Cancelled: Helmi, Tomorrow 10:00–11:00. {UNDO_FIRST}\n{reference}\n[Undo]"
    )


@pytest.mark.parametrize("text", ["Aurora tomorrow", "aurora thursday", "tomorrow 10:30", "standup"])
def test_one_that_is_named_in_words_leads_to_the_question(ada: User, text: str) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup")
    ada.runs("/book Helmi friday 10-11 Retro")
    reference = ada.bookings[0].reference

    assert ada.runs(f"/cancel {text}").reads == (
        f"Cancel this booking?\nAurora · Tomorrow 10:00–11:00 · Standup · {reference}\n[Cancel the booking]"
    )


def test_several_that_fit_are_listed(ada: User) -> None:
    for text in ("Aurora tomorrow 10-11", "Aurora tomorrow 14-15", "Helmi tomorrow 10-11"):
        ada.runs(f"/book {text}")
    first, second = (b.reference for b in ada.bookings if b.room.name == "Aurora")

    assert ada.runs("/cancel Aurora tomorrow").reads == (
        "Which one?\n"
        f"Aurora · Tomorrow 10:00–11:00 · {first} [Cancel]\n"
        f"Aurora · Tomorrow 14:00–15:00 · {second} [Cancel]"
    )


def test_when_none_fits_all_are_listed(ada: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")

    assert ada.runs("/cancel Helmi friday").reads == (
        "None of your bookings fits that. These are to come:\n"
        f"Aurora · Tomorrow 10:00–11:00 · {ada.booking.reference} [Cancel]"
    )


def test_someone_elses_is_not_cancelled(ada: User, bob: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference

    assert bob.runs(f"/cancel {reference}").reads == (
        f":no_entry_sign: {reference} is Ada’s booking: only Ada or an admin can change or cancel it."
    )
    assert ada.booking.reference == reference


def test_an_admin_cancels_anyones(ada: User, bob: User) -> None:
    bob.runs("/book Taiga tomorrow 10-11")
    reference = bob.booking.reference

    answer = ada.runs(f"/cancel {reference}").click("Cancel the booking")

    assert answer.reads == (
        ":wastebasket: Cancelled: Taiga, Tomorrow 16:00–17:00 (Thu 19 Mar 10:00–11:00 in New York). "
        f"{UNDO_FIRST}\n{reference} · screen\n[Undo]"
    )
    assert bob.bookings == ()


def test_what_was_cancelled_before_is_said(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference
    old_list = ada.runs("/cancel")
    receipt.click("Cancel")

    assert old_list.click("Cancel").reads == f":no_entry_sign: {reference} was already cancelled."
    assert ada.runs(f"/cancel {reference}").reads == f":no_entry_sign: {reference} was already cancelled."


def test_what_was_never_booked_is_said(ada: User) -> None:
    assert ada.runs("/cancel ZZZZ").reads == ":no_entry_sign: There is no booking ZZZZ here."


def test_what_has_begun_is_not_cancelled_and_what_is_over_neither(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora today 09:30-10:30")
    reference = ada.booking.reference

    workplace.clock.forward(minutes=10)
    begun = (
        f":no_entry_sign: {reference} began at 09:30: it can’t be cancelled, or start elsewhere.\n[End now]"
    )
    assert receipt.click("Cancel").reads == begun
    assert ada.runs(f"/cancel {reference}").reads == begun

    workplace.clock.forward(minutes=60)
    assert receipt.click("Cancel").reads == f":no_entry_sign: {reference} is over."
    assert ada.runs(f"/cancel {reference}").reads == f":no_entry_sign: {reference} is over."


def test_the_time_of_a_cancelled_booking_is_free_once_it_cannot_be_undone(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    ada.runs("/book Aurora tomorrow 10-11").click("Cancel")
    workplace.clock.forward(minutes=2)

    answer = chandra.runs("/book Aurora tomorrow 10-11")

    assert answer.reads.startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n")


def test_a_long_list_is_paged(house: House, ada: User) -> None:
    desk, midnight = house.desk(house.ada), at("00:00", TOMORROW)
    for hour in range(32):
        start = midnight + timedelta(hours=hour)
        desk.run(book, Wish(house.aurora.id, Span(start, start + timedelta(hours=1))))

    first = ada.runs("/cancel")
    second = first.click("17 more")
    third = second.click("2 more")
    back = third.click("Earlier")

    pages = [page.reads.splitlines() for page in (first, second, third)]
    assert [page[-1] for page in pages] == ["[17 more]", "[Earlier] [2 more]", "[Earlier]"]
    assert back.reads == second.reads
    lines = [line for page in pages for line in page if line.endswith("[Cancel]")]
    assert [line.split(" · ")[-1] for line in lines] == [f"{b.reference} [Cancel]" for b in ada.bookings]


def test_help_shows_what_works_as_typed(ada: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")

    assert ada.runs("/cancel help").reads == (
        "Cancel a booking\n"
        "/cancel your bookings to come, each with a Cancel button\n"
        f"/cancel {ada.booking.reference} the one with that reference\n"
        "/cancel Aurora tomorrow yours in that room on that day"
    )


def test_a_meeting_under_way_can_be_ended_from_the_list(workplace: Workplace, ada: User) -> None:
    ada.runs("/book Aurora today 10-11")
    ada.runs("/book Aurora tomorrow 10-11")
    running, tomorrow = (booking.reference for booking in ada.bookings)
    workplace.clock.forward(minutes=50)

    assert ada.runs("/cancel").reads == (
        "Your bookings to come\n"
        f"Aurora · Today 10:00–11:00 · {running} · under way [End now]\n"
        f"Aurora · Tomorrow 10:00–11:00 · {tomorrow} [Cancel]"
    )


def test_a_hold_is_listed_as_such_and_can_be_released(house: House, ada: User) -> None:
    ada.runs("/rooms help")
    reference = house.desk(house.ada).run(hold, wish(house.aurora, "10:00", "11:00", day=TOMORROW)).reference

    listed = ada.runs("/cancel")

    assert listed.reads == (
        "Your bookings to come\n"
        f"Aurora · Tomorrow 10:00–11:00 · {reference} · held for you until 09:25 [Release]"
    )
    assert listed.click("Release").reads == (
        f":wastebasket: Released: Aurora, Tomorrow 10:00–11:00. {UNDO_FIRST}\n{reference} · screen\n[Undo]"
    )


def test_a_hold_that_is_named_is_released(house: House, ada: User) -> None:
    ada.runs("/rooms help")
    reference = house.desk(house.ada).run(hold, wish(house.aurora, "10:00", "11:00", day=TOMORROW)).reference

    asked = ada.runs(f"/cancel {reference}")

    assert asked.reads == (
        f"Release this hold?\nAurora · Tomorrow 10:00–11:00 · {reference}\n[Release the hold]"
    )
    assert asked.click("Release the hold").reads == (
        f":wastebasket: Released: Aurora, Tomorrow 10:00–11:00. {UNDO_FIRST}\n{reference} · screen\n[Undo]"
    )
