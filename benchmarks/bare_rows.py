"""The rows of a booking as a bare driver inserts them, and the statements for it.

They are the rows that the core wrote for the first booking of a place, with the ids, the room and
the times of each new one in place of its own: columns that the schema gains are in them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from uuid_utils.compat import uuid7

from booking_core import Wish

TABLES: Final = ("bookings", "claims", "history")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Dialect:
    """How a driver wants its placeholders, ids and moments."""

    placeholder: str
    id_of: Callable[[UUID], Any]
    moment_of: Callable[[datetime], Any]


POSTGRESQL: Final = Dialect("%({})s", lambda it: it, lambda it: it)
SQLITE: Final = Dialect(
    ":{}", lambda it: it.hex, lambda it: it.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
)


def inserts(firsts: Iterable[Row], dialect: Dialect) -> tuple[str, ...]:
    """A statement for each of the tables that inserts one row."""
    return tuple(
        f"INSERT INTO {table} ({', '.join(row)}) "  # noqa: S608 — our own tables and columns
        f"VALUES ({', '.join(map(dialect.placeholder.format, row))})"
        for table, row in zip(TABLES, firsts, strict=True)
    )


def rows(firsts: Iterable[Row], wishes: Iterable[Wish], client: int, dialect: Dialect) -> Iterator[list[Row]]:
    """The three rows of each wish, in the order of `TABLES`."""
    booking, claim, line = (_without_objects(row) for row in firsts)
    for number, wish in enumerate(wishes):
        new = {
            "booking_id": dialect.id_of(uuid7()),
            "room_id": dialect.id_of(wish.room),
            "start_at": dialect.moment_of(wish.span.start),
            "end_at": dialect.moment_of(wish.span.end),
            "request_key": f"trigger:{client}.{number}",
            "change_id": dialect.id_of(uuid7()),
        }
        yield [
            _over(booking, new, id=new["booking_id"], reference=f"{client}-{number}"),
            _over(claim, new, id=dialect.id_of(uuid7())),
            _over(line, new, id=new["change_id"]),
        ]


def _over(row: Row, new: Row, **its_own: object) -> Row:
    """The row, with what is new in place of what it had."""
    return {**row, **{name: value for name, value in new.items() if name in row}, **its_own}


def _without_objects(row: Row) -> Row:
    """The row, with what a driver read out of JSON as JSON again."""
    return {name: json.dumps(it) if isinstance(it, dict | list) else it for name, it in row.items()}
