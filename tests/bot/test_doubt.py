"""A wrong booking is worse than a question: what is not quite said is asked about, and nothing is lost."""

from datetime import timedelta

import pytest

from sandbox.people import GENERAL
from tests.builders import TOMORROW, span
from tests.slack import User


def test_any_room_is_one_where_the_person_is(bob: User) -> None:
    assert bob.runs("/book any room tomorrow 10-11").reads.startswith(":white_check_mark: Taiga is yours")
    assert bob.runs("/book any room tomorrow 10-11").reads == (
        ":no_entry_sign: No room is free Thu 19 Mar 10:00–11:00."
    )


def test_any_room_has_the_features_that_are_named(ada: User) -> None:
    ada.runs("/book any room with whiteboard tomorrow 10-11 for 9")

    assert (ada.booking.room.name, ada.booking.title) == ("Sauna", "")


def test_free_rooms_have_the_features_that_are_named(ada: User) -> None:
    lines = ada.runs("/rooms tomorrow 10-11 with whiteboard").reads.splitlines()

    assert [line.split(" · ")[0] for line in lines[1::2]] == ["Borealis", "Sauna"]


def test_a_room_too_small_for_those_who_come_is_asked_about(ada: User) -> None:
    form = ada.runs("/book Sisu tomorrow 10-11 for 12")

    assert form.reads.splitlines()[1] == "Sisu has 2 seats. Book it all the same?"
    assert ada.bookings == ()
    assert form.submit().reads.startswith("Booked\n:white_check_mark: Sisu is yours")


def test_a_length_is_kept_when_the_time_is_asked_for(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow for 90 min planning")

    assert form.reads.splitlines()[4:6] == ["From: [09:30]", "Until: [11:00]"]
    form.submit(start="10:00", end="11:30")
    assert ada.booking.span.length == timedelta(minutes=90)


def test_seats_are_kept_when_the_time_is_asked_for(ada: User) -> None:
    assert "Room: [Sauna · 12 seats]" in ada.runs("/book any room tomorrow for 12").reads


def test_a_doubtful_hour_has_a_button_for_each_half_of_the_day(ada: User) -> None:
    asked = ada.runs("/book Aurora tomorrow at 7 Review")

    assert asked.reads.splitlines()[1:3] == [
        "Which time do you mean?",
        "[Aurora Thu 19 Mar 07:00–08:00] [Aurora Thu 19 Mar 19:00–20:00]",
    ]


def test_a_click_books_nothing_less_than_was_said(ada: User) -> None:
    asked = ada.runs("/book Aurora friday or monday 10-11 with @nobody")

    assert "[Aurora Fri" not in asked.reads


def test_an_alternative_in_the_form_takes_the_title_that_stands_there(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    refused = chandra.runs("/book").submit(
        room="Aurora", day=TOMORROW, start="10:00", end="11:00", title="Old title"
    )

    refused.fill(title="New title").click("Book")

    assert (chandra.booking.title, chandra.booking.span) == ("New title", span("10:00", "11:00", TOMORROW))


def test_a_mention_in_passing_is_asked_about(bob: User) -> None:
    asked = bob.says("I asked @Varaus and it booked Helmi tomorrow 18-19 for me", GENERAL)

    assert bob.bookings == ()
    assert asked.reads.splitlines()[0] == "Shall I book this?"


def test_the_bot_is_nobody_to_invite_and_who_is_named_beside_it_is(ada: User) -> None:
    ada.says("Borealis friday 17-18 with @Bob @Varaus", GENERAL)

    assert ada.booking.people == ("U0BOB",)


@pytest.mark.parametrize("text", ["Kelo tomorrow", "standup tomorrow"])
def test_what_does_not_fit_is_not_what_is_cancelled(ada: User, text: str) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Retro")

    assert ada.runs(f"/cancel {text}").reads.splitlines()[0] == (
        "None of your bookings fits that. These are to come:"
    )


def test_a_doubtful_day_is_asked_about_before_it_is_shown(ada: User) -> None:
    asked = ada.runs("/rooms 07/08 10-11")

    assert ada.runs("/rooms 07/08").reads == "Which of these days do you mean?"
    assert asked.reads == "Which of these days do you mean?\n[Fri 7 Aug 2026] [Wed 8 Jul 2026]"
    assert asked.click("Wed 8 Jul 2026").reads.splitlines()[0] == "Rooms on Wednesday 8 July 2026"
