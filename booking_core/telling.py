"""Who must be told of a change, and when: the news of it is spread among the errands, all at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from booking_core.alarms import set_alarms
from booking_core.cards import cards_of, renew
from booking_core.errands import add, errand_done
from booking_core.facts import Booking, Errand, Member
from booking_core.history import with_agreed
from booking_core.homes import members_with_home, publish_home
from booking_core.look import Look
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import HistoryRow, MemberRow
from booking_core.work import Work

_TELLS: Final = ("booked", "confirmed", "rescheduled", "extended", "ended", "cancelled", "undone")
_TOO_LATE: Final = timedelta(hours=1)  # to be told of a change of what is over by now


@dataclass(frozen=True, slots=True)
class News:
    """A change: what it was, when, who made it, and the booking before and after.

    The two are the same for its beginning.
    """

    what: str
    at: datetime
    by: Member
    before: Booking
    after: Booking


def news(look: Look, line_id: UUID) -> News:
    """The change that this line of history tells of."""
    line = _line(look, line_id)
    return _told(look, line, look.booking(line.booking_id))


def _told(look: Look, line: Row[Any], booking: Booking) -> News:
    after = with_agreed(look, booking, line.after)
    return News(line.what, line.at, member_of(line), with_agreed(look, after, line.before), after)


def spread(work: Work, errand: Errand) -> None:
    """Leave an errand for each card, each page of one's own and each person that the change concerns."""
    line_id = UUID(errand.about["line"])
    line = _line(work, line_id)
    # One change of a booking after the other: the last to be spread must be the one that it stands at.
    booking = work.booking(line.booking_id, lock=True)
    told = _told(work, line, booking)
    if told.what != "booked":  # of which there is no card yet
        for card in cards_of(work, booking.id):
            if card.message:  # what is only about to be posted will say what is so by then
                renew(work, card)
    people = (*told.before.people, *told.after.people)
    concerned = dict.fromkeys([booking.booker.user_id, told.by.user_id, *people])
    for member in members_with_home(work, list(concerned)):
        publish_home(work, member)
    if _matters(told):
        for user_id in dict.fromkeys([*people, booking.booker.user_id]):
            if user_id != told.by.user_id:
                _tell(work, user_id, line_id, told)
    set_alarms(work, booking, told.what)
    errand_done(work, errand)


def _matters(told: News) -> bool:
    """Whether people would want to know: it is a booking, and not only called another name."""
    before, after = told.before, told.after
    renamed = (before.room, before.span, before.people) == (after.room, after.span, after.people)
    if told.what not in _TELLS or after.state == "held":
        return False
    return told.what != "rescheduled" or not renamed


def _tell(work: Work, user_id: str, line_id: UUID, told: News) -> None:
    add(
        work,
        "tell",
        f"tell:{line_id}:{user_id}",
        about={"line": str(line_id), "user": user_id},
        worthless_at=max(told.after.span.end, told.at + _TOO_LATE),
    )


def _line(look: Look, line_id: UUID) -> Row[Any]:
    said = (HistoryRow.booking_id, HistoryRow.what, HistoryRow.at, HistoryRow.before, HistoryRow.after)
    return look.execute(
        select(*MEMBER_COLUMNS, *said)
        .join(
            MemberRow,
            (MemberRow.workspace_id == HistoryRow.workspace_id) & (MemberRow.id == HistoryRow.by_id),
        )
        .where(HistoryRow.workspace_id == look.workspace_id, HistoryRow.id == line_id)
    ).one()
