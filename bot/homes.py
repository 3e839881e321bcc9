"""What a person's Home shows, gathered and published."""

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, TypeVar

from slack_sdk import WebClient

from booking_core import (
    Booking,
    Desk,
    Look,
    Member,
    Room,
    RoomDay,
    Work,
    bookings_of,
    bookings_with,
    publish_home,
    rooms,
    rooms_day,
)
from bot.views.home import Glance, home

P = ParamSpec("P")
T = TypeVar("T")


def publish(desk: Desk, client: WebClient) -> None:
    """The Home of whoever asks at that desk shows what is so now. Raises what Slack answers."""
    client.views_publish(user_id=desk.member.user_id, view=home(desk.look(glance), desk.member))


def glance(look: Look) -> Glance:
    """What there is to see for the person who asks."""
    there = rooms(look)
    days = _days(look, [room for room in there if room.open])
    return Glance(
        now=look.now,
        bookings=bookings_of(look),
        expected=tuple(one for one in bookings_with(look) if _is_anothers(one, look.member)),
        rooms=days,
        closed=tuple(room for room in there if not room.open),
    )


def seen_at_home(verb: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
    """The verb, after which the Home of whoever asked is made anew: for changes that are of no booking."""

    def done(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answer = verb(work, *args, **kwargs)
        publish_home(work, work.member)
        return answer

    return done


def _days(look: Look, open_rooms: Sequence[Room]) -> tuple[RoomDay, ...]:
    """Of each room the day that it is there now; on all the earth those are two or three."""
    today = {room.id: look.now.astimezone(room.zone).date() for room in open_rooms}
    days = {
        (one.room.id, one.day): one for day in sorted(set(today.values())) for one in rooms_day(look, day)
    }
    return tuple(days[key] for key in today.items())


def _is_anothers(booking: Booking, member: Member) -> bool:
    """Whether it is booked for good, by someone else."""
    return booking.state == "booked" and booking.booker.id != member.id
