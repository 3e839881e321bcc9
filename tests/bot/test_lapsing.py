"""A hold's card says by itself what has become of the hold; where it cannot, a message does."""

from typing import Any

import pytest

from booking_core import Desk, cancel, confirm, hold, shown
from sandbox.people import GENERAL
from tests.builders import TOMORROW, wish
from tests.house import House
from tests.slack import Seen, User
from tests.workplace import Workplace

LAPSED = ":hourglass: Aurora is no longer held for you: Tomorrow 10:00–11:00"


def held(ada: User) -> Seen:
    return ada.runs("/rooms tomorrow 10-11 for 6").click("Hold")


def elsewhere(ada: User) -> Desk:
    """Where she does something that the card in question does not show by itself."""
    return ada.desk


def test_the_card_in_a_message_says_that_the_hold_lapsed(workplace: Workplace, ada: User) -> None:
    held(ada)
    reference = ada.booking.reference
    workplace.errands()
    workplace.clock.forward(minutes=5)

    workplace.errands()

    assert ada.reads(GENERAL) == f"{LAPSED}\n{reference} · screen\n[Book]"
    assert ada.direct_messages == ""
    assert ada.bookings == ()


def test_the_card_in_a_modal_says_that_the_hold_lapsed(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00", title="Standup")
    card = form.click("Hold for 5 minutes")
    reference = ada.booking.reference
    workplace.errands()
    workplace.clock.forward(minutes=5)

    workplace.errands()

    assert card.reads == f"Not booked\n{LAPSED}\nStandup\n{reference} · screen\n[Book]"
    assert ada.direct_messages == ""


@pytest.mark.parametrize(
    "gone", [{"error": "expired_url", "status": 404}, {"error": "used_url", "status": 404}]
)
def test_where_the_card_is_gone_a_direct_message_says_so_once(
    workplace: Workplace, ada: User, gone: dict[str, Any]
) -> None:
    held(ada)
    reference = ada.booking.reference
    workplace.errands()
    workplace.slack.fails("response_url", **gone)
    workplace.clock.forward(minutes=5)

    workplace.errands()
    workplace.clock.forward(minutes=10)
    workplace.errands()

    assert ada.direct_messages == f"{LAPSED}\n{reference} · screen\n[Book]"


def test_where_the_modal_is_closed_a_direct_message_says_so(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    form.click("Hold for 5 minutes")
    ada.looks_up()
    workplace.slack.fails("views.update", error="not_found")
    workplace.clock.forward(minutes=5)

    workplace.errands()
    workplace.errands()

    assert ada.direct_messages.splitlines()[0] == LAPSED
    assert ada.direct_messages.count(LAPSED) == 1


def test_a_hold_that_is_shown_nowhere_is_told_by_a_direct_message(
    workplace: Workplace, house: House, ada: User
) -> None:
    ada.runs("/rooms help")
    ada.desk.run(hold, wish(house.aurora, day=TOMORROW))
    workplace.clock.forward(minutes=5)

    workplace.errands()
    workplace.errands()

    assert ada.direct_messages.count(LAPSED) == 1


def test_two_cards_that_are_gone_are_told_once(workplace: Workplace, house: House, ada: User) -> None:
    ada.runs("/rooms help")
    booking = ada.desk.run(hold, wish(house.aurora, day=TOMORROW))
    ada.desk.run(shown, booking.id, "url", f"{workplace.slack.base_url}/response/gone")
    ada.desk.run(shown, booking.id, "view", "V0GONE")
    workplace.clock.forward(minutes=5)

    workplace.errands()
    workplace.errands()

    assert ada.direct_messages.count(LAPSED) == 1
    assert sorted(workplace.complaints()) == ["response_url: expired_url", "views.update: not_found"]


def test_that_a_hold_lapsed_yesterday_is_no_news(workplace: Workplace, ada: User) -> None:
    held(ada)

    workplace.clock.forward(hours=20)  # and no bot ran meanwhile
    workplace.errands()

    assert ada.reads(GENERAL).startswith(":hourglass_flowing_sand: Aurora is held for you until 09:25: ")
    assert ada.direct_messages == ""
    assert workplace.complaints() == ["response_url: expired_url"]


def test_a_card_that_can_be_corrected_is_corrected_however_late(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    card = form.click("Hold for 5 minutes")
    reference = ada.booking.reference

    workplace.clock.forward(hours=2)
    workplace.errands()

    assert card.reads == f"Not booked\n{LAPSED}\n{reference} · screen\n[Book]"
    assert ada.direct_messages == ""


@pytest.mark.parametrize(("minutes", "told"), [(64, 1), (65, 0), (1200, 0)])
def test_what_is_shown_nowhere_is_told_for_an_hour(
    workplace: Workplace, house: House, ada: User, minutes: int, told: int
) -> None:
    ada.runs("/rooms help")
    ada.desk.run(hold, wish(house.aurora, day=TOMORROW))

    workplace.clock.forward(minutes=minutes)
    workplace.errands()

    assert ada.direct_messages.count(LAPSED) == told


def test_a_release_that_is_undone_elsewhere_is_a_hold_again_on_its_card(
    workplace: Workplace, ada: User
) -> None:
    ada.opens_home()
    card = held(ada)
    workplace.errands()
    released = ada.clicks_at_home("Release")
    workplace.errands()
    assert ada.reads(GENERAL).startswith(":wastebasket: Released: Aurora, Tomorrow 10:00–11:00. ")

    released.click("Undo")
    workplace.errands()

    assert ada.reads(GENERAL) == (
        ":hourglass_flowing_sand: Aurora is held for you until 09:25: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Confirm] [Release]"
    )
    assert ada.direct_messages == ""
    assert card.click("Confirm").reads.startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00")


def test_a_hold_that_is_confirmed_elsewhere_is_confirmed_on_its_card(workplace: Workplace, ada: User) -> None:
    held(ada)
    elsewhere(ada).run(confirm, ada.booking.id)

    workplace.errands()

    assert ada.reads(GENERAL) == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert ada.direct_messages == ""


def test_a_hold_that_is_released_elsewhere_is_released_on_its_card(workplace: Workplace, ada: User) -> None:
    held(ada)
    booking = elsewhere(ada).run(cancel, ada.booking.id)
    workplace.clock.forward(seconds=40)

    workplace.errands()

    assert ada.reads(GENERAL) == (
        ":wastebasket: Released: Aurora, Tomorrow 10:00–11:00. "
        "You can undo this until 09:22; after that the room is free for others.\n"
        f"{booking.reference} · screen\n"
        "[Undo]"
    )
    assert ada.direct_messages == ""


def test_what_is_done_on_the_card_stays_as_it_was_answered(workplace: Workplace, ada: User) -> None:
    seen = held(ada)
    for words in ("Confirm", "+15 min", "Cancel", "Undo"):
        seen = seen.click(words)
        answered = seen.reads

        workplace.errands()

        assert ada.reads(GENERAL) == answered
