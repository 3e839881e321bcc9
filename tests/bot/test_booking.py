"""To book by text: at once, with a question, or with what can be had instead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sandbox.people import ADA, BOB, CHANDRA, Install
from tests.builders import TOMORROW, at, span
from tests.forms import new_form
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace, at_work


def test_what_is_said_in_full_is_booked_at_once(ada: User) -> None:
    answer = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob and @Chandra")

    booking = ada.booking
    assert answer.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        "Standup\n"
        "With @Bob and @Chandra\n"
        f"{booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert answer.message.text == f"Aurora is yours: Thu 19 Mar 10:00–11:00 ({booking.reference})"
    assert answer.message.only_for == ADA.id
    assert (booking.room.name, booking.span, booking.title, booking.people) == (
        "Aurora",
        span("10:00", "11:00", TOMORROW),
        "Standup",
        (BOB.id, CHANDRA.id),
    )


def test_a_receipt_says_the_readers_clock_and_the_rooms_where_they_differ(bob: User) -> None:
    answer = bob.runs("/book Aurora tomorrow 10-11")

    assert answer.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 04:00–05:00 (Thu 19 Mar 10:00–11:00 in Helsinki)\n"
        f"{bob.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert bob.booking.span == span("10:00", "11:00", TOMORROW)


def test_a_receipt_says_one_clock_where_the_room_is_near(bob: User) -> None:
    answer = bob.runs("/book Taiga tomorrow 10-11")

    assert answer.reads == (
        ":white_check_mark: Taiga is yours: Tomorrow 10:00–11:00\n"
        f"{bob.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_who_reads_elsewhere_sees_their_own_clock(bob: User) -> None:
    answer = bob.runs("/book Aurora tomorrow 10-11")

    text = str(answer.blocks[0]["text"]["text"])
    seconds = int(at("10:00", TOMORROW).timestamp())
    assert f"<!date^{seconds}^{{date_short_pretty}} {{time}}|Thu 19 Mar 04:00 (America/New_York)>" in text


def test_any_room_is_the_smallest_that_fits_and_is_near(bob: User) -> None:
    answer = bob.runs("/book any room today 10-11 for 5")

    assert answer.reads == (
        ":white_check_mark: Taiga is yours: Today 10:00–11:00\n"
        f"{bob.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_no_room_is_large_enough(ada: User) -> None:
    answer = ada.runs("/book any room tomorrow 10-11 for 50")

    assert answer.reads == ":no_entry_sign: No room with 50 seats is free Thu 19 Mar 10:00–11:00."


@pytest.mark.parametrize(
    ("text", "question", "fields"),
    [
        ("Aurora tomorrow planning", "What time?", "Aurora · 6 seats 2026-03-19 09:30 10:30 planning"),
        (
            "Aurora tomorrow 14:00 planning",
            "Until when? I filled in one hour.\n[Aurora Thu 19 Mar 14:00–15:00]",
            "Aurora · 6 seats 2026-03-19 14:00 15:00 planning",
        ),
        (
            "Kelo tomorrow 10-11",
            "I know no room called “Kelo”. Which room?",
            "Aurora · 6 seats 2026-03-19 10:00 11:00 ",
        ),
        (
            "Aurora 2026-03-29 03:30-05:00",
            "The clocks go forward that night, and skip that time. When shall it start?",
            "Aurora · 6 seats 2026-03-29 09:30 10:30 ",
        ),
    ],
)
def test_what_is_missing_is_asked_above_a_form_with_the_rest(
    ada: User, text: str, question: str, fields: str
) -> None:
    answer = ada.runs(f"/book {text}")

    room, day, start, end, title = fields.rsplit(" ", 4)
    assert answer.reads == new_form(question, room=room, day=day, start=start, end=end, title=title)
    assert ada.bookings == ()


def test_a_doubt_is_settled_by_one_click(ada: User) -> None:
    asked = ada.runs("/book S tomorrow 10-11")
    assert asked.reads.splitlines()[1:3] == [
        "Which room is “S”?",
        "[Sauna Thu 19 Mar 10:00–11:00] [Sisu Thu 19 Mar 10:00–11:00]",
    ]

    answer = asked.click("Sisu Thu 19 Mar 10:00–11:00")

    assert answer.reads == (
        "Booked\n"
        ":white_check_mark: Sisu is yours: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_times_stay_as_they_were_typed_whatever_room_was_booked_last(ada: User, bob: User) -> None:
    ada.runs("/book Taiga tomorrow 10-11")

    form = ada.runs("/book tomorrow 14-15 Chat")

    assert form.reads.splitlines()[1:5] == [
        "Which room?",
        "Room: [Aurora · 6 seats]",
        "Day: [2026-03-19]",
        "From: [14:00]",
    ]
    assert bob.runs("/book tomorrow 14-15 Chat").reads.splitlines()[2:5] == [
        "Room: [Taiga · 8 seats]",
        "Day: [2026-03-19]",
        "From: [14:00]",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Aurora yesterday 10-11", "That is in the past."),
        ("Aurora tomorrow 10-10", "The end must be after the start."),
        ("Aurora tomorrow 01:00-15:00", "Aurora can be booked for 12 h at most, not for 14 h."),
        ("Aurora 2027-06-01 10-11", "Aurora can be booked 365 days ahead at most."),
        (f"Aurora tomorrow 10-11 {'x' * 201}", "The title has 201 characters; 200 is the most."),
    ],
)
def test_what_cannot_be_booked_is_answered_with_a_sentence(ada: User, text: str, sentence: str) -> None:
    assert ada.runs(f"/book {text}").reads == f":no_entry_sign: {sentence}"
    assert ada.bookings == ()


@pytest.mark.parametrize("word", ["help", "HELP", " ? ", "--help"])
def test_help_shows_what_works_as_typed(ada: User, word: str) -> None:
    assert ada.runs(f"/book {word}").reads == (
        "Book a room\n"
        "/book Aurora tomorrow 10-11 Standup books at once\n"
        "/book Aurora friday 14:00 for 90 min Planning by its length\n"
        "/book any room tomorrow 9-10 for 6 a free room with six seats\n"
        "/book opens the form"
    )


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("Aurora tomorrow 10-11 Standup", "Aurora is yours: Tomorrow 10:00–11:00\nStandup"),
        (
            "Aurora friday 14:00 for 90 min Planning",
            "Aurora is yours: Mar 20, 2026 14:00–15:30\nPlanning",
        ),
        ("any room tomorrow 9-10 for 6", "Aurora is yours: Tomorrow 09:00–10:00"),
    ],
)
def test_the_examples_work_as_typed(ada: User, example: str, said: str) -> None:
    assert example in ada.runs("/book help").reads
    assert ada.runs(f"/book {example}").reads.startswith(f":white_check_mark: {said}\n")


def test_without_rooms_an_admin_hears_how_to_add_one_and_others_whom_to_ask(house: House) -> None:
    people = [replace(person, team="T0NEW") for person in (ADA, BOB)]

    with at_work(
        house, install=Install(team="T0NEW"), people=people, varaus_admins="U0ADA,U0CHANDRA"
    ) as workplace:
        ada, bob = (workplace.user(person) for person in people)
        for command in ("/book", "/book Aurora 10-11", "/cancel", "/cancel K7M2", "/rooms", "/rooms friday"):
            assert ada.runs(command).reads == (
                ":no_entry_sign: There is no room to book yet. Add the first with /rooms add."
            )
            assert bob.runs(command).reads == (
                ":no_entry_sign: There is no room to book yet. Ask @Ada or @U0CHANDRA to add one."
            )
        assert ada.runs("/rooms add").reads.startswith("Add a room\n")


def test_commands_can_be_renamed(house: House) -> None:
    with at_work(house, varaus_book_command="/varaa", varaus_rooms_command="/huoneet") as workplace:
        assert workplace.ada.runs("/varaa Aurora tomorrow 10-11").reads.startswith(":white_check_mark:")
        assert workplace.ada.runs("/varaa help").reads.splitlines()[-1] == "/varaa opens the form"
        assert workplace.ada.runs("/huoneet").reads.startswith("Rooms on Wednesday 18 March 2026\n")


def test_the_minute_that_runs_can_still_be_booked(workplace: Workplace, ada: User) -> None:
    workplace.clock.forward(minutes=40, seconds=40)
    assert ada.runs("/book Aurora today 10:00-11:00").reads.startswith(":white_check_mark: Aurora is yours")

    workplace.clock.forward(seconds=20)
    assert ada.runs("/book Helmi today 10:00-11:00").reads == ":no_entry_sign: That is in the past."
    assert ada.booking.span.length == timedelta(hours=1)


def test_a_doubtful_day_leaves_the_rest_filled_in_and_is_asked_about(ada: User) -> None:
    form = ada.runs("/book Aurora 07/08 10-11 Review")

    assert form.reads == new_form(
        "Which of these days do you mean?",
        "[Aurora Fri 7 Aug 10:00–11:00] [Aurora Wed 8 Jul 10:00–11:00]",
        day="2026-08-07",
        start="10:00",
        end="11:00",
        title="Review",
    )
    assert form.click("Aurora Wed 8 Jul 10:00–11:00").reads.startswith("Booked\n:white_check_mark: Aurora")
    assert ada.booking.span == span("10:00", "11:00", date(2026, 7, 8))


def test_private_is_kept_through_questions_and_forms(ada: User) -> None:
    asked = ada.runs("/book private S tomorrow 10-11")
    assert asked.reads.splitlines()[-2].startswith("Private: [x] ")

    asked.click("Sisu Thu 19 Mar 10:00–11:00")
    assert ada.booking.private


def test_private_is_kept_through_ways_out_and_changes(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    booked = chandra.runs("/book Aurora tomorrow 10-11 Chat private").click("Book")
    assert chandra.booking.private

    booked.click("Change").submit(private=False)
    assert not chandra.booking.private
