"""Whatever Ada, Bob and Chandra do: nothing overlaps, every booking has its claim, and its history.

Beside the database runs a model that knows the rules as people would say them. After each step the
two must agree on what was answered and on all that stands.
"""

from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import or_, select

from booking_core import (
    Booking,
    Desk,
    Refusal,
    Span,
    Wish,
    book,
    cancel,
    change_room,
    close_room,
    confirm,
    end_early,
    extend,
    faults,
    history_of,
    hold,
    lapse,
    reopen_room,
    reschedule,
    room_named,
    undo,
)
from booking_core.schema import BookingRow, ClaimRow
from tests.builders import at
from tests.databases import Database
from tests.house import House
from tests.model import HELD_FOR, Agreed, Rules, minute

PEOPLE = st.sampled_from(["ada", "bob", "chandra"])
ROOMS = st.sampled_from(["Aurora", "Helmi"])
QUARTER = timedelta(minutes=15)
STARTS = st.integers(-2, 24).map(lambda number: at("09:15") + number * QUARTER)
LENGTHS = st.sampled_from([1, 2, 4, 8, 49]).map(lambda number: number * QUARTER)  # the last is too long
SPANS = st.builds(lambda start, length: Span(start, start + length), STARTS, LENGTHS)
TITLES = st.sampled_from(["Standup", "Retro", "x" * 201])


class Life(RuleBasedStateMachine):
    """What people do, in any order."""

    made: Bundle[UUID] = Bundle("made")
    changed: Bundle[tuple[UUID, UUID]] = Bundle("changed")

    def __init__(self, database: Database) -> None:
        """A house of its own, on an empty morning."""
        super().__init__()
        self.stack = ExitStack()
        self.house: House = self.stack.enter_context(database.house())
        self.model = Rules(now=self.house.clock.now)

    def teardown(self) -> None:
        """Each history, replayed, must end where its booking stands."""
        ada = self.desk("ada")
        for id_, booking in self.model.bookings.items():
            replayed: dict[str, Any] = {}
            for entry in ada.run(history_of, id_):
                assert {name: replayed[name] for name in entry.before} == entry.before
                replayed |= entry.after
            assert replayed == {
                "room": str(ada.run(room_named, booking.room).id),
                "start": booking.span.start.isoformat(),
                "end": booking.span.end.isoformat(),
                "title": booking.title,
                "people": [],
                "private": False,
                "state": booking.state,
                "held_until": booking.held_until and booking.held_until.isoformat(),
            }
        self.stack.close()

    def desk(self, who: str) -> Desk:
        return self.house.desk(getattr(self.house, who))

    def room(self, name: str) -> UUID:
        return self.desk("ada").run(room_named, name).id

    def ask(self, who: str, expected: str | None, verb: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer, None where it is refused, as the model expects it to be or not."""
        answer, refused = None, None
        try:
            answer = self.desk(who).run(verb, *args, **kwargs)
        except Refusal as refusal:
            refused = refusal.code
        assert refused == expected
        return answer

    @rule(target=made, who=PEOPLE, room=ROOMS, span=SPANS, title=TITLES)
    def books(self, who: str, room: str, span: Span, title: str) -> Any:
        too_long = "title_too_long" if len(title) > 200 else None
        expected = too_long or self.model.why_not(room, span, who)
        answer = self.ask(who, expected, book, Wish(self.room(room), span, title))
        return self.enters(answer, who, room, Agreed(who, room, span, title))

    @rule(target=made, who=PEOPLE, room=ROOMS, span=SPANS)
    def holds(self, who: str, room: str, span: Span) -> Any:
        expected = self.model.why_not_hold(room, span, who)
        answer = self.ask(who, expected, hold, Wish(self.room(room), span))
        until = self.model.now + HELD_FOR
        return self.enters(answer, who, room, Agreed(who, room, span, "", "held", until))

    def enters(self, answer: Booking | None, who: str, room: str, agreed: Agreed) -> Any:
        if answer is None:
            return multiple()
        self.model.takes(who, room, agreed.span)
        self.model.bookings[answer.id] = agreed
        return answer.id

    @rule(id_=made, who=PEOPLE)
    def confirms(self, id_: UUID, who: str) -> None:
        old = self.model.bookings[id_]
        mine = who in ("ada", old.booker)
        expected = None if old.state == "booked" and mine else self.model.why_not_touch(who, id_)
        if self.ask(who, expected, confirm, id_) and old.state == "held":
            self.model.bookings[id_] = replace(old, state="booked", held_until=None)
            self.model.undoable.pop(id_, None)

    @rule(id_=made)
    def lapses(self, id_: UUID) -> None:
        """Whenever the clean-up comes by, which is at any time."""
        old = self.model.bookings[id_]
        self.ask(old.booker, None, lapse, id_)
        if old.state == "held" and not self.model.stands(old):
            self.model.bookings[id_] = replace(old, state="lapsed")
            self.model.forgets(id_)
            self.model.undoable.pop(id_, None)

    @rule(
        target=changed,
        id_=made,
        who=PEOPLE,
        room=ROOMS | st.none(),
        span=SPANS | st.none(),
        title=TITLES | st.none(),
    )
    def reschedules(self, id_: UUID, who: str, room: str | None, span: Span | None, title: str | None) -> Any:
        old = self.model.bookings[id_]
        new = replace(old, room=room or old.room, span=span or old.span, title=title or old.title)
        expected = self.model.why_not_change(who, id_) or self.model.why_not_become(who, id_, new)
        there = room and self.room(room)
        answer = self.ask(who, expected, reschedule, id_, room=there, span=span, title=title)
        if answer is None or new == old:
            return multiple()
        return self.becomes(who, id_, new, answer)

    @rule(target=changed, id_=made, who=PEOPLE, minutes=st.sampled_from([15, 30]))
    def extends(self, id_: UUID, who: str, minutes: int) -> Any:
        old, by = self.model.bookings[id_], timedelta(minutes=minutes)
        new = replace(old, span=Span(old.span.start, old.span.end + by))
        expected = self.model.why_not_change(who, id_) or self.model.why_not_become(who, id_, new)
        return self.becomes(who, id_, new, self.ask(who, expected, extend, id_, by))

    @rule(target=changed, id_=made, who=PEOPLE)
    def ends_early(self, id_: UUID, who: str) -> Any:
        old, end = self.model.bookings[id_], minute(self.model.now)
        not_begun = "not_begun" if old.span.start > self.model.now else None
        answer = self.ask(who, self.model.why_not_change(who, id_) or not_begun, end_early, id_)
        if answer is not None and end <= old.span.start:
            self.model.ends(who, id_, "cancelled", answer.change)
            return id_, answer.change
        return (
            answer and self.becomes(who, id_, replace(old, span=Span(old.span.start, end)), answer)
        ) or multiple()

    @rule(target=changed, id_=made, who=PEOPLE)
    def gives_up(self, id_: UUID, who: str) -> Any:
        old = self.model.bookings[id_]
        begun = "already_begun" if old.state == "booked" and old.span.start <= self.model.now else None
        answer = self.ask(who, self.model.why_not_touch(who, id_) or begun, cancel, id_)
        if answer is None:
            return multiple()
        self.model.ends(who, id_, "released" if old.state == "held" else "cancelled", answer.change)
        return id_, answer.change

    @rule(change=changed, who=PEOPLE)
    def undoes(self, change: tuple[UUID, UUID], who: str) -> None:
        id_, of = change
        if self.ask(who, self.model.why_not_undo(who, id_, of), undo, of):
            self.model.returns(who, id_)

    def becomes(self, who: str, id_: UUID, new: Agreed, answer: Booking | None) -> Any:
        if answer is None or answer.change is None:
            return multiple()
        self.model.becomes(who, id_, new, answer.change)
        return id_, answer.change

    @rule(who=PEOPLE, room=ROOMS)
    def closes(self, who: str, room: str) -> None:
        answer = self.ask(who, None if who == "ada" else "admins_only", close_room, self.room(room))
        if answer is not None:
            self.model.closed.add(room)
            assert {booking.id for booking in answer} == {
                id_
                for id_, b in self.model.bookings.items()
                if b.room == room and self.model.stands(b) and b.span.end > self.model.now
            }

    @rule(who=PEOPLE, room=ROOMS)
    def reopens(self, who: str, room: str) -> None:
        if self.ask(who, None if who == "ada" else "admins_only", reopen_room, self.room(room)):
            self.model.closed.discard(room)

    @rule(room=ROOMS, seats=st.integers(1, 9))
    def changes_a_room(self, room: str, seats: int) -> None:
        ada = self.desk("ada")
        old = ada.run(room_named, room)
        assert ada.run(change_room, old.id, replace(old.details, seats=seats)).seats == seats

    @rule(minutes=st.sampled_from([0.5, 1, 2, 5, 15, 60]))
    def time_passes(self, minutes: float) -> None:
        self.model.now = self.house.clock.forward(minutes=minutes)

    @invariant()
    def the_database_is_sound_and_says_what_the_model_says(self) -> None:
        said = (
            BookingRow.start_at,
            BookingRow.end_at,
            BookingRow.title,
            BookingRow.state,
            BookingRow.held_until,
        )
        lasting = or_(ClaimRow.lapses_at.is_(None), ClaimRow.lapses_at > self.model.now)
        claim = (ClaimRow.booking_id, ClaimRow.start_at, ClaimRow.end_at, ClaimRow.lapses_at)
        with self.house.engine.connect() as connection:
            assert faults(connection, self.model.now) == ()
            bookings = connection.execute(select(BookingRow.id, *said)).all()
            claims = connection.execute(select(*claim).where(lasting)).all()
        model = self.model.bookings
        assert {row.id: tuple(row)[1:] for row in bookings} == {
            id_: (b.span.start, b.span.end, b.title, b.state, b.held_until) for id_, b in model.items()
        }
        standing = [(id_, b.span, b.held_until) for id_, b in model.items() if self.model.stands(b)]
        kept = [(one.of, one.span, one.until) for one in self.model.in_force()]
        assert sorted(map(str, map(tuple, claims))) == sorted(
            str((id_, span.start, span.end, until)) for id_, span, until in (*standing, *kept)
        )


def test_whatever_people_do_the_promises_are_kept(database: Database) -> None:
    class LifeHere(Life):
        def __init__(self) -> None:
            super().__init__(database)

    run_state_machine_as_test(
        LifeHere,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
