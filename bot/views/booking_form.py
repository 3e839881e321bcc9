"""The form of a booking, new or changed, and the reader of what stands in it.

A block_id is the core's name of the fact, so that a refusal can point at it. Day, start and end are
read in the zone of the room that is chosen.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from booking_core import PEOPLE_LIMIT, TITLE_LIMIT, Booking, Room, Span, local_moment
from bot.objections import Missing
from bot.payloads import metadata_of
from bot.views.page import section, shortened
from bot.wording import listing, place_of, plural, unescape

NEW = "new_booking"
CHANGED = "changed_booking"
MOST_IN_A_MENU = 99  # from 100 rooms on the menu is searched by typing; a menu holds 100 options

_EVENING, _MORNING = time(18), time(6)


@dataclass(frozen=True, slots=True)
class Kept:
    """The span that a form was filled in from, on the clock on which its fields show it."""

    span: Span
    zone: ZoneInfo

    @property
    def overnight(self) -> bool:
        """Whether it ends on a later day."""
        return self.span.end.astimezone(self.zone).date() > self.span.start.astimezone(self.zone).date()

    def shows(self, day: date, start: time, end: time, zone: ZoneInfo) -> bool:
        """Whether the fields still stand as they were filled in."""
        first, last = self.span.start.astimezone(self.zone), self.span.end.astimezone(self.zone)
        return (zone, day, start, end) == (self.zone, first.date(), first.time(), last.time())


@dataclass(frozen=True, slots=True)
class BookingForm:
    """What stands in the form; times are naive, on the wall of the room.

    `channel` is where a receipt may be shared, `booking` the one that is changed, None for a new one;
    `kept` is what the times were filled in from; `receipt_url` renews the receipt that a change began at.
    """

    room: UUID
    day: date | None
    start: time | None
    end: time | None
    title: str = ""
    people: tuple[str, ...] = ()
    channel: str = ""
    booking: UUID | None = None
    kept: Kept | None = None
    receipt_url: str = ""

    @property
    def changes(self) -> UUID:
        """The booking that the form changes; ValueError for a form that is not one of a change."""
        if self.booking is None:
            raise ValueError("the form makes a new booking")
        return self.booking

    def span(self, zone: ZoneInfo) -> Span:
        """The span on the room's clock; an end at night after an evening's start is the next day's.

        Times that were not touched are the span that they were filled in from, which the fields
        cannot always show: it may end days later, or in an hour that comes twice. Raises Missing,
        EndBeforeStart, or the refusal of a local time that a clock change leaves none or two of.
        """
        if self.day is None or self.start is None or self.end is None:
            raise Missing(next(name for name in ("day", "start", "end") if getattr(self, name) is None))
        if self.kept is not None and self.kept.shows(self.day, self.start, self.end, zone):
            return self.kept.span
        overnight = self.end <= self.start and (
            self.end == time()
            or (self.start >= _EVENING and self.end <= _MORNING)
            or (self.kept is not None and self.kept.overnight)
        )
        last = self.day + timedelta(days=overnight)
        return Span(local_moment(self.day, self.start, zone), local_moment(last, self.end, zone))

    def view(self, rooms: Sequence[Room], notice: Sequence[Block] = ()) -> View:
        """The form as a modal; `notice` stands above the fields."""
        shown = [room for room in rooms if room.open or room.id == self.room]
        changing = self.booking is not None
        return View(
            type="modal",
            callback_id=CHANGED if changing else NEW,
            title=PlainTextObject(text="Change a booking" if changing else "Book a room"),
            submit=PlainTextObject(text="Change" if changing else "Book"),
            close=PlainTextObject(text="Close"),
            private_metadata=_metadata(self),
            blocks=[
                *notice,
                _room_field(shown, self.room),
                *_time_fields(self, _zone_hint(shown)),
                *_other_fields(self),
            ],
        )


def form_of(booking: Booking, channel: str = "", receipt_url: str = "") -> BookingForm:
    """The form as it stands when a booking is about to be changed."""
    form = BookingForm(
        room=booking.room.id,
        day=None,
        start=None,
        end=None,
        title=booking.title,
        people=booking.people,
        channel=channel,
        booking=booking.id,
        receipt_url=receipt_url,
    )
    return at(form, booking.span, booking.room.zone)


def usual_form(
    now: datetime, zone: ZoneInfo, room: UUID, channel: str, *, length: timedelta = timedelta(hours=1)
) -> BookingForm:
    """What most people want who say nothing: today, the next half hour, for an hour."""
    local = now.astimezone(zone)
    start = (local + timedelta(minutes=30 - local.minute % 30)).replace(second=0, microsecond=0)
    end = start + length
    return BookingForm(room, start.date(), start.time(), end.time(), channel=channel)


def at(form: BookingForm, span: Span, zone: ZoneInfo) -> BookingForm:
    """The form with the day and times of that span, on a clock in that zone."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    return replace(form, day=start.date(), start=start.time(), end=end.time(), kept=Kept(span, zone))


def read_form(view: Mapping[str, Any]) -> BookingForm:
    """What stands in a form that Slack sends, typed text as it was typed. Raises Missing for no room."""
    values = {block: next(iter(actions.values())) for block, actions in view["state"]["values"].items()}
    metadata = metadata_of(view)
    option = values["room"].get("selected_option")
    if option is None:
        raise Missing("room")
    day, start, end = (
        values["day"].get("selected_date"),
        values["start"].get("selected_time"),
        values["end"].get("selected_time"),
    )
    return BookingForm(
        room=UUID(option["value"]),
        day=None if day is None else date.fromisoformat(day),
        start=None if start is None else time.fromisoformat(start),
        end=None if end is None else time.fromisoformat(end),
        title=unescape(values["title"].get("value") or ""),
        people=tuple(values["people"].get("selected_users") or ()),
        channel=metadata["channel"],
        booking=UUID(metadata["booking"]) if "booking" in metadata else None,
        kept=_read_kept(metadata["kept"]) if "kept" in metadata else None,
        receipt_url=metadata.get("receipt", ""),
    )


def typed_in(view: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The title and the people that stand in a form now, whatever else is missing in it."""
    values = view["state"]["values"]
    title, people = values["title"]["title"], values["people"]["people"]
    return unescape(title.get("value") or ""), tuple(people.get("selected_users") or ())


def room_options(rooms: Sequence[Room], typed: str = "") -> list[Option]:
    """The open rooms whose name or place has what was typed in it, as a menu shows them."""
    wanted = typed.casefold().strip()
    found = [r for r in rooms if r.open and wanted in f"{r.name} {r.details.place}".casefold()]
    return [room_option(room) for room in found[: MOST_IN_A_MENU + 1]]


def room_option(room: Room) -> Option:
    """A room in a menu."""
    return Option(value=str(room.id), text=shortened(f"{room.name} · {plural(room.seats, 'seat')}", 75))


def _metadata(form: BookingForm) -> str:
    remembered: dict[str, Any] = {"channel": form.channel}
    if form.booking is not None:
        remembered["booking"] = str(form.booking)
    if form.receipt_url:
        remembered["receipt"] = form.receipt_url
    if form.kept is not None:
        span = form.kept.span
        remembered["kept"] = [span.start.isoformat(), span.end.isoformat(), form.kept.zone.key]
    return json.dumps(remembered)


def _read_kept(remembered: Sequence[str]) -> Kept:
    start, end, zone = remembered
    return Kept(Span(datetime.fromisoformat(start), datetime.fromisoformat(end)), ZoneInfo(zone))


def _room_field(rooms: Sequence[Room], chosen: UUID) -> InputBlock:
    options = [room_option(room) for room in rooms]
    initial = next((option for option in options if option.value == str(chosen)), None)
    menu = (
        StaticSelectElement(action_id="room", options=options, initial_option=initial)
        if len(options) <= MOST_IN_A_MENU
        else ExternalDataSelectElement(action_id="room", initial_option=initial, min_query_length=0)
    )
    return InputBlock(block_id="room", label="Room", element=menu)


def _time_fields(form: BookingForm, hint: str | None) -> list[Block]:
    day = form.day.isoformat() if form.day else None
    start, end = (f"{clock:%H:%M}" if clock else None for clock in (form.start, form.end))
    return [
        InputBlock(block_id="day", label="Day", element=DatePickerElement(action_id="day", initial_date=day)),
        InputBlock(
            block_id="start",
            label="From",
            element=TimePickerElement(action_id="start", initial_time=start),
            hint=hint,
        ),
        InputBlock(
            block_id="end", label="Until", element=TimePickerElement(action_id="end", initial_time=end)
        ),
    ]


def _other_fields(form: BookingForm) -> list[Block]:
    # Slack refuses a form whose fields begin with more than they may hold.
    title, people = form.title[:TITLE_LIMIT], list(form.people[:PEOPLE_LIMIT])
    typed = PlainTextInputElement(action_id="title", initial_value=title or None, max_length=TITLE_LIMIT)
    chosen = UserMultiSelectElement(
        action_id="people", initial_users=people or None, max_selected_items=PEOPLE_LIMIT
    )
    return [
        InputBlock(block_id="title", label="Title", element=typed, optional=True),
        InputBlock(block_id="people", label="People", element=chosen, optional=True),
    ]


def _zone_hint(rooms: Sequence[Room]) -> str | None:
    """Said only where it matters: the rooms do not share a clock."""
    zones = dict.fromkeys(room.zone for room in rooms)
    if len(zones) < 2:  # noqa: PLR2004
        return None
    return shortened(f"In the room's own time: {listing((place_of(zone) for zone in zones), 'or')}", 150)


def notice(text: str) -> Block:
    """A line of mrkdwn above the fields."""
    return section(text)
