"""Home: what is to come, the rooms now and, for admins, their upkeep; each button does what it says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from booking_core import RoomDetails, Span, Wish, book, bring_in, close_room, hold
from booking_core.compiled import Step
from sandbox.people import ADA, BOB, Install
from tests.builders import HELSINKI, TODAY, TOMORROW, at, span, wish
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace, at_work

ROOMS = (
    "Aurora · 6 seats · free now, all day [Book]\n"
    "Borealis · 8 seats · free now, all day [Book]\n"
    "Helmi · 4 seats · free now, all day [Book]\n"
    "Sauna · 12 seats · free now, all day [Book]\n"
    "Sisu · 2 seats · free now, all day [Book]\n"
    "Taiga · 8 seats · free now, all day · its clock: 03:20 [Book]"
)
TAIGA = ROOMS.splitlines()[-1]
NOTHING = (
    "[Book a room] [Refresh]\n"
    "Your bookings\n"
    "You have no bookings to come."
    " Press Book a room, or write me a message such as “Aurora tomorrow 10-11”.\n"
    "Rooms now\n"
    "As of 09:20\n"
    f"{ROOMS}"
)


def of_bookings(home: str) -> str:
    """The part above the rooms."""
    return home.partition("\nRooms now\n")[0]


def of_rooms(home: str) -> str:
    """The part below."""
    return home.partition("\nRooms now\n")[2]


def test_a_home_without_bookings_says_how_to_book_and_what_is_free(chandra: User) -> None:
    assert chandra.opens_home() == NOTHING


def test_what_the_empty_home_suggests_can_be_written(chandra: User) -> None:
    chandra.opens_home()

    answer = chandra.says("Aurora tomorrow 10-11")

    assert answer.reads.startswith(":white_check_mark: Aurora is yours: Tomorrow 10:00–11:00")


def test_a_home_shows_what_is_held_what_is_today_and_what_is_coming(house: House, chandra: User) -> None:
    desk, bob = house.desk(house.chandra), house.desk(house.bob)
    now = desk.run(book, wish(house.aurora, "09:20", "10:00", title="Standup", people=("U0BOB",)))
    later = desk.run(book, wish(house.helmi, "14:00", "15:00"))
    secret = Wish(house.helmi.id, span("14:00", "15:00", TOMORROW), "Plans", private=True)
    tomorrow = desk.run(book, secret)
    held = desk.run(hold, wish(house.sisu, "11:00", "12:00", title="Call"))
    others = bob.run(book, wish(house.borealis, "12:00", "13:00", title="Lunch", people=("U0CHANDRA",)))
    bob.run(book, wish(house.sauna, "12:00", "13:00", title="Not hers"))

    assert of_bookings(chandra.opens_home()) == (
        "[Book a room] [Refresh]\n"
        "Held for you\n"
        f"Sisu · Today 11:00–12:00 · Call · {held.reference}\n"
        "Held until 09:25; after that it is free for others.\n"
        "[Confirm] [Release]\n"
        "Today\n"
        f"Aurora · Today 09:20–10:00 · Standup · {now.reference} · under way\n"
        "With @Bob\n"
        "[Change] [+15 min] [+30 min] [End now]\n"
        f"Borealis · Today 12:00–13:00 · Lunch · {others.reference}\n"
        "Booked by @Bob\n"
        f"Helmi · Today 14:00–15:00 · {later.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel]\n"
        "Coming up\n"
        f"Helmi · Tomorrow 14:00–15:00 · Plans · {tomorrow.reference} · :lock: private\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )


def test_who_has_only_later_bookings_has_nothing_today(house: House, chandra: User) -> None:
    tomorrow = house.desk(house.chandra).run(book, wish(house.aurora, day=TOMORROW))

    assert of_bookings(chandra.opens_home()) == (
        "[Book a room] [Refresh]\n"
        "Today\n"
        "Nothing today.\n"
        "Coming up\n"
        f"Aurora · Tomorrow 10:00–11:00 · {tomorrow.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel]"
    )


def test_what_others_booked_with_someone_is_there_beyond_today(house: House, chandra: User) -> None:
    bob, week = house.desk(house.bob), TODAY + timedelta(days=6)
    own = house.desk(house.chandra).run(book, wish(house.aurora, day=week, people=("U0CHANDRA",)))
    later = bob.run(book, wish(house.helmi, day=week, title="Retro", people=("U0CHANDRA",)))
    tomorrow = bob.run(book, wish(house.helmi, day=TOMORROW, title="Lunch", people=("U0CHANDRA",)))
    bob.run(hold, wish(house.sisu, day=TOMORROW, people=("U0CHANDRA",)))
    bob.run(book, wish(house.sauna, day=TOMORROW, people=("U0ADA",)))

    assert of_bookings(chandra.opens_home()) == (
        "[Book a room] [Refresh]\n"
        "Today\n"
        "Nothing today.\n"
        "Coming up\n"
        f"Helmi · Tomorrow 10:00–11:00 · Lunch · {tomorrow.reference}\n"
        "Booked by @Bob\n"
        f"Aurora · Mar 24, 2026 10:00–11:00 · {own.reference}\n"
        "With @Chandra\n"
        "[Change] [+15 min] [+30 min] [Cancel]\n"
        f"Helmi · Mar 24, 2026 10:00–11:00 · Retro · {later.reference}\n"
        "Booked by @Bob"
    )


def test_the_rooms_say_until_when_they_are_free_or_taken_and_by_whom(house: House, chandra: User) -> None:
    bob, desk = house.desk(house.bob), house.desk(house.chandra)
    bob.run(book, wish(house.aurora, "09:20", "10:00"))
    desk.run(book, wish(house.aurora, "10:00", "10:30"))
    desk.run(book, wish(house.borealis, "09:20", "10:00"))
    bob.run(hold, wish(house.helmi, "09:20", "11:00"))
    bob.run(book, wish(house.sauna, "12:00", "13:00"))
    house.desk(house.ada).run(close_room, house.sisu.id)

    assert of_rooms(chandra.opens_home()) == (
        "As of 09:20\n"
        "Aurora · 6 seats · taken until 10:30 (Bob) [Book]\n"
        "Borealis · 8 seats · taken until 10:00 (you) [Book]\n"
        "Helmi · 4 seats · held until 09:25 (Bob) [Book]\n"
        "Sauna · 12 seats · free now until 12:00 [Book]\n"
        f"{TAIGA}"
    )


def test_a_home_elsewhere_has_the_near_rooms_first_on_its_own_clock(house: House, bob: User) -> None:
    house.desk(house.bob).run(book, wish(house.aurora, "10:00", "11:00"))

    lines = bob.opens_home().splitlines()

    assert lines[2].startswith("Aurora · Today 04:00–05:00 (Wed 18 Mar 10:00–11:00 in Helsinki) · ")
    assert lines[-7:-4] == [
        "As of 03:20",
        "Taiga · 8 seats · free now, all day [Book]",
        "Aurora · 6 seats · free now until 04:00 · its clock: 09:20 [Book]",
    ]


def test_after_midnight_each_room_is_shown_on_its_own_day(
    workplace: Workplace, house: House, chandra: User
) -> None:
    house.desk(house.bob).run(book, wish(house.taiga, "02:00", "03:00", day=TOMORROW))
    workplace.clock.forward(hours=17)

    lines = chandra.opens_home().splitlines()

    assert lines[-1] == "Taiga · 8 seats · taken until 03:00 (Bob) · its clock: 20:20 [Book]"


def test_many_bookings_and_rooms_fit_and_the_others_are_counted(house: House, chandra: User) -> None:
    house.desk(house.ada).run(bring_in, [RoomDetails(f"Wing {n:02}", 4, HELSINKI) for n in range(94)])
    for number in range(14):
        start = at("00:00", TOMORROW)
        moment = Span(start.replace(minute=number), start.replace(minute=number + 1))
        house.desk(house.chandra).run(book, Wish(house.aurora.id, moment))

    home = chandra.opens_home()
    shown = chandra.slack.home(chandra.person)

    assert shown is not None
    assert len(shown.blocks) == 100
    assert home.count("[Change]") == 12
    assert "\nAnd 2 later ones. [Show all]\nRooms now\n" in home
    assert home.splitlines()[-1] == "And 32 more rooms. [All rooms]"
    assert chandra.clicks_at_home("Show all").reads.startswith(
        "Your bookings\nYour bookings to come\nAurora · "
    )
    assert chandra.clicks_at_home("All rooms").reads.startswith("Rooms\nRooms on Wednesday 18 March 2026\n")


def test_what_others_booked_is_counted_and_not_in_the_list_of_ones_own(house: House, chandra: User) -> None:
    for number in range(13):
        start = at("00:00", TOMORROW)
        moment = Span(start.replace(minute=number), start.replace(minute=number + 1))
        house.desk(house.bob).run(book, Wish(house.aurora.id, moment, people=("U0CHANDRA",)))

    assert of_bookings(chandra.opens_home()).splitlines()[-1] == "And 1 later one."


def test_an_admins_many_rooms_fit_as_well(house: House, ada: User) -> None:
    desk = house.desk(house.ada)
    desk.run(bring_in, [RoomDetails(f"Wing {n:02}", 4, HELSINKI) for n in range(94)])
    desk.run(hold, wish(house.aurora, day=TOMORROW))
    desk.run(hold, wish(house.helmi, day=TOMORROW))
    for number in range(9):
        desk.run(book, wish(house.borealis, f"1{number}:00", f"1{number}:30", day=TOMORROW))

    assert ada.opens_home().splitlines()[-1] == "And 66 more rooms. [All rooms]"


def test_a_home_costs_as_many_questions_for_many_rooms_as_for_few(
    house: House, chandra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    rows = Step.rows  # what is compiled once goes past SQLAlchemy's events

    def counted(step: Step, connection: Connection, written: Mapping[str, Any]) -> list[list[Any]]:
        asked.append(step.sql)
        return rows(step, connection, written)

    monkeypatch.setattr(Step, "rows", counted)

    def questions() -> int:
        asked.clear()
        chandra.opens_home()
        return sum("SELECT" in statement for statement in asked)

    chandra.opens_home()  # she is looked up at Slack and enrolled
    few = questions()
    house.desk(house.ada).run(bring_in, [RoomDetails(f"Wing {n:02}", 4, HELSINKI) for n in range(40)])
    for number in range(9):
        house.desk(house.chandra).run(book, wish(house.aurora, f"1{number}:00", f"1{number}:30"))
    many = questions()

    assert many == few


def test_without_rooms_an_admin_can_add_the_first_and_others_know_whom_to_ask(house: House) -> None:
    people = [replace(person, team="T0NEW") for person in (ADA, BOB)]
    nothing = "Your bookings\nYou have no bookings to come.\nRooms now\nThere is no room to book yet. "

    with at_work(house, install=Install(team="T0NEW"), people=people) as workplace:
        ada, bob = (workplace.user(person) for person in people)
        assert bob.opens_home() == f"[Refresh]\n{nothing}Ask an admin of this workspace to add one."
        assert ada.opens_home() == f"[Refresh]\n{nothing}Add the first.\n[Add a room]"
        ada.clicks_at_home("Add a room").submit(name="Atrium", seats="20")
        assert of_rooms(bob.opens_home()).startswith("As of 03:20\nAtrium · 20 seats · free now, all day")


def test_where_all_rooms_are_closed_an_admin_can_reopen_them(house: House) -> None:
    people = [replace(person, team="T0NEW") for person in (ADA, BOB)]
    with at_work(house, install=Install(team="T0NEW"), people=people) as workplace:
        ada, bob = (workplace.user(person) for person in people)
        ada.runs("/rooms add").submit(name="Atrium", seats="20")
        ada.runs("/rooms close Atrium").submit()

        assert of_rooms(bob.opens_home()) == "All rooms are closed."
        assert of_rooms(ada.opens_home()) == (
            "All rooms are closed.\n[Add a room]\nAtrium · 20 seats · closed\n[Edit] [Reopen]"
        )


def test_who_may_not_book_is_told_so_in_their_home(house: House) -> None:
    guest = replace(BOB, is_restricted=True)
    with at_work(house, people=[ADA, guest]) as workplace:
        assert workplace.user(guest).opens_home() == (
            ":no_entry_sign: Rooms can’t be booked by guests. Ask a member of this workspace to book for you."
        )
        assert workplace.user(guest).direct_messages == ""


def test_a_home_that_slack_does_not_take_is_published_by_an_errand(
    workplace: Workplace, chandra: User
) -> None:
    workplace.slack.fails("views.publish")
    assert chandra.opens_home() == ""

    workplace.errands()

    assert chandra.home == NOTHING
    assert workplace.lines[0]["event"] == "home_not_published"


def test_the_messages_tab_publishes_nothing(workplace: Workplace, chandra: User) -> None:
    chandra.slack.open_home(chandra.person, "messages")

    workplace.errands()

    assert chandra.home == ""
    assert [line["what"] for line in workplace.lines] == ["event:app_home_opened"]
