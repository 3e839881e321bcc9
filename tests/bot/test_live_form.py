"""The form while it is filled in: it says whether the room is free then, and keeps the slot meanwhile."""

import pytest

from sandbox.people import BOB
from tests.builders import TOMORROW, YESTERDAY
from tests.forms import new_form
from tests.slack import User
from tests.workplace import Workplace

FREE = ":white_check_mark: Aurora is free Tomorrow 10:00–11:00, and kept for you until 09:25."
CHOOSE = "Choose a room, a day, a start and an end, and I’ll say whether the room is free."


def test_a_slot_that_is_free_is_kept_while_the_form_is_filled_in(ada: User) -> None:
    form = ada.runs("/book").fill(title="Standup", people=[BOB], private=True)

    form.fill(day=TOMORROW, start="10:00", end="11:00")

    assert form.reads == new_form(
        FREE, day=TOMORROW, start="10:00", end="11:00", title="Standup", people="U0BOB", private=True
    )


def test_what_is_kept_for_one_is_told_to_another_and_not_to_be_had(ada: User, chandra: User) -> None:
    ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")

    answer = chandra.runs("/book Aurora tomorrow 10:30-11:30")

    assert answer.reads.splitlines()[:3] == [
        ":no_entry_sign: Ada is just booking Aurora: it is kept for them until 09:25.",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:30–11:30 · the same time · kept for you until 09:21",
    ]
    assert chandra.bookings == ()


def test_the_booking_takes_what_was_kept(ada: User, chandra: User) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    chandra.runs("/book Aurora tomorrow 10-11")

    answer = form.submit()

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00"


def test_a_slot_that_is_left_again_is_free_for_others(ada: User, chandra: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")

    form.fill(room="Helmi")

    assert form.reads == new_form(
        ":white_check_mark: Helmi is free Tomorrow 10:00–11:00, and kept for you until 09:25.",
        room="Helmi · 4 seats",
        day=TOMORROW,
        start="10:00",
        end="11:00",
    )
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_when_the_form_is_closed_the_slot_is_free_for_others(ada: User, chandra: User) -> None:
    ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")

    ada.looks_up()

    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_a_slot_is_kept_for_five_minutes_from_the_last_change_on(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")
    workplace.clock.forward(minutes=4)
    form.fill(end="11:30")

    assert form.reads.splitlines()[1] == (
        ":white_check_mark: Aurora is free Tomorrow 10:00–11:30, and kept for you until 09:29."
    )
    workplace.clock.forward(minutes=5)
    assert workplace.chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora")
    assert form.submit().reads.splitlines()[1].startswith(":no_entry_sign: Chandra has Aurora until 11:00.")


def test_a_slot_that_is_taken_comes_with_who_has_it_and_ways_out(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup")
    form = chandra.runs("/book").fill(title="Chat", day=TOMORROW, start="10:30")

    form.fill(end="11:30")

    assert form.reads == new_form(
        ":no_entry_sign: Ada has Aurora until 11:00 (Standup).",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:30–11:30 · the same time · kept for you until 09:21",
        "[Book] [Hold]",
        "Sauna · 12 seats · Tomorrow 10:30–11:30 · the same time",
        "[Book] [Hold]",
        "Aurora · 6 seats · Tomorrow 11:00–12:00 · another time",
        "[Book] [Hold]",
        "Aurora · 6 seats · Tomorrow 09:00–10:00 · another time",
        "[Book] [Hold]",
        "Aurora · 6 seats · Tomorrow 11:00–11:30 · a shorter time",
        "[Book] [Hold]",
        day=TOMORROW,
        start="10:30",
        end="11:30",
        title="Chat",
    )
    assert form.click("Book").reads.splitlines()[1:3] == [
        ":white_check_mark: Borealis is yours: Tomorrow 10:30–11:30",
        "Chat",
    ]


def test_who_is_refused_keeps_nothing_of_what_the_form_kept(ada: User, bob: User, chandra: User) -> None:
    ada.runs("/book Helmi tomorrow 10-11")

    form = chandra.runs("/book").fill(room="Sauna", day=TOMORROW, start="10:00", end="11:00")
    form.fill(room="Helmi")

    assert form.reads.splitlines()[1] == ":no_entry_sign: Ada has Helmi until 11:00."
    assert bob.runs("/book Sauna tomorrow 10-11").reads.splitlines()[0] == (
        ":white_check_mark: Sauna is yours: Tomorrow 04:00–05:00 (Thu 19 Mar 10:00–11:00 in Helsinki)"
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"end": "09:00"}, ":no_entry_sign: The end must be after the start."),
        ({"day": YESTERDAY}, ":no_entry_sign: Yesterday 10:00 is in the past."),
        (
            {"start": "00:00", "end": "13:00"},
            ":no_entry_sign: Aurora can be booked for 12 h at most, not for 13 h.",
        ),
        ({"day": None}, CHOOSE),
        ({"end": None}, CHOOSE),
        ({"room": None}, CHOOSE),
    ],
)
def test_what_cannot_be_is_said_at_once_and_nothing_is_kept(
    ada: User, chandra: User, values: dict[str, object], said: str
) -> None:
    form = ada.runs("/book").fill(title="Standup", day=TOMORROW, start="10:00", end="11:00")

    form.fill(**values)

    assert form.reads.splitlines()[1] == said
    assert "Title: [Standup]" in form.reads
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_a_slot_elsewhere_is_told_on_the_readers_clock_and_the_rooms(bob: User) -> None:
    form = bob.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00", room="Aurora")

    assert form.reads.splitlines()[1] == (
        ":white_check_mark: Aurora is free Tomorrow 04:00–05:00 (Thu 19 Mar 10:00–11:00 in Helsinki), "
        "and kept for you until 03:25."
    )


def test_whoever_books_another_time_than_was_kept_leaves_nothing_behind(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00", end="11:00")
    with workplace.ada.unheard():  # a change that Slack tells us of too late
        form.fill(room="Helmi")

    answer = form.submit()

    assert answer.reads.splitlines()[1] == ":white_check_mark: Helmi is yours: Tomorrow 10:00–11:00"
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_of_two_quick_changes_the_second_is_answered_as_well(workplace: Workplace, ada: User) -> None:
    """It was sent before the form showed the answer to the first, so it knows an older form."""
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00")
    changes = []
    for end in ("12:00", "11:00"):
        with ada.unheard():
            form.fill(end=end)
        changes.append(workplace.slack.deliveries[-1].payload)

    for change in changes:
        ada.sends(change)

    assert form.reads.splitlines()[1] == FREE


def test_a_form_that_is_gone_when_its_answer_comes_keeps_nothing(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00")
    with ada.unheard():
        form.fill(end="11:00")
    late = workplace.slack.deliveries[-1].payload
    ada.looks_up()

    ada.sends(late)

    assert workplace.complaints() == ["views.update: not_found"]
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")


def test_who_holds_as_much_as_one_may_is_told_that_it_is_free_or_who_has_it(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 12-13")
    for hours in ("8-9", "9-10"):
        chandra.runs(f"/rooms tomorrow {hours}").click("Hold")

    form = chandra.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    assert form.reads.splitlines()[1] == (
        ":white_check_mark: It is free then. You hold 2 slots already, so I can’t keep it for you meanwhile."
    )

    form.fill(start="12:30", end="13:30")
    assert form.reads.splitlines()[1] == ":no_entry_sign: Ada has Aurora until 13:00."


def test_what_slack_does_not_show_is_not_kept(workplace: Workplace, ada: User, chandra: User) -> None:
    form = ada.runs("/book").fill(day=TOMORROW, start="10:00")
    before = form.reads
    workplace.slack.fails("views.update")

    form.fill(end="11:00")

    assert form.reads.splitlines()[:4] == before.splitlines()[:4]
    assert chandra.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora is yours")
