"""Who asks: guests, bots, strangers and leavers are told no; rights come from Slack, and are kept a while."""

from dataclasses import replace
from typing import Any

import pytest

from booking_core import bookings_of
from sandbox.people import ADA, BOB, CHANDRA, Person
from tests.builders import HELSINKI, NEW_YORK
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace, at_work


def asked(workplace: Workplace) -> list[str]:
    """After whom the bot asked Slack."""
    return [call.args["user"] for call in workplace.slack.calls if call.method == "users.info"]


@pytest.mark.parametrize(
    ("flag", "whom"),
    [
        ("is_restricted", "guests"),
        ("is_ultra_restricted", "guests"),
        ("is_bot", "bots"),
        ("is_stranger", "people of other companies"),
        ("deleted", "people who left"),
    ],
)
def test_outsiders_are_told_no(house: House, flag: str, whom: str) -> None:
    flags: dict[str, Any] = {flag: True}
    outsider = replace(CHANDRA, **flags)
    sentence = (
        f":no_entry_sign: Rooms can’t be booked by {whom}. Ask a member of this workspace to book for you."
    )

    with at_work(house, people=[ADA, outsider]) as workplace:
        user = workplace.user(outsider)
        for command in ("/book Aurora tomorrow 10-11", "/book", "/cancel", "/rooms", "/rooms help"):
            assert user.runs(command).reads == sentence
        assert user.bookings == ()
        assert {line["outcome"] for line in workplace.lines} == {"outsider"}


def test_whom_slack_does_not_know_is_a_stranger(workplace: Workplace, ada: User) -> None:
    payload = ada.runs("/rooms help").delivery.payload

    answer = ada.sends(payload, user_id="U0NOBODY", trigger_id="1").delivery.answer

    assert answer["text"] == (
        ":no_entry_sign: Rooms can’t be booked by people of other companies. "
        "Ask a member of this workspace to book for you."
    )
    assert workplace.complaints() == ["users.info: user_not_found"]


def test_slack_is_asked_once_in_ten_minutes(workplace: Workplace, ada: User, bob: User) -> None:
    for _ in range(3):
        ada.runs("/rooms")
    bob.runs("/rooms")
    assert asked(workplace) == [ADA.id, BOB.id]

    workplace.clock.forward(minutes=9, seconds=59)
    ada.runs("/rooms")
    assert asked(workplace) == [ADA.id, BOB.id]

    workplace.clock.forward(seconds=2)
    ada.runs("/rooms")
    assert asked(workplace) == [ADA.id, BOB.id, ADA.id]


def test_rights_that_were_taken_away_are_gone_after_ten_minutes(workplace: Workplace, ada: User) -> None:
    assert ada.runs("/rooms add").reads.startswith("Add a room\n")
    become(workplace, replace(ADA, is_admin=False))

    workplace.clock.forward(minutes=10)

    assert ada.runs("/rooms add").reads == ":no_entry_sign: Only an admin of this workspace can do that."


def test_who_moves_is_told_the_time_where_they_are(workplace: Workplace, bob: User) -> None:
    bob.runs("/rooms")
    become(workplace, replace(BOB, tz="Europe/Helsinki"))
    workplace.clock.forward(minutes=10)

    assert bob.runs("/rooms").reads.splitlines()[1] == "Aurora · 6 seats · free now, all day"
    assert bob.desk.member.zone == HELSINKI


def become(workplace: Workplace, person: Person) -> None:
    """Slack knows them differently from here on."""
    workplace.slack._space.people[person.id] = person  # noqa: SLF001 - what an admin of Slack does


@pytest.mark.parametrize("right", ["is_admin", "is_owner"])
def test_admins_and_owners_administer(house: House, right: str) -> None:
    rights: dict[str, Any] = {right: True}
    person = replace(BOB, **rights)

    with at_work(house, people=[person]) as workplace:
        assert workplace.user(person).runs("/rooms add").reads.startswith("Add a room\n")


def test_whom_the_settings_name_administers_too(house: House) -> None:
    with at_work(house, varaus_admins="U0X, U0BOB") as workplace:
        assert workplace.bob.runs("/rooms add").reads.startswith("Add a room\n")
        assert workplace.chandra.runs("/rooms add").reads == (
            ":no_entry_sign: Only an admin of this workspace can do that."
        )


def test_while_slack_is_down_who_was_known_still_books(workplace: Workplace, bob: User) -> None:
    bob.runs("/rooms")
    workplace.clock.forward(minutes=10)
    workplace.slack.fails("users.info", times=2)

    answer = bob.runs("/book Taiga tomorrow 10-11")

    assert answer.reads.startswith(":white_check_mark: Taiga is yours: Tomorrow 10:00–11:00\n")
    assert {"event": "users_info_failed", "error": "internal_error", "level": "warning"} in workplace.lines


def test_while_slack_is_down_an_admin_administers_only_by_the_settings(house: House) -> None:
    def adds(**settings: Any) -> str:
        with at_work(house, **settings) as workplace:
            workplace.ada.runs("/rooms")
            workplace.clock.forward(minutes=10)
            workplace.slack.fails("users.info", retry_after=30)
            return workplace.ada.runs("/rooms add").reads.splitlines()[0]

    assert adds() == ":no_entry_sign: Only an admin of this workspace can do that."
    assert adds(varaus_admins="U0ADA") == "Add a room"


def test_while_slack_is_down_nobody_new_is_recognised(house: House) -> None:
    newcomer = Person("U0NEW", "new", "Newcomer", "Europe/Helsinki")

    with at_work(house, people=[newcomer]) as workplace:
        workplace.slack.fails("users.info", error="fatal_error")
        refused = workplace.user(newcomer).runs("/book Aurora tomorrow 10-11")
        booked = workplace.user(newcomer).runs("/book Aurora tomorrow 10-11")

    assert refused.reads == (
        ":no_entry_sign: Slack isn’t telling me who you are at the moment, "
        "so I have done nothing. Please try again."
    )
    assert booked.reads.startswith(":white_check_mark: Aurora is yours: ")


@pytest.mark.parametrize("named", ["", "Nowhere/Atlantis"])
def test_where_slack_names_no_zone_the_settings_do(house: House, named: str) -> None:
    class Placeless(Person):
        def as_user(self, now: float, *, with_locale: bool = False) -> dict[str, object]:
            return super().as_user(now, with_locale=with_locale) | {"tz": named}

    person = Placeless("U0NEW", "new", "Newcomer", "Europe/Helsinki")

    with at_work(house, people=[person], varaus_zone="America/New_York") as workplace:
        workplace.user(person).runs("/rooms")
        assert workplace.user(person).desk.member.zone == NEW_YORK


def test_people_are_called_as_they_call_themselves(house: House) -> None:
    person = replace(BOB, real_name="Bob <b@x> & Co")

    with at_work(house, people=[ADA, person]) as workplace:
        workplace.user(person).runs("/book Aurora tomorrow 10-11")
        refused = workplace.ada.runs("/book Aurora tomorrow 10-11")

    assert refused.reads.splitlines()[0] == ":no_entry_sign: Bob <b@x> & Co has Aurora until 11:00."
    assert "Bob &lt;b@x&gt; &amp; Co has" in refused.blocks[0]["text"]["text"]


def test_people_of_other_companies_are_strangers_even_in_a_shared_channel(house: House) -> None:
    guest = replace(BOB, team="T0CLIENT")
    with at_work(house, people=[ADA, guest]) as workplace:
        bob = workplace.user(guest)
        payload = {**ada_says(workplace), "user_id": guest.id}

        assert "people of other companies" in str(bob.sends(payload).delivery.answer)
        assert house.desk(house.bob).run(bookings_of) == ()


def ada_says(workplace: Workplace) -> dict[str, object]:
    """The payload of a command as Ada sends it."""
    return workplace.ada.runs("/book help").delivery.payload | {"text": "Aurora tomorrow 12-13 Spy"}
