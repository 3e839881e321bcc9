"""What a room allows, and what a title may be."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from booking_core import PEOPLE_LIMIT, Policy, Room, RoomDetails
from booking_core.errors import (
    InThePast,
    Refusal,
    RoomClosed,
    TitleTooLong,
    TooFarAhead,
    TooLong,
    TooManyPeople,
)
from booking_core.policy import check, clean_people, clean_text, clean_title
from booking_core.times import Span
from tests.builders import HELSINKI, at, span, told

ZERO_WIDTH_JOINER = "\u200d"


def room(*, longest: float = 12, horizon: int = 365, is_open: bool = True) -> Room:
    policy = Policy(timedelta(hours=longest), timedelta(days=horizon))
    return Room(uuid7(), uuid7(), RoomDetails("Aurora", 6, HELSINKI, policy=policy), open=is_open)


def refusal_of(room: Room, wanted: Span, now: str) -> tuple[type[Refusal], dict[str, object]]:
    with pytest.raises(Refusal) as caught:
        check(room, wanted, at(now))
    return told(caught.value)


@pytest.mark.parametrize("now", ["09:59:59", "10:00", "10:00:40", "10:00:59.999999"])
def test_a_start_may_lie_in_the_minute_that_is_now(now: str) -> None:
    check(room(), span("10:00", "11:00"), at(now))


def test_a_start_in_a_minute_that_has_passed_is_refused() -> None:
    there = room()

    refusal = refusal_of(there, span("10:00", "11:00"), "10:01")

    assert refusal == told(InThePast(there, at("10:00"), at("10:01")))


def test_a_stay_may_be_as_long_as_the_room_allows_and_no_longer() -> None:
    short = room(longest=2)
    check(short, span("10:00", "12:00"), at("09:00"))

    refusal = refusal_of(short, span("10:00", "12:01"), "09:00")

    assert refusal == told(TooLong(short, timedelta(minutes=121), timedelta(hours=2)))


def test_a_start_may_be_as_far_ahead_as_the_room_allows_and_no_further() -> None:
    near = room(horizon=7)
    latest, hour = at("09:00") + timedelta(days=7), timedelta(hours=1)
    check(near, Span(latest, latest + hour), at("09:00"))
    start = latest + timedelta(minutes=1)

    refusal = refusal_of(near, Span(start, start + hour), "09:00")

    assert refusal == told(TooFarAhead(near, start, latest))


def test_a_closed_room_is_refused_before_all_else() -> None:
    closed = room(longest=1, is_open=False)

    assert refusal_of(closed, span("08:00", "22:00"), "09:00") == told(RoomClosed(closed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Standup", "Standup"),
        ("  Stand \t up \r\n", "Stand up"),
        ("Stand\x00up\x07\x1b[31m", "Standup[31m"),
        ("Stand\u2028up", "Stand up"),
        ("evil \u202egnp.exe", "evil gnp.exe"),  # turns the direction of all text that follows
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\ud800lone", "lone"),
        (f"👩{ZERO_WIDTH_JOINER}💻 pairing", f"👩{ZERO_WIDTH_JOINER}💻 pairing"),
        ("Mäkinen ja 日本", "Mäkinen ja 日本"),
        ("<!channel> & *bold*", "<!channel> & *bold*"),  # markup is the chat's to escape
        ("\u0000", ""),
    ],
)
def test_text_is_kept_on_one_line_and_without_control_characters(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_title_has_at_most_two_hundred_characters_once_it_is_clean() -> None:
    assert clean_title("x" * 200 + "\x00 \n") == "x" * 200

    with pytest.raises(TitleTooLong) as refusal:
        clean_title("x" * 201)

    assert told(refusal.value) == told(TitleTooLong(201, 200))


def test_people_are_kept_once_each_in_the_order_in_which_they_were_named() -> None:
    assert clean_people(("U0BOB", "U0ADA", "U0BOB")) == ("U0BOB", "U0ADA")


def test_more_people_than_a_booking_keeps_are_refused() -> None:
    many = tuple(f"U{number}" for number in range(PEOPLE_LIMIT + 1))
    assert clean_people(many[:-1] * 2) == many[:-1]

    with pytest.raises(TooManyPeople) as refusal:
        clean_people(many)

    assert told(refusal.value) == told(TooManyPeople(PEOPLE_LIMIT + 1, PEOPLE_LIMIT))
