"""Every refusal there is, and what people read then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Literal

from booking_core import Booking, Keep, Refusal, Room, errors
from bot import objections
from bot.objections import NotShared, Outsider
from tests.builders import at, span
from tests.house import House

NAME = "R&D <1>"
"""Of a room, a title and a person: to be escaped where Slack renders, and nowhere else."""
SAID = "R&amp;D &lt;1&gt;"
SHOWN = f"*{SAID}*"

NINE = f"<!date^{int(at('09:00').timestamp())}^{{date_short_pretty}} {{time}}|Wed 18 Mar 09:00 (Europe/Helsinki)>"  # noqa: E501
SOON = f"<!date^{int(at('09:25').timestamp())}^{{time}}|09:25 (Europe/Helsinki)>"
TEN = f"<!date^{int(at('10:00').timestamp())}^{{time}}|10:00 (Europe/Helsinki)>"
ELEVEN = f"<!date^{int(at('11:00').timestamp())}^{{time}}|11:00 (Europe/Helsinki)>"

AGAIN: Final = "so I have done nothing. Please try again."
KEPT: Final[tuple[Literal["form", "offer", "undo"], ...]] = ("form", "offer", "undo")

Example = tuple[Refusal, str, str]
"""A refusal, what it reads like plain, and as Slack is sent it."""


def room(house: House) -> Room:
    return replace(house.aurora, details=replace(house.aurora.details, name=NAME))


def booking(house: House) -> Booking:
    booker = replace(house.bob, name=NAME)
    return Booking(
        id=house.aurora.id,
        reference="K7M2",
        room=room(house),
        span=span("10:00", "11:00"),
        booker=booker,
        title=NAME,
        people=(),
        state="booked",
        created_at=at("09:00"),
        created_by=booker,
    )


def hold(house: House) -> Booking:
    return replace(booking(house), state="held", held_until=at("09:25"))


def both(refusal: Refusal, text: str) -> Example:
    return refusal, text, text


def examples(house: House) -> list[Example]:
    """Each refusal with what Ada in Helsinki reads plain, and what Slack is sent to render for her."""
    return [
        *of_taken_rooms(house),
        *of_kept_time(house),
        *of_times(house),
        *of_rooms(house),
        *of_bookings(house),
        *of_holds(house),
        *of_forms(),
        *of_circumstances(),
        *outsiders(),
        *(both(refusal, text) for refusal, text in without_rooms()),
    ]


def of_taken_rooms(house: House) -> list[Example]:
    there, clash = room(house), booking(house)
    return [
        (
            errors.RoomTaken(there, span("10:30", "11:30"), clash),
            f"{NAME} has {NAME} until 11:00 ({NAME}).",
            f"{SAID} has {SHOWN} until {ELEVEN} ({SAID}).",
        ),
        (
            errors.RoomTaken(there, span("09:30", "11:30"), clash),
            f"{NAME} has {NAME} from 10:00 until 11:00 ({NAME}).",
            f"{SAID} has {SHOWN} from {TEN} until {ELEVEN} ({SAID}).",
        ),
        (
            errors.RoomTaken(there, span("10:30", "11:30"), None),
            f"Someone else just took {NAME}.",
            f"Someone else just took {SHOWN}.",
        ),
    ]


def of_kept_time(house: House) -> list[Example]:
    there, clash, asked = room(house), hold(house), span("10:30", "11:30")
    bob = clash.booker
    form, offer, undo = (
        errors.RoomTaken(there, asked, None, Keep(there, asked, bob, at("09:25"), purpose))
        for purpose in KEPT
    )
    return [
        (
            errors.RoomTaken(there, asked, clash),
            f"{NAME} holds {NAME} until 11:00 ({NAME}). Unless it is confirmed, that lapses at 09:25.",
            f"{SAID} holds {SHOWN} until {ELEVEN} ({SAID}). Unless it is confirmed, that lapses at {SOON}.",
        ),
        (
            form,
            f"{NAME} is just booking {NAME}: it is kept for them until 09:25.",
            f"{SAID} is just booking {SHOWN}: it is kept for them until {SOON}.",
        ),
        (
            offer,
            f"{NAME} was just offered to {NAME}, and is kept for them until 09:25.",
            f"{SHOWN} was just offered to {SAID}, and is kept for them until {SOON}.",
        ),
        (
            undo,
            f"{NAME} has just given up {NAME}, and can undo that until 09:25.",
            f"{SAID} has just given up {SHOWN}, and can undo that until {SOON}.",
        ),
    ]


def of_times(house: House) -> list[Example]:
    there, now = room(house), at("09:20")
    hour, day = timedelta(hours=1), timedelta(days=1)
    local = datetime(2026, 3, 29, 3, 30)  # noqa: DTZ001 - what a clock shows has no zone
    return [
        both(errors.EndBeforeStart(now, now), "The end must be after the start."),
        (
            errors.InThePast(there, at("09:00"), now),
            "Wed 18 Mar 09:00 is in the past.",
            f"{NINE} is in the past.",
        ),
        (
            errors.TooLong(there, 13 * hour, 12 * hour),
            f"{NAME} can be booked for 12 h at most, not for 13 h.",
            f"{SHOWN} can be booked for 12 h at most, not for 13 h.",
        ),
        (
            errors.TooFarAhead(there, now + 400 * day, now + 365 * day),
            f"{NAME} can be booked 365 days ahead at most.",
            f"{SHOWN} can be booked 365 days ahead at most.",
        ),
        both(
            errors.NoSuchLocalTime(local, "Europe/Helsinki"),
            "There is no 03:30 on Sun 29 Mar: the clocks go forward then. Choose another time.",
        ),
        both(
            errors.LocalTimeTwice(local, "Europe/Helsinki"),
            "03:30 comes twice on Sun 29 Mar: the clocks go back then. Choose another time.",
        ),
    ]


def of_rooms(house: House) -> list[Example]:
    there = room(house)
    return [
        both(errors.BadRoomName("", 60), "A room's name has between 1 and 60 characters."),
        (
            errors.RoomNameTaken(NAME),
            f"There is a room called {NAME} already.",
            f"There is a room called {SAID} already.",
        ),
        both(errors.BadSeats(0, 10_000), "A room has between 1 and 10000 seats."),
        both(
            errors.BadPolicy("longest", timedelta(0), timedelta(days=31)),
            "It must be more than nothing, and 31 days at most.",
        ),
        (
            errors.UnknownZone(NAME),
            f"No zone is called {NAME}; try Europe/Helsinki.",
            f"No zone is called {SAID}; try Europe/Helsinki.",
        ),
        (
            errors.NoSuchRoom(NAME),
            f"There is no room called {NAME} here.",
            f"There is no room called {SAID} here.",
        ),
        both(errors.NoSuchRoom(str(there.id)), "There is no such room here any more."),
        both(errors.NoSuchRoom(""), "Say which room, by its name."),
        (
            errors.RoomClosed(there),
            f"{NAME} is closed: nothing new can be booked in it.",
            f"{SHOWN} is closed: nothing new can be booked in it.",
        ),
    ]


def of_bookings(house: House) -> list[Example]:
    clash = booking(house)
    return [
        both(errors.TitleTooLong(201, 200), "The title has 201 characters; 200 is the most."),
        both(errors.TooManyPeople(51, 50), "You named 51 people; 50 is the most."),
        (
            errors.NoSuchBooking(NAME),
            f"There is no booking {NAME} here.",
            f"There is no booking {SAID} here.",
        ),
        both(errors.NoSuchBooking(str(clash.id)), "There is no such booking here."),
        (
            errors.NotYours(clash),
            f"K7M2 is {NAME}’s booking: only {NAME} or an admin can change or cancel it.",
            f"K7M2 is {SAID}’s booking: only {SAID} or an admin can change or cancel it.",
        ),
        both(errors.AlreadyCancelled(clash), "K7M2 was already cancelled."),
        (
            errors.AlreadyBegun(clash),
            "K7M2 began at 10:00: it can’t be cancelled, or start elsewhere.",
            f"K7M2 began at {TEN}: it can’t be cancelled, or start elsewhere.",
        ),
        both(errors.AlreadyOver(clash), "K7M2 is over."),
    ]


def of_holds(house: House) -> list[Example]:
    stands = hold(house)
    ten = f"<!date^{int(at('10:00').timestamp())}^{{date_short_pretty}} {{time}}|Wed 18 Mar 10:00 (Europe/Helsinki)>"  # noqa: E501
    return [
        (
            errors.NotBegun(booking(house)),
            "K7M2 begins Wed 18 Mar 10:00: until then it can be cancelled, not ended.",
            f"K7M2 begins {ten}: until then it can be cancelled, not ended.",
        ),
        both(errors.NotConfirmed(stands), "K7M2 is only held: confirm it first."),
        (
            errors.HoldOver(replace(stands, state="lapsed")),
            "The hold K7M2 lapsed at 09:25.",
            f"The hold K7M2 lapsed at {SOON}.",
        ),
        both(errors.HoldOver(replace(stands, state="released")), "The hold K7M2 was given up."),
        both(errors.TooManyHolds(2), "You hold 2 slots already: confirm or release one first."),
        both(
            errors.UndoOver(stands),
            "That change of K7M2 can’t be undone any more: only the last can, for 2 min.",
        ),
    ]


def of_forms() -> list[Example]:
    return [
        both(objections.Missing("day"), "This is needed."),
        both(objections.NotANumber("seats"), "This takes a number, such as 8."),
        both(objections.PastSaid(), "That is in the past."),
        both(objections.OrderSaid(), "The end must be after the start."),
    ]


def of_circumstances() -> list[Example]:
    return [
        both(errors.AdminsOnly(), "Only an admin of this workspace can do that."),
        both(errors.DeadlinePassed(), f"I’m too busy to answer in time, {AGAIN}"),
        both(errors.Busy(), f"I can’t reach my bookings at the moment, {AGAIN}"),
        both(
            errors.InDoubt(),
            "I lost my connection while writing this down. Please check what stands before you try again.",
        ),
        both(objections.Unrecognised(), f"Slack isn’t telling me who you are at the moment, {AGAIN}"),
        both(
            NotShared("not_in_channel"),
            "I can’t post in that channel: invite me to it with `/invite`, then share again.",
        ),
        both(NotShared("ratelimited"), "Slack did not take the card. Please share again in a while."),
    ]


def outsiders() -> Iterator[Example]:
    kinds = {
        "guest": "guests",
        "bot": "bots",
        "stranger": "people of other companies",
        "gone": "people who left",
    }
    for kind, whom in kinds.items():
        text = f"Rooms can’t be booked by {whom}. Ask a member of this workspace to book for you."
        yield both(Outsider(kind), text)


def without_rooms() -> Iterator[tuple[Refusal, str]]:
    def none_yet(*, admin: bool, admins: tuple[str, ...] = ()) -> Refusal:
        return objections.NoRoomsYet(admin, "/rooms", admins)

    first = "There is no room to book yet."
    yield none_yet(admin=True), f"{first} Add the first with `/rooms add`."
    yield none_yet(admin=False), f"{first} Ask an admin of this workspace to add one."
    yield none_yet(admin=False, admins=("U1", "U2")), f"{first} Ask <@U1> or <@U2> to add one."
    yield (
        objections.AllRoomsClosed(admin=True, command="/rooms", admins=()),
        ("All rooms are closed. Reopen one with `/rooms reopen NAME`."),
    )
    yield (
        objections.AllRoomsClosed(admin=False, command="/rooms", admins=("U1",)),
        ("All rooms are closed. Ask <@U1> to reopen one."),
    )
    yield objections.NothingFits(6, "Thu 10:00–11:00"), "No room with 6 seats is free Thu 10:00–11:00."
    yield objections.NothingFits(1, "Thu 10:00–11:00"), "No room is free Thu 10:00–11:00."
