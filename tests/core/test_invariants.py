"""Whatever Ada, Bob and Chandra do: nothing overlaps, every booking has its claim, and its history.

Beside the database runs a model of a few lines that knows the rules as people would say them. After
each step the two must agree on what was answered and on all that stands.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
from sqlalchemy import select

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
    faults,
    history_of,
    reopen_room,
    reschedule,
    room_named,
)
from booking_core.schema import BookingRow, ClaimRow
from tests.builders import at
from tests.databases import Database
from tests.house import House

PEOPLE = st.sampled_from(["ada", "bob", "chandra"])
ROOMS = st.sampled_from(["Aurora", "Helmi"])
QUARTER = timedelta(minutes=15)
STARTS = st.integers(-2, 24).map(lambda number: at("09:15") + number * QUARTER)
LENGTHS = st.sampled_from([1, 2, 4, 8, 49]).map(lambda number: number * QUARTER)  # the last is too long
SPANS = st.builds(lambda start, length: Span(start, start + length), STARTS, LENGTHS)
TITLES = st.sampled_from(["Standup", "Retro", "x" * 201])
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class Agreed:
    """A booking as the model knows it."""

    booker: str
    room: str
    span: Span
    title: str
    state: str = "booked"


class Office:
    """The rules, as people would say them, over a list."""

    def __init__(self) -> None:
        """Nothing is booked, and every room is open."""
        self.bookings: dict[UUID, Agreed] = {}
        self.closed: set[str] = set()

    def why_not(self, room: str, span: Span, since: datetime, own: UUID | None = None) -> str | None:
        """The code of the refusal of that time in that room, None where it can be had."""
        if room in self.closed:
            return "room_closed"
        if span.start < since.replace(second=0, microsecond=0):
            return "in_the_past"
        if span.length > LONGEST:
            return "too_long"
        others = (b for id_, b in self.bookings.items() if id_ != own and b.state == "booked")
        return "room_taken" if any(b.room == room and b.span.overlaps(span) for b in others) else None

    def why_not_touch(self, who: str, booking: Agreed, now: datetime) -> str | None:
        """The code of the refusal to change that booking at all."""
        if who not in ("ada", booking.booker):
            return "not_yours"
        if booking.state == "cancelled":
            return "already_cancelled"
        return "already_over" if booking.span.end <= now else None

    def why_not_become(self, id_: UUID, new: Agreed, now: datetime) -> str | None:
        """The code of the refusal to make another booking of it."""
        old = self.bookings[id_]
        begun = old.span.start <= now
        if len(new.title) > 200:
            return "title_too_long"
        if begun and (new.room, new.span.start) != (old.room, old.span.start):
            return "already_begun"
        if begun and new.span.end != old.span.end and new.span.end < now.replace(second=0):
            return "in_the_past"
        if new.room == old.room and new.span.within(old.span):
            return None
        return self.why_not(new.room, new.span, old.span.start if begun else now, id_)


class Life(RuleBasedStateMachine):
    """What people do, in any order."""

    booked: Bundle[UUID] = Bundle("booked")

    def __init__(self, database: Database) -> None:
        """A house of its own, on an empty morning."""
        super().__init__()
        self.stack = ExitStack()
        self.house: House = self.stack.enter_context(database.house())
        self.model = Office()

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
                "state": booking.state,
            }
        self.stack.close()

    def desk(self, who: str) -> Desk:
        return self.house.desk(getattr(self.house, who))

    def room(self, name: str) -> UUID:
        return self.desk("ada").run(room_named, name).id

    def ask(self, who: str, verb: Any, *args: Any, **kwargs: Any) -> Any:
        """The answer, or the code of the refusal."""
        try:
            return self.desk(who).run(verb, *args, **kwargs)
        except Refusal as refusal:
            return refusal.code

    @rule(target=booked, who=PEOPLE, room=ROOMS, span=SPANS, title=TITLES)
    def books(self, who: str, room: str, span: Span, title: str) -> Any:
        too_long = "title_too_long" if len(title) > 200 else None
        expected = too_long or self.model.why_not(room, span, self.house.clock.now)

        answer = self.ask(who, book, Wish(self.room(room), span, title))

        if isinstance(answer, str):
            assert answer == expected
            return multiple()
        assert expected is None
        self.model.bookings[answer.id] = Agreed(who, room, span, title)
        return answer.id

    @rule(
        id_=booked,
        who=PEOPLE,
        room=ROOMS | st.none(),
        span=SPANS | st.none(),
        title=TITLES | st.none(),
    )
    def reschedules(
        self, id_: UUID, who: str, room: str | None, span: Span | None, title: str | None
    ) -> None:
        old, now = self.model.bookings[id_], self.house.clock.now
        new = replace(old, room=room or old.room, span=span or old.span, title=title or old.title)
        expected = self.model.why_not_touch(who, old, now) or self.model.why_not_become(id_, new, now)

        answer = self.ask(who, reschedule, id_, room=room and self.room(room), span=span, title=title)

        self.compare(answer, expected, id_, new)

    @rule(id_=booked, who=PEOPLE, minutes=st.sampled_from([-15, 15, 30]))
    def stretches(self, id_: UUID, who: str, minutes: int) -> None:
        """To end later or sooner is what people ask for most."""
        old = self.model.bookings[id_]
        end = old.span.end + timedelta(minutes=minutes)
        if end > old.span.start:
            self.reschedules(id_, who, None, Span(old.span.start, end), None)

    @rule(id_=booked, who=PEOPLE)
    def cancels(self, id_: UUID, who: str) -> None:
        old, now = self.model.bookings[id_], self.house.clock.now
        begun = "already_begun" if old.span.start <= now else None
        expected = self.model.why_not_touch(who, old, now) or begun

        answer = self.ask(who, cancel, id_)

        self.compare(answer, expected, id_, replace(old, state="cancelled"))

    def compare(self, answer: Booking | str, expected: str | None, id_: UUID, new: Agreed) -> None:
        if isinstance(answer, str):
            assert answer == expected
        else:
            assert expected is None
            self.model.bookings[id_] = new

    @rule(who=PEOPLE, room=ROOMS)
    def closes(self, who: str, room: str) -> None:
        answer = self.ask(who, close_room, self.room(room))

        assert (answer == "admins_only") is (who != "ada")
        if who == "ada":
            self.model.closed.add(room)
            now = self.house.clock.now
            standing = {
                id_
                for id_, b in self.model.bookings.items()
                if b.room == room and b.state == "booked" and b.span.end > now
            }
            assert {booking.id for booking in answer} == standing

    @rule(who=PEOPLE, room=ROOMS)
    def reopens(self, who: str, room: str) -> None:
        answer = self.ask(who, reopen_room, self.room(room))

        assert (answer == "admins_only") is (who != "ada")
        if who == "ada":
            self.model.closed.discard(room)

    @rule(room=ROOMS, seats=st.integers(1, 9))
    def changes_a_room(self, room: str, seats: int) -> None:
        ada = self.desk("ada")
        old = ada.run(room_named, room)
        assert ada.run(change_room, old.id, replace(old.details, seats=seats)).seats == seats

    @rule(minutes=st.sampled_from([0.5, 7, 15, 60]))
    def time_passes(self, minutes: float) -> None:
        self.house.clock.forward(minutes=minutes)

    @invariant()
    def the_database_is_sound_and_says_what_the_model_says(self) -> None:
        times = (BookingRow.start_at, BookingRow.end_at, BookingRow.title, BookingRow.state)
        with self.house.engine.connect() as connection:
            assert faults(connection, self.house.clock.now) == ()
            bookings = connection.execute(select(BookingRow.id, *times)).all()
            claims = connection.execute(select(ClaimRow.booking_id, ClaimRow.start_at, ClaimRow.end_at)).all()
        model = self.model.bookings
        assert {row.id: tuple(row)[1:] for row in bookings} == {
            id_: (b.span.start, b.span.end, b.title, b.state) for id_, b in model.items()
        }
        assert sorted(tuple(row) for row in claims) == sorted(
            (id_, b.span.start, b.span.end) for id_, b in model.items() if b.state == "booked"
        )


def test_whatever_people_do_the_promises_are_kept(database: Database) -> None:
    class LifeHere(Life):
        def __init__(self) -> None:
            super().__init__(database)

    run_state_machine_as_test(
        LifeHere,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
