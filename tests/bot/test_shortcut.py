"""“Book a room for this”: the people of a thread become the people, its first line the title."""

from dataclasses import replace
from typing import Final

import pytest

from booking_core import PEOPLE_LIMIT
from sandbox.people import GENERAL, PEOPLE, RANDOM, Channel, Install
from sandbox.workspace import Message
from tests.builders import TOMORROW
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace, at_work

PRIVATE: Final = "[x] Only you"


def said(user: User, text: str, channel: Channel = GENERAL) -> Message:
    """A message of that person's."""
    user.slack.say(user.person, channel, text)
    return user.slack.messages(user.person, channel)[-1]


def replied(user: User, message: Message, text: str) -> Message:
    """A reply of that person's in its thread."""
    user.slack.reply(user.person, message, text)
    return user.slack.messages(user.person)[-1]


def filled_in(form: str) -> list[str]:
    """The title and the people in the form."""
    return [line for line in form.splitlines() if line.startswith(("Title: ", "People: "))]


def test_the_people_of_a_thread_become_the_people_and_its_first_line_the_title(
    ada: User, bob: User, chandra: User
) -> None:
    first = said(bob, "Plan the summer party\nWho is in?")
    replied(chandra, first, "I am")
    reply = replied(ada, first, "Me too")
    replied(chandra, first, "Great")

    form = ada.uses_shortcut(reply)

    assert filled_in(form.reads) == ["Title: [Plan the summer party]", "People: [U0BOB, U0CHANDRA]"]
    receipt = form.submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    assert receipt.reads.splitlines()[1:4] == [
        ":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00",
        "Plan the summer party",
        "With @Bob and @Chandra",
    ]


def test_the_receipt_can_be_shared_where_the_message_stands(ada: User, bob: User) -> None:
    form = ada.uses_shortcut(said(bob, "Lunch"))

    form.submit(room="Aurora", day=TOMORROW, start="12:00", end="13:00").click("Share")

    assert bob.reads(GENERAL).splitlines()[2].startswith(":round_pushpin: Aurora, Tomorrow 06:00–07:00")


def test_a_message_that_nobody_answered_is_enough(ada: User, bob: User) -> None:
    assert filled_in(ada.uses_shortcut(said(bob, "Lunch?")).reads) == ["Title: [Lunch?]", "People: [U0BOB]"]


def test_who_asks_is_not_named_among_the_people(ada: User) -> None:
    assert filled_in(ada.uses_shortcut(said(ada, "Focus")).reads) == ["Title: [Focus]", "People: []"]


def test_apps_are_no_people(workplace: Workplace, ada: User, bob: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11").click("Share")
    card = workplace.slack.messages(bob.person, GENERAL)[-1]
    replied(bob, card, "See you there")

    assert filled_in(ada.uses_shortcut(card).reads)[1] == "People: [U0BOB]"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("*Quarterly* _planning_ ~old~ `code`", "Quarterly planning old code"),
        ("_*Quarterly* planning_", "Quarterly planning"),
        (">quoted at once", "quoted at once"),
        ("> quoted\nnot this", "quoted"),
        ("\n  \n • first point", "first point"),
        ("R&D <budget>", "R&D <budget>"),
        ("@bob, shall we meet @chandra ?", "shall we meet?"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("see #general", "see #general"),
        ("x" * 250, "x" * 199 + "…"),
        ("", ""),
    ],
)
def test_markup_is_made_plain(ada: User, bob: User, text: str, title: str) -> None:
    message = said(bob, text or " ")

    assert filled_in(ada.uses_shortcut(message).reads)[0] == f"Title: [{title}]"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<https://example.com/a|the plan> for <https://example.com>", "the plan for https://example.com"),
        ("<mailto:ada@example.com|ada@example.com> writes", "ada@example.com writes"),
        ("<!here> lunch at <!date^1773817200^{time}|09:00>", "lunch at 09:00"),
        ("<!subteam^S0DESIGN|@design> review", "@design review"),
        ("<@U0BOB|bob> &amp; co", "@bob & co"),
        ("<#C0SECRET|> talk", "talk"),
    ],
)
def test_links_and_references_are_shown_as_slack_shows_them(
    ada: User, bob: User, text: str, title: str
) -> None:
    with ada.unheard():
        payload = ada.uses_shortcut(said(bob, "Hello")).delivery.payload
    ada.slack.fails("conversations.replies", error="thread_not_found")

    answer = ada.sends(payload, message={**payload["message"], "text": text})

    assert filled_in(answer.reads)[0] == f"Title: [{title}]"


@pytest.mark.parametrize(
    "trouble",
    [{"error": "missing_scope"}, {"error": "thread_not_found"}, {"status": 503}, {"retry_after": 30}],
)
def test_where_the_thread_cannot_be_read_the_message_alone_fills_in_the_form(
    workplace: Workplace, ada: User, bob: User, chandra: User, trouble: dict[str, object]
) -> None:
    reply = replied(chandra, said(bob, "Plan the party"), "At ten?")
    workplace.slack.fails("conversations.replies", **trouble)  # type: ignore[arg-type]

    form = ada.uses_shortcut(reply)

    assert filled_in(form.reads) == ["Title: [At ten?]", "People: [U0CHANDRA]"]
    assert workplace.lines[0]["event"] == "thread_not_read"


def test_a_channel_without_the_bot_will_do(workplace: Workplace, ada: User, bob: User) -> None:
    form = ada.uses_shortcut(said(bob, "Lunch?", RANDOM))

    assert filled_in(form.reads) == ["Title: [Lunch?]", "People: [U0BOB]"]
    assert workplace.complaints() == ["conversations.replies: not_in_channel"]


@pytest.mark.parametrize(
    "channel",
    [
        {"id": "G0GROUP", "name": "privategroup"},
        {"id": "C0SECRET", "name": "privategroup"},
        {"id": "D0BOB", "name": "directmessage"},
        {"id": "C0GROUP", "name": "mpdm-ada--bob--chandra-1"},
        {"id": "D0BOB", "name": ""},
    ],
)
def test_what_is_said_among_few_is_booked_among_few(ada: User, bob: User, channel: dict[str, str]) -> None:
    with ada.unheard():
        payload = ada.uses_shortcut(said(bob, "Layoffs")).delivery.payload
    ada.slack.fails("conversations.replies", error="channel_not_found")

    form = ada.sends(payload, channel=channel)

    assert filled_in(form.reads) == ["Title: [Layoffs]", "People: [U0BOB]"]
    assert PRIVATE in form.reads
    assert form.submit(room="Aurora", day=TOMORROW).delivery.status == 200
    assert ada.booking.private


def test_what_is_said_to_everyone_is_not_made_private(ada: User, bob: User) -> None:
    form = ada.uses_shortcut(said(bob, "Lunch"))

    assert PRIVATE not in form.reads
    form.submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    assert not ada.booking.private


def test_where_time_is_short_the_thread_is_not_read(workplace: Workplace, ada: User, bob: User) -> None:
    reply = replied(bob, said(ada, "Plan the party"), "At ten?")

    def asked(seconds: int) -> tuple[list[str], int]:
        with ada.unheard():
            payload = ada.uses_shortcut(reply).delivery.payload
        request = ada.slack.signed(payload)
        workplace.clock.forward(seconds=seconds)
        before = len(ada.slack.calls)
        ada.slack.deliver(request.body, request.headers)
        form = ada.slack.modal(ada.person)
        assert form is not None
        read = sum(call.method == "conversations.replies" for call in ada.slack.calls[before:])
        return filled_in(ada.reading(form)), read

    assert asked(2) == (["Title: [Plan the party]", "People: [U0BOB]"], 1)
    assert asked(3) == (["Title: [At ten?]", "People: [U0BOB]"], 0)


def test_a_thread_of_a_crowd_names_as_many_as_a_booking_takes(house: House) -> None:
    crowd = [replace(PEOPLE[2], id=f"U0CROWD{n:02}", name=f"c{n}") for n in range(60)]
    with at_work(house, people=[*PEOPLE, *crowd]) as workplace:
        first = said(workplace.bob, "All hands")
        for person in crowd:
            replied(workplace.user(person), first, "Here")

        form = workplace.ada.uses_shortcut(first)

        assert form.form is not None
        assert len(form.form.values["people"]["people"]["selected_users"]) == PEOPLE_LIMIT


def test_without_rooms_the_shortcut_says_so(house: House) -> None:
    people = [replace(person, team="T0NEW") for person in PEOPLE]
    with at_work(house, install=Install(team="T0NEW"), people=people) as workplace:
        bob, chandra = (workplace.user(person) for person in people[1:])

        answer = bob.uses_shortcut(said(chandra, "Lunch?"))

        assert answer.reads == (
            "Not done\n"
            ":no_entry_sign: There is no room to book yet. Ask an admin of this workspace to add one."
        )


def test_a_guest_is_told_that_others_can_book_for_them(house: House) -> None:
    guest = replace(PEOPLE[1], is_restricted=True)
    with at_work(house, people=[PEOPLE[0], guest]) as workplace:
        answer = workplace.user(guest).uses_shortcut(said(workplace.ada, "Lunch?"))

        assert answer.reads.startswith("Not done\n:no_entry_sign: Rooms can’t be booked by guests.")


def test_a_shortcut_without_its_message_is_no_request_of_slacks(ada: User, bob: User) -> None:
    with ada.unheard():
        payload = ada.uses_shortcut(said(bob, "Lunch?")).delivery.payload
    del payload["message"]

    assert ada.sends(payload).delivery.status == 400


def test_no_message_is_in_the_log(workplace: Workplace, ada: User, bob: User) -> None:
    ada.uses_shortcut(said(bob, "Secret merger"))

    assert "Secret merger" not in workplace.log
    assert workplace.lines[0]["what"] == "message_action:book_for_message"


@pytest.mark.parametrize(
    "author",
    [{"user": "USLACKBOT"}, {"user": "U0CHANDRA", "subtype": "channel_join"}, {"bot_id": "B0", "user": None}],
)
def test_what_no_person_wrote_names_nobody(ada: User, bob: User, author: dict[str, str | None]) -> None:
    with ada.unheard():
        payload = ada.uses_shortcut(said(bob, "Lunch?")).delivery.payload
    ada.slack.fails("conversations.replies", error="thread_not_found")

    answer = ada.sends(payload, message={**payload["message"], **author})

    assert filled_in(answer.reads) == ["Title: [Lunch?]", "People: []"]
