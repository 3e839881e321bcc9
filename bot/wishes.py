"""From what is understood, or stands in a form, to what is wished."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from booking_core import Desk, Look, Room, Wish, free_rooms
from bot.objections import NothingFits, OrderSaid, PastSaid
from bot.payloads import Said
from bot.phrase import Reading
from bot.understanding import House, Understood, proposed, understand
from bot.views.booking_form import BookingForm, at, usual_form
from bot.wording import plain_span, same_clock

_WORD = r"(?<![\w'’-])private(?:ly)?(?![\w'’-])"
_BRACKETED = rf"(?:\({_WORD}\)|\[{_WORD}\]|{_WORD})"
_MARK = re.compile(rf"^{_BRACKETED}|{_BRACKETED}[.!]?$", re.IGNORECASE)
"""The word at either end of a text, where it may be left out."""

_ENTITLED = re.compile(rf"^\W*{_WORD}|{_WORD}\W*$", re.IGNORECASE)


def wish_of(understood: Understood, desk: Desk) -> Wish:
    """What is wished by a text that is complete; where any room will do, the smallest near one that is free.

    Near is a room whose clock shows what the person's does: nobody means one on another continent.
    Raises NothingFits where there is none.
    """
    reading, span = understood.reading, understood.span
    assert span is not None  # noqa: S101 — `complete` says so; for the type checker
    seats = reading.seats or len(understood.people) + 1
    room = understood.room
    if room is None:
        zone = desk.member.zone
        found = desk.look(free_rooms, span, seats=seats, features=understood.features)
        room = next((one for one in found if same_clock(one.zone, zone, span.start)), None)
        if room is None:
            raise NothingFits(seats, plain_span(span, zone))
    title, people = reading.title or "", understood.people
    return Wish(room.id, span, title, people, reading.seats, understood.private)


def understand_wish(said: Said, house: House, desk: Desk) -> Understood:
    """What a text means that books: privately where it, or its title, begins or ends with that word.

    In a title it may be meant as a part of it, and stays there; to be read by too few is the lesser
    harm. Where the room that is meant is called so, it is the room's. Raises what `understand` raises.
    """
    understood = understand(said, house, desk)
    for mark in _MARK.finditer(said.text):
        rest = f"{said.text[: mark.start()]}{said.text[mark.end() :]}".lstrip(" ,:.!/–—").rstrip(" ,")
        without = understand(replace(said, text=rest), house, desk)
        if not _is_of_the_room(mark, understood, without):
            return replace(without, private=True)
    return replace(understood, private=bool(_ENTITLED.search(understood.reading.title or "")))


def plain_wish(said: Said, house: House, desk: Desk) -> Wish | None:
    """What is wished by a text that names its room and all that a booking needs; None for any other.

    That one is read again after a look at the house: a replay is answered whatever it says by now.
    """
    if said.in_passing:
        return None
    with suppress(PastSaid, OrderSaid):
        understood = understand_wish(said, house, desk)
        if understood.complete and understood.room is not None:
            return wish_of(understood, desk)
    return None


def _is_of_the_room(mark: re.Match[str], understood: Understood, without: Understood) -> bool:
    """Whether the word belongs to the name of the room that is meant, `without` it another or none."""
    room = understood.room
    if room is None or not re.search(_WORD, room.name, re.IGNORECASE):
        return False
    name = re.compile(r"\W*".join(re.findall(r"\w+", room.name)), re.IGNORECASE)
    in_the_name = any(
        found.start() < mark.end() and mark.start() < found.end() for found in name.finditer(mark.string)
    )
    return in_the_name or without.room != room


def wished(look: Look, form: BookingForm) -> Wish:
    """What the form asks for, its times read on its room's clock; raises what `BookingForm.span` does."""
    room = look.room(form.chosen_room)
    return Wish(room.id, form.span(room.zone), form.title, form.people, private=form.private)


def form_from(understood: Understood, house: House, channel: str, desk: Desk) -> BookingForm:
    """The form, filled in with what was understood, what is likeliest where in doubt, and what is usual."""
    reading, room = understood.reading, understood.room or _proposed(understood.reading, house, desk)
    length = timedelta(minutes=reading.minutes) if reading.minutes else timedelta(hours=1)
    form = usual_form(house.now, room.zone, room.id, channel, length=length)
    form = replace(form, title=reading.title or "", people=understood.people, private=understood.private)
    span = understood.span or understood.likely_span
    if span is not None:
        return at(form, span, room.zone)
    return replace(form, day=reading.day or form.day)


def _proposed(reading: Reading, house: House, desk: Desk) -> Room:
    """The room of a form for a text that names none: with seats enough, the smallest where they were said.

    It is on the clock that a time was typed for, if one is said: times stand in the form on its
    room's clock, and with a room far away they would not be those that were typed.
    """
    usual = proposed(house, desk)
    zone = reading.start.tzinfo if reading.start else usual.zone
    near = [room for room in house.rooms if room.open and room.zone == zone]
    if reading.seats:
        near = sorted((one for one in near if one.seats >= reading.seats), key=lambda room: room.seats)
    elif usual.zone == zone:
        return usual
    return next(iter(near), usual)
