"""The page that says what can be said: every line of its tables is true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.phrase import Question, Reading
from tests.bot.test_phrase import said, when

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
LINE = re.compile(r"^\| `(?P<text>[^`]*)` \| (?P<meaning>.+?) \|$")
REFUSALS = {"refuse:past": "refused: past", "refuse:order": "refused: ends before it starts"}


def lines() -> Iterator[tuple[str, str]]:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        found = LINE.match(line)
        if found:
            yield found["text"].replace("&#124;", "|"), found["meaning"]


def _asks(question: Question) -> str:
    named = [option.room or "" if question.field == "room" else when(option) for option in question.options]
    if question.field == "repeat":
        named = [option.repeat or "once" for option in question.options]
    return f"asks for the {question.field}" + (f" ({' or '.join(named)})" if named else "")


def meaning(reading: Reading) -> str:
    """A reading as the page writes it."""
    parts = [
        REFUSALS.get(reading.outcome, reading.outcome if reading.outcome in {"help", "schedule"} else "")
    ]
    parts += [reading.room or ("any room" if reading.any_room else "")]
    parts += [f"{reading.seats} seats" if reading.seats else ""]
    day = f"{reading.day:%a} {reading.day.day} {reading.day:%b}" if reading.day else ""
    parts += [when(reading) or day]
    parts += [f"{reading.minutes} min" if reading.minutes and not reading.end else ""]
    parts += [reading.repeat or "", f"“{reading.title}”" if reading.title else ""]
    parts += [f"with {' and '.join(reading.people)}" if reading.people else ""]
    parts += [_asks(question) for question in reading.ask]
    return "; ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "expected"), list(lines()))
def test_a_line_of_the_page_is_true(text: str, expected: str) -> None:
    assert meaning(said(text)) == expected


def test_the_page_has_lines() -> None:
    assert len(list(lines())) > 150
