"""To change a booking: its form comes filled in, and what is refused leaves it as it was."""

from datetime import timedelta

import pytest

from sandbox.people import CHANDRA, GENERAL
from tests.builders import HELSINKI, TOMORROW, span
from tests.slack import User
from tests.workplace import Workplace


def test_the_form_of_a_change_comes_filled_in(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Change")

    assert form.reads == (
        "Change a booking\n"
        "Room: [Aurora · 6 seats]\n"
        "Day: [2026-03-19]\n"
        "From: [10:00]\n"
        "Until: [11:00]\n"
        "Title: [Standup]\n"
        "People: [U0BOB]\n"
        "Private: [ ] Only you, the people and admins see title and people"
    )


def test_everything_can_be_changed_at_once(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Change")

    answer = form.submit(room="Helmi", start="10:30", end="12:00", title="Retro", people=[CHANDRA])

    booking = ada.booking
    assert answer.reads == (
        "Changed\n"
        ":white_check_mark: Helmi is changed: Tomorrow 10:30–12:00\n"
        "Retro\n"
        "With @Chandra\n"
        "You can undo this until 09:22.\n"
        f"{booking.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share] [Undo]"
    )
    assert (booking.room.name, booking.span) == ("Helmi", span("10:30", "12:00", TOMORROW))
    assert (booking.title, booking.people) == ("Retro", (CHANDRA.id,))


def test_a_change_keeps_the_reference(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference

    receipt.click("Change").submit(end="12:00")

    assert ada.booking.reference == reference


def test_title_and_people_can_be_taken_away(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Change")

    form.submit(title="", people=[])

    assert (ada.booking.title, ada.booking.people) == ("", ())


def test_a_changed_booking_can_be_changed_again_from_its_new_receipt(ada: User) -> None:
    changed = ada.runs("/book Aurora tomorrow 10-11").click("Change").submit(start="09:30")

    answer = changed.click("Change").submit(start="09:00")

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 09:00–11:00"


def test_its_own_time_is_not_in_its_way(ada: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11").click("Change")

    answer = form.submit(start="10:30", end="11:30")

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 10:30–11:30"


def test_a_change_into_a_taken_room_is_refused_with_ways_out_and_the_booking_stands(
    ada: User, bob: User
) -> None:
    bob.runs("/book Helmi tomorrow 10-11 Review")
    form = ada.runs("/book Aurora tomorrow 10-11").click("Change")

    answer = form.submit(room="Helmi")

    assert answer.reads.splitlines()[:5] == [
        "Change a booking",
        ":no_entry_sign: Bob has Helmi until 11:00 (Review).",
        "You can have instead:",
        "Borealis · 8 seats · Tomorrow 10:00–11:00 · the same time · kept for you until 09:21",
        "[Change to this]",
    ]
    assert (ada.booking.room.name, ada.booking.span) == ("Aurora", span("10:00", "11:00", TOMORROW))


def test_to_a_reader_elsewhere_the_refusal_says_the_zone(ada: User, bob: User) -> None:
    ada.runs("/book Helmi tomorrow 10-11 Review")
    form = bob.runs("/book Aurora tomorrow 10-11").click("Change")

    answer = form.submit(room="Helmi")

    assert answer.reads.splitlines()[1] == (
        ":no_entry_sign: Ada has Helmi until 05:00 (11:00 in Helsinki) (Review)."
    )


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"end": "09:00"}, {"end": "The end must be after the start."}),
        ({"day": "2026-03-17"}, {"day": "Tue 17 Mar 10:00 is in the past."}),
        (
            {"start": "06:00", "end": "18:30"},
            {"end": "Aurora can be booked for 12 h at most, not for 12 h 30 min."},
        ),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_the_booking_stands(
    ada: User, values: dict[str, str], errors: dict[str, str]
) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup").click("Change")

    answer = form.submit(**values)

    assert answer.errors == errors
    assert ada.booking.span == span("10:00", "11:00", TOMORROW)


def test_a_meeting_that_runs_can_end_earlier_but_not_have_begun_later(
    workplace: Workplace, ada: User
) -> None:
    receipt = ada.runs("/book Aurora today 09:30-11:00")
    workplace.clock.forward(minutes=30)

    refused = receipt.click("Change").submit(start="10:00")
    answer = refused.submit(start="09:30", end="10:00")

    reference = ada.booking.reference
    assert refused.errors == {
        "room": f"{reference} began at 09:30: it can’t be cancelled, or start elsewhere."
    }
    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Today 09:30–10:00"


def test_only_the_booker_or_an_admin_changes_a_booking(ada: User, bob: User, chandra: User) -> None:
    bob.runs("/book Aurora tomorrow 10-11")
    theirs = bob.booking

    refused = chandra.runs("/book Sisu today 10-11").clicks_forged("Change", value=str(theirs.id))
    administered = ada.runs("/book Helmi today 10-11").clicks_forged("Change", value=str(theirs.id))

    assert refused.reads == (
        f":no_entry_sign: {theirs.reference} is Bob’s booking: only Bob or an admin can change or cancel it."
    )
    assert administered.reads.splitlines()[:2] == ["Change a booking", "Room: [Aurora · 6 seats]"]
    administered.submit(end="12:00")
    assert bob.booking.span == span("10:00", "12:00", TOMORROW)
    assert bob.booking.booker == theirs.booker


def test_a_booking_cancelled_meanwhile_is_not_changed(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference
    form = receipt.click("Change")
    ada.slack.act(ada.person, receipt.message, "Cancel")

    answer = form.submit(title="Late")

    assert answer.errors == {"room": f"{reference} was already cancelled."}


def test_a_booking_made_elsewhere_opens_on_its_rooms_clock(bob: User) -> None:
    form = bob.runs("/book Aurora tomorrow 10-11").click("Change")

    answer = form.submit(title="Standup")

    assert answer.reads.splitlines()[1] == (
        ":white_check_mark: Aurora is changed: Tomorrow 04:00–05:00 (Thu 19 Mar 10:00–11:00 in Helsinki)"
    )
    assert bob.booking.span == span("10:00", "11:00", TOMORROW, HELSINKI)


def test_a_booking_in_a_room_that_closed_can_still_be_shortened(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-12")
    ada.runs("/rooms close Aurora").submit()

    form = receipt.click("Change")
    assert form.reads.splitlines()[1] == "Room: [Aurora · 6 seats]"
    answer = form.submit(end="11:00")

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–11:00"


def test_a_change_is_shared_where_the_booking_was_made(ada: User, bob: User) -> None:
    changed = ada.runs("/book Aurora tomorrow 10-11").click("Change").submit(end="12:00")

    changed.click("Share")

    assert bob.reads(GENERAL).splitlines()[0] == ":round_pushpin: Aurora, Tomorrow 04:00–06:00"


def test_the_receipt_that_a_change_began_at_is_renewed(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 Standup")

    receipt.click("Change").submit(end="12:00")

    assert ada.reads(GENERAL).splitlines()[0] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–12:00"


def test_the_receipt_is_renewed_by_each_change_in_the_modal(ada: User) -> None:
    changed = ada.runs("/book Aurora tomorrow 10-11 Standup").click("Change").submit(end="12:00")

    changed.click("Change").submit(end="12:30")

    assert ada.reads(GENERAL).splitlines()[0] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–12:30"


@pytest.mark.parametrize("when", ["tomorrow 14:00 for 11h", "tomorrow 20:00 for 11h", "tomorrow 18-02"])
def test_a_booking_that_the_fields_cannot_quite_show_keeps_its_time(ada: User, when: str) -> None:
    receipt = ada.runs(f"/book Aurora {when} Night watch")
    was = ada.booking.span

    receipt.click("Change").submit(title="Day watch")

    assert (ada.booking.title, ada.booking.span) == ("Day watch", was)


def test_the_end_of_a_night_can_be_moved(ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 14:00 for 11h Night watch")

    receipt.click("Change").submit(end="00:30")

    assert ada.booking.span.length == timedelta(hours=10, minutes=30)
