"""Readings as JSON lines, as `python -m bot understand` writes them."""

import json

import pytest

from bot.phrase.lines import explained, understood
from tests.bot.test_phrase import ROOMS

LINE = {
    "id": "one",
    "text": "Aurora tomorrow at 7 for 1h every day",
    "now": "2026-03-18T09:20:00+02:00",
    "zone": "Europe/Helsinki",
    "rooms": list(ROOMS),
    "date_order": "DMY",
}


def test_a_line_says_what_was_understood() -> None:
    line = {**LINE, "text": "Aurora tomorrow at 10 for 1h standup with <@U123>"}

    assert understood(line) == {
        "id": "one",
        "outcome": "book",
        "room": "Aurora",
        "start": "2026-03-19T10:00:00+02:00",
        "end": "2026-03-19T11:00:00+02:00",
        "minutes": 60,
        "day": "2026-03-19",
        "title": "standup",
        "people": ["U123"],
        "seats": None,
        "repeat": None,
        "ask": [],
    }


def test_a_day_is_asked_for_as_a_date() -> None:
    assert understood({**LINE, "text": "Aurora sometime next week"})["ask"] == ["date", "time"]


def test_an_explained_line_has_the_trace_and_the_options() -> None:
    line = explained({**LINE, "text": "Aurora friday at 7 for 1h"})

    assert line["trace"] == [
        "'Aurora' is room: Aurora",
        "'friday' is day: 2026-03-20",
        "'at 7' is clock: 7:00?",
        "'for 1h' is length: 60 minutes",
    ]
    assert [
        [option["start"] for option in question["options"]]
        for question in json.loads(json.dumps(line))["questions"]
    ] == [["2026-03-20T07:00:00+02:00", "2026-03-20T19:00:00+02:00"]]


def test_what_a_line_leaves_out_has_a_default() -> None:
    line = understood({"text": "tomorrow 10-11", "now": "2026-03-18T09:20:00+00:00"})

    assert (line["id"], line["outcome"], line["start"]) == (None, "book", "2026-03-19T10:00:00+00:00")


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        understood({"text": "tomorrow", "now": "2026-03-18T09:20:00"})
