"""The form of a change while it is filled in: what the booking would take, and ways out that change it."""

from tests.builders import TOMORROW, span
from tests.forms import change_form
from tests.slack import User


def test_in_a_change_its_own_time_is_not_in_the_way(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup").click("Change")

    form.fill(start="10:30")
    assert form.reads == change_form(
        ":white_check_mark: Aurora is yours then.", day=TOMORROW, start="10:30", end="11:00", title="Standup"
    )

    form.fill(end="11:30")
    assert form.reads.splitlines()[1] == (
        ":white_check_mark: Aurora is free Tomorrow 10:30–11:30, and kept for you until 09:25."
    )


def test_what_a_change_would_take_is_kept_meanwhile_and_let_go_when_it_is_closed(
    ada: User, chandra: User
) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11").click("Change")
    form.fill(end="12:00")

    said = chandra.runs("/book Aurora tomorrow 11-12").reads.splitlines()[0]
    assert said == ":no_entry_sign: Ada is just booking Aurora: it is kept for them until 09:25."

    ada.looks_up()
    assert chandra.runs("/book Aurora tomorrow 11-12").reads.startswith(":white_check_mark: Aurora is yours")


def test_a_way_out_in_a_change_changes_the_booking_and_keeps_what_was_typed(ada: User, bob: User) -> None:
    bob.runs("/book Helmi tomorrow 10-11 Review")
    form = ada.runs("/book Aurora tomorrow 10-11").click("Change").fill(title="Retro", room="Helmi")
    assert form.reads == change_form(
        ":no_entry_sign: Bob has Helmi until 11:00 (Review).",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:00–11:00 · the same time · kept for you until 09:21",
        "[Change to this]",
        "Sauna · 12 seats · Tomorrow 10:00–11:00 · the same time",
        "[Change to this]",
        "Helmi · 4 seats · Tomorrow 09:00–10:00 · another time",
        "[Change to this]",
        "Helmi · 4 seats · Tomorrow 11:00–12:00 · another time",
        "[Change to this]",
        "Sisu · 2 seats · Tomorrow 10:00–11:00 · the same time",
        "[Change to this]",
        room="Helmi · 4 seats",
        day=TOMORROW,
        start="10:00",
        end="11:00",
        title="Retro",
    )

    answer = form.click("Change to this")

    booking = ada.booking
    assert answer.reads.splitlines()[:3] == [
        "Changed",
        ":white_check_mark: Borealis is changed: Tomorrow 10:00–11:00",
        "Retro",
    ]
    assert (booking.room.name, booking.span, booking.title) == (
        "Borealis",
        span("10:00", "11:00", TOMORROW),
        "Retro",
    )


def test_who_holds_as_much_as_one_may_can_still_see_what_a_change_would_take(
    ada: User, chandra: User
) -> None:
    ada.runs("/book Aurora tomorrow 12-13")
    receipt = chandra.runs("/book Aurora tomorrow 10-11")
    for hours in ("8-9", "9-10"):
        chandra.runs(f"/rooms tomorrow {hours}").click("Hold")

    form = receipt.click("Change").fill(end="11:30")
    assert form.reads.splitlines()[1].startswith(
        ":white_check_mark: It is free then. You hold 2 slots already"
    )

    form.fill(end="12:30")
    assert form.reads.splitlines()[1] == ":no_entry_sign: Ada has Aurora from 12:00 until 13:00."
