"""Who must be told of a change, and when: the news of it is spread among the errands, all at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select, update

from booking_core.cards import cards_of, renew
from booking_core.errands import add, drop, errand_done
from booking_core.facts import Booking, Errand, Member
from booking_core.history import with_agreed
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import HistoryRow, MemberRow
from booking_core.work import Work

REMINDED_BEFORE: Final = timedelta(minutes=10)
"""So long before its end whoever booked a room is reminded of it."""

_WORTH_A_REMINDER: Final = timedelta(minutes=30)  # a shorter booking has barely begun by then
_TELLS: Final = ("booked", "confirmed", "rescheduled", "extended", "ended", "cancelled", "undone")
_HOME_LASTS: Final = timedelta(hours=1)  # after that the next change, or opening it, makes it anew
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


def news(work: Work, line_id: UUID) -> News:
    """The change that this line of history tells of."""
    line = _line(work, line_id)
    return _told(work, line, work.booking(line.booking_id))


def _told(work: Work, line: Row[Any], booking: Booking) -> News:
    after = with_agreed(work, booking, line.after)
    return News(line.what, line.at, member_of(line), with_agreed(work, after, line.before), after)


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
    for member in _with_home(work, list(concerned)):
        publish_home(work, member)
    if _matters(told):
        for user_id in dict.fromkeys([*people, booking.booker.user_id]):
            if user_id != told.by.user_id:
                _tell(work, user_id, line_id, told)
    _set_alarms(work, booking, told.what)
    errand_done(work, errand)


def publish_home(work: Work, member: Member) -> None:
    """The member's own page will be made anew."""
    worthless_at = work.now + _HOME_LASTS
    add(work, "home", f"home:{member.id}", member_id=member.id, worthless_at=worthless_at)


def open_home(work: Work) -> None:
    """From here on a page of their own is kept true for the person who asks, and made at once."""
    work.execute(
        update(MemberRow)
        .where(MemberRow.workspace_id == work.workspace_id, MemberRow.id == work.member.id)
        .values(has_home=True)
    )
    publish_home(work, work.member)


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


def _set_alarms(work: Work, booking: Booking, what: str) -> None:
    """When a hold lapses, and when to remind of a booking's end, as it stands now."""
    lapse, remind = f"lapse:{booking.id}", f"remind:{booking.id}"
    if booking.state == "held":
        add(
            work,
            "lapse",
            lapse,
            member_id=booking.booker.id,
            about={"booking": str(booking.id)},
            due_at=booking.held_until,
        )
        return
    if what != "booked" and booking.state != "lapsed":  # of which the errand itself is yet to tell
        drop(work, lapse)
    due_at = booking.span.end - REMINDED_BEFORE
    worth_it = booking.state == "booked" and booking.span.length >= _WORTH_A_REMINDER
    if worth_it and due_at > work.now:
        add(
            work,
            "remind",
            remind,
            member_id=booking.booker.id,
            about={"booking": str(booking.id)},
            due_at=due_at,
            worthless_at=booking.span.end,
        )
    elif not worth_it:
        drop(work, remind)


def _with_home(work: Work, user_ids: list[str]) -> list[Member]:
    rows = work.rows(
        select(*MEMBER_COLUMNS)
        .where(
            MemberRow.workspace_id == work.workspace_id, MemberRow.user_id.in_(user_ids), MemberRow.has_home
        )
        .order_by(MemberRow.id)
    )
    return [member_of(row) for row in rows]


def _line(work: Work, line_id: UUID) -> Row[Any]:
    said = (HistoryRow.booking_id, HistoryRow.what, HistoryRow.at, HistoryRow.before, HistoryRow.after)
    return work.execute(
        select(*MEMBER_COLUMNS, *said)
        .join(
            MemberRow,
            (MemberRow.workspace_id == HistoryRow.workspace_id) & (MemberRow.id == HistoryRow.by_id),
        )
        .where(HistoryRow.workspace_id == work.workspace_id, HistoryRow.id == line_id)
    ).one()
