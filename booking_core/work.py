"""A unit of work: all of it or nothing, at one instant, for one person. It reads, and it changes things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from uuid_utils.compat import uuid7

from booking_core.facts import Booking, Room
from booking_core.look import Look
from booking_core.lookup import room_by_id
from booking_core.schema import BookingRow, HistoryRow


@dataclass(slots=True)
class Work(Look):
    """One unit of work: what it reads and writes happens at `now`, for `member`, all of it or none.

    The same `request_key` never changes anything twice. Whoever changes something says so with `wrote`,
    and whoever leaves an errand that is due with `left_errand`.
    """

    wrote: bool = False
    left_errand: bool = False

    @property
    def insert_into(self) -> Callable[[Any], Any]:
        """The database's own INSERT, which can say what to do where a row is there already."""
        return postgresql_insert if self.dialect == "postgresql" else sqlite_insert

    def room(self, room_id: UUID, *, lock: bool = False) -> Room:
        """The room of that id in this workspace, or NoSuchRoom.

        With `lock`, nobody else changes or claims it before this work is done.
        """
        if lock:
            self.execute(room_by_id(self.workspace_id, room_id).with_for_update())
        return Look.room(self, room_id)

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
        return Look.booking(self, booking_id)

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
