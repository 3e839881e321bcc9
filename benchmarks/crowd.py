"""A PostgreSQL database with as many bookings as one likes, written in bulk; five a day in each room.

What is written is the first booking of the place over and over, with ids, rooms and times of its own,
so that columns which the schema gains are in it. Indexes and constraints are taken down meanwhile
and are put up again: that is the way to load, and the result is the same.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine, text

from benchmarks.bare_rows import TABLES
from benchmarks.databases import Place, first_day, opened, settled
from booking_core import Room, Span
from booking_core.references import ALPHABET
from booking_core.schema import BOOKINGS

A_DAY: Final = 5
_DIGITS: Final = [
    f"substr('{ALPHABET}', n / {len(ALPHABET) ** power} % {len(ALPHABET)} + 1, 1)" for power in range(5)
]

# All references of four characters are given out before the first of five, which is the worst that may be.
#
# The days lie about the first: it, the day before, the day after, two before … Bookings last an hour
# and there is an hour between them, but for the last of every other room, which is an hour later. In
# every twentieth room all are an hour later, so that it is free when the others are not.
_CROWD: Final = f"""
    SELECT n, lpad(to_hex(n), 32, '0')::uuid AS id, room_id, first + make_interval(
        days => CASE WHEN day % 2 = 0 THEN day / 2 ELSE -(day + 1) / 2 END,
        hours => 8 + 2 * turn + CASE WHEN nth % 20 = 0 OR (turn = 4 AND nth % 2 = 1) THEN 1 ELSE 0 END
    ) AS start_at, {" || ".join(_DIGITS[:4])}
        || CASE WHEN n < {len(ALPHABET) ** 4} THEN '' ELSE {_DIGITS[4]} END AS reference
    FROM (SELECT n, n / :rooms / 5 AS day, n / :rooms % 5 AS turn, CAST(:first AS timestamptz) AS first
          FROM generate_series(0, :many - 1) AS n) AS numbers
    JOIN (SELECT id AS room_id, row_number() OVER (ORDER BY name_key) - 1 AS nth FROM rooms
          WHERE id = ANY (:among)) AS rooms
    ON nth = n % :rooms
"""  # noqa: S608 — the digits above
_MADE: Final = {
    "id": "crowd.id",
    "reference": "crowd.reference",
    "booking_id": "crowd.id",
    "change_id": "crowd.id",
    "room_id": "crowd.room_id",
    "start_at": "crowd.start_at",
    "end_at": "crowd.start_at + interval '1 hour'",
    "placed_at": "crowd.start_at - interval '1 day'",
    "created_at": "crowd.start_at - interval '1 day'",
    "at": "crowd.start_at - interval '1 day'",
    "request_key": "'trigger:crowd.' || n",
}


_KEPT: Final = {"claims": "crowd.start_at > now()"}  # those of the past are swept away now and then

_STANDING: Final = text(
    """
    SELECT conrelid::regclass::text AS home, 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT '
        || quote_ident(conname) AS down, 'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT '
        || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS up, contype <> 'f' AS own
    FROM pg_constraint WHERE contype IN ('p', 'u', 'x', 'f')
        AND (conrelid::regclass::text = ANY (:tables) OR confrelid::regclass::text = ANY (:tables))
    UNION ALL
    SELECT indrelid::regclass::text, 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid), true
    FROM pg_index WHERE indrelid::regclass::text = ANY (:tables)
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
    """
)


@dataclass(frozen=True)
class Crowd:
    """So many bookings in a place, and what one may ask about a day in the midst of them."""

    place: Place
    many: int
    rooms: tuple[Room, ...]

    @property
    def day(self) -> datetime:
        """The midnight before the day about which all others lie."""
        return first_day() + timedelta(days=1)

    @property
    def busy(self) -> Span:
        """A time in which one room in twenty is free."""
        return Span(self.day + timedelta(hours=10, minutes=10), self.day + timedelta(hours=10, minutes=50))

    @property
    def calm(self) -> Span:
        """A time in which a little more than half of the rooms are free."""
        return Span(self.day + timedelta(hours=16, minutes=10), self.day + timedelta(hours=16, minutes=50))

    @property
    def room(self) -> Room:
        """A room that is taken in both."""
        return self.rooms[2]


def gather(place: Place, many: int, rooms: Sequence[Room] = ()) -> Crowd:
    """Write so many bookings into those rooms of the place, or into all, beside the one that is there."""
    crowd = Crowd(place, many, tuple(rooms) or place.rooms)
    with opened(place.url, connections=len(TABLES)) as office:
        engine = office.engine
        with engine.begin() as connection:
            # By chance it may bear a reference that one of the crowd gets; this one is no reference.
            connection.execute(text("UPDATE bookings SET reference = 'FIRST'"))
            standing = connection.execute(_STANDING, {"tables": list(TABLES)}).all()
            for it in sorted(standing, key=lambda it: it.own):
                connection.execute(text(it.down))
        written = []
        with ThreadPoolExecutor() as threads:
            for name in TABLES:
                own = [it.up for it in standing if it.own and it.home == name]
                written.append(threads.submit(_write, engine, crowd, name, own))
        for done in written:
            done.result()
        with engine.begin() as connection:
            for it in standing:
                if not it.own:  # they are good by construction, and are looked at from here on
                    connection.execute(text(f"{it.up} NOT VALID"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    settled()
    return crowd


def _write(engine: Engine, crowd: Crowd, name: str, finish: Sequence[str]) -> None:
    """Write the crowd's rows into one table, in the order of time, and put up what keeps it in order."""
    columns = [column.name for column in BOOKINGS.metadata.tables[name].c]
    made = (_MADE.get(column, f"first.{column}") for column in columns)
    among = [room.id for room in crowd.rooms]
    values = {"rooms": len(among), "among": among, "many": crowd.many, "first": crowd.day}
    with engine.begin() as connection:
        for setting in ("maintenance_work_mem = '1GB'", "synchronous_commit = off"):
            connection.execute(text(f"SET LOCAL {setting}"))
        connection.execute(
            text(
                f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(made)} "  # noqa: S608
                f"FROM ({_CROWD}) AS crowd, (SELECT * FROM {name} ORDER BY id DESC LIMIT 1) AS first "
                f"WHERE {_KEPT.get(name, 'true')} ORDER BY crowd.start_at, crowd.n"
            ),
            values,
        )
        for statement in finish:
            connection.execute(text(statement))
