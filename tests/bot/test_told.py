"""What people are told unasked: that they are in a booking, that it changed, that their time ends soon."""

from datetime import datetime

import pytest
from icalendar import Calendar

from booking_core import reschedule
from sandbox.files import File
from sandbox.people import BOB, CHANDRA, GENERAL, Json
from tests.builders import TOMORROW, at
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace


def files_for(user: User) -> list[File]:
    there = user.slack.messages(user.person, user.slack.dm(user.person))
    return [file for message in there for file in message.files]


def read(file: File) -> Json:
    """What a calendar reads in it."""
    calendar = Calendar.from_ical((file.data or b"").decode())
    [event] = calendar.events
    names = ("uid", "sequence", "summary", "location", "description", "status")
    said = {name: str(event[name]) for name in names}
    return {"method": str(calendar["method"]), "start": event.start, "end": event.end, **said}


def test_people_are_told_of_a_booking_with_them_and_can_add_it_to_their_calendar(
    workplace: Workplace, ada: User, bob: User
) -> None:
    ada.runs("/book Aurora tomorrow 10-11 R&D <sync> with @Bob")
    workplace.errands()

    booking = ada.booking
    assert bob.direct_messages == (
        ":calendar: Ada booked Aurora, Tomorrow 04:00–05:00\n"
        "R&D <sync>\n"
        "With @Bob\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {booking.reference} · screen\n"
        f"[file: Add to calendar ({booking.reference}.ics)]"
    )
    [file] = files_for(bob)
    assert read(file) == {
        "method": "REQUEST",
        "uid": f"{booking.id}@varaus",
        "sequence": "1",
        "start": at("10:00", TOMORROW),
        "end": at("11:00", TOMORROW),
        "summary": "R&D <sync>",
        "location": "Aurora",
        "description": f"Booked by Ada ({booking.reference})",
        "status": "CONFIRMED",
    }
    assert ada.direct_messages == ""  # who did it has read the receipt


def test_a_move_replaces_what_stands_in_the_calendar(workplace: Workplace, ada: User, bob: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Change")
    workplace.errands()
    form.submit(room="Helmi", start="12:00", end="13:00")
    workplace.errands()

    reference = ada.booking.reference
    assert bob.direct_messages.partition("\n---\n")[2] == (
        ":calendar: Ada moved a booking: Helmi, Tomorrow 06:00–07:00\n"
        "It was Aurora, Tomorrow 04:00–05:00\n"
        "Standup\n"
        "With @Bob\n"
        f"Thu 19 Mar 12:00–13:00 in Helsinki · {reference}\n"
        f"[file: Add to calendar ({reference}.ics)]"
    )
    first, second = map(read, files_for(bob))
    assert (second["uid"], second["method"]) == (first["uid"], "REQUEST")
    assert int(second["sequence"]) > int(first["sequence"])
    assert (second["location"], second["start"]) == ("Helmi", at("12:00", TOMORROW))


def test_a_cancel_takes_it_out_of_the_calendar_and_an_undo_puts_it_back(
    workplace: Workplace, ada: User, bob: User
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 with @Bob")
    reference = ada.booking.reference
    workplace.errands()
    cancelled = receipt.click("Cancel")
    workplace.errands()
    cancelled.click("Undo")
    workplace.errands()

    fine = f"With @Bob\nThu 19 Mar 10:00–11:00 in Helsinki · {reference} · screen\n"
    _booked, *later = bob.direct_messages.split("\n---\n")
    assert "\n".join(later) == (
        ":wastebasket: Ada cancelled Aurora, Tomorrow 04:00–05:00\n"
        f"{fine}[file: Remove from calendar ({reference}.ics)]\n"
        ":calendar: Ada booked Aurora, Tomorrow 04:00–05:00 again\n"
        f"{fine}[file: Add to calendar ({reference}.ics)]"
    )
    read_by_a_calendar = [read(file) for file in files_for(bob)]
    assert [(one["method"], one["status"]) for one in read_by_a_calendar] == [
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
        ("REQUEST", "CONFIRMED"),
    ]
    assert [one["sequence"] for one in read_by_a_calendar] == ["1", "2", "3"]


def test_who_is_taken_out_and_who_is_added_are_each_told_so(
    workplace: Workplace, house: House, ada: User, bob: User, chandra: User
) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob")
    reference = ada.booking.reference
    workplace.errands()

    house.desk(house.ada).run(reschedule, ada.booking.id, people=(CHANDRA.id,), title="Secret", private=True)
    workplace.errands()

    assert bob.direct_messages.partition("\n---\n")[2] == (
        ":wave: Ada took you out of Aurora, Tomorrow 04:00–05:00\n"
        "Standup\n"
        "With @Bob\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {reference} · screen\n"
        f"[file: Remove from calendar ({reference}.ics)]"
    )
    assert chandra.direct_messages == (
        ":calendar: Ada added you to Aurora, Tomorrow 10:00–11:00\n"
        "Secret\n"
        "With @Chandra\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {reference} · screen\n"
        f"[file: Add to calendar ({reference}.ics)]"
    )
    assert [(read(file)["method"], read(file)["summary"]) for file in files_for(bob)] == [
        ("REQUEST", "Standup"),
        ("CANCEL", "Standup"),
    ]


def test_the_booker_is_told_what_an_admin_did(workplace: Workplace, ada: User, bob: User) -> None:
    bob.runs("/book Aurora tomorrow 10-11 Review")
    reference = bob.booking.reference

    ada.runs(f"/cancel {reference}").click("Cancel the booking")
    workplace.errands()

    assert bob.direct_messages.splitlines()[0] == ":wastebasket: Ada cancelled Aurora, Tomorrow 04:00–05:00"


def test_a_new_title_is_no_news(workplace: Workplace, ada: User, bob: User) -> None:
    form = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob").click("Change")
    workplace.errands()
    told = bob.direct_messages

    form.submit(title="Retro")
    workplace.errands()

    assert bob.direct_messages == told


def test_people_are_told_of_a_hold_once_it_is_confirmed(workplace: Workplace, ada: User, bob: User) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00", people=[BOB])
    held = form.click("Hold for 5 minutes")
    workplace.errands()
    assert bob.direct_messages == ""

    held.click("Confirm")
    workplace.errands()

    reference = ada.booking.reference
    assert bob.direct_messages == (
        ":calendar: Ada booked Aurora, Tomorrow 04:00–05:00\n"
        "With @Bob\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {reference} · screen\n"
        f"[file: Add to calendar ({reference}.ics)]"
    )


@pytest.mark.parametrize("undone", [False, True])
def test_nobody_hears_of_a_hold_that_was_never_confirmed(
    workplace: Workplace, ada: User, bob: User, *, undone: bool
) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00", people=[BOB])
    released = form.click("Hold for 5 minutes").click("Release")
    workplace.errands()
    if undone:
        released.click("Undo")
        workplace.errands()
    workplace.clock.forward(minutes=5)
    workplace.errands()

    assert bob.direct_messages == ""
    assert bob.reads(GENERAL) == ""


def test_who_slack_does_not_let_us_write_to_is_left_out(workplace: Workplace, ada: User, bob: User) -> None:
    workplace.slack.fails("conversations.open", error="cannot_dm_bot")

    ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob and @Chandra")
    workplace.errands()

    told = [user.direct_messages for user in (bob, workplace.chandra)]
    assert sorted(map(bool, told)) == [False, True]
    assert [line for line in workplace.lines if line["event"].startswith("errand")] == [
        {"event": "errand_dropped", "level": "warning", "kind": "tell", "error": "cannot_dm_bot"}
    ]


@pytest.mark.parametrize(
    ("next_one", "afterwards", "buttons"),
    [
        (None, "Nobody has it after you that day.", "[Change] [+15 min] [+30 min] [End now]"),
        ("12-13", "Nobody has it after you until 12:00.", "[Change] [+15 min] [+30 min] [End now]"),
        ("11:15-13", "Nobody has it after you until 11:15.", "[Change] [+15 min] [End now]"),
        ("11-12", "Chandra has it at 11:00.", "[Change] [End now]"),
    ],
)
def test_ten_minutes_before_the_end_the_booker_is_reminded(
    workplace: Workplace, ada: User, chandra: User, next_one: str | None, afterwards: str, buttons: str
) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    if next_one:
        chandra.runs(f"/book Aurora today {next_one}")
    workplace.errands()
    workplace.clock.forward(minutes=89)
    workplace.errands()
    assert ada.direct_messages == ""

    workplace.clock.forward(minutes=1)
    workplace.errands()
    workplace.errands()

    assert ada.direct_messages == (
        f":bell: Your time in Aurora ends at 11:00. {afterwards}\n{ada.booking.reference} · screen\n{buttons}"
    )


def test_the_reminder_has_buttons_that_work_and_comes_again_before_the_new_end(
    workplace: Workplace, ada: User
) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    workplace.errands()
    workplace.clock.forward(minutes=90)
    workplace.errands()

    [reminder] = ada.slack.messages(ada.person, ada.slack.dm(ada.person))
    ada.slack.act(ada.person, reminder, "+15 min")
    workplace.errands()
    assert ada.direct_messages.splitlines()[0] == (":white_check_mark: Aurora is extended: Today 10:00–11:15")

    workplace.clock.forward(minutes=15)
    workplace.errands()
    assert ada.direct_messages.partition("\n---\n")[2].splitlines()[0] == (
        ":bell: Your time in Aurora ends at 11:15. Nobody has it after you that day."
    )


@pytest.mark.parametrize("change", ["Cancel", "moved"])
def test_nobody_is_reminded_of_an_end_that_is_no_more(workplace: Workplace, ada: User, change: str) -> None:
    receipt = ada.runs("/book Aurora today 10-11 Standup")
    workplace.errands()
    if change == "moved":
        receipt.click("Change").submit(start="14:00", end="15:00")
    else:
        receipt.click(change)
    workplace.clock.forward(minutes=90)
    workplace.errands()

    assert ada.direct_messages == ""


def test_a_reader_elsewhere_reads_the_end_on_both_clocks(workplace: Workplace, bob: User) -> None:
    bob.runs("/book Aurora today 10-11")
    workplace.errands()
    workplace.clock.forward(minutes=90)
    workplace.errands()

    assert bob.direct_messages.splitlines()[0] == (
        ":bell: Your time in Aurora ends at 05:00 (11:00 in Helsinki). Nobody has it after you that day."
    )


def test_moments_in_the_file_are_in_utc(workplace: Workplace, bob: User, chandra: User) -> None:
    bob.runs("/book Taiga tomorrow 10-11 with @Chandra")
    workplace.errands()

    [file] = files_for(chandra)
    assert b"DTSTART:20260319T140000Z\r\nDTEND:20260319T150000Z" in (file.data or b"")
    assert isinstance(read(file)["start"], datetime)
    assert BOB.id not in (file.data or b"").decode()
