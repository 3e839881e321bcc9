"""An admin's conversation about the rooms: to add, edit, close and reopen one."""

from uuid import UUID

from slack_bolt import Ack

from booking_core import (
    Desk,
    Look,
    Room,
    RoomDetails,
    add_room,
    change_room,
    close_room,
    reopen_room,
    room_named,
    standing_in,
)
from bot.homes import seen_at_home
from bot.payloads import Body
from bot.reply import Reply
from bot.views.room_form import (
    CLOSE,
    REOPEN,
    added,
    confirm_form,
    read_room_form,
    read_room_id,
    reopened,
    room_form,
    saved,
    zone_options,
)
from bot.views.room_schedule import standing
from bot.wording import unescape


def open_add(payload: Body, desk: Desk, reply: Reply) -> None:
    """`/rooms add`, or the button at Home: the form of a new room."""
    desk.demand_admin()
    reply.open(room_form(RoomDetails(_named(payload), 0, desk.member.zone)))


def open_edit(payload: Body, desk: Desk, reply: Reply) -> None:
    """`/rooms edit NAME`, or the button at Home: the form of that room."""
    desk.demand_admin()
    room = desk.look(_meant, payload)
    reply.open(room_form(room.details, room))


def open_close(payload: Body, desk: Desk, reply: Reply) -> None:
    """`/rooms close NAME`, or the button at Home: the question whether to close it, with what would stand."""
    desk.demand_admin()
    room = desk.look(_meant, payload)
    stands = len(desk.look(standing_in, room.id))
    reply.open(confirm_form(room, CLOSE, stands, desk.member))


def open_reopen(payload: Body, desk: Desk, reply: Reply) -> None:
    """`/rooms reopen NAME`, or the button at Home: the question whether to reopen it."""
    desk.demand_admin()
    reply.open(confirm_form(desk.look(_meant, payload), REOPEN, 0, desk.member))


def add(view: Body, desk: Desk, reply: Reply) -> None:
    """Add the room that the form describes."""
    room = desk.run(seen_at_home(add_room), read_room_form(view))
    reply.show(added(room, desk.member))


def edit(view: Body, desk: Desk, reply: Reply) -> None:
    """Change the room to what the form says."""
    room = desk.run(seen_at_home(change_room), read_room_id(view), read_room_form(view))
    reply.show(saved(room, desk.member))


def close(view: Body, desk: Desk, reply: Reply) -> None:
    """Close the room, and list what stands in it."""
    room_id = read_room_id(view)
    bookings = desk.run(seen_at_home(close_room), room_id)
    reply.show(standing(desk.look(Look.room, room_id), bookings, desk.member))


def reopen(view: Body, desk: Desk, reply: Reply) -> None:
    """Reopen the room."""
    room = desk.run(seen_at_home(reopen_room), read_room_id(view))
    reply.show(reopened(room, desk.member))


def choose_zone(payload: Body, ack: Ack) -> None:
    """The zones with what was typed in their name."""
    ack(options=zone_options(payload["value"]))


def _meant(look: Look, payload: Body) -> Room:
    """The room that a command names, or a button carries."""
    return room_named(look, _named(payload)) if "command" in payload else look.room(UUID(payload["value"]))


def _named(payload: Body) -> str:
    """What follows the first word of a command: a room's name; empty for a button."""
    typed = str(payload["text"]) if "command" in payload else ""
    return unescape(typed).strip().partition(" ")[2].strip().strip("\"'“”")
