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

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from booking_core import Booking, Room, Span, Wish, local_moment
from bot.objections import Missing
from bot.payloads import metadata_of
from bot.views.booking_fields import hold_row, room_field, time_fields, what_fields
from bot.views.page import section
from bot.wording import unescape

NEW = "new_booking"
CHANGED = "changed_booking"

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

    room: UUID | None
    day: date | None
    start: time | None
    end: time | None
    title: str = ""
    people: tuple[str, ...] = ()
    channel: str = ""
    booking: UUID | None = None
    kept: Kept | None = None
    receipt_url: str = ""
    private: bool = False

    @property
    def chosen_room(self) -> UUID:
        """The room; Missing where none is chosen."""
        if self.room is None:
            raise Missing("room")
        return self.room

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
            notify_on_close=True,  # what was kept meanwhile is let go then
            private_metadata=_metadata(self),
            blocks=[
                *notice,
                room_field(shown, self.room),
                *time_fields(self.day, self.start, self.end, shown),
                *what_fields(self.title, self.people, private=self.private),
                *([] if changing else [hold_row()]),
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
        private=booking.private,
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
    """What stands in a form that Slack sends, typed text as it was typed."""
    values = {block: next(iter(actions.values())) for block, actions in view["state"]["values"].items()}
    metadata = metadata_of(view)
    room = values["room"].get("selected_option")
    day, start, end = (
        values["day"].get("selected_date"),
        values["start"].get("selected_time"),
        values["end"].get("selected_time"),
    )
    return BookingForm(
        room=None if room is None else UUID(room["value"]),
        day=None if day is None else date.fromisoformat(day),
        start=None if start is None else time.fromisoformat(start),
        end=None if end is None else time.fromisoformat(end),
        title=unescape(values["title"].get("value") or ""),
        people=tuple(values["people"].get("selected_users") or ()),
        channel=metadata["channel"],
        booking=UUID(metadata["booking"]) if "booking" in metadata else None,
        kept=_read_kept(metadata["kept"]) if "kept" in metadata else None,
        receipt_url=metadata.get("receipt", ""),
        private=bool(values["private"].get("selected_options")),
    )


def is_form(view: Mapping[str, Any]) -> bool:
    """Whether the view is the form of a booking, new or changed."""
    return view.get("callback_id") in (NEW, CHANGED)


def with_typed(wish: Wish, view: Mapping[str, Any]) -> Wish:
    """The wish with title, people and privacy as they stand in the form now; as it is for another view."""
    if not is_form(view):
        return wish
    form = read_form(view)
    return replace(wish, title=form.title, people=form.people, private=form.private)


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


def notice(text: str) -> Block:
    """A line of mrkdwn above the fields."""
    return section(text)
