"""A Book button that is clicked too late, or twice: what is so is said, and nothing is booked twice."""

from tests.builders import TODAY, span
from tests.slack import User
from tests.workplace import Workplace


def test_two_clicks_book_once(workplace: Workplace, ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30")
    booked = offered.click("Book", 0)

    slow = workplace.slack.signed(
        {**booked.delivery.payload, "trigger_id": "another", "actions": [_second(offered.blocks)]}
    )
    status, _, _ = workplace.slack.deliver(slow.body, slow.headers)

    assert status == 200
    assert [booking.room.name for booking in chandra.bookings] == ["Borealis"]


def _second(blocks: list[dict[str, object]]) -> dict[str, object]:
    """A click on the second of the buttons, as Slack would send it."""
    block = blocks[5]
    button: dict[str, object] = block["elements"][0]  # type: ignore[index]
    return {"block_id": block["block_id"], "action_ts": "1", **button}


def test_a_way_out_that_has_passed_is_answered_with_what_can_be_had_from_now_on(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    offered = chandra.runs("/book Aurora today 10:30-11:30 Chat")
    workplace.clock.forward(hours=3, minutes=2)

    answer = offered.click("Book")

    assert answer.reads.splitlines()[:4] == [
        ":no_entry_sign: Today 10:30 is in the past.",
        "You can have instead:",
        "Sauna · 12 seats · Today 12:22–13:22 · from now on · kept for you until 12:23",
        "[Book] [Hold]",
    ]
    assert answer.message.ts == offered.message.ts
    assert answer.click("Book").reads.splitlines()[:2] == [
        ":white_check_mark: Sauna is yours: Today 12:22–13:22",
        "Chat",
    ]


def test_a_way_out_of_a_form_that_has_passed_is_answered_in_the_form(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    form = chandra.runs("/book").submit(room="Aurora", day=TODAY, start="10:30", end="11:30", title="Chat")
    workplace.clock.forward(hours=3)

    answer = form.click("Book", 0)

    assert answer.reads.splitlines()[:3] == [
        "Book a room",
        ":no_entry_sign: Today 10:30 is in the past.",
        "You can have instead:",
    ]
    assert chandra.bookings == ()


def test_a_button_of_a_booking_that_was_given_up_since_says_what_is_so(ada: User, chandra: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    offered = chandra.runs("/book Aurora tomorrow 10:30-11:30 Chat")
    booked = offered.click("Book")
    reference = chandra.booking.reference
    booked.click("Cancel")

    again = booked.again()

    assert again.reads == (
        ":wastebasket: Borealis was cancelled: Tomorrow 10:30–11:30\n"
        "Chat\n"
        f"{reference} · screen, whiteboard\n"
        "[Book]"
    )
    assert chandra.bookings == ()
    assert again.click("Book").reads.startswith(
        ":white_check_mark: Borealis is yours: Tomorrow 10:30–11:30\n"
    )


def test_two_who_click_on_one_message_are_two(workplace: Workplace, ada: User, chandra: User) -> None:
    bob = workplace.bob
    ada.runs("/book Aurora tomorrow 10-11")
    click = chandra.runs("/book Aurora tomorrow 10-11").click("Book").delivery.payload

    bob.sends(click, user={**click["user"], "id": "U0BOB"}, trigger_id="1.bob")

    assert [line["outcome"] for line in workplace.lines][-2:] == ["ok", "room_taken"]
    assert (len(chandra.bookings), bob.bookings) == (1, ())


def test_one_message_books_once_for_each_page_that_it_shows(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    ada.runs("/book Aurora today 9:30-12")
    ada.runs("/book Borealis today 11-12 Retro")
    booked = chandra.runs("/book Aurora today 10-11 Chat").click("Book")
    assert booked.reads.startswith(":white_check_mark: Borealis is yours: Today 10:00–11:00\n")
    workplace.clock.forward(minutes=60)

    answer = booked.click("+30 min").click("Book")

    [_, rest] = chandra.bookings
    assert answer.reads == (
        ":white_check_mark: Sauna is yours: Today 11:00–11:30\n"
        "Chat\n"
        f"{rest.reference} · Whiteboard\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert (rest.room.name, rest.span) == ("Sauna", span("11:00", "11:30"))


def test_a_hold_after_one_that_lapsed_is_another_in_the_same_message(
    workplace: Workplace, ada: User, chandra: User
) -> None:
    held = chandra.runs("/rooms tomorrow 10-11 for 6").click("Hold")
    workplace.clock.forward(minutes=5)
    ada.runs("/book Aurora tomorrow 10-11")

    answer = held.click("Confirm").click("Book").click("Hold")

    assert answer.reads == (
        ":hourglass_flowing_sand: Borealis is held for you until 09:30: Tomorrow 10:00–11:00\n"
        f"{chandra.booking.reference} · screen, whiteboard\n"
        "[Confirm] [Release]"
    )
    assert chandra.booking.state == "held"
