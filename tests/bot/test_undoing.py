"""To undo what was just reported: a cancel, a move, an extension, an early end, a release."""

import pytest

from booking_core import hold
from tests.builders import TOMORROW, span, wish
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace


def test_a_cancel_is_undone_from_the_answer_that_reported_it(ada: User) -> None:
    cancelled = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Cancel")

    answer = cancelled.click("Undo")

    assert answer.reads == (
        ":white_check_mark: Aurora is as it was: Tomorrow 10:00–11:00\n"
        "Standup\n"
        "With @Bob\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert ada.booking.span == span("10:00", "11:00", TOMORROW)


def test_a_move_is_undone_although_others_wanted_the_room(ada: User, chandra: User) -> None:
    moved = (
        ada.runs("/book Aurora tomorrow 10-11")
        .click("Change")
        .submit(room="Helmi", start="14:00", end="15:00")
    )
    refused = chandra.runs("/book Aurora tomorrow 10-11")

    answer = moved.click("Undo")

    assert refused.reads.startswith(":no_entry_sign:")
    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is as it was: Tomorrow 10:00–11:00"
    assert (ada.booking.room.name, ada.booking.span) == ("Aurora", span("10:00", "11:00", TOMORROW))


def test_an_extension_is_undone(ada: User) -> None:
    extended = ada.runs("/book Aurora tomorrow 10-11").click("+30 min")

    assert extended.click("Undo").reads.splitlines()[0] == (
        ":white_check_mark: Aurora is as it was: Tomorrow 10:00–11:00"
    )


def test_an_early_end_is_undone(workplace: Workplace, ada: User) -> None:
    ada.runs("/book Aurora today 09:30-11")
    workplace.clock.forward(minutes=30)
    ended = ada.runs("/cancel").click("End now")
    workplace.clock.forward(seconds=119)

    answer = ended.click("Undo")

    assert answer.reads == (
        ":white_check_mark: Aurora is as it was: Today 09:30–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [End now] [Share]"
    )


def test_a_release_is_undone_and_the_hold_stands_again(house: House, ada: User) -> None:
    ada.runs("/rooms help")
    held = house.desk(house.ada).run(
        hold, wish(house.aurora, "10:00", "11:00", day=TOMORROW, title="Standup")
    )

    answer = ada.runs("/cancel").click("Release").click("Undo")

    assert answer.reads == (
        ":hourglass_flowing_sand: Aurora is held for you until 09:25: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{held.reference} · screen\n"
        "[Confirm] [Release]"
    )
    assert ada.booking.state == "held"


@pytest.mark.parametrize("seconds", [120, 3600])
def test_after_two_minutes_nothing_is_undone(workplace: Workplace, ada: User, seconds: float) -> None:
    cancelled = ada.runs("/book Aurora tomorrow 10-11").click("Cancel")
    workplace.clock.forward(seconds=seconds)

    answer = cancelled.click("Undo")

    assert answer.delivery.status == 200
    assert workplace.lines[-1]["outcome"] == "undo_over"
    assert answer.reads.startswith(":no_entry_sign: ")
    assert ada.bookings == ()


def test_what_changed_since_is_not_undone(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    extended = receipt.click("+15 min")
    ada.runs("/cancel").click("Cancel")

    extended.click("Undo")

    assert workplace.lines[-1]["outcome"] == "undo_over"
    assert ada.bookings == ()


def test_where_nothing_was_changed_there_is_nothing_to_undo(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11").click("+15 min").click("Change")

    answer = form.submit()

    assert answer.reads == (
        "Booked\n"
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:15\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_an_undo_that_comes_again_undoes_once(ada: User) -> None:
    undone = ada.runs("/book Aurora tomorrow 10-11").click("Cancel").click("Undo")

    again = undone.again()

    assert again.reads == undone.reads
    assert ada.booking.span == span("10:00", "11:00", TOMORROW)


def test_nobody_undoes_what_is_anothers(workplace: Workplace, ada: User, bob: User) -> None:
    reference = ada.runs("/book Aurora tomorrow 10-11") and ada.booking.reference
    cancelled = ada.runs("/cancel").click("Cancel")
    change = cancelled.button("Undo")["value"]

    refused = bob.runs("/book Helmi tomorrow 10-11").click("Cancel").clicks_forged("Undo", value=change)

    assert refused.reads == (
        f":no_entry_sign: {reference} is Ada’s booking: only Ada or an admin can change or cancel it."
    )
    assert workplace.complaints() == []
