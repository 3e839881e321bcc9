"""The score on the two tables of what people say, which were not written from this project's code."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.phrase.line import Line
from bot.phrase.lines import understood
from tests.bot.test_phrase import ROOMS, said

TABLES = Path(__file__).parents[1] / "data" / "language"
FIELDS = ("outcome", "room", "start", "end", "title", "people", "seats", "repeat", "ask")


def rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def is_right(got: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether every expected field is met, in the row's own words or in one of those it accepts."""
    for other in [{}, *row.get("accept", [])]:
        expected = {**row["expect"], **other}
        if other.get("outcome", "ask") != "ask":
            expected.pop("ask", None)
        fields = [field for field in FIELDS if field in expected]
        if all(got[field] == expected[field] or (field == "end" and not expected[field]) for field in fields):
            return True
    return False


def is_wrong_booking(got: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether it would be booked, at a time or in a room that nobody meant."""
    if got["outcome"] != "book":
        return False
    meant = [{**row["expect"], **other} for other in [{}, *row.get("accept", [])]]
    return not any(
        one["outcome"] == "book" and (one["start"], one["room"]) == (got["start"], got["room"])
        for one in meant
    )


def test_whole_texts_are_read_and_none_is_booked_wrongly() -> None:
    table = list(rows("bookings.jsonl"))
    got = {
        row["id"]: understood(
            {"id": row["id"], "text": row["text"], "now": row["ref"], "zone": row["tz"], "rooms": list(ROOMS)}
        )
        for row in table
    }

    assert [row["text"] for row in table if is_wrong_booking(got[row["id"]], row)] == []
    assert [row["text"] for row in table if not is_right(got[row["id"]], row)] == []


def test_what_keeps_a_page_from_being_asked_keeps_nothing_from_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [row["text"] for name in ("bookings.jsonl", "spans.jsonl") for row in rows(name)]
    read_so = [said(text) for text in texts]

    monkeypatch.setattr(Line, "says", lambda _line, _signs: True)
    monkeypatch.setattr(Line, "begins", lambda _line, _index, _signs: True)

    assert [said(text) for text in texts] == read_so


def meant(row: Mapping[str, Any]) -> list[tuple[str | None, str | None]]:
    return [(row["start"], row["end"]), *((start, end) for start, end in row.get("alts", []))]


def expression(row: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether the expression was answered, and whether that answer is right."""
    order = "MDY" if "mdy" in row.get("tags", []) else "DMY"
    offset = row["ref"][-6:]
    zone = "UTC" if offset == "+00:00" else f"Etc/GMT{'-' if offset[0] == '+' else '+'}{int(offset[1:3])}"
    line = {"text": row["text"], "now": row["ref"], "zone": zone, "rooms": [], "date_order": order}
    got = understood(line)
    if row["kind"] == "duration":
        minutes = got["minutes"]
        return minutes is not None, isinstance(minutes, int) and minutes * 60 == row["seconds"]
    if row["kind"] == "date":
        return got["day"] is not None, got["day"] in {start for start, _ in meant(row)}
    answers = {(start, end if row["kind"] == "interval" else got["end"]) for start, end in meant(row)}
    return got["start"] is not None, (got["start"], got["end"]) in answers


def test_expressions_of_time_are_read_as_their_sources_read_them() -> None:
    table = list(rows("spans.jsonl"))
    results = {row["text"]: expression(row) for row in table}

    assert [text for text, (answered, right) in results.items() if answered and not right] == []
    assert [text for text, (answered, _) in results.items() if not answered] == []
