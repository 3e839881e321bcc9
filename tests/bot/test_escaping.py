"""What people type is shown as they typed it: a title `<!channel>` pings nobody, wherever it is shown."""

from collections.abc import Iterator
from typing import Any

from booking_core import RoomDetails, add_room, room_named
from sandbox.people import GENERAL
from tests.builders import HELSINKI, TODAY
from tests.house import House
from tests.slack import Seen, User
from tests.workplace import Workplace

TITLE = "<!channel> R&D <@U0BOB>"


def typed(text: str) -> str:
    """A text as Slack sends it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rendered(shown: Any) -> Iterator[str]:
    """Every text in it that Slack renders, mentions and all."""
    if isinstance(shown, list | tuple):
        for one in shown:
            yield from rendered(one)
    elif isinstance(shown, dict):
        if shown.get("type") == "mrkdwn":
            yield shown["text"]
        for one in shown.values():
            yield from rendered(one)


def pinging(workplace: Workplace) -> list[str]:
    """What anyone was ever shown that would ping, of what was typed as text."""
    slack = workplace.slack
    sent = [call.args for call in slack.calls]
    answered = [delivery.answer for delivery in slack.deliveries if isinstance(delivery.answer, dict)]
    texts = [str(one["text"]) for one in (*sent, *answered) if "text" in one]
    texts += [text for one in (*sent, *answered) for text in rendered(list(one.values()))]
    return [text for text in texts if any(mark in text for mark in ("<!ch", "<!here", "<@U0B", "<b>"))]


def book_by_form(user: User, room: str = "Aurora", start: str = "10:00") -> Seen:
    values = {"room": room, "day": TODAY, "start": start, "end": "11:00"}
    return user.runs("/book").submit(title=TITLE, **values)


def test_a_title_is_kept_as_it_was_typed(ada: User) -> None:
    ada.runs("/book").submit(room="Aurora", day=TODAY, start="10:00", end="11:00", title=typed(TITLE))

    assert ada.booking.title == "<!channel> R&D <@U0BOB>"


def test_a_title_in_a_command_is_kept_as_it_was_typed(ada: User) -> None:
    ada.runs(f"/book Aurora tomorrow 10-11 {typed('R&D <!channel> x<y')}")

    assert ada.booking.title == "R&D <!channel> x<y"


def test_a_title_is_shown_as_it_was_typed_and_pings_nobody_anywhere(
    workplace: Workplace, ada: User, bob: User
) -> None:
    receipt = book_by_form(ada)
    reference = ada.booking.reference
    change = receipt.click("Change")
    assert f"Title: [{TITLE}]" in change.reads
    change.submit(end="11:30").click("Share")

    assert TITLE in receipt.reads
    assert TITLE in ada.runs("/cancel").reads
    assert TITLE in ada.runs(f"/cancel {reference}").reads
    assert TITLE in ada.runs("/rooms Aurora").reads
    assert (
        f"Ada has Aurora until 05:30 (11:30 in Helsinki) ({TITLE})."
        in bob.runs("/book Aurora today 10-11").reads
    )
    assert TITLE in book_by_form(bob).reads
    assert TITLE in ada.runs("/rooms close Aurora").submit().reads
    bob.runs("/book Helmi today 10-11")
    taken = bob.runs("/cancel").clicks_forged("Cancel", value=str(ada.booking.id))
    assert "Ada’s booking" in taken.reads
    assert pinging(workplace) == []


def test_above_the_fields_of_a_change_a_title_is_shown_as_it_was_typed(
    workplace: Workplace, ada: User, bob: User
) -> None:
    book_by_form(ada)
    form = bob.runs("/book Sisu tomorrow 10-11").click("Change")

    answer = form.submit(room="Aurora", day=TODAY)

    assert f"\n:no_entry_sign: Ada has Aurora until 05:00 (11:00 in Helsinki) ({TITLE}).\n" in answer.reads
    assert pinging(workplace) == []


def test_beside_a_field_nothing_is_escaped(ada: User) -> None:
    ada.runs("/rooms add").submit(name=typed("R&D <1>"), seats="3")

    answer = ada.runs("/rooms add").submit(name=typed("R&D <1>"), seats="3")

    assert answer.errors == {"name": "There is a room called R&D <1> already."}


def test_home_and_shared_cards_show_what_was_typed_and_ping_nobody(
    workplace: Workplace, house: House, ada: User, bob: User
) -> None:
    house.desk(house.ada).run(add_room, RoomDetails("R&D <!channel>", 6, HELSINKI, "<@U0BOB> & co"))
    book_by_form(ada, "R&D <!channel>").click("Share")
    workplace.errands()

    home = ada.opens_home()

    assert f"R&D <!channel> · Today 10:00–11:00 · {TITLE} · " in home
    assert "R&D <!channel> · 6 seats · free now until 10:00" in home
    assert bob.reads(GENERAL).splitlines()[:2] == [
        ":round_pushpin: R&D <!channel>, Today 04:00–05:00",
        TITLE,
    ]
    assert pinging(workplace) == []


def test_a_message_becomes_a_title_that_pings_nobody(workplace: Workplace, ada: User) -> None:
    ada.slack.say(ada.person, GENERAL, "R&D <!channel> & more")
    [message] = ada.slack.messages(ada.person, GENERAL)

    form = ada.uses_shortcut(message)
    form.submit(room="Aurora", day=TODAY, start="10:00", end="11:00")

    assert ada.booking.title == "R&D <!channel> & more"
    assert pinging(workplace) == []


def test_a_rooms_name_place_and_features_ping_nobody_anywhere(
    workplace: Workplace, house: House, ada: User, bob: User
) -> None:
    details = RoomDetails("R&D <!channel>", 6, HELSINKI, "<@U0BOB> & co", ("<!here>", "<b>"))
    house.desk(house.ada).run(add_room, details)

    receipt = book_by_form(ada, "R&D <!channel>")
    assert receipt.reads.splitlines()[1] == ":white_check_mark: R&D <!channel> is yours: Today 10:00–11:00"
    assert receipt.reads.splitlines()[3].endswith(" · <@U0BOB> & co · <!here>, <b>")
    receipt.click("Share")
    ada.runs("/cancel")
    ada.runs(f"/cancel {ada.booking.reference}").click("Cancel the booking")
    ada.runs(f"/book {typed('R&D <!channel>')} today 12-13")
    ada.runs("/rooms")
    ada.runs("/rooms today 15-16").click("Book", 3)
    book_by_form(bob, "R&D <!channel>", "10:30")
    assert ada.runs(f"/rooms {typed('R&D <!channel>')}").reads.startswith("R&D <!channel> on Wednesday")
    ada.runs(f"/rooms close {typed('R&D <!channel>')}").submit()
    ada.runs(f"/rooms reopen {typed('R&D <!channel>')}").submit()
    answer = ada.runs(f"/rooms edit {typed('R&D <!channel>')}").submit(seats="7")

    assert answer.reads == "Room saved\n:door: R&D <!channel> is saved."
    assert pinging(workplace) == []


def test_a_rooms_name_typed_into_a_form_is_kept_as_it_was_typed(ada: User) -> None:
    ada.runs("/rooms add").submit(name=typed("Q&A"), seats="3", place=typed("<2nd>"))

    room = ada.desk.run(room_named, "Q&A")
    assert (room.name, room.details.place) == ("Q&A", "<2nd>")


def test_what_is_not_found_is_shown_as_it_was_typed(workplace: Workplace, ada: User) -> None:
    assert ada.runs(f"/rooms {typed('<!channel>')}").reads != ""
    assert ada.runs(f"/rooms edit {typed('<!channel>')}").reads == (
        ":no_entry_sign: There is no room called <!channel> here."
    )
    assert ada.runs(f"/book {typed('<!channel>')} tomorrow 10-11").reads.startswith("Book a room\n")
    assert ada.runs(f"/cancel {typed('<!channel>')}").reads != ""
    assert pinging(workplace) == []
