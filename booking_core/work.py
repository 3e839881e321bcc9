"""The office, its desks and the work done there: one transaction, one instant, one person.

`Office.desk(member)` is where someone asks; `Desk.run(verb, …)` does one thing and commits it, or
does nothing. Nobody else calls commit, and nobody else asks what time it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, CursorResult, Engine, Executable, Row, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from uuid_utils.compat import uuid7

from booking_core.columns import Base
from booking_core.errors import AdminsOnly, Busy, DeadlinePassed, InDoubt, NoSuchBooking, NoSuchRoom, TryAgain
from booking_core.facts import Booking, Member, Room, Workspace
from booking_core.lookup import MEMBER_COLUMNS, booking_by_id, booking_of, member_of, room_by_id, room_of
from booking_core.schema import BookingRow, HistoryRow, MemberRow, WorkspaceRow
from booking_core.times import Clock, system_clock, utc

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 3
_RERUN_STATES = ("40P01", "40001")  # deadlock, serialization failure (PostgreSQL, appendix A)
_RERUN_CONSTRAINTS = ("uq_bookings_reference", "uq_history_request_key")
_SQLITE_UNIQUE = ("bookings.reference", "history.request_key")


@dataclass(slots=True)
class Work:
    """One unit of work: what it reads and writes happens at `now`, for `member`, all of it or none.

    `request_key` names the request that asked for it: the same key never changes anything twice.
    """

    connection: Connection
    member: Member
    now: datetime
    request_key: str | None = None
    wrote: bool = False

    @property
    def workspace_id(self) -> UUID:
        """The one workspace that this work may see."""
        return self.member.workspace_id

    @property
    def insert_into(self) -> Callable[[Any], Any]:
        """The database's own INSERT, which can say what to do where a row is there already."""
        return postgresql_insert if self.dialect == "postgresql" else sqlite_insert

    @property
    def dialect(self) -> str:
        """The database's name: "postgresql" or "sqlite"."""
        return self.connection.dialect.name

    def execute(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """What the database answers to one statement."""
        return self.connection.execute(statement, values)

    def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """All rows of a statement."""
        return self.connection.execute(statement, values).all()

    def room(self, room_id: UUID, *, lock: bool = False) -> Room:
        """The room of that id in this workspace, or NoSuchRoom.

        With `lock`, nobody else changes or claims it before this work is done.
        """
        statement = room_by_id(self.workspace_id, room_id)
        row = self.execute(statement.with_for_update() if lock else statement).one_or_none()
        if row is None:
            raise NoSuchRoom(str(room_id))
        return room_of(row)

    def booking(self, booking_id: UUID, *, lock: bool = False) -> Booking:
        """The booking of that id in this workspace, or NoSuchBooking.

        With `lock`, nobody else changes it before this work is done (SQLite has one writer anyway).
        """
        if lock:
            # On its own, and read afterwards: a join that had to wait for the lock is checked again
            # with the rooms it saw before, and finds nothing where the booking has moved meanwhile.
            self.execute(
                select(BookingRow.id)
                .where(BookingRow.workspace_id == self.workspace_id, BookingRow.id == booking_id)
                .with_for_update()
            )
        row = self.execute(booking_by_id(self.workspace_id, booking_id)).one_or_none()
        if row is None:
            raise NoSuchBooking(str(booking_id))
        return booking_of(row, self.member)

    def demand_admin(self) -> None:
        """Nothing, where the person administers the workspace; else AdminsOnly."""
        if not self.member.admin:
            raise AdminsOnly

    def line(
        self,
        what: str,
        *,
        booking_id: UUID | None = None,
        room_id: UUID | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """One line of history as columns: who, when, what, from what, to what."""
        return {
            "workspace_id": self.workspace_id,
            "id": uuid7(),
            "booking_id": booking_id,
            "room_id": room_id,
            "at": self.now,
            "by_id": self.member.id,
            "what": what,
            "before": dict(before or {}),
            "after": dict(after or {}),
            "request_key": self.request_key,
        }

    def record(self, line: Mapping[str, Any]) -> None:
        """Write one line of history."""
        self.wrote = True
        self.execute(insert(HistoryRow), line)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one person asks. What would be written after `deadline` (UTC) is not."""

    office: "Office"
    member: Member
    deadline: datetime | None = None
    request_key: str | None = None

    def demand_admin(self) -> None:
        """Nothing, where the person administers the workspace; else AdminsOnly."""
        if not self.member.admin:
            raise AdminsOnly

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work: committed when the block ends, undone when it raises.

        Raises DeadlinePassed where its turn came too late, or its writing was done too late, Busy where
        the database gives it none, and InDoubt where the database is lost while it commits.
        """
        committing = False
        try:
            with self.office.engine.connect() as connection, connection.begin():
                now = self.office.clock()
                if self.deadline is not None and now > self.deadline:
                    raise DeadlinePassed
                work = Work(connection, self.member, now, self.request_key)
                yield work
                # It may have waited for someone else's work since; a reader's late answer harms nobody.
                if work.wrote and self.deadline is not None and self.office.clock() > self.deadline:
                    raise DeadlinePassed
                committing = work.wrote
        except (PoolTimeout, OperationalError) as error:
            if committing and isinstance(error, OperationalError) and error.connection_invalidated:
                raise InDoubt from error
            raise Busy from error
        if work.wrote:
            self.office.bell.set()

    def run(self, verb: Callable[Concatenate[Work, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the verb returns, once what it wrote is durable.

        The whole unit of work is run again where the database undid it through no fault of the
        person: a deadlock, or a short reference or request key that two chose at one moment. A request
        that has a key is also run again when it is in doubt: if it was done, it is answered with that.
        """
        doubt: InDoubt | None = None
        for left in reversed(range(ATTEMPTS)):
            try:
                with self.work() as work:
                    return verb(work, *args, **kwargs)
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
    """The way into the core: a database and a clock; the bell rings when something was written here."""

    engine: Engine
    clock: Clock = system_clock
    bell: Event = field(default_factory=Event, compare=False)

    def desk(
        self, member: Member, *, deadline: datetime | None = None, request_key: str | None = None
    ) -> Desk:
        """A desk for that person, for one request."""
        return Desk(self, member, None if deadline is None else utc(deadline), request_key)

    def check_answers(self) -> None:
        """Nothing, where the database answers; else Busy."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")
        except (PoolTimeout, OperationalError) as error:
            raise Busy from error

    def enrol(self, workspace_key: str, user_id: str, *, name: str, zone: ZoneInfo, admin: bool) -> Member:
        """The person as a member of that workspace; both are entered, or brought up to date."""
        facts = {"name": name, "zone": zone.key, "admin": admin}
        try:
            with self.engine.connect() as connection, connection.begin():
                workspace = _workspace(connection, workspace_key)
                key = {"workspace_id": workspace.id, "user_id": user_id}
                _upsert(connection, MemberRow, key, facts, {"has_home": False})
                return _member(connection, workspace.id, user_id)
        except (PoolTimeout, OperationalError) as error:
            raise Busy from error

    def member(self, workspace_key: str, user_id: str) -> Member | None:
        """The person as last enrolled, None for one who never was."""
        try:
            with self.engine.connect() as connection, connection.begin():
                row = connection.execute(
                    select(*MEMBER_COLUMNS)
                    .join(WorkspaceRow, WorkspaceRow.id == MemberRow.workspace_id)
                    .where(WorkspaceRow.key == workspace_key, MemberRow.user_id == user_id)
                ).one_or_none()
        except (PoolTimeout, OperationalError) as error:
            raise Busy from error
        return None if row is None else member_of(row)


def _workspace(connection: Connection, key: str) -> Workspace:
    found = select(WorkspaceRow.id).where(WorkspaceRow.key == key)
    workspace_id = connection.execute(found).scalar_one_or_none()
    if workspace_id is None:
        _upsert(connection, WorkspaceRow, {"key": key}, {})
        workspace_id = connection.execute(found).scalar_one()
    return Workspace(workspace_id, key)


def _member(connection: Connection, workspace_id: UUID, user_id: str) -> Member:
    return member_of(
        connection.execute(
            select(*MEMBER_COLUMNS).where(
                MemberRow.workspace_id == workspace_id, MemberRow.user_id == user_id
            )
        ).one()
    )


def _upsert(
    connection: Connection,
    row: type[Base],
    key: Mapping[str, Any],
    facts: Mapping[str, Any],
    at_first: Mapping[str, Any] | None = None,
) -> None:
    """Enter the facts, which stay true; what holds `at_first` is not touched where the row is there."""
    insert_into = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = insert_into(row).values(id=uuid7(), **key, **facts, **(at_first or {}))
    if facts:
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=dict(facts))
    else:
        statement = statement.on_conflict_do_nothing()
    connection.execute(statement)


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
