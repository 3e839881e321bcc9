"""What is read: a look at one workspace, at one instant, for one person. It changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, Executable, Row, Select

from booking_core.compiled import asked
from booking_core.errors import NoSuchBooking, NoSuchRoom
from booking_core.facts import Booking, KnownRooms, Member, Room
from booking_core.lookup import booking_by_id, booking_of, room_by_id, room_of


@dataclass(slots=True)
class Look:
    """What is read is read at `now`, for `member`; `request_key` names the request that asked for it.

    The office's `memory` has the rooms of each workspace as they were read last.

    What several questions are answered may differ by what others commit between them.
    """

    connection: Connection
    member: Member
    now: datetime
    request_key: str | None
    memory: dict[UUID, KnownRooms] = field(repr=False)

    @property
    def workspace_id(self) -> UUID:
        """The one workspace that may be seen."""
        return self.member.workspace_id

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

    def answers(
        self, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any], *, planned_once: bool = True
    ) -> list[list[Any]]:
        """All rows of a statement that is always the same one, and is compiled once.

        It is also planned once by the database, for any values there may be, unless told otherwise.
        """
        question = asked(statement, self.connection.dialect, planned_once=planned_once)
        return question.rows(self.connection, values)

    def room(self, room_id: UUID) -> Room:
        """The room of that id in this workspace, or NoSuchRoom."""
        row = self.execute(room_by_id(self.workspace_id, room_id)).one_or_none()
        if row is None:
            raise NoSuchRoom(str(room_id))
        return room_of(row)

    def booking(self, booking_id: UUID) -> Booking:
        """The booking of that id in this workspace, or NoSuchBooking."""
        row = self.execute(booking_by_id(self.workspace_id, booking_id)).one_or_none()
        if row is None:
            raise NoSuchBooking(str(booking_id))
        return booking_of(row, self.member)
