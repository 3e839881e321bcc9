"""The rules, as people would say them, over a list: what the core is compared with, step by step."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from booking_core import Span

LONGEST = timedelta(hours=12)
HELD_FOR = timedelta(minutes=5)
UNDONE_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class Agreed:
    """A booking or a hold as the model knows it."""

    booker: str
    room: str
    span: Span
    title: str
    state: str = "booked"
    held_until: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """Time that a booking gave up, kept for whoever gave it up."""

    who: str
    room: str
    span: Span
    until: datetime
    of: UUID


@dataclass(frozen=True)
class Undoable:
    """What the last change of a booking was: how it stood before, and until when that can be brought back."""

    change: UUID
    before: Agreed
    until: datetime


def minute(moment: datetime) -> datetime:
    """The minute in which that is."""
    return moment.replace(second=0, microsecond=0)


@dataclass
class Rules:
    """All that is agreed at a moment, and what may become of it."""

    now: datetime
    bookings: dict[UUID, Agreed] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    undoable: dict[UUID, Undoable] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def stands(self, booking: Agreed) -> bool:
        """Whether the room is the booking's: a hold's until it lapses."""
        held = booking.held_until is not None and booking.held_until > self.now
        return booking.state == "booked" or (booking.state == "held" and held)

    def in_force(self) -> list[Kept]:
        """What is kept at this moment."""
        return [kept for kept in self.kept if kept.until > self.now]

    def taken(self, room: str, span: Span, who: str, own: UUID | None = None) -> bool:
        """Whether someone has the room in that span; what is kept for one is in one's own way never."""
        others = [(b.room, b.span) for id_, b in self.bookings.items() if id_ != own and self.stands(b)]
        kept = [(k.room, k.span) for k in self.in_force() if k.who != who and k.of != own]
        return any(there == room and then.overlaps(span) for there, then in (*others, *kept))

    def forbidden(self, room: str, span: Span, since: datetime) -> str | None:
        """The code of the refusal by the room's rules."""
        if room in self.closed:
            return "room_closed"
        if span.start < minute(since):
            return "in_the_past"
        return "too_long" if span.length > LONGEST else None

    def why_not(self, room: str, span: Span, who: str) -> str | None:
        """The code of the refusal of that time in that room, None where it can be had."""
        taken = "room_taken" if self.taken(room, span, who) else None
        return self.forbidden(room, span, self.now) or taken

    def why_not_hold(self, room: str, span: Span, who: str) -> str | None:
        """The same, for a hold."""
        return self.why_not(room, span, who) or self.too_many(who)

    def too_many(self, who: str) -> str | None:
        """The code of the refusal of a third hold."""
        held = [b for b in self.bookings.values() if b.booker == who and b.state == "held" and self.stands(b)]
        return "too_many_holds" if len(held) > 1 else None

    def why_not_touch(self, who: str, id_: UUID) -> str | None:
        """The code of the refusal to change that booking at all."""
        booking = self.bookings[id_]
        if who not in ("ada", booking.booker):
            return "not_yours"
        if booking.state == "cancelled":
            return "already_cancelled"
        if not self.stands(booking):
            return "hold_over"
        return "already_over" if booking.span.end <= self.now else None

    def why_not_change(self, who: str, id_: UUID) -> str | None:
        """The same, and a hold is not changed."""
        held = self.bookings[id_].state == "held"
        return self.why_not_touch(who, id_) or ("not_confirmed" if held else None)

    def why_not_become(self, who: str, id_: UUID, new: Agreed) -> str | None:
        """The code of the refusal to make another booking of it."""
        old = self.bookings[id_]
        begun, same_room = old.span.start <= self.now, new.room == old.room
        if len(new.title) > 200:
            return "title_too_long"
        if (new.room, new.span) == (old.room, old.span):
            return None
        if begun and (new.room, new.span.start) != (old.room, old.span.start):
            return "already_begun"
        if begun and new.span.end < minute(self.now):
            return "in_the_past"
        if same_room and new.span.within(old.span):
            return None
        forbidden = self.forbidden(new.room, new.span, old.span.start if begun else self.now)
        own = id_ if same_room and new.span.overlaps(old.span) else None
        return forbidden or ("room_taken" if self.taken(new.room, new.span, who, own) else None)

    def why_not_undo(self, who: str, id_: UUID, change: UUID) -> str | None:
        """The code of the refusal to undo that change."""
        if who not in ("ada", self.bookings[id_].booker):
            return "not_yours"
        last = self.undoable.get(id_)
        if last is None or last.change != change or last.until <= self.now:
            return "undo_over"
        before = last.before
        taken = "room_taken" if self.taken(before.room, before.span, who, id_) else None
        return taken or (self.too_many(before.booker) if before.state == "held" else None)

    def takes(self, who: str, room: str, span: Span) -> None:
        """What was kept for one is one's own to use."""
        self.kept = [k for k in self.kept if not (k.who == who and k.room == room and k.span.overlaps(span))]

    def gives_up(self, who: str, id_: UUID, spans: tuple[Span, ...]) -> None:
        """What is given up stays that person's for a while."""
        room, until = self.bookings[id_].room, self.now + UNDONE_FOR
        self.kept += [Kept(who, room, span, until, id_) for span in spans if span.end > self.now]

    def forgets(self, id_: UUID) -> None:
        """What that booking gave up before is free."""
        self.kept = [kept for kept in self.kept if kept.of != id_]

    def becomes(self, who: str, id_: UUID, new: Agreed, change: UUID) -> None:
        """The booking is another one from here on, and what it no longer has is kept."""
        old = self.bookings[id_]
        same_room = new.room == old.room
        if (new.room, new.span) != (old.room, old.span):
            if not (same_room and new.span.within(old.span)):
                self.forgets(id_)
                self.takes(who, new.room, new.span)
            self.gives_up(who, id_, old.span.without(new.span) if same_room else (old.span,))
        self.changes(id_, new, change)

    def ends(self, who: str, id_: UUID, state: str, change: UUID) -> None:
        """The booking is given up, and all of its time is kept."""
        old = self.bookings[id_]
        self.forgets(id_)
        self.gives_up(who, id_, (old.span,))
        self.changes(id_, replace(old, state=state), change)

    def returns(self, who: str, id_: UUID) -> Agreed:
        """The booking is what it was before its last change."""
        last = self.undoable.pop(id_)
        before, until = last.before, last.until
        if before.held_until is not None:
            before = replace(before, held_until=max(before.held_until, until))
        self.forgets(id_)
        self.takes(who, before.room, before.span)
        self.bookings[id_] = before
        return before

    def changes(self, id_: UUID, new: Agreed, change: UUID) -> None:
        """The booking is another one from here on, which can be undone for a while."""
        self.undoable[id_] = Undoable(change, self.bookings[id_], self.now + UNDONE_FOR)
        self.bookings[id_] = new
