"""What an admin does about someone else's booking or hold is told as what it is: not theirs."""

from booking_core import Booking, book, hold
from sandbox.people import GENERAL
from tests.builders import HELSINKI, TOMORROW, wish
from tests.house import WORKSPACE, House
from tests.slack import Seen, User


def chandras(house: House) -> Booking:
    """What she has booked."""
    return house.desk(house.chandra).run(book, wish(house.aurora, day=TOMORROW, title="Standup"))


def chandras_hold(house: House) -> Booking:
    """What she holds."""
    return house.desk(house.chandra).run(hold, wish(house.aurora, day=TOMORROW, title="Standup"))


def receipt(ada: User, room: str = "Helmi") -> Seen:
    """Of something of her own, with the buttons that there are."""
    return ada.runs(f"/book {room} tomorrow 10-11")


def test_a_release_that_an_admin_undoes_holds_it_for_its_holder(house: House, ada: User) -> None:
    held = chandras_hold(house)

    released = ada.runs(f"/cancel {held.reference}").click("Release the hold")

    answer = released.click("Undo")
    assert answer.reads == (
        ":hourglass_flowing_sand: Aurora is held for Chandra until 09:25: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{held.reference} · screen\n"
        "[Confirm] [Release]"
    )
    assert answer.message.text == (
        f"Aurora is held for Chandra until 09:25: Thu 19 Mar 10:00–11:00 ({held.reference})"
    )


def test_a_hold_that_is_over_was_its_holders(house: House, ada: User) -> None:
    held = chandras_hold(house)
    ada.runs(f"/cancel {held.reference}").click("Release the hold")

    answer = receipt(ada).clicks_forged("Cancel", value=str(held.id))

    assert answer.reads == (
        ":wastebasket: Chandra’s hold of Aurora was given up: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{held.reference} · screen\n"
        "[Book]"
    )
    lapsed = house.desk(house.chandra).run(hold, wish(house.sisu, day=TOMORROW))
    house.clock.forward(minutes=10)
    assert receipt(ada, "Sauna").clicks_forged("Cancel", value=str(lapsed.id)).reads == (
        f":hourglass: Sisu is no longer held for Chandra: Tomorrow 10:00–11:00\n{lapsed.reference}\n[Book]"
    )


def test_a_form_that_an_admin_leaves_as_it_was_shows_whose_it_is(house: House, ada: User) -> None:
    booking = chandras(house)

    answer = receipt(ada).clicks_forged("Change", value=str(booking.id)).submit()

    assert answer.reads == (
        "Booked\n"
        ":white_check_mark: Aurora is booked for Chandra: Tomorrow 10:00–11:00\n"
        "Standup\n"
        f"{booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )


def test_a_form_within_the_booking_says_whose_that_time_is(house: House, ada: User) -> None:
    booking = chandras(house)

    form = receipt(ada).clicks_forged("Change", value=str(booking.id)).fill(end="10:30")

    assert form.reads.splitlines()[1] == ":white_check_mark: Aurora is booked for Chandra then."


def test_a_booking_that_an_admin_shares_is_not_theirs(house: House, ada: User, bob: User) -> None:
    booking = chandras(house)

    answer, _card = receipt(ada).clicks_forged("Share", value=str(booking.id)).reads.split("\n---\n")
    again = receipt(ada, "Sauna").clicks_forged("Share", value=str(booking.id)).reads

    lines = [
        ":white_check_mark: Aurora is booked for Chandra: Tomorrow 10:00–11:00",
        "Standup",
        f"{booking.reference} · screen",
        "[Change] [+15 min] [+30 min] [Cancel]",
    ]
    assert answer.splitlines() == lines
    assert again.splitlines() == [*lines[:2], "Its card is already in this channel.", *lines[2:]]
    assert bob.reads(GENERAL).splitlines()[2] == "Booked by @Chandra"


def test_a_name_is_shown_as_it_is_and_pings_nobody(house: House, ada: User) -> None:
    house.office.enrol(WORKSPACE, "U0CHANDRA", name="<!channel>", zone=HELSINKI, admin=False)
    booking, held = chandras(house), house.desk(house.chandra).run(hold, wish(house.sisu, day=TOMORROW))

    shared = receipt(ada).clicks_forged("Share", value=str(booking.id)).reads
    undone = ada.runs(f"/cancel {held.reference}").click("Release the hold").click("Undo")

    assert shared.startswith(":white_check_mark: Aurora is booked for <!channel>: Tomorrow 10:00–11:00\n")
    assert undone.message.text == (
        f"Sisu is held for &lt;!channel&gt; until 09:25: Thu 19 Mar 10:00–11:00 ({held.reference})"
    )
