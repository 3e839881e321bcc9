"""To share a booking: a card that everyone in the channel sees."""

from sandbox.people import GENERAL, RANDOM
from tests.slack import User
from tests.workplace import Workplace


def test_the_card_stands_in_the_channel_and_the_receipt_offers_it_no_more(ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 Standup with @Bob")

    answer = receipt.click("Share")

    reference = ada.booking.reference
    assert bob.reads(GENERAL) == (
        ":round_pushpin: Aurora, Tomorrow 04:00–05:00\n"
        "Standup\n"
        "With @Bob\n"
        "Booked by @Ada\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {reference} · screen"
    )
    after, _card = answer.reads.split("\n---\n")
    assert after == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        "Standup\n"
        "With @Bob\n"
        f"{reference} · screen\n"
        "[Change] [Cancel]"
    )


def test_a_card_says_its_zone_to_whom_slack_shows_no_dates(ada: User, bob: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup").click("Share")

    [card] = ada.slack.messages(bob.person, GENERAL)
    assert card.text == "Aurora, Thu 19 Mar 10:00–11:00 (Europe/Helsinki)"


def test_a_receipt_in_a_form_shares_where_the_form_was_opened(ada: User, bob: User) -> None:
    ada.runs("/book").submit(room="Aurora", start="10:00", end="11:00").click("Share")

    assert bob.reads(GENERAL).splitlines()[0] == ":round_pushpin: Aurora, Today 04:00–05:00"


def test_where_the_bot_is_no_member_it_asks_to_be_invited(workplace: Workplace, ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11", RANDOM)

    answer = receipt.click("Share")

    assert answer.reads == (
        ":no_entry_sign: I can’t post in that channel: invite me to it with /invite, then share again."
    )
    assert workplace.complaints() == ["chat.postMessage: not_in_channel"]
    assert bob.reads(RANDOM) == ""
    assert receipt.click("Cancel").reads.startswith(":wastebasket: Cancelled: Aurora, Tomorrow 10:00–11:00.")


def test_a_cancelled_booking_is_not_shared(ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    reference = ada.booking.reference
    ada.runs("/cancel").click("Cancel")

    answer = receipt.click("Share")

    assert answer.reads == f":no_entry_sign: {reference} was cancelled before."
    assert bob.reads(GENERAL) == ""


def test_a_changed_booking_is_shared_as_it_is_now(ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    receipt.click("Change").submit(end="12:00")

    receipt.click("Share")

    assert bob.reads(GENERAL).splitlines()[0] == ":round_pushpin: Aurora, Tomorrow 04:00–06:00"


def test_a_click_that_comes_again_posts_no_second_card(ada: User, bob: User) -> None:
    shared = ada.runs("/book Aurora tomorrow 10-11").click("Share")

    shared.again()

    assert bob.reads(GENERAL).count(":round_pushpin:") == 1
