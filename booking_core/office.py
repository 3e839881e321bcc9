"""The office, and the desks at which people ask: `Office.desk(member)` is where someone asks.

`Desk.run(verb, …)` does one thing and commits it, or does nothing; `Desk.look(verb, …)` only reads.
Nobody else asks what time it is, and nobody but `group_commit` calls commit as well.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from booking_core.engine import each_by_itself, longest_statement, looking, turns_of
from booking_core.enrolment import enrolled, last_enrolled
from booking_core.errors import Busy, DeadlinePassed, InDoubt, TryAgain
from booking_core.facts import KnownRooms, Member
from booking_core.group_commit import GroupCommit
from booking_core.look import Look
from booking_core.policy import demand_admin
from booking_core.times import Clock, system_clock, utc
from booking_core.work import Work

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 3
_RERUN_STATES = ("40P01", "40001")  # deadlock, serialization failure (PostgreSQL, appendix A)
_RERUN_CONSTRAINTS = ("uq_bookings_reference", "uq_history_request_key")
_SQLITE_UNIQUE = ("bookings.reference", "history.request_key")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one person asks. What would be written after `deadline` (UTC) is not."""

    office: "Office"
    member: Member
    deadline: datetime | None = None
    request_key: str | None = None

    def demand_admin(self) -> None:
        """Nothing, where the person administers the workspace; else AdminsOnly."""
        demand_admin(self.member)

    def now(self) -> datetime:
        """The instant it is; DeadlinePassed where that is too late."""
        now = self.office.clock()
        if self.deadline is not None and now > self.deadline:
            raise DeadlinePassed
        return now

    @contextmanager
    def looking(self) -> Iterator[Look]:
        """A look at what is so: it waits for nobody who writes.

        Raises DeadlinePassed where its turn came too late, and Busy where the database gives it none.
        """
        with self.office.looking() as connection:
            yield Look(connection, self.member, self.now(), self.request_key, self.office.memory)

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work: committed when the block ends, undone when it raises.

        Raises DeadlinePassed where its turn came too late, or its writing was done too late, Busy where
        the database gives it none, and InDoubt where the database is lost while it commits.
        """
        committing = False
        try:
            with self.office.transaction() as connection:
                work = Work(connection, self.member, self.now(), self.request_key, self.office.memory)
                yield work
                # It may have waited for someone else's work since; a reader's late answer harms nobody.
                if work.wrote:
                    self.now()
                committing = work.wrote
        except Busy as busy:
            if committing and _is_lost(busy.__cause__):
                raise InDoubt from busy.__cause__
            raise
        if work.left_errand:
            self.office.bell.set()

    def look(self, verb: Callable[Concatenate[Look, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the verb reads."""
        with self.looking() as look:
            return verb(look, *args, **kwargs)

    def run(self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the verb returns, once what it wrote is durable.

        The whole unit of work is run again where the database undid it through no fault of the
        person: a deadlock, or a short reference or request key that two chose at one moment. A request
        that has a key is also run again when it is in doubt: if it was done, it is answered with that.
        """
        return self._until_done(lambda _: self._run(verb, *args, **kwargs))

    def run_at_once(self, first: Callable[[Work], T | None], verb: Callable[[Work], T]) -> T:
        """What `first` returns, which asks the database once; if that is None, what `verb` returns.

        One statement is all or nothing by itself, so that it is spared two of three journeys to PostgreSQL;
        on SQLite it shares a transaction with others. Where it might end too late, `verb` alone is asked,
        within a transaction of its own: it must be able to do it all.
        """

        def attempt(_doubt: InDoubt | None) -> T:
            answer = self._run_by_itself(first)
            return self._run(verb) if answer is None else answer

        return self._until_done(attempt)

    def at_once(self, first: Callable[[Work], T | None], answered: Callable[[Look], T | None]) -> T | None:
        """What `first` returns, which asks the database once; None also where it might end too late.

        What is in doubt and was done all the same is found by `answered`.
        """

        def attempt(doubt: InDoubt | None) -> T | None:
            answer = self._run_by_itself(first)
            return self.look(answered) if answer is None and doubt is not None else answer

        return self._until_done(attempt)

    def _run(self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.work() as work:
            return verb(work, *args, **kwargs)

    def _may_be_asked_by_itself(self, now: datetime) -> bool:
        """Whether a statement that begins then is kept in time, or not without a look at the clock."""
        return self.deadline is None or now + longest_statement(self.office.engine) <= self.deadline

    def _run_by_itself(self, first: Callable[[Work], T | None]) -> T | None:
        work: Work | None = None
        if not self._may_be_asked_by_itself(self.now()):
            return None

        def change(connection: Connection) -> T | None:
            nonlocal work
            now = self.now()
            # The connection may have been waited for: what has too little time left is left to `_run`.
            if not self._may_be_asked_by_itself(now):
                return None
            work = Work(connection, self.member, now, self.request_key, self.office.memory)
            answer = first(work)
            if connection.dialect.name == "sqlite":
                self.now()
            return answer

        try:
            answer = self.office.at_once(change)
        except (PoolTimeout, OperationalError) as error:
            if work is not None and _is_lost(error):
                raise InDoubt from error
            raise Busy from error
        if answer is not None and work is not None and work.left_errand:
            self.office.bell.set()
        return answer

    def _until_done(self, attempt: Callable[[InDoubt | None], T]) -> T:
        """What the attempt returns, which is told of the doubt that an earlier one has left."""
        doubt: InDoubt | None = None
        for left in reversed(range(ATTEMPTS)):
            try:
                return attempt(doubt)
            except InDoubt as lost:
                doubt = lost
                if not left or self.request_key is None:
                    raise
            except (TryAgain, IntegrityError) as error:
                if doubt is not None:
                    raise doubt from error
                if not left or not _worth_another_try(error):
                    raise
        raise AssertionError("the last attempt returns or raises")


@dataclass(frozen=True, slots=True)
class Office:
    """The way into the core: a database and a clock; the bell rings when there is something to tell.

    Its `memory` has the rooms of each workspace as they were read last.
    """

    engine: Engine
    clock: Clock = system_clock
    bell: Event = field(default_factory=Event, compare=False)
    memory: dict[UUID, KnownRooms] = field(default_factory=dict, compare=False, repr=False)
    _turns: AbstractContextManager[None] = field(init=False, compare=False)
    _together: GroupCommit = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_turns", turns_of(self.engine))
        object.__setattr__(self, "_together", GroupCommit(self.engine, self._turns))

    def desk(
        self, member: Member, *, deadline: datetime | None = None, request_key: str | None = None
    ) -> Desk:
        """A desk for that person, for one request."""
        return Desk(self, member, None if deadline is None else utc(deadline), request_key)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that may write, committed when the block ends; Busy where the database gives none."""
        try:
            with self._turns, self.engine.connect() as connection, connection.begin():
                yield connection
        except (PoolTimeout, OperationalError) as error:
            raise Busy from error

    def at_once(self, change: Callable[[Connection], T]) -> T:
        """What the change returns, once it is durable: on PostgreSQL each of its statements by itself."""
        if self.engine.dialect.name == "sqlite":
            return self._together.made(change)
        with each_by_itself(self.engine) as connection:
            return change(connection)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection to ask and not to write by; Busy where the database gives none."""
        try:
            with looking(self.engine) as connection:
                yield connection
        except (PoolTimeout, OperationalError) as error:
            raise Busy from error

    def check_answers(self) -> None:
        """Nothing, where the database can be read; else Busy."""
        with self.looking() as connection:
            connection.exec_driver_sql("SELECT 1")

    def enrol(self, workspace_key: str, user_id: str, *, name: str, zone: ZoneInfo, admin: bool) -> Member:
        """The person as a member of that workspace; both are entered, or brought up to date."""
        facts = {"name": name, "zone": zone.key, "admin": admin}
        with self.transaction() as connection:
            return enrolled(connection, workspace_key, user_id, facts)

    def member(self, workspace_key: str, user_id: str) -> Member | None:
        """The person as last enrolled, None for one who never was."""
        with self.looking() as connection:
            return last_enrolled(connection, workspace_key, user_id)


def _is_lost(error: BaseException | None) -> bool:
    """Whether the connection was lost: if that was before or after the commit, nobody knows."""
    return isinstance(error, OperationalError) and error.connection_invalidated


def _worth_another_try(error: Exception) -> bool:
    """Whether the database undid the work for a reason that is gone when it is done again."""
    cause = error if isinstance(error, DBAPIError) else error.__cause__
    if not isinstance(cause, DBAPIError):
        return False
    original = cause.orig
    if getattr(original, "sqlstate", None) in _RERUN_STATES:
        return True
    message = str(original)
    return any(name in message for name in _RERUN_CONSTRAINTS + _SQLITE_UNIQUE)
