"""At home: what the buttons there do, and that Home is published again after whatever changes."""

from booking_core import Work, book, close_room, hold
from tests.builders import TOMORROW, wish
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace

NO_BOOKINGS = "[Book a room] [Refresh]\nYour bookings\nYou have no bookings to come. "


def rooms_of(home: str) -> list[str]:
    """The lines below the heading of the rooms."""
    return home.partition("\nRooms now\n")[2].splitlines()


def test_the_book_button_opens_the_form_and_its_receipt_stands_there(chandra: User) -> None:
    chandra.opens_home()

    form = chandra.clicks_at_home("Book a room")
    assert form.reads.startswith("Book a room\n")

    assert form.submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00").reads == (
        "Booked\n"
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        f"{chandra.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )


def test_the_book_button_of_a_room_opens_the_form_for_that_room(chandra: User) -> None:
    chandra.opens_home()

    form = chandra.clicks_at_home("Book", 2)

    assert "\nRoom: [Helmi · 4 seats]\nDay: [2026-03-18]\nFrom: [09:30]\nUntil: [10:30]\n" in form.reads


def test_a_booking_is_cancelled_at_home_and_its_answer_undone(workplace: Workplace, chandra: User) -> None:
    chandra.runs("/book Aurora tomorrow 10-11")
    reference = chandra.booking.reference
    chandra.opens_home()

    answer = chandra.clicks_at_home("Cancel")
    assert answer.reads == (
        "Cancelled\n"
        ":wastebasket: Cancelled: Aurora, Tomorrow 10:00–11:00."
        " You can undo this until 09:22; after that the room is free for others.\n"
        f"{reference} · screen\n"
        "[Undo]"
    )
    workplace.errands()
    assert chandra.home.startswith(NO_BOOKINGS)
    answer.click("Undo")
    workplace.errands()
    assert reference in chandra.home


def test_a_hold_is_confirmed_and_another_released_at_home(workplace: Workplace, chandra: User) -> None:
    desk = workplace.house.desk(workplace.house.chandra)
    chandra.opens_home()
    confirmed = desk.run(hold, wish(workplace.house.aurora, day=TOMORROW))
    released = desk.run(hold, wish(workplace.house.helmi, day=TOMORROW))
    workplace.errands()

    chandra.clicks_at_home("Confirm")
    workplace.errands()
    chandra.clicks_at_home("Release")
    workplace.errands()

    states = [desk.run(Work.booking, one.id).state for one in (confirmed, released)]
    assert states == ["booked", "released"]
    assert "Held for you" not in chandra.home
    assert f"Aurora · Tomorrow 10:00–11:00 · {confirmed.reference}" in chandra.home


def test_a_booking_is_changed_and_extended_at_home(workplace: Workplace, chandra: User) -> None:
    chandra.runs("/book Aurora tomorrow 10-11")
    chandra.opens_home()

    chandra.clicks_at_home("Change").submit(start="12:00", end="13:00")
    workplace.errands()
    extended = chandra.clicks_at_home("+15 min")
    workplace.errands()

    assert extended.reads.splitlines()[0] == "Changed"
    assert f"Aurora · Tomorrow 12:00–13:15 · {chandra.booking.reference}" in chandra.home


def test_an_end_is_put_to_a_meeting_at_home(workplace: Workplace, chandra: User) -> None:
    chandra.runs("/book Aurora today 09:20-11")
    workplace.clock.forward(minutes=10)
    chandra.opens_home()

    chandra.clicks_at_home("End now")
    workplace.errands()

    assert chandra.home.startswith(NO_BOOKINGS)
    assert rooms_of(chandra.home)[:2] == ["As of 09:30", "Aurora · 6 seats · free now, all day [Book]"]


def test_a_click_on_what_is_gone_says_so_and_home_says_it_too(workplace: Workplace, chandra: User) -> None:
    chandra.runs("/book Aurora tomorrow 10-11")
    chandra.opens_home()
    reference = chandra.booking.reference
    chandra.runs("/cancel").click("Cancel")

    answer = chandra.clicks_at_home("Cancel")
    workplace.errands()

    assert answer.reads == f"Not done\n:no_entry_sign: {reference} was already cancelled."
    assert chandra.home.startswith(NO_BOOKINGS)


def test_a_home_that_grew_old_is_made_anew_when_it_is_clicked_in_vain(
    workplace: Workplace, chandra: User
) -> None:
    chandra.runs("/book Aurora today 09:30-11")
    chandra.opens_home()
    workplace.clock.forward(minutes=15)

    answer = chandra.clicks_at_home("Cancel").reads
    assert "[Cancel]" in chandra.home
    workplace.errands()

    assert f"{chandra.booking.reference} began at 09:30" in answer
    assert "\n[Change] [+15 min] [+30 min] [End now]\n" in chandra.home


def test_home_is_published_again_after_each_change_from_elsewhere(
    workplace: Workplace, ada: User, bob: User, chandra: User
) -> None:
    assert bob.opens_home() != ""
    chandra.opens_home()

    chandra.runs("/book Taiga tomorrow 10-11 Standup with @bob")
    workplace.errands()
    assert "Standup" in chandra.home
    ada.runs(f"/cancel {chandra.booking.reference}").click("Cancel the booking")
    workplace.errands()
    assert chandra.home.startswith(NO_BOOKINGS)
    assert ada.home == ""


def test_a_hold_that_lapses_leaves_home(workplace: Workplace, house: House, chandra: User) -> None:
    house.desk(house.chandra).run(hold, wish(house.aurora, day=TOMORROW))
    workplace.errands()
    assert "Held for you" in chandra.opens_home()

    workplace.clock.forward(minutes=5)
    workplace.errands()

    assert "Held for you" not in chandra.home


def test_refresh_shows_what_is_so_now(workplace: Workplace, house: House, chandra: User) -> None:
    chandra.opens_home()
    house.desk(house.bob).run(book, wish(house.aurora, "09:20", "11:00"))
    workplace.clock.forward(minutes=1)

    chandra.clicks_at_home("Refresh")

    assert rooms_of(chandra.home)[:2] == ["As of 09:21", "Aurora · 6 seats · taken until 11:00 (Bob) [Book]"]


def test_an_admin_looks_after_the_rooms_at_home(workplace: Workplace, house: House, ada: User) -> None:
    house.desk(house.ada).run(close_room, house.sisu.id)
    lines = rooms_of(ada.opens_home())
    assert lines[:4] == [
        "As of 09:20",
        "[Add a room]",
        "Aurora · 6 seats · free now, all day",
        "[Book] [Edit] [Close]",
    ]
    assert lines[-2:] == ["Sisu · 2 seats · closed", "[Edit] [Reopen]"]

    ada.clicks_at_home("Add a room").submit(name="Atrium", seats="20")
    workplace.errands()
    ada.clicks_at_home("Edit", 1).submit(name="Aula")
    workplace.errands()
    closed = ada.clicks_at_home("Close", 1).submit().reads
    workplace.errands()
    reopened = ada.clicks_at_home("Reopen", 1).submit().reads
    workplace.errands()

    assert closed == "Room closed\nAula is closed: nothing new can be booked in it. Nothing was booked."
    assert reopened == "Room reopened\n:door: Sisu can be booked again."
    lines = rooms_of(ada.home)
    assert lines[2:4] == ["Atrium · 20 seats · free now, all day", "[Book] [Edit] [Close]"]
    assert "Sisu · 2 seats · free now, all day" in lines
    assert lines[-2:] == ["Aula · 6 seats · closed", "[Edit] [Reopen]"]


def test_who_is_no_admin_can_forge_no_upkeep(house: House, chandra: User) -> None:
    chandra.opens_home()
    for verb in ("add", "edit", "close", "reopen"):
        with chandra.unheard():
            payload = chandra.clicks_at_home("Refresh").delivery.payload
        action = {"action_id": f"{verb}_room_from_home", "value": str(house.aurora.id)}

        answer = chandra.sends(payload, actions=[{**payload["actions"][0], **action}])

        assert answer.reads == "Not done\n:no_entry_sign: Only an admin of this workspace can do that."
