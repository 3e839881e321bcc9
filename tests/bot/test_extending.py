"""To extend a booking and to end it early, and the ways out where that is refused."""

import pytest

from tests.builders import TODAY, TOMORROW, span
from tests.slack import User
from tests.workplace import Workplace


@pytest.mark.parametrize(("words", "end"), [("+15 min", "11:15"), ("+30 min", "11:30")])
def test_a_booking_is_extended_from_its_receipt(ada: User, words: str, end: str) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 Standup")

    answer = receipt.click(words)

    assert answer.reads == (
        f":white_check_mark: Aurora is extended: Tomorrow 10:00–{end}\n"
        "Standup\n"
        "You can undo this until 09:22.\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share] [Undo]"
    )
    assert ada.booking.span == span("10:00", end, TOMORROW)


def test_a_click_that_comes_again_extends_once(ada: User) -> None:
    extended = ada.runs("/book Aurora tomorrow 10-11").click("+15 min")

    again = extended.again()

    assert again.reads == extended.reads
    assert ada.booking.span == span("10:00", "11:15", TOMORROW)


def test_two_quick_clicks_extend_once(ada: User) -> None:
    extended = ada.runs("/book Aurora tomorrow 10-11").click("+15 min")

    again = ada.sends(extended.delivery.payload, trigger_id="another")

    assert again.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:15\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert ada.booking.span == span("10:00", "11:15", TOMORROW)


@pytest.mark.parametrize(
    ("meanwhile", "end"), [("10:45", "11:15"), ("11:15", "11:30"), ("11:30", "11:30"), ("12:00", "12:00")]
)
def test_an_old_button_extends_to_what_it_says_and_by_no_more(ada: User, meanwhile: str, end: str) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    with ada.unheard():
        payload = receipt.click("+30 min").delivery.payload
    receipt.click("Change").submit(end=meanwhile)
    ada.looks_up()

    answer = ada.sends(payload)

    assert f": Tomorrow 10:00–{end}\n" in answer.reads
    assert ada.booking.span == span("10:00", end, TOMORROW)


def test_a_move_that_comes_after_the_start_is_refused_as_a_move(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    chandra.runs("/book Aurora today 11-12")
    receipt = ada.runs("/book").submit(room="Aurora", start="10:00", end="11:00")
    reference = ada.booking.reference
    refused = receipt.click("+15 min")
    workplace.clock.forward(minutes=45)

    answer = refused.click("Move")

    assert answer.reads == (
        "Not changed\n"
        f":no_entry_sign: {reference} began at 10:00: it can’t be cancelled, or start elsewhere.\n"
        "[End now]"
    )


def test_what_cannot_be_extended_stays_as_it_was_and_can_go_as_far_as_it_is_free(
    ada: User, chandra: User
) -> None:
    chandra.runs("/book Aurora tomorrow 11:15-12 Retro")
    receipt = ada.runs("/book Aurora tomorrow 10-11 Standup")
    reference = ada.booking.reference

    refused = receipt.click("+30 min")

    assert refused.reads == (
        ":no_entry_sign: Chandra has Aurora from 11:15 until 12:00 (Retro).\n"
        f"{reference} stays as it was: Tomorrow 10:00–11:00.\n"
        "[Change] [+15 min] [+30 min] [Cancel]\n"
        "You can have instead:\n"
        "Aurora · Tomorrow 10:00–11:15 [Extend]\n"
        "Borealis · 8 seats · Tomorrow 10:00–11:30 · kept for you until 09:21 [Move]\n"
        "Sauna · 12 seats · Tomorrow 10:00–11:30 [Move]\n"
        "Aurora · 6 seats · Tomorrow 08:30–10:00 [Move]\n"
        "Aurora · 6 seats · Tomorrow 12:00–13:30 [Move]\n"
        "Helmi · 4 seats · Tomorrow 10:00–11:30 [Move]"
    )
    assert ada.booking.span == span("10:00", "11:00", TOMORROW)
    assert refused.click("Extend").reads == (
        ":white_check_mark: Aurora is changed: Tomorrow 10:00–11:15\n"
        "Standup\n"
        "You can undo this until 09:22.\n"
        f"{reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share] [Undo]"
    )


def test_the_way_out_that_was_kept_is_there_when_it_is_clicked(
    workplace: Workplace, ada: User, bob: User, chandra: User
) -> None:
    chandra.runs("/book Aurora tomorrow 11-12")
    refused = ada.runs("/book Aurora tomorrow 10-11 Standup").click("+15 min")
    taken = bob.runs("/book Borealis tomorrow 9:30-10:30")
    workplace.clock.forward(seconds=59)

    moved = refused.click("Move", 0)

    assert not taken.reads.startswith(":white_check_mark:")
    assert moved.reads.splitlines()[0] == ":white_check_mark: Borealis is changed: Tomorrow 10:00–11:15"


def test_a_way_out_that_is_gone_leads_to_others(
    workplace: Workplace, ada: User, bob: User, chandra: User
) -> None:
    chandra.runs("/book Aurora tomorrow 11-12")
    refused = ada.runs("/book Aurora tomorrow 10-11 Standup").click("+15 min")
    workplace.clock.forward(minutes=1)
    bob.runs("/book Borealis tomorrow 10-11 Review")

    again = refused.click("Move", 0)

    assert again.reads.splitlines()[:5] == [
        ":no_entry_sign: Bob has Borealis until 11:00 (Review).",
        f"{ada.booking.reference} stays as it was: Tomorrow 10:00–11:00.",
        "[Change] [+15 min] [+30 min] [Cancel]",
        "You can have instead:",
        "Sauna · 12 seats · Tomorrow 10:00–11:15 · kept for you until 09:22 [Move]",
    ]


def test_a_meeting_under_way_stays_in_its_room_and_goes_on_in_another(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    chandra.runs("/book Aurora today 11-12 Retro")
    receipt = ada.runs("/book Aurora today 10-11 Standup")
    reference = ada.booking.reference
    workplace.clock.forward(minutes=60)

    refused = receipt.click("+30 min")

    assert refused.reads == (
        ":no_entry_sign: Chandra has Aurora from 11:00 until 12:00 (Retro).\n"
        f"{reference} stays as it was: Today 10:00–11:00.\n"
        "[Change] [+15 min] [+30 min] [End now]\n"
        "You can have instead:\n"
        "Borealis · 8 seats · Today 11:00–11:30 · kept for you until 10:21 [Book]\n"
        "Sauna · 12 seats · Today 11:00–11:30 [Book]\n"
        "Helmi · 4 seats · Today 11:00–11:30 [Book]\n"
        "Sisu · 2 seats · Today 11:00–11:30 [Book]"
    )
    answer = refused.click("Book")

    [_, rest] = ada.bookings
    assert answer.reads == (
        ":white_check_mark: Borealis is yours: Today 11:00–11:30\n"
        "Standup\n"
        f"{rest.reference} · screen, whiteboard\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert [(b.room.name, b.title) for b in ada.bookings] == [("Aurora", "Standup"), ("Borealis", "Standup")]


def test_a_room_allows_no_more_than_its_longest_stay(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 8-20")

    answer = receipt.click("+15 min")

    assert answer.reads == ":no_entry_sign: Aurora can be booked for 12 h at most, not for 12 h 15 min."
    assert ada.booking.span == span("08:00", "20:00", TOMORROW)


def test_end_now_gives_the_rest_of_the_time_to_others_after_two_minutes(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    receipt = ada.runs("/book Aurora today 09:30-11 Standup")
    reference = ada.booking.reference
    workplace.clock.forward(minutes=20)

    ended = receipt.click("+15 min").click("End now")

    assert ended.reads == (
        ":checkered_flag: Ended: Aurora, Today 09:30–09:40. "
        "You can undo this until 09:42; after that the rest of its time is free for others.\n"
        f"{reference} · screen\n"
        "[Undo]"
    )
    assert ada.bookings == ()
    assert chandra.runs("/book Aurora today 10-11").reads.startswith(":no_entry_sign:")
    workplace.clock.forward(minutes=2)
    assert chandra.runs("/book Aurora today 10-11").reads.startswith(":white_check_mark: Aurora is yours:")


def test_what_is_ended_in_its_first_minute_is_cancelled(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora today 09:30-11")
    workplace.clock.forward(minutes=10, seconds=30)

    answer = receipt.click("Cancel").click("End now")

    assert answer.reads.splitlines()[0] == (
        ":wastebasket: Cancelled: Aurora, Today 09:30–11:00. "
        "You can undo this until 09:32; after that the room is free for others."
    )
    assert ada.bookings == ()


def test_what_is_over_is_neither_extended_nor_ended(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora today 09:30-10")
    reference = ada.booking.reference
    workplace.clock.forward(minutes=40)

    assert receipt.click("+15 min").reads == f":no_entry_sign: {reference} is over."


def test_what_has_not_begun_is_not_ended(ada: User) -> None:
    ada.runs("/book Aurora today 09:20-10")
    later = ada.runs("/book Helmi today 11-12")
    booking = next(b for b in ada.bookings if b.room.name == "Helmi")

    answer = ada.runs("/cancel").clicks_forged("End now", value=str(booking.id))

    assert answer.reads.startswith(f":no_entry_sign: {booking.reference} ")
    assert later.reads.splitlines()[0] == ":white_check_mark: Helmi is yours: Today 11:00–12:00"
    assert [b.span for b in ada.bookings if b.room.name == "Helmi"] == [span("11:00", "12:00", TODAY)]


@pytest.mark.parametrize("words", ["+15 min", "Cancel"])
def test_only_the_booker_or_an_admin_changes_a_booking(bob: User, chandra: User, words: str) -> None:
    bob.runs("/book Aurora tomorrow 10-11")
    theirs = bob.booking
    value = f"{theirs.id}|15|1773910800" if words == "+15 min" else str(theirs.id)

    refused = chandra.runs("/book Sisu today 10-11").clicks_forged(words, value=value)

    assert refused.reads == (
        f":no_entry_sign: {theirs.reference} is Bob’s booking: only Bob or an admin can change or cancel it."
    )
    assert bob.booking.span == theirs.span
