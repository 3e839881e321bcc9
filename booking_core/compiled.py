"""A statement of the hot path, compiled once for a database and handed to its driver as it stands.

SQLAlchemy keeps what it compiled as well, but finds it again by the structure of the statement, wraps
each value, and describes each answer anew: that was half of the time that a booking took this process,
on SQLite with the one right to write in its hands.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NoReturn

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

# psycopg takes a statement of more than 4,096 characters apart anew each time, which took it 0.1 ms; that
# of a booking stays below without the names that SQLAlchemy gives to values, and that nothing refers to.
_NAMED_VALUE: Final = re.compile(r"(%\(\w+\)s(?:::[A-Z ]+)?|NULL) AS anon_\w+")

_CURSOR: Final = "varaus.cursor"  # where a connection keeps the one that it is asked by

Answering = Insert | Update | Select[*tuple[Any, ...]]
Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A statement in the words of a driver: the names of its values, and how its answer is read."""

    sql: str
    names: tuple[str, ...]
    counted: bool  # whether the driver knows the values by their order, not by their names
    ways_out: tuple[Way | None, ...]
    how: Mapping[str, bool]  # what else the driver is told

    @classmethod
    def plain(cls, sql: str) -> "Step":
        """A statement of SQLite's without values and without an answer."""
        return cls(sql, (), counted=True, ways_out=(), how={})

    def rows(self, connection: Connection, written: Mapping[str, Any]) -> list[list[Any]]:
        """All rows of its answer; it raises as SQLAlchemy would."""
        given: Any = [written[name] for name in self.names] if self.counted else written
        kept: Any = connection.connection
        # A new one finds out anew how each kind of value is written: that took a tenth of a booking.
        cursor = kept.info.get(_CURSOR) or kept.driver_connection.cursor()
        try:
            cursor.execute(self.sql, given, **self.how)
            rows = cursor.fetchall() if self.ways_out else ()
        except connection.dialect.loaded_dbapi.Error as error:
            kept.info.pop(_CURSOR, None)
            cursor.close()
            self._complain(connection, error, given)
        kept.info[_CURSOR] = cursor
        return [
            [it if way is None else way(it) for it, way in zip(row, self.ways_out, strict=True)]
            for row in rows
        ]

    def _complain(self, connection: Connection, error: Any, given: Any) -> NoReturn:
        dialect = connection.dialect
        if dialect.is_disconnect(error, connection.connection.dbapi_connection, None):
            # Asked once more, SQLAlchemy sees for itself that the connection is lost, and that those
            # in the pool may be so as well.
            connection.exec_driver_sql(self.sql, tuple(given) if self.counted else given)
        raise DBAPIError.instance(
            self.sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        ) from error


@dataclass(frozen=True, slots=True)
class Compiled:
    """Steps that are taken one after the other, if the first answers with a row.

    `ways_in` write the values that are given, `fixed` are those that the statements say themselves.
    """

    steps: tuple[Step, ...]
    ways_in: Mapping[str, Way | None]
    fixed: Mapping[str, Any]

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[list[Any]]:
        """All rows that the first step answers with."""
        return self.steps[0].rows(connection, self._written(values))

    def row(self, connection: Connection, values: Mapping[str, Any]) -> list[Any] | None:
        """What all steps answer, in one row, None where the first answers with none.

        What a later step leaves open is None in it.
        """
        written = self._written(values)
        first, *others = self.steps
        row = next(iter(first.rows(connection, written)), None)
        if row is not None:
            for step in others:
                row += next(iter(step.rows(connection, written)), [None] * len(step.ways_out))
        return row

    def _written(self, values: Mapping[str, Any]) -> dict[str, Any]:
        given = {name: way(values[name]) if way else values[name] for name, way in self.ways_in.items()}
        return {**self.fixed, **given} if self.fixed else given


def compiled(statements: Iterable[Answering], dialect: Dialect, *, planned_once: bool = True) -> Compiled:
    """The statements, compiled. Values of one name must be of one type in all of them."""
    how = {} if planned_once or dialect.name != "postgresql" else {"prepare": False}
    steps, ways_in, fixed = [], dict[str, Way | None](), dict[str, Any]()
    for statement in statements:
        done = statement.compile(dialect=dialect)
        assert isinstance(done, SQLCompiler)  # noqa: S101 — for the type checker
        for name, value in done.binds.items():
            if value.required:
                ways_in[name] = value.type.dialect_impl(dialect).bind_processor(dialect)
            else:
                fixed[name] = value.value
        answer = (column.type.dialect_impl(dialect) for column in statement.exported_columns)
        ways_out = tuple(kind.result_processor(dialect, None) for kind in answer)
        names = tuple(done.positiontup or done.binds)
        sql = _NAMED_VALUE.sub(r"\1", done.string)
        steps.append(Step(sql, names, done.positiontup is not None, ways_out, how))
    return Compiled(tuple(steps), ways_in, fixed)


@lru_cache(maxsize=64)
def asked(statement: Select[*tuple[Any, ...]], dialect: Dialect, *, planned_once: bool) -> Compiled:
    """A statement that is made once, with names in it for what differs, compiled once."""
    return compiled([statement], dialect, planned_once=planned_once)
