"""What a million made-up texts found: readings that nobody could book, or that were offered all the same."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.phrase import Question, Reading, read
from bot.phrase.room import near_keys
from tests.bot.test_phrase import HELSINKI, ROOMS, asked, said, when


def offered(reading: Reading) -> list[Reading]:
    return [option for question in reading.ask for option in question.options]


def test_a_time_that_is_gone_is_not_offered() -> None:
    reading = said("Aurora today 8_-9")

    assert reading.ask == (Question("time", "What time?"),)


def test_the_next_day_is_offered_at_a_time_that_its_clocks_show() -> None:
    # Santiago's clocks skip from midnight to one on 6 September 2026.
    santiago = ZoneInfo("America/Santiago")
    reading = read("midnight", now=datetime(2026, 9, 5, 22, tzinfo=santiago), zone=santiago, rooms=())

    for option in offered(reading):
        assert option.start is not None
        assert option.start.astimezone(UTC).astimezone(santiago) == option.start


def test_a_weekday_whose_hour_is_gone_is_offered_a_week_later() -> None:
    reading = said("Aurora wednesday 8-9")

    assert asked(reading) == {"day": ["Wed 25 Mar 08:00-09:00"]}


def test_of_a_time_that_comes_twice_the_first_is_not_offered_once_it_is_gone() -> None:
    now = datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=1)
    reading = read("Aurora 25 October 03:30", now=now, zone=HELSINKI, rooms=ROOMS)

    assert reading.outcome == "ask"
    assert [option.start and option.start.fold for option in offered(reading)] == [1]


def test_midnight_until_midnight_ends_when_it_starts() -> None:
    assert said("Aurora midnight until midnight").outcome == "refuse:order"


def test_a_repeat_is_offered_from_its_own_first_day() -> None:
    once, again = offered(said("mondays Aurora tomorrow 10-11"))

    assert (when(once), once.repeat) == ("Thu 19 Mar 10:00-11:00", None)
    assert (when(again), again.repeat) == ("Mon 23 Mar 10:00-11:00", "FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize(
    "text", ["Aurora every weekday 9-10 until June", "Aurora mondays 9-10 until 30 June"]
)
def test_a_repeat_that_ends_before_it_begins_is_asked_about(text: str) -> None:
    reading = said(text, now=datetime(2026, 6, 30, 18, tzinfo=HELSINKI))

    assert (reading.outcome, reading.start, reading.repeat) == ("ask", None, None)
    assert asked(reading) == {"day": []}


def test_the_midnight_at_the_end_of_a_monday_is_no_monday() -> None:
    reading = said("Aurora mondays at midnight for 30 min")

    assert asked(reading) == {"time": ["Mon 23 Mar 00:00-00:30"]}


def test_slips_are_counted_among_names_that_begin_alike() -> None:
    names = [
        "aurora",
        "aurora1",
        "aurora12",
        "aurora2",
        "auror",
        "aruora",
        "auroar",
        "awful",
        "board",
        "rora",
    ]

    assert {name: slips for slips, name in near_keys("aurora", sorted(names))} == {
        "aurora": 0,
        "auror": 1,
        "aurora1": 1,
        "aurora2": 1,
        "aruora": 1,
        "auroar": 1,
        "aurora12": 2,
        "rora": 2,
    }
    assert list(near_keys("neuvoteluhone105", [f"neuvotteluhuone{n}" for n in range(100, 200)])) == [
        (2, "neuvotteluhuone105")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Aurora tomorrow 10 for 99999999 weeks",
        "Aurora every day 10-11 for 5000000 months",
        "in 99999999 weeks",
        "99999999 years from now",
        f"tomorrow 10 for {'9999 weeks ' * 40}",
        "every 99999999 days until 31.12.9999",
    ],
)
def test_no_length_ends_after_the_last_of_all_days(text: str) -> None:
    for rooms in ((), ROOMS):
        assert said(text, rooms=rooms).outcome == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "Aurora 22.11.0001 10-11",
        "Aurora 0001-01-01 10-11",
        "Aurora 31.12.9999 23-24",
        "Aurora 99991231 10-11",
    ],
)
def test_a_year_that_nobody_means_is_asked_about(text: str) -> None:
    assert said(text).outcome == "ask"


def test_no_weekday_comes_zero_times_in_a_month() -> None:
    assert said("Aurora 0th monday of every month 10-11").outcome == "ask"
