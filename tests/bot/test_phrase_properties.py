"""What holds of every text, whatever is in it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phrase import Reading
from tests.bot.test_phrase import NOW, ROOMS, said

SPEECH = (
    "Aurora Helmi board room tomorrow friday next week after on in at for from to until between and "
    "every other mondays daily first last 15th 3 march 13.4. 2026-04-02 10 10:30 11 1030 2pm 9-17 "
    "22-02 15h noon half past quarter an hour 45 min 1h30 +90min morning tonight now sometime 6 "
    "people any with @ada <@U123> &amp; title: morgen um halb drei huomenna klo puoli tunniksi "
    "imorgon kvart demain à et demie mañana las y media , - – . : / ' \" ? ! ½ 24:00 25:61 31.2. 0 00 "
    "999999999 :tada:"
)
WORDS = st.sampled_from(SPEECH.split())
TEXTS = st.one_of(
    st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=8).map("".join), st.text()
)
OUTCOMES = {"book", "ask", "refuse:past", "refuse:order", "help", "schedule"}


def check(reading: Reading) -> None:
    assert reading.outcome in OUTCOMES
    assert bool(reading.ask) == (reading.outcome == "ask")
    assert reading.room is None or (reading.room in ROOMS and not reading.any_room)
    assert reading.title is None or reading.title == reading.title.strip() != ""
    assert reading.minutes is None or reading.minutes > 0
    if reading.outcome == "book":
        assert reading.start is not None
        assert reading.start >= NOW
        assert reading.room or reading.any_room
    if reading.end is not None and reading.outcome != "refuse:past":
        assert reading.start is not None
        assert reading.start < reading.end


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_text_has_a_reading_that_is_whole(text: str) -> None:
    reading = said(text)

    check(reading)
    for question in reading.ask:
        for option in question.options:
            check(option)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_odd_spaces_and_dashes_read_as_plain_ones(text: str) -> None:
    plain = text.replace("–", "-")

    odd = plain.replace(" ", "\u00a0").replace("-", "\u2013")

    expected, got = said(plain), said(odd)
    assert (got.outcome, got.start, got.end, got.room) == (
        expected.outcome,
        expected.start,
        expected.end,
        expected.room,
    )


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.characters(blacklist_characters='"“”„«»‟', blacklist_categories=("C", "Z")),
        min_size=1,
        max_size=80,
    )
)
def test_quoted_text_is_title_whatever_is_in_it(words: str) -> None:
    reading = said(f'Aurora tomorrow 10-11 "{words}"')

    assert (reading.outcome, reading.room, reading.people) == ("book", "Aurora", ())


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_by_its_own_name(room: str) -> None:
    for text in (
        f"{room} tomorrow 10-11 sync",
        f"sync tomorrow 10-11 in {room}",
        f"tomorrow {room.upper()} 10-11 sync",
    ):
        reading = said(text)
        assert (reading.outcome, reading.room, reading.title) == ("book", room, "sync")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 300))
def test_a_written_time_is_that_time(hour: int, minute: int, length: int) -> None:
    reading = said(f"Aurora tomorrow {hour:02}:{minute:02} for {length} min")

    assert reading.start is not None
    assert reading.end is not None
    assert (reading.start.hour, reading.start.minute) == (hour, minute)
    assert reading.end - reading.start == timedelta(minutes=length)
