"""What a room allows, who may change rooms, and what a title may be. Pure."""

import re
import unicodedata
from datetime import datetime

from booking_core.errors import (
    AdminsOnly,
    InThePast,
    RoomClosed,
    TitleTooLong,
    TooFarAhead,
    TooLong,
    TooManyPeople,
)
from booking_core.facts import PEOPLE_LIMIT, TITLE_LIMIT, Member, Room
from booking_core.times import Span, minute_of


def check(room: Room, span: Span, now: datetime) -> None:
    """Nothing, where the room may be taken for that span as seen at `now`; else the refusal of it.

    The past is told by the minute: 10:00 can still be booked at 10:00:40, no longer at 10:01.
    """
    if not room.open:
        raise RoomClosed(room)
    if span.start < minute_of(now):
        raise InThePast(room, span.start, now)
    if span.length > room.policy.longest:
        raise TooLong(room, span.length, room.policy.longest)
    latest = now + room.policy.horizon
    if span.start > latest:
        raise TooFarAhead(room, span.start, latest)


def demand_admin(member: Member) -> None:
    """Nothing, where the person administers the workspace; else AdminsOnly."""
    if not member.admin:
        raise AdminsOnly


def clean_text(text: str) -> str:
    """The text on one line: runs of white space become one space, control characters are gone.

    Format characters (category Cf) go as well but for the joiner that holds emoji together: among
    them are the ones that turn the direction of all text that follows (Unicode TR 36, 2.6).
    """
    if text.isascii() and text.isprintable():  # as nearly all are, and then there are but spaces to see to
        return " ".join(text.split())
    spaced = re.sub(r"\s+", " ", text)
    return "".join(
        c for c in spaced if c == "\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    ).strip()


def clean_title(title: str) -> str:
    """The title as it is kept, or TitleTooLong."""
    cleaned = clean_text(title)
    if len(cleaned) > TITLE_LIMIT:
        raise TitleTooLong(len(cleaned), TITLE_LIMIT)
    return cleaned


def clean_people(people: tuple[str, ...]) -> tuple[str, ...]:
    """The people, each once, in the order in which they were named, or TooManyPeople."""
    unique = tuple(dict.fromkeys(people))
    if len(unique) > PEOPLE_LIMIT:
        raise TooManyPeople(len(unique), PEOPLE_LIMIT)
    return unique
