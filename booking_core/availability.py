"""What could be booked: free rooms, the next gap, and the ways out of a refusal. Reads only.

However many claims there are, an index answers: claims of a room never overlap, so the last one that
starts before a span ends is the only one that can reach into it. A claim that has
lapsed is in nobody's way, nor in a person's own what is kept for them to make up their mind.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, literal_column, or_, select

from booking_core.claims import by_the_rules
from booking_core.columns import Moment
from booking_core.errors import EndBeforeStart, Refusal
from booking_core.facts import Alternative, Room, Wish
from booking_core.look import Look
from booking_core.lookup import room_of, rooms_statement
from booking_core.policy import check
from booking_core.schema import ClaimRow, OfferRow, RoomRow
from booking_core.times import Span, day_span, minute_of, utc

MOST_ALTERNATIVES: Final = 5
_CHUNK: Final = 100  # claims read at a time while looking for a gap
_STEP: Final = timedelta(minutes=5)  # a start that we propose lies on a round number of minutes


def _in_force(now: Any, member_id: Any) -> ColumnElement[bool]:
    """Claims that have not lapsed; what is kept for that member to make up their mind gives way to them."""
    gives_way = (ClaimRow.kept_for_id == member_id) & ClaimRow.kept_as.in_(
        [literal_column("'form'"), literal_column("'offer'")]
    )
    return or_(ClaimRow.lapses_at.is_(None), (ClaimRow.lapses_at > now) & ~gives_way)


_IN_FORCE: Final = _in_force(bindparam("now"), bindparam("member_id"))

# The guard's own index has the workspace's claims of one time side by side, so that one look at it
# answers for all rooms; a look for each of 2,000 took four to seven times as long at a million.
_REACHES_IN: Final = func.tstzrange(ClaimRow.start_at, ClaimRow.end_at).bool_op("&&")(
    func.tstzrange(
        bindparam("span_start", type_=Moment()),
        bindparam("span_end", type_=Moment()),
    )
)
_HERE: Final = (ClaimRow.workspace_id == bindparam("workspace_id")) & (ClaimRow.room_id == RoomRow.id)
_LAST_END: Final = (
    select(ClaimRow.end_at)
    .where(ClaimRow.room_id == RoomRow.id, ClaimRow.start_at < bindparam("span_end"), _IN_FORCE)
    .order_by(ClaimRow.start_at.desc())
    .limit(literal_column("1"))
    .correlate(RoomRow)
    .scalar_subquery()
)
_NOBODY_HAS: Final[Mapping[str, ColumnElement[bool]]] = {
    "postgresql": ~exists().where(_HERE, _REACHES_IN, _IN_FORCE),
    "sqlite": func.coalesce(_LAST_END, bindparam("span_start", type_=Moment()))
    <= bindparam("span_start", type_=Moment()),
}
_FREE_ROOMS: Final = {
    dialect: rooms_statement()
    .where(
        RoomRow.workspace_id == bindparam("workspace_id"),
        RoomRow.closed_at.is_(None),
        RoomRow.seats >= bindparam("seats"),
        RoomRow.longest_minutes >= bindparam("minutes"),
        RoomRow.horizon_days >= bindparam("days"),
        nobody_has,
    )
    .order_by(RoomRow.seats, RoomRow.name_key)
    for dialect, nobody_has in _NOBODY_HAS.items()
}


def free_rooms(look: Look, span: Span, *, seats: int = 1, features: Iterable[str] = ()) -> tuple[Room, ...]:
    """The open rooms that nobody has in that span, with seats and features enough, the smallest first.

    Each could be booked at this moment by its own rules: none in the past, none for too long a stay.
    """
    wanted = {feature.casefold() for feature in features}
    if span.start < minute_of(look.now):
        return ()
    asked = {
        "workspace_id": look.workspace_id,
        "member_id": look.member.id,
        "now": look.now,
        "span_start": span.start,
        "span_end": span.end,
        "seats": seats,
        **by_the_rules(look, span),
    }
    # Planned for this very span: prepared for any there may be, it would read all claims of the rooms
    # where there are many, 49 ms in place of 8 at a million.
    free = map(room_of, look.answers(_FREE_ROOMS[look.dialect], asked, planned_once=False))
    return tuple(r for r in free if not wanted or wanted <= {f.casefold() for f in r.details.features})


def next_gap(look: Look, room: UUID, length: timedelta, *, after: datetime | None = None) -> Span | None:
    """The first span of that length in which nobody has the room, from `after` (now, if none is given) on.

    None where the room's rules allow none: it is closed, the length is more than its longest stay,
    or it is taken up to its horizon. Raises NoSuchRoom, and EndBeforeStart for a length that is none.
    """
    found = look.room(room)
    start = minute_of(look.now) if after is None else max(utc(after), minute_of(look.now))
    if length <= timedelta(0):
        raise EndBeforeStart(start, start + length)
    latest = look.now + found.policy.horizon
    if start > latest:
        return None
    for taken in _taken(look, room, Span(start, latest + length)):
        if taken.start - start >= length:
            break
        start = max(start, taken.end)
    gap = Span(start, start + length)
    return gap if _allowed(found, gap, look.now) else None


def alternatives(look: Look, wish: Wish, *, shown: bool = False) -> tuple[Alternative, ...]:
    """Up to five ways out, best first, each of which could be booked at this moment by the same rules.

    First other rooms at the same time, the smallest that fits the head count (where none was said:
    as many seats as the room that was asked for); then the same room at the nearest free time of
    the day before and after, or for a shorter time, at least half; last, smaller rooms, the nearest
    in size first, unless the head count is known. Rooms in another zone are far away: they come last.
    What someone else was offered within the last minute is left out, unless what was `shown` is asked for.
    """
    room = look.room(wish.room)
    named = wish.seats or (len(wish.people) + 1 if wish.people else None)
    others = [other for other in free_rooms(look, wish.span) if other.id != room.id]
    fitting = [other for other in others if other.seats >= (named or room.seats)]
    smaller = [] if named else [other for other in reversed(others) if other.seats < room.seats]
    near = [other for other in fitting if other.zone == room.zone]
    rest = sorted([*fitting, *smaller], key=lambda other: other.zone != room.zone)
    gaps = _gaps(look, room, wish.span)
    ranked = chain(
        (Alternative(other, wish.span, "other_room") for other in near[:2]),
        (Alternative(room, span, "other_time") for span in _nearest(gaps, room, wish.span, look.now)),
        (Alternative(room, span, "shorter") for span in _shorter(gaps, room, wish.span, look.now)),
        (Alternative(other, wish.span, "other_room") for other in rest if other not in near[:2]),
    )
    offered = {} if shown else _shown_to_others(look)
    open_to_all = (
        way for way in ranked if not any(way.span.overlaps(span) for span in offered.get(way.room.id, ()))
    )
    return tuple(islice(open_to_all, MOST_ALTERNATIVES))


def _shown_to_others(look: Look) -> dict[UUID, list[Span]]:
    """What someone else was offered a moment ago, by room: it is not offered to a second person."""
    rows = look.rows(
        select(OfferRow.room_id, OfferRow.start_at, OfferRow.end_at).where(
            OfferRow.workspace_id == look.workspace_id,
            OfferRow.member_id != look.member.id,
            OfferRow.until > look.now,
        )
    )
    shown: dict[UUID, list[Span]] = defaultdict(list)
    for row in rows:
        shown[row.room_id].append(Span(row.start_at, row.end_at))
    return shown


def _taken(look: Look, room: UUID, within: Span) -> Iterator[Span]:
    """The spans in which the room is taken and that reach into `within`, in order."""
    in_force = _in_force(look.now, look.member.id)
    before = (
        select(func.max(ClaimRow.start_at))
        .where(ClaimRow.room_id == room, ClaimRow.start_at <= within.start, in_force)
        .scalar_subquery()
    )
    columns = select(ClaimRow.start_at, ClaimRow.end_at).where(
        ClaimRow.workspace_id == look.workspace_id,
        ClaimRow.room_id == room,
        ClaimRow.start_at < within.end,
        in_force,
    )
    ordered = columns.order_by(ClaimRow.start_at).limit(_CHUNK)
    chunk = look.rows(ordered.where(ClaimRow.start_at >= func.coalesce(before, within.start)))
    while chunk:
        spans = (Span(row.start_at, row.end_at) for row in chunk)
        yield from (span for span in spans if span.end > within.start)
        if len(chunk) < _CHUNK:
            return
        chunk = look.rows(ordered.where(ClaimRow.start_at > chunk[-1].start_at))


def _gaps(look: Look, room: Room, span: Span) -> list[Span]:
    """When the room is free on the room's day on which the span starts, from now on.

    A gap may reach past midnight by the length of the span, so that a late start is found as well.
    """
    day = day_span(span.start.astimezone(room.zone).date(), room.zone)
    free_from, until = max(day.start, _round_up(look.now)), day.end + span.length
    gaps = []
    if free_from < until:
        for taken in _taken(look, room.id, Span(free_from, until)):
            if free_from < taken.start:
                gaps.append(Span(free_from, taken.start))
            free_from = max(free_from, taken.end)
        if free_from < until:
            gaps.append(Span(free_from, until))
    return gaps


def _nearest(gaps: list[Span], room: Room, wanted: Span, now: datetime) -> list[Span]:
    """The wanted length at the nearest start before and the nearest after, the nearer first."""
    fits = [
        Span(start, start + wanted.length)
        for gap in gaps
        if gap.length >= wanted.length
        for start in [min(max(wanted.start, gap.start), gap.end - wanted.length)]
    ]
    day = wanted.start.astimezone(room.zone).date()
    fits = [s for s in fits if s.start.astimezone(room.zone).date() == day and _allowed(room, s, now)]
    fits.sort(key=lambda span: abs(span.start - wanted.start))
    before = [span for span in fits if span.start < wanted.start][:1]
    after = [span for span in fits if span.start > wanted.start][:1]
    return [span for span in fits if span in (*before, *after)]


def _shorter(gaps: list[Span], room: Room, wanted: Span, now: datetime) -> list[Span]:
    """The longest free part of the wanted span, if it is at least half of it."""
    parts = [
        Span(max(gap.start, wanted.start), min(gap.end, wanted.end)) for gap in gaps if gap.overlaps(wanted)
    ]
    longest = max(parts, key=lambda span: span.length, default=None)
    if longest is None or longest.length * 2 < wanted.length or not _allowed(room, longest, now):
        return []
    return [longest]


def _allowed(room: Room, span: Span, now: datetime) -> bool:
    try:
        check(room, span, now)
    except Refusal:
        return False
    return True


def _round_up(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond) % _STEP
    return moment + (_STEP - past) if past else moment
