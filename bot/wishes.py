"""From what is understood, or stands in a form, to what is wished."""

from dataclasses import replace
from datetime import timedelta

from booking_core import Desk, Room, Wish, Work, free_rooms
from bot.objections import NothingFits
from bot.phrase import Reading
from bot.understanding import House, Understood
from bot.views.booking_form import BookingForm, at, usual_form
from bot.wording import plain_span, same_clock


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
        found = desk.run(free_rooms, span, seats=seats, features=understood.features)
        room = next((one for one in found if same_clock(one.zone, zone, span.start)), None)
        if room is None:
            raise NothingFits(seats, plain_span(span, zone))
    return Wish(room.id, span, reading.title or "", understood.people, reading.seats)


def wished(work: Work, form: BookingForm) -> Wish:
    """What the form asks for, its times read on its room's clock; raises what `BookingForm.span` does."""
    room = work.room(form.room)
    return Wish(room.id, form.span(room.zone), form.title, form.people)


def form_from(understood: Understood, house: House, channel: str) -> BookingForm:
    """The form, filled in with what was understood, what is likeliest where in doubt, and what is usual."""
    reading, room = understood.reading, understood.room or _proposed(understood.reading, house)
    length = timedelta(minutes=reading.minutes) if reading.minutes else timedelta(hours=1)
    form = usual_form(house.now, room.zone, room.id, channel, length=length)
    form = replace(form, title=reading.title or "", people=understood.people)
    span = understood.span or understood.likely_span
    if span is not None:
        return at(form, span, room.zone)
    return replace(form, day=reading.day or form.day)


def _proposed(reading: Reading, house: House) -> Room:
    """The room of a form for a text that names none: with seats enough, the smallest where they were said.

    It is on the clock that a time was typed for, if one is said: times stand in the form on its
    room's clock, and with a room far away they would not be those that were typed.
    """
    zone = reading.start.tzinfo if reading.start else house.first.zone
    near = [room for room in house.rooms if room.open and room.zone == zone]
    if reading.seats:
        near = sorted((one for one in near if one.seats >= reading.seats), key=lambda room: room.seats)
    elif house.first.zone == zone:
        return house.first
    return next(iter(near), house.first)
