"""What a text asks to see, as a page: one room's day, the rooms that are free, or the day of all rooms."""

from datetime import date

from booking_core import Desk, errors, free_rooms, room_day, rooms_day
from bot.understanding import House, Understood
from bot.views.free import Search, free
from bot.views.overview import days_to_choose, overview
from bot.views.page import Page
from bot.views.room_schedule import schedule
from bot.wording import escape


def asked_to_see(understood: Understood, house: House, desk: Desk) -> Page:
    """What the text asks to see; NoSuchRoom where it names a room that is not here."""
    reading, room, span = understood.reading, understood.room, understood.span
    if understood.unknown_room:
        raise errors.NoSuchRoom(understood.unknown_room)
    doubt = next((question for question in reading.ask if question.field == "day"), None)
    if doubt is not None and room is None:
        return days_to_choose(escape(doubt.sentence), [one.day for one in doubt.options if one.day])
    zone = room.zone if room else desk.member.zone
    day = reading.day or (reading.start or house.now.astimezone(zone)).date()
    if room is not None:
        return schedule(desk.look(room_day, room.id, day), house.now, desk.member)
    if span is not None:
        return found(Search(span, reading.seats or 1, understood.features), desk)
    return all_rooms(house, day, desk)


def found(search: Search, desk: Desk, page: int = 0) -> Page:
    """The free rooms that fit the search."""
    rooms = desk.look(free_rooms, search.span, seats=search.seats, features=search.features)
    return free(rooms, search, desk.member, page)


def all_rooms(house: House, day: date, desk: Desk, page: int = 0) -> Page:
    """The day of all rooms; AllRoomsClosed where none is open."""
    closed = [room for room in house.rooms if not room.open]
    if len(closed) == len(house.rooms):
        raise house.all_closed
    return overview(desk.look(rooms_day, day), closed, house.now, desk.member, page)
