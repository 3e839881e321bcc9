"""Each refusal as a sentence. All prose about what is refused stands here."""

from functools import singledispatch
from zoneinfo import ZoneInfo

from booking_core import LASTS, Booking, Keep, Member, Refusal, Room, errors
from bot import objections
from bot.wording import Plain, Voice, length, listing, mention, plural, weekday_and_date


@singledispatch
def sentence(refusal: Refusal, voice: Voice, reader: Member | None) -> str:
    """What to tell the reader; a refusal without words of its own is a bug that a test finds."""
    raise NotImplementedError(refusal.code)


@sentence.register
def _(refusal: errors.RoomTaken, voice: Voice, reader: Member | None) -> str:
    room, clash = voice.name(refusal.room), refusal.clash
    if refusal.kept is not None:
        return _kept(refusal.kept, voice)
    if clash is None:
        return f"Someone else just took {room}."
    title = f" ({voice.text(clash.title)})" if clash.title else ""
    has, may_lapse = ("have", "") if clash.held_until is None else ("hold", _may_lapse(clash, voice))
    if reader is not None and clash.booker.id == reader.id:
        own = f"You {has} {room} already: {voice.span(clash.span, clash.room)}{title}, {clash.reference}."
        return own + may_lapse
    who, zone = voice.person(clash.booker), clash.room.zone
    one_day = clash.span.end.astimezone(zone).date() == refusal.span.start.astimezone(zone).date()
    until = voice.clock(clash.span.end, clash.room) if one_day else voice.moment(clash.span.end)
    has = "has" if clash.held_until is None else "holds"
    if clash.span.start <= refusal.span.start:
        return f"{who} {has} {room} until {until}{title}.{may_lapse}"
    start = voice.clock(clash.span.start, clash.room)
    return f"{who} {has} {room} from {start} until {until}{title}.{may_lapse}"


def _may_lapse(hold: Booking, voice: Voice) -> str:
    if hold.held_until is None:
        return ""
    return f" Unless it is confirmed, that lapses at {voice.clock(hold.held_until, hold.room)}."


def _kept(kept: Keep, voice: Voice) -> str:
    """Why that time is kept for someone else, and for how long."""
    who, room = voice.person(kept.member), voice.name(kept.room)
    until = voice.clock(kept.until, kept.room)
    if kept.purpose == "offer":
        return f"{room} was just offered to {who}, and is kept for them until {until}."
    if kept.purpose == "undo":
        return f"{who} has just given up {room}, and can undo that until {until}."
    return f"{who} is just booking {room}: it is kept for them until {until}."


@sentence.register
def _(refusal: errors.EndBeforeStart | objections.OrderSaid, voice: Voice, reader: Member | None) -> str:
    return "The end must be after the start."


@sentence.register
def _(refusal: errors.InThePast, voice: Voice, reader: Member | None) -> str:
    return f"{voice.moment(refusal.moment)} is in the past."


@sentence.register
def _(refusal: errors.TooLong, voice: Voice, reader: Member | None) -> str:
    most, asked = length(refusal.longest), length(refusal.length)
    return f"{voice.name(refusal.room)} can be booked for {most} at most, not for {asked}."


@sentence.register
def _(refusal: errors.TooFarAhead, voice: Voice, reader: Member | None) -> str:
    return f"{voice.name(refusal.room)} can be booked {length(refusal.room.policy.horizon)} ahead at most."


@sentence.register
def _(refusal: errors.NoSuchLocalTime, voice: Voice, reader: Member | None) -> str:
    day = weekday_and_date(refusal.local.date())
    return f"There is no {refusal.local:%H:%M} on {day}: the clocks go forward then. Choose another time."


@sentence.register
def _(refusal: errors.LocalTimeTwice, voice: Voice, reader: Member | None) -> str:
    day = weekday_and_date(refusal.local.date())
    return f"{refusal.local:%H:%M} comes twice on {day}: the clocks go back then. Choose another time."


@sentence.register
def _(refusal: errors.TitleTooLong, voice: Voice, reader: Member | None) -> str:
    return f"The title has {refusal.length} characters; {refusal.limit} is the most."


@sentence.register
def _(refusal: errors.TooManyPeople, voice: Voice, reader: Member | None) -> str:
    return f"You named {refusal.count} people; {refusal.limit} is the most."


@sentence.register
def _(refusal: errors.BadRoomName, voice: Voice, reader: Member | None) -> str:
    return f"A room's name has between 1 and {refusal.limit} characters."


@sentence.register
def _(refusal: errors.RoomNameTaken, voice: Voice, reader: Member | None) -> str:
    return f"There is a room called {voice.text(refusal.name)} already."


@sentence.register
def _(refusal: errors.BadSeats, voice: Voice, reader: Member | None) -> str:
    return f"A room has between 1 and {refusal.most} seats."


@sentence.register
def _(refusal: errors.BadPolicy, voice: Voice, reader: Member | None) -> str:
    return f"It must be more than nothing, and {length(refusal.most)} at most."


@sentence.register
def _(refusal: errors.UnknownZone, voice: Voice, reader: Member | None) -> str:
    return f"No zone is called {voice.text(refusal.name)}; try Europe/Helsinki."


@sentence.register
def _(refusal: errors.NoSuchRoom, voice: Voice, reader: Member | None) -> str:
    if not refusal.name:
        return "Say which room, by its name."
    if _is_id(refusal.name):
        return "There is no such room here any more."
    return f"There is no room called {voice.text(refusal.name)} here."


@sentence.register
def _(refusal: errors.NoSuchBooking, voice: Voice, reader: Member | None) -> str:
    if _is_id(refusal.name):
        return "There is no such booking here."
    return f"There is no booking {voice.text(refusal.name)} here."


@sentence.register
def _(refusal: errors.NotYours, voice: Voice, reader: Member | None) -> str:
    booking, who = refusal.booking, voice.person(refusal.booking.booker)
    return f"{booking.reference} is {who}’s booking: only {who} or an admin can change or cancel it."


@sentence.register
def _(refusal: errors.AdminsOnly, voice: Voice, reader: Member | None) -> str:
    return "Only an admin of this workspace can do that."


@sentence.register
def _(refusal: errors.RoomClosed, voice: Voice, reader: Member | None) -> str:
    return f"{voice.name(refusal.room)} is closed: nothing new can be booked in it."


@sentence.register
def _(refusal: errors.AlreadyCancelled, voice: Voice, reader: Member | None) -> str:
    return f"{refusal.booking.reference} was already cancelled."


@sentence.register
def _(refusal: errors.AlreadyBegun, voice: Voice, reader: Member | None) -> str:
    booking = refusal.booking
    begun = voice.clock(booking.span.start, booking.room)
    return f"{booking.reference} began at {begun}: it can’t be cancelled, or start elsewhere."


@sentence.register
def _(refusal: errors.AlreadyOver, voice: Voice, reader: Member | None) -> str:
    return f"{refusal.booking.reference} is over."


@sentence.register
def _(refusal: errors.NotBegun, voice: Voice, reader: Member | None) -> str:
    booking = refusal.booking
    begins = voice.moment(booking.span.start)
    return f"{booking.reference} begins {begins}: until then it can be cancelled, not ended."


@sentence.register
def _(refusal: errors.NotConfirmed, voice: Voice, reader: Member | None) -> str:
    return f"{refusal.booking.reference} is only held: confirm it first."


@sentence.register
def _(refusal: errors.HoldOver, voice: Voice, reader: Member | None) -> str:
    booking = refusal.booking
    if booking.state == "released" or booking.held_until is None:
        return f"The hold {booking.reference} was given up."
    return f"The hold {booking.reference} lapsed at {voice.clock(booking.held_until, booking.room)}."


@sentence.register
def _(refusal: errors.TooManyHolds, voice: Voice, reader: Member | None) -> str:
    return f"You hold {plural(refusal.most, 'slot')} already: confirm or release one first."


@sentence.register
def _(refusal: errors.UndoOver, voice: Voice, reader: Member | None) -> str:
    that = f"That change of {refusal.booking.reference}"
    return f"{that} can’t be undone any more: only the last can, for {length(LASTS['undo'])}."


@sentence.register
def _(refusal: errors.DeadlinePassed, voice: Voice, reader: Member | None) -> str:
    return "I’m too busy to answer in time, so I have done nothing. Please try again."


@sentence.register
def _(refusal: errors.Busy, voice: Voice, reader: Member | None) -> str:
    return "I can’t reach my bookings at the moment, so I have done nothing. Please try again."


@sentence.register
def _(refusal: errors.InDoubt, voice: Voice, reader: Member | None) -> str:
    return "I lost my connection while writing this down. Please check what stands before you try again."


@sentence.register
def _(refusal: objections.Outsider, voice: Voice, reader: Member | None) -> str:
    whom = {
        "guest": "guests",
        "bot": "bots",
        "stranger": "people of other companies",
        "gone": "people who left",
    }
    return f"Rooms can’t be booked by {whom[refusal.kind]}. Ask a member of this workspace to book for you."


@sentence.register
def _(refusal: objections.Unrecognised, voice: Voice, reader: Member | None) -> str:
    return "Slack isn’t telling me who you are at the moment, so I have done nothing. Please try again."


@sentence.register
def _(refusal: objections.Missing, voice: Voice, reader: Member | None) -> str:
    return "This is needed."


@sentence.register
def _(refusal: objections.NotANumber, voice: Voice, reader: Member | None) -> str:
    return "This takes a number, such as 8."


@sentence.register
def _(refusal: objections.NoRoomsYet, voice: Voice, reader: Member | None) -> str:
    if refusal.admin:
        return f"There is no room to book yet. Add the first with `{refusal.command} add`."
    return f"There is no room to book yet. Ask {_an_admin(refusal.admins)} to add one."


@sentence.register
def _(refusal: objections.AllRoomsClosed, voice: Voice, reader: Member | None) -> str:
    if refusal.admin:
        return f"All rooms are closed. Reopen one with `{refusal.command} reopen NAME`."
    return f"All rooms are closed. Ask {_an_admin(refusal.admins)} to reopen one."


@sentence.register
def _(refusal: objections.NothingFits, voice: Voice, reader: Member | None) -> str:
    wanted = f" with {plural(refusal.seats, 'seat')}" if refusal.seats > 1 else ""
    return f"No room{wanted} is free {voice.text(refusal.when)}."


@sentence.register
def _(refusal: objections.PastSaid, voice: Voice, reader: Member | None) -> str:
    return "That is in the past."


@sentence.register
def _(refusal: objections.NotShared, voice: Voice, reader: Member | None) -> str:
    if refusal.error in ("not_in_channel", "channel_not_found"):
        return "I can’t post in that channel: invite me to it with `/invite`, then share again."
    return "Slack did not take the card. Please share again in a while."


def not_kept(refusal: Refusal, voice: Voice, reader: Member | None) -> str:
    """Why a form keeps nothing while it is filled in, in mrkdwn."""
    if isinstance(refusal, objections.Missing):
        return "Choose a room, a day, a start and an end, and I’ll say whether the room is free."
    if isinstance(refusal, errors.TooManyHolds):
        held = f"You hold {plural(refusal.most, 'slot')} already"
        return f":white_check_mark: It is free then. {held}, so I can’t keep it for you meanwhile."
    return f":no_entry_sign: {sentence(refusal, voice, reader)}"


def plain(refusal: Refusal, reader: Member | None) -> str:
    """The sentence where Slack renders nothing, such as beside a form's field: on the room's clock."""
    room: Room | None = getattr(refusal, "room", None)
    own = reader.zone if reader else ZoneInfo("UTC")
    return sentence(refusal, Plain(room.zone if room else own, own), reader)


def _an_admin(admins: tuple[str, ...]) -> str:
    return listing((mention(admin) for admin in admins), "or") if admins else "an admin of this workspace"


def _is_id(name: str) -> bool:
    return len(name) == 36 and name.count("-") == 4  # noqa: PLR2004 — a UUID, which nobody typed
