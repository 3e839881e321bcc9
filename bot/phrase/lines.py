"""Readings as JSON lines: what `python -m bot understand` reads and writes."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.phrase.facts import DateOrder, Reading
from bot.phrase.reading import read

# A question's field is named as in the reading; on a line the day is called by what is typed, a date.
_ASKED = {"day": "date"}


def line_reading(line: Mapping[str, object]) -> Reading:
    """The reading of one line: `text`, `now` (ISO, aware), `zone`, `rooms`, `date_order`, `locale`.

    All but `text` and `now` may be missing: then the zone is UTC, there are no rooms, the day comes
    first. Raises ValueError or KeyError for a line that is none, and ZoneInfoNotFoundError for a zone
    nobody knows.
    """
    now = datetime.fromisoformat(str(line["now"]))
    if now.tzinfo is None:
        raise ValueError(f"now must bear an offset: {line['now']}")
    order: DateOrder = "MDY" if line.get("date_order") == "MDY" else "DMY"
    rooms = line.get("rooms") or []
    return read(
        str(line["text"]),
        now=now,
        zone=ZoneInfo(str(line.get("zone") or "UTC")),
        rooms=[str(room) for room in rooms] if isinstance(rooms, list) else [],
        date_order=order,
        locale=str(line.get("locale") or "en-GB"),
    )


def understood(line: Mapping[str, object]) -> dict[str, object]:
    """One line of output for one of input, as plain JSON values."""
    return {"id": line.get("id"), **told(line_reading(line))}


def told(reading: Reading) -> dict[str, object]:
    """A reading as plain JSON values: times in ISO with offset, questions by their field."""
    return {
        "outcome": reading.outcome,
        "room": reading.room,
        "start": reading.start.isoformat() if reading.start else None,
        "end": reading.end.isoformat() if reading.end else None,
        "minutes": reading.minutes,
        "day": reading.day.isoformat() if reading.day else None,
        "title": reading.title,
        "people": list(reading.people),
        "seats": reading.seats,
        "repeat": reading.repeat,
        "ask": [_ASKED.get(question.field, question.field) for question in reading.ask],
    }


def explained(line: Mapping[str, object]) -> dict[str, object]:
    """The line of `understood`, with the trace, and the questions with their options in full."""
    reading = line_reading(line)
    return {
        "id": line.get("id"),
        **told(reading),
        "trace": [f"{step.words!r} is {step.kind}: {step.meaning}" for step in reading.trace],
        "questions": [
            {
                "field": question.field,
                "sentence": question.sentence,
                "options": [told(option) for option in question.options],
            }
            for question in reading.ask
        ],
    }
