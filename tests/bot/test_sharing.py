"""To share a booking: a card that everyone in the channel sees."""

from booking_core import confirm, reschedule, share
from sandbox.people import GENERAL, RANDOM
from tests.builders import TOMORROW
from tests.house import House
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
        "[Change] [+15 min] [+30 min] [Cancel]"
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

    assert answer.reads == f":no_entry_sign: {reference} was already cancelled."
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


def test_the_card_says_what_has_become_of_the_booking(workplace: Workplace, ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora today 10-11 Standup with @Bob")
    reference = ada.booking.reference
    receipt.click("Share")

    moved = receipt.click("Change").submit(room="Helmi", start="10:30", end="12:00", title="Retro")
    workplace.errands()
    assert bob.reads(GENERAL) == (
        ":round_pushpin: Helmi, Today 04:30–06:00\n"
        "Retro\n"
        "With @Bob\n"
        "Booked by @Ada\n"
        f"Wed 18 Mar 10:30–12:00 in Helsinki · {reference}"
    )

    cancelled = moved.click("Cancel")
    workplace.errands()
    assert bob.reads(GENERAL) == (
        ":wastebasket: Cancelled: Helmi, Today 04:30–06:00\n"
        "Retro\n"
        "With @Bob\n"
        "Booked by @Ada\n"
        f"Wed 18 Mar 10:30–12:00 in Helsinki · {reference}"
    )

    cancelled.click("Undo").click("+15 min")
    workplace.errands()
    assert bob.reads(GENERAL).splitlines()[0] == ":round_pushpin: Helmi, Today 04:30–06:15"

    workplace.clock.forward(minutes=80)
    ada.runs("/cancel").click("End now")
    workplace.errands()
    assert bob.reads(GENERAL).splitlines()[0] == ":checkered_flag: Ended: Helmi, Today 04:30–04:40"


def test_everyone_sees_of_a_private_booking_only_when_and_by_whom(
    workplace: Workplace, house: House, ada: User, chandra: User
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11 Layoffs with @Bob")
    house.desk(house.ada).run(reschedule, ada.booking.id, private=True)

    receipt.click("Share")
    workplace.errands()

    assert chandra.reads(GENERAL) == (
        ":round_pushpin: Aurora, Tomorrow 10:00–11:00\n"
        "Booked by @Ada\n"
        f"Thu 19 Mar 10:00–11:00 in Helsinki · {ada.booking.reference} · screen"
    )


def test_who_shares_a_second_time_is_told_that_the_card_stands_there(ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    receipt.click("Share")
    extended = receipt.click("+15 min")

    answer = extended.click("Share")

    assert answer.reads == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:15\n"
        "Its card is already in this channel.\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )
    assert bob.reads(GENERAL).count(":round_pushpin:") == 1


def test_a_card_that_slack_refused_can_be_shared_again(workplace: Workplace, ada: User, bob: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    workplace.slack.fails("chat.postMessage", error="is_archived")
    receipt.click("Share")
    workplace.clock.forward(minutes=2)
    workplace.errands()
    assert bob.reads(GENERAL) == ""

    receipt.click("Share")

    assert bob.reads(GENERAL).count(":round_pushpin:") == 1


def test_a_card_whose_posting_was_cut_short_is_posted_a_minute_later(
    workplace: Workplace, house: House, ada: User, bob: User
) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    house.desk(house.ada).run(share, ada.booking.id, GENERAL.id)  # and there the process ended

    workplace.errands()
    assert bob.reads(GENERAL) == ""
    workplace.clock.forward(minutes=1)
    workplace.errands()

    assert bob.reads(GENERAL).count(":round_pushpin:") == 1


def test_a_card_that_someone_deleted_is_left_alone(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")
    receipt.click("Share")
    workplace.errands()
    workplace.slack.fails("chat.update", error="message_not_found")
    before = updates(workplace)

    receipt.click("+15 min")
    workplace.errands()
    workplace.clock.forward(minutes=10)
    workplace.errands()

    assert [line for line in workplace.lines if line["event"].startswith("errand")] == [
        {"event": "errand_dropped", "level": "warning", "kind": "card", "error": "message_not_found"}
    ]
    assert updates(workplace) == before + 1


def updates(workplace: Workplace) -> int:
    return sum(call.method == "chat.update" for call in workplace.slack.calls)


def test_in_direct_messages_nothing_is_shared(ada: User) -> None:
    there = ada.slack.dm(ada.person)
    answers = [
        ada.runs("/book Aurora tomorrow 10-11", there),
        ada.says("book Helmi tomorrow 10-11"),
        ada.runs("/rooms tomorrow 10-11 for 12", there).click("Book"),
        ada.runs("/book", there).submit(room="Sisu", day=TOMORROW, start="10:00", end="11:00"),
    ]

    assert [answer.reads.splitlines()[-1] for answer in answers] == [
        "[Change] [+15 min] [+30 min] [Cancel]"
    ] * len(answers)
    extended = answers[0].click("+15 min")
    assert extended.reads.splitlines()[-1] == "[Change] [+15 min] [+30 min] [Cancel] [Undo]"


def test_a_reminder_leads_to_nothing_that_is_shared(workplace: Workplace, ada: User) -> None:
    ada.runs("/book Aurora today 10-11")
    workplace.errands()
    workplace.clock.forward(minutes=90)
    workplace.errands()
    [reminder] = ada.slack.messages(ada.person, ada.slack.dm(ada.person))

    ada.slack.act(ada.person, reminder, "+15 min")

    assert ada.direct_messages == (
        ":white_check_mark: Aurora is extended: Today 10:00–11:15\n"
        "You can undo this until 10:52.\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [End now] [Undo]"
    )


def test_a_hold_in_direct_messages_that_is_confirmed_elsewhere_is_not_shared_either(
    workplace: Workplace, ada: User
) -> None:
    there = ada.slack.dm(ada.person)
    ada.runs("/rooms tomorrow 10-11 for 6", there).click("Hold")
    ada.desk.run(confirm, ada.booking.id)

    workplace.errands()

    assert ada.reads(there) == (
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00\n"
        f"{ada.booking.reference} · screen\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )
