"""How columns keep what they keep on either database: moments, ids, lists; and what all rows share."""

from collections.abc import Callable
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


_WITHOUT_ZONE: Final = len("2026-03-18 10:30:00.000000")


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on both sides; SQLite keeps it as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    # Not by `process_bind_param` and its like: a booking has six moments, and all that SQLAlchemy puts
    # around each took longer than the moment itself.
    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], datetime | str | None]:
        """How a moment is handed to the driver; TypeError for a naive one."""
        return _in_utc if dialect.name == "postgresql" else _as_text

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002
    ) -> Callable[[str | None], datetime | None] | None:
        """How what the driver hands over becomes a moment: PostgreSQL's driver makes one itself."""
        return None if dialect.name == "postgresql" else _read


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else utc(moment)


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else utc(moment).isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


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
