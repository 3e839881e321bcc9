"""The form of a booking as people read it, filled in."""

from datetime import date
from typing import TypedDict, Unpack


class Fields(TypedDict, total=False):
    """What stands in its fields; what is usual where nothing is said."""

    room: str
    day: date | str
    start: str
    end: str
    title: str
    people: str
    private: bool


def new_form(*said: str, **fields: Unpack[Fields]) -> str:
    """The form of a new booking, with what it says above its fields."""
    return "\n".join(["Book a room", *said, *_shown(fields), "[Hold for 5 minutes]"])


def change_form(*said: str, **fields: Unpack[Fields]) -> str:
    """The form of a change."""
    return "\n".join(["Change a booking", *said, *_shown(fields)])


def _shown(fields: Fields) -> list[str]:
    tick = "x" if fields.get("private") else " "
    return [
        f"Room: [{fields.get('room', 'Aurora · 6 seats')}]",
        f"Day: [{fields.get('day', '2026-03-18')}]",
        f"From: [{fields.get('start', '09:30')}]",
        f"Until: [{fields.get('end', '10:30')}]",
        f"Title: [{fields.get('title', '')}]",
        f"People: [{fields.get('people', '')}]",
        f"Private: [{tick}] Only you, the people and admins see title and people",
    ]
