"""How columns keep what they keep on either database: moments, ids, lists; and what all rows share."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, MetaData, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase

from booking_core.times import utc

# A start may lie in the minute in which it was chosen, not in an earlier one.
NOT_PAST: Final = {
    "postgresql": "start_at AT TIME ZONE 'UTC' >= date_trunc('minute', placed_at AT TIME ZONE 'UTC')",
    "sqlite": "start_at >= substr(placed_at, 1, 16)",
}

# SQLite compares moments as text, so whoever writes around the core must write them as the core
# does: '2026-03-18T10:30' sorts after every moment of that day that has a space in the middle.
COMPARABLE: Final = " AND ".join(
    f"{moment} LIKE '____-__-__ __:__:__.______'" for moment in ("start_at", "end_at")
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on both sides; SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC; TypeError where it is naive."""
        return None if value is None else utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware again."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What all rows share: the types of their columns and how constraints are named."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(constraint_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012
        datetime: Moment(),
        UUID: Uuid(),
        list[str]: JSON(),
        dict[str, Any]: JSON(),
    }
