"""The teller: each errand is done, later if need be, and whatever goes wrong it goes on."""

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import select

from booking_core import Office, book, make_engine
from booking_core.errands import TAKEN_FOR, add
from booking_core.schema import ClaimRow
from bot.app import ERRAND_TIMEOUT, make_teller
from bot.teller import HANDS_FULL
from sandbox.people import GENERAL, Json
from tests.builders import TOMORROW, wish
from tests.databases import Database
from tests.house import House
from tests.slack import User
from tests.watching import until
from tests.workplace import Workplace

FAILURES: list[dict[str, Any]] = [{"error": "internal_error"}, {"status": 503}, {"lost": "reset"}]
AUTH: list[dict[str, Any]] = [{"error": "invalid_auth"}, {"error": "missing_scope"}]


def about_errands(workplace: Workplace) -> list[Json]:
    return [line for line in workplace.lines if line["event"].startswith("errand")]


def calls_of(method: str, workplace: Workplace) -> int:
    return sum(call.method == method for call in workplace.slack.calls)


@pytest.mark.parametrize("failure", [*FAILURES, *AUTH])
def test_what_slack_does_not_take_is_told_later_and_once(
    workplace: Workplace, ada: User, bob: User, failure: dict[str, Any]
) -> None:
    workplace.slack.fails("conversations.open", 3, **failure)
    ada.runs("/book Aurora tomorrow 10-11 with @Bob")

    for _ in range(3):
        workplace.errands()
        assert bob.direct_messages == ""
        workplace.clock.forward(minutes=1)
    workplace.errands()
    workplace.clock.forward(minutes=10)
    workplace.errands()

    assert bob.direct_messages.count(":calendar: Ada booked Aurora") == 1
    assert [(line["event"], line["tries"]) for line in about_errands(workplace)] == [
        ("errand_put_off", 1),
        ("errand_put_off", 2),
        ("errand_put_off", 3),
    ]


def test_the_pauses_grow(workplace: Workplace, ada: User) -> None:
    workplace.slack.fails("conversations.open", 99)
    ada.runs("/book Aurora tomorrow 10-11 with @Bob")

    tried = []
    for second in range(1200):
        before = calls_of("conversations.open", workplace)
        workplace.errands()
        if calls_of("conversations.open", workplace) > before:
            tried.append(second)
        workplace.clock.forward(seconds=1)

    pauses = [later - earlier for earlier, later in itertools.pairwise(tried)]
    assert pauses[:7] == sorted(pauses[:7])
    assert pauses[0] <= 2
    assert 200 <= max(pauses) <= 301


def test_while_slack_is_away_it_is_not_asked_for_each_errand(
    workplace: Workplace, ada: User, bob: User
) -> None:
    for hour in range(10, 15):
        ada.runs(f"/book Aurora tomorrow {hour}-{hour + 1} with @Bob")
    workplace.slack.fails("conversations.open", status=503)

    workplace.errands()
    assert calls_of("conversations.open", workplace) == 1
    workplace.clock.forward(seconds=5)
    workplace.errands()

    assert bob.direct_messages.count(":calendar: Ada booked Aurora") == 5


def test_a_rate_limit_is_waited_for_and_keeps_no_other_method_waiting(
    workplace: Workplace, ada: User, bob: User
) -> None:
    for hour in (10, 12):
        ada.runs(f"/book Aurora tomorrow {hour}-{hour + 1}").click("Share")
    workplace.errands()
    before = calls_of("chat.update", workplace)
    workplace.slack.fails("chat.update", retry_after=30)

    for _ in range(2):
        ada.runs("/cancel").click("Cancel")
    ada.runs("/book Helmi tomorrow 10-11 with @Bob")
    workplace.errands()
    workplace.clock.forward(seconds=29)
    workplace.errands()
    assert calls_of("chat.update", workplace) == before + 1
    assert bob.direct_messages.count(":calendar: Ada booked Helmi") == 1
    assert bob.reads(GENERAL).count(":wastebasket:") == 0

    workplace.clock.forward(seconds=1)
    workplace.errands()

    assert calls_of("chat.update", workplace) == before + 3
    assert bob.reads(GENERAL).count(":wastebasket: Cancelled: Aurora") == 2
    assert about_errands(workplace) == []


def test_what_comes_too_late_is_told_no_more(workplace: Workplace, ada: User, bob: User) -> None:
    workplace.slack.fails("conversations.open", 2)
    ada.runs("/book Aurora today 10-11 with @Bob")
    workplace.errands()

    workplace.clock.forward(hours=3)
    workplace.errands()

    assert bob.direct_messages == ""


def test_an_errand_that_nobody_understands_does_not_stop_the_others(
    workplace: Workplace, house: House, ada: User, bob: User
) -> None:
    ada.runs("/rooms help")
    with house.desk(house.ada).work() as work:
        add(work, "dance", "dance:1", about={"title": "Secret"})
    ada.runs("/book Aurora tomorrow 10-11 with @Bob")

    workplace.errands()

    assert bob.direct_messages.startswith(":calendar: Ada booked Aurora")
    assert [(line["event"], line.get("error")) for line in about_errands(workplace)] == [
        ("errand_failed", "KeyError"),
        ("errand_put_off", "KeyError"),
    ]
    assert "Secret" not in workplace.log
    assert workplace.complaints() == ["errand_failed"]


def test_the_teller_tells_at_once_and_stops_when_told(workplace: Workplace, ada: User, bob: User) -> None:
    with workplace.teller.at_work():
        ada.runs("/book Aurora tomorrow 10-11 with @Bob")

        assert until(
            lambda: ":calendar: Ada booked Aurora" in bob.direct_messages, workplace.slack, seconds=4
        )

    ada.runs("/book Helmi tomorrow 10-11 with @Bob")
    assert "Helmi" not in bob.direct_messages


def test_a_database_that_is_away_for_a_while_is_waited_for(
    workplace: Workplace, sqlite: Database, bob: User, tmp_path: Path
) -> None:
    url = sqlite.url()
    file, elsewhere = Path(url.removeprefix("sqlite:///")), tmp_path / "elsewhere.db"
    workplace.house.engine.dispose()
    engine = make_engine(url)
    office = Office(engine, workplace.clock)
    house = workplace.house
    office.desk(house.ada).run(book, wish(house.aurora, day=TOMORROW, people=(bob.person.id,)))
    teller = make_teller(office, workplace.settings)
    engine.dispose()
    file.rename(elsewhere)

    assert teller.turn() > 0
    assert [line["event"] for line in about_errands(workplace)] == ["errands_not_reached"]
    engine.dispose()
    elsewhere.replace(file)
    teller.turn()
    engine.dispose()

    assert bob.direct_messages.startswith(":calendar: Ada booked Aurora")


def test_what_has_passed_is_swept_away(workplace: Workplace, house: House, ada: User) -> None:
    ada.runs("/book Aurora today 09:30-10")
    ada.runs("/book Aurora tomorrow 10-11")
    workplace.clock.forward(hours=2)

    workplace.teller.turn()

    with house.engine.connect() as connection:
        left = connection.execute(select(ClaimRow.booking_id)).scalars().all()
    assert left == [ada.booking.id]


def test_a_token_that_slack_refuses_is_tried_ever_more_rarely(
    workplace: Workplace, ada: User, bob: User
) -> None:
    ada.runs("/book Aurora tomorrow 10-11 with @Bob")
    workplace.slack.fails("auth.test", 7, error="invalid_auth")

    tried = []
    for second in range(0, 900, 5):
        before = calls_of("auth.test", workplace)
        assert workplace.teller.turn() > 0
        if calls_of("auth.test", workplace) > before:
            tried.append(second)
        workplace.clock.forward(seconds=5)

    assert [later - earlier for earlier, later in itertools.pairwise(tried)] == [5, 10, 20, 40, 80, 160, 300]
    told = [line for line in workplace.lines if line["event"] == "slack_not_reached"]
    assert [(line["error"], line["pause"]) for line in told] == [
        ("invalid_auth", pause) for pause in (5, 10, 20, 40, 80, 160, 300)
    ]
    assert bob.direct_messages.startswith(":calendar: Ada booked Aurora")


@pytest.mark.parametrize("retry_after", ["soon", "-1", "nan", "9" * 400, "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_rate_limit_that_makes_no_sense_lasts_an_hour_at_most(
    workplace: Workplace, ada: User, bob: User, retry_after: Any
) -> None:
    workplace.slack.fails("conversations.open", retry_after=retry_after)
    ada.runs("/book Aurora tomorrow 10-11 with @Bob")
    workplace.errands()

    workplace.clock.forward(hours=1)
    workplace.errands()

    assert bob.direct_messages.count(":calendar: Ada booked Aurora") == 1
    assert about_errands(workplace) == []


def test_what_fails_for_a_day_is_given_up(workplace: Workplace, house: House, ada: User) -> None:
    ada.runs("/rooms help")
    with house.desk(house.ada).work() as work:
        add(work, "dance", "dance:1")

    for hours in (23, 1, 1):
        workplace.errands()
        workplace.clock.forward(hours=hours)
    workplace.errands()

    assert [line["event"] for line in about_errands(workplace)] == [
        *("errand_failed", "errand_put_off"),
        *("errand_failed", "errand_put_off"),
        *("errand_failed", "errand_dropped"),
    ]
    assert workplace.complaints() == ["errand_failed"] * 3


def test_an_errand_ends_before_another_process_takes_it_up() -> None:
    calls = 4  # to tell someone: the conversation, the address for the file, the file, and that it is there

    assert HANDS_FULL + calls * timedelta(seconds=ERRAND_TIMEOUT) < TAKEN_FOR


def test_who_is_told_to_stop_while_it_begins_anew_stops_at_once(workplace: Workplace) -> None:
    class Bell(Event):
        """Rung to stop the teller, just before it forgets what the bell was rung for."""

        def clear(self) -> None:
            teller.stop()
            super().clear()

    teller = make_teller(replace(workplace.office, bell=Bell()), workplace.settings)
    thread = Thread(target=teller.run, daemon=True)
    thread.start()
    thread.join(3)

    assert not thread.is_alive()
