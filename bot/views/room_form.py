"""The form of a room, for admins: its fields, and the reader of what stands in them."""

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from slack_sdk.models.blocks import (
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from booking_core import NAME_LIMIT, Member, Policy, Room, RoomDetails, zone_named
from bot.objections import Missing, NotANumber
from bot.payloads import metadata_of
from bot.views.page import Page, note, section
from bot.wording import Rich, plural, unescape

ADD = "add_room"
EDIT = "edit_room"
CLOSE = "close_room"
REOPEN = "reopen_room"


def room_form(details: RoomDetails, room: Room | None = None) -> View:
    """The form of a room, new where none is given."""
    policy = details.policy
    hours, days = policy.longest / timedelta(hours=1), policy.horizon.days
    return View(
        type="modal",
        callback_id=EDIT if room else ADD,
        title=PlainTextObject(text="Edit a room" if room else "Add a room"),
        submit=PlainTextObject(text="Save" if room else "Add"),
        close=PlainTextObject(text="Close"),
        private_metadata=json.dumps({"room": str(room.id)}) if room else "",
        blocks=[
            _text("name", "Name", details.name, most=NAME_LIMIT),
            _text("seats", "Seats", str(details.seats) if details.seats else ""),
            _zone(details.zone.key),
            _text(
                "place", "Place", details.place, optional=True, hint="Such as: Mannerheimintie 1, 3rd floor"
            ),
            _text(
                "features",
                "Features",
                ", ".join(details.features),
                optional=True,
                hint="Separated by commas: screen, whiteboard",
            ),
            _text("longest", "Longest stay, in hours", f"{hours:g}"),
            _text("horizon", "How far ahead, in days", str(days)),
        ],
    )


def read_room_form(view: Mapping[str, Any]) -> RoomDetails:
    """What stands in the form. Raises Missing, NotANumber or UnknownZone."""
    values = {block: next(iter(actions.values())) for block, actions in view["state"]["values"].items()}
    zone = values["zone"].get("selected_option")
    if zone is None:
        raise Missing("zone")
    features = _typed(values, "features").split(",")
    return RoomDetails(
        name=_typed(values, "name"),
        seats=int(_number(values, "seats")),
        zone=zone_named(zone["value"]),
        place=_typed(values, "place"),
        features=tuple(feature.strip() for feature in features if feature.strip()),
        policy=Policy(
            longest=timedelta(minutes=round(_number(values, "longest") * 60)),
            horizon=timedelta(days=_number(values, "horizon")),
        ),
    )


def zone_options(typed: str) -> list[Option]:
    """The zones with what was typed in their name, as many as a menu holds."""
    wanted = typed.casefold().strip().replace(" ", "_")
    found = [name for name in _zones() if wanted in name.casefold()]
    return [Option(value=name, text=name) for name in found[:100]]


@cache  # to walk through the files of the zone database takes milliseconds
def _zones() -> tuple[str, ...]:
    return tuple(sorted(name for name in available_timezones() if "/" in name or name == "UTC"))


def confirm_form(room: Room, callback_id: str, stands: int, reader: Member) -> View:
    """The question before a room is closed or reopened; `stands` is how many bookings it has to come."""
    name = Rich(reader.zone).name(room)
    closing = callback_id == CLOSE
    said = f"Nothing new can be booked in {name} then. "
    said += f"{plural(stands, 'booking')} to come in it will stand." if stands else "Nothing is booked in it."
    return View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text="Close a room" if closing else "Reopen a room"),
        submit=PlainTextObject(text="Close it" if closing else "Reopen"),
        close=PlainTextObject(text="Back"),
        private_metadata=json.dumps({"room": str(room.id)}),
        blocks=[section(said if closing else f"{name} can be booked again then.")],
    )


def added(room: Room, reader: Member) -> Page:
    """A room that was just added."""
    name = Rich(reader.zone).name(room)
    return note("Room added", f":door: {name}, {plural(room.seats, 'seat')}, can be booked.")


def saved(room: Room, reader: Member) -> Page:
    """A room that was just changed."""
    return note("Room saved", f":door: {Rich(reader.zone).name(room)} is saved.")


def reopened(room: Room, reader: Member) -> Page:
    """A room that was just reopened."""
    return note("Room reopened", f":door: {Rich(reader.zone).name(room)} can be booked again.")


def read_room_id(view: Mapping[str, Any]) -> UUID:
    """Which room a form is about."""
    return UUID(metadata_of(view)["room"])


def _text(
    name: str, label: str, value: str, *, optional: bool = False, hint: str | None = None, most: int = 200
) -> InputBlock:
    element = PlainTextInputElement(action_id=name, initial_value=value[:most] or None, max_length=most)
    return InputBlock(block_id=name, label=label, element=element, optional=optional, hint=hint)


def _zone(name: str) -> InputBlock:
    menu = ExternalDataSelectElement(
        action_id="zone", initial_option=Option(value=name, text=name), min_query_length=0
    )
    return InputBlock(block_id="zone", label="Zone", element=menu)


def _typed(values: Mapping[str, Any], name: str) -> str:
    return unescape(values[name].get("value") or "")


def _number(values: Mapping[str, Any], name: str) -> float:
    typed = _typed(values, name).strip().replace(",", ".")
    try:
        number = float(typed)
    except ValueError:
        raise NotANumber(name) from None
    if not 0 < number < 100_000 or (name != "longest" and number != int(number)):  # noqa: PLR2004
        raise NotANumber(name)
    return number
