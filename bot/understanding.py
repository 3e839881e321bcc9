"""What a text means here: the reading of the phrase, among this workspace's rooms and bookings."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict

from booking_core import (
    Booking,
    Desk,
    KnownRooms,
    Room,
    Span,
    last_room,
    remembered_rooms,
    surroundings,
)
from bot.objections import AllRoomsClosed, NoRoomsYet, OrderSaid, PastSaid
from bot.payloads import Said
from bot.phrase import DateOrder, Reading, read
from bot.settings import Settings
from bot.wording import known

_LIKE_A_REFERENCE = re.compile(r"#?[2-9A-HJKMNP-TV-Z]{4,7}", re.IGNORECASE)


class _Words(TypedDict):
    """What each reading of a text is given."""

    now: datetime
    rooms: tuple[str, ...]
    date_order: DateOrder
    locale: str


@dataclass(frozen=True, slots=True)
class House:
    """The rooms at one moment, and what this request booked before."""

    known: KnownRooms
    now: datetime
    all_closed: AllRoomsClosed
    answered: Booking | None = None

    @property
    def rooms(self) -> tuple[Room, ...]:
        """All rooms, open and closed, by name."""
        return tuple(self.known.by_name.values())


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading, the room that it names, if it names one, and the features that any room should have.

    What it books is `private` where the text says so.
    """

    reading: Reading
    room: Room | None
    features: tuple[str, ...] = ()
    private: bool = False

    @property
    def complete(self) -> bool:
        """Whether all is said that a booking needs, without a doubt."""
        reading = self.reading
        said = reading.outcome == "book" and reading.start is not None and reading.end is not None
        return said and not (reading.repeat or self.unknown_people or self.too_small)

    @property
    def too_small(self) -> bool:
        """Whether more people are said to come than the room seats."""
        return self.room is not None and (self.reading.seats or 0) > self.room.seats

    @property
    def people(self) -> tuple[str, ...]:
        """The people who are named in a way that Slack knows."""
        return known(self.reading.people)

    @property
    def unknown_people(self) -> tuple[str, ...]:
        """The names behind an @ that Slack did not turn into a person."""
        return tuple(person for person in self.reading.people if person not in self.people)

    @property
    def unknown_room(self) -> str:
        """What is said as the name of a room and is none, empty where nothing is."""
        questions = [one for one in self.reading.ask if one.field == "room"]
        doubtful = next((one.about for one in questions), "")
        return "" if self.room else doubtful or (self.reading.title or "")

    @property
    def span(self) -> Span | None:
        """The span that is named, an hour where only its start is."""
        return _span(self.reading)

    @property
    def likely_span(self) -> Span | None:
        """The span of the first, which is the likeliest, of several readings."""
        options = self.reading.ask[0].options if self.reading.ask else ()
        return _span(options[0]) if options else None


def _span(reading: Reading) -> Span | None:
    start, end = reading.start, reading.end
    return None if start is None else Span(start, end or start + timedelta(hours=1))


def look_around(desk: Desk, settings: Settings) -> House:
    """The house as it is now; NoRoomsYet where it has no room."""
    with desk.looking() as look:
        known, answered = surroundings(look)
        house = House(known, look.now, AllRoomsClosed(*_who_may_help(desk, settings)), answered)
    if not known.by_id:
        raise NoRoomsYet(*_who_may_help(desk, settings))
    return house


def _who_may_help(desk: Desk, settings: Settings) -> tuple[bool, str, tuple[str, ...]]:
    """Whether the person may, by which command, and who else: where there is nothing to book."""
    return desk.member.admin, settings.varaus_rooms_command, settings.varaus_admins


def recalled(desk: Desk, settings: Settings) -> House | None:
    """The house as it was seen within the last minute, without a look; None where it was not, or is empty.

    Who books in it says that it must still be so, and looks around where it is not.
    """
    known = remembered_rooms(desk)
    if known is None or not known.by_id:
        return None
    return House(known, desk.now(), AllRoomsClosed(*_who_may_help(desk, settings)))


def proposed(house: House, desk: Desk) -> Room:
    """The room that a form proposes: the one last booked, else the first; AllRoomsClosed for none."""
    last = desk.look(last_room)  # asked for a form alone: a text that says all has no need of it
    ranked = sorted(house.rooms, key=lambda room: (not room.open, room.id != last))
    if not ranked[0].open:
        raise house.all_closed
    return ranked[0]


def asks_for_help(text: str) -> bool:
    """Whether the whole text asks how to go on."""
    return text.strip().casefold() in ("help", "?", "-h", "--help")


def understand(said: Said, house: House, desk: Desk, *, looking: bool = False) -> Understood:
    """What the text means: times on the clock of the room that it names, else on the person's own.

    Raises PastSaid or OrderSaid where that is all there is to say; who is only `looking` may look back.
    """
    names = house.known.by_name
    words: _Words = {
        "now": house.now,
        "rooms": tuple(names),
        "date_order": "MDY" if said.locale.endswith("US") else "DMY",
        "locale": said.locale,
    }
    reading = read(said.text, zone=desk.member.zone, **words)
    room = names.get(reading.room or "")
    if room is not None and room.zone != desk.member.zone:
        reading = read(said.text, zone=room.zone, **words)
    if reading.outcome == "refuse:past" and not looking:
        raise PastSaid
    if reading.outcome == "refuse:order":
        raise OrderSaid
    features = _features(reading.title or "", house) if room is None else ()
    return Understood(replace(reading, title=None) if features else reading, room, features)


def _features(title: str, house: House) -> tuple[str, ...]:
    """The features of rooms that a title is made of, none where it says anything else."""
    there = {feature.casefold() for room in house.rooms for feature in room.details.features}
    said, rest = [], f" {title.casefold()} "
    for feature in sorted(there, key=len, reverse=True):
        if f" {feature} " in rest:
            said.append(feature)
            rest = rest.replace(f" {feature} ", " ")
    return tuple(said) if not set(rest.split()) - {"with", "a", "an", "and", "the"} else ()
