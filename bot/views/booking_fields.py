"""The fields of a booking's form: its room, its time, what it is for, and the button that holds the slot.

Those of `ASKED` tell at once when they change, so that the form can say whether the room is free then.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Final
from uuid import UUID

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)

from booking_core import LASTS, PEOPLE_LIMIT, TITLE_LIMIT, Room
from bot.views.page import button, shortened
from bot.wording import listing, place_of, plural

ASKED: Final = ("room", "day", "start", "end")
HOLD_FORM = "hold_form"
MOST_IN_A_MENU = 99  # from 100 rooms on the menu is searched by typing; a menu holds 100 options


def room_options(rooms: Sequence[Room], typed: str = "") -> list[Option]:
    """The open rooms whose name or place has what was typed in it, as a menu shows them."""
    wanted = typed.casefold().strip()
    found = [r for r in rooms if r.open and wanted in f"{r.name} {r.details.place}".casefold()]
    return [room_option(room) for room in found[: MOST_IN_A_MENU + 1]]


def room_option(room: Room) -> Option:
    """A room in a menu."""
    return Option(value=str(room.id), text=shortened(f"{room.name} · {plural(room.seats, 'seat')}", 75))


def room_field(rooms: Sequence[Room], chosen: UUID | None) -> InputBlock:
    """The menu of the rooms; from 100 on it is searched."""
    options = [room_option(room) for room in rooms]
    initial = next((option for option in options if option.value == str(chosen)), None)
    menu = (
        StaticSelectElement(action_id="room", options=options, initial_option=initial)
        if len(options) <= MOST_IN_A_MENU
        else ExternalDataSelectElement(action_id="room", initial_option=initial, min_query_length=0)
    )
    return InputBlock(block_id="room", label="Room", element=menu, dispatch_action=True)


def time_fields(day: date | None, start: time | None, end: time | None, rooms: Sequence[Room]) -> list[Block]:
    """Day, start and end, and whose clock they mean where the rooms do not share one."""
    shown_day = day.isoformat() if day else None
    first, last = (f"{clock:%H:%M}" if clock else None for clock in (start, end))
    fields: list[tuple[str, str, InputInteractiveElement, str | None]] = [
        ("day", "Day", DatePickerElement(action_id="day", initial_date=shown_day), None),
        ("start", "From", TimePickerElement(action_id="start", initial_time=first), _zone_hint(rooms)),
        ("end", "Until", TimePickerElement(action_id="end", initial_time=last), None),
    ]
    return [
        InputBlock(block_id=name, label=label, element=element, hint=hint, dispatch_action=True)
        for name, label, element, hint in fields
    ]


def what_fields(title: str, people: Sequence[str], *, private: bool) -> list[Block]:
    """Title and people, and whether others may read them."""
    # Slack refuses a form whose fields begin with more than they may hold.
    title, first = title[:TITLE_LIMIT], list(people[:PEOPLE_LIMIT])
    typed = PlainTextInputElement(action_id="title", initial_value=title or None, max_length=TITLE_LIMIT)
    chosen = UserMultiSelectElement(
        action_id="people", initial_users=first or None, max_selected_items=PEOPLE_LIMIT
    )
    box = Option(value="private", text="Only you, the people and admins see title and people")
    ticked = CheckboxesElement(action_id="private", options=[box], initial_options=[box] if private else None)
    return [
        InputBlock(block_id="title", label="Title", element=typed, optional=True),
        InputBlock(block_id="people", label="People", element=chosen, optional=True),
        InputBlock(block_id="private", label="Private", element=ticked, optional=True),
    ]


def hold_row() -> ActionsBlock:
    """The button that holds what the form asks for."""
    minutes = int(LASTS["hold"].total_seconds() // 60)
    hold = button(f"Hold for {plural(minutes, 'minute')}", HOLD_FORM, "form")
    return ActionsBlock(block_id="hold", elements=[hold])


def _zone_hint(rooms: Sequence[Room]) -> str | None:
    """Said only where it matters: the rooms do not share a clock."""
    zones = dict.fromkeys(room.zone for room in rooms)
    if len(zones) < 2:  # noqa: PLR2004
        return None
    return shortened(f"In the room's own time: {listing((place_of(zone) for zone in zones), 'or')}", 150)
