"""To look around: the day of all rooms, of one room, and what is free."""

from slack_bolt import Ack

from booking_core import Desk, room_day, rooms
from bot.payloads import Body, Said
from bot.reply import Reply
from bot.schedules import all_rooms, asked_to_see, found
from bot.settings import Settings
from bot.understanding import asks_for_help, look_around, understand
from bot.views.booking_fields import room_options
from bot.views.free import read_search
from bot.views.help import rooms_help
from bot.views.overview import read_turn
from bot.views.room_schedule import read_day_turn, schedule


def show_today(desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/rooms`: all rooms today, as the person's own calendar counts the days."""
    house = look_around(desk, settings)
    reply.show(all_rooms(house, house.now.astimezone(desk.member.zone).date(), desk))


def show_text(said: Said, desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/rooms Aurora friday`, `/rooms tomorrow 14-15 for 8`, `/rooms friday`: what the text asks to see."""
    house = look_around(desk, settings)
    if asks_for_help(said.text):
        reply.show(rooms_help(settings, house.rooms, admin=desk.member.admin))
        return
    understood = understand(said, house, desk, looking=True)
    reply.show(asked_to_see(understood, house, desk))


def show_help(desk: Desk, reply: Reply, settings: Settings) -> None:
    """What can be seen and, for admins, how the rooms are looked after."""
    reply.show(rooms_help(settings, look_around(desk, settings).rooms, admin=desk.member.admin))


def turn_rooms(action: Body, desk: Desk, reply: Reply, settings: Settings) -> None:
    """Another page of all rooms."""
    day, page = read_turn(action["value"])
    reply.show(all_rooms(look_around(desk, settings), day, desk, page))


def turn_day(action: Body, desk: Desk, reply: Reply) -> None:
    """Another page of one room's day."""
    room, day, page = read_day_turn(action["value"])
    with desk.looking() as look:
        shown = schedule(room_day(look, room, day), look.now, desk.member, page)
    reply.show(shown)


def turn_free(action: Body, desk: Desk, reply: Reply) -> None:
    """Another page of the rooms that are free in a span."""
    search, page = read_search(action["value"])
    reply.show(found(search, desk, page))


def choose_room(payload: Body, ack: Ack, desk: Desk) -> None:
    """The rooms whose name has what was typed in it, for a menu that is searched."""
    ack(options=room_options(desk.look(rooms), payload["value"]))
