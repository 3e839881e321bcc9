"""A statement of the hot path, compiled once for a database and handed to its driver as it stands.

SQLAlchemy keeps what it compiled as well, but finds it again by the structure of the statement, wraps
each value, and describes each answer anew: that was half of the time that a booking took this process,
on SQLite with the one right to write in its hands.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlalchemy import Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Answering = Insert | Update | Select[Any]
Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A statement in the words of a driver: the names of its values, and how its answer is read."""

    sql: str
    names: tuple[str, ...]
    counted: bool  # whether the driver knows the values by their order, not by their names
    ways_out: tuple[Way | None, ...]

    def row(self, connection: Connection, written: Mapping[str, Any]) -> list[Any] | None:
        """The one row of its answer, None where it answers with none; it raises as SQLAlchemy would."""
        given: Any = [written[name] for name in self.names] if self.counted else written
        driver: Any = connection.connection.driver_connection
        cursor = driver.cursor()
        try:
            cursor.execute(self.sql, given)
            row = cursor.fetchone() if self.ways_out else None
        except connection.dialect.loaded_dbapi.Error as error:
            self._complain(connection, error, given)
        finally:
            cursor.close()
        if row is None:
            return None
        return [it if way is None else way(it) for it, way in zip(row, self.ways_out, strict=True)]

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
    """Steps that are taken one after the other, if the first answers with a row; `ways_in` write a value."""

    steps: tuple[Step, ...]
    ways_in: Mapping[str, Way | None]

    def row(self, connection: Connection, values: Mapping[str, Any]) -> list[Any] | None:
        """What all steps answer, in one row, None where the first answers with none."""
        written = {name: way(values[name]) if way else values[name] for name, way in self.ways_in.items()}
        first, *others = self.steps
        row = first.row(connection, written)
        if row is not None:
            for step in others:
                row += step.row(connection, written) or ()
        return row


def compiled(statements: Iterable[Answering], dialect: Dialect) -> Compiled:
    """The statements, compiled. Values of one name must be of one type in all of them."""
    steps, ways_in = [], dict[str, Way | None]()
    for statement in statements:
        done = statement.compile(dialect=dialect)
        assert isinstance(done, SQLCompiler)  # noqa: S101 — for the type checker
        for name, value in done.binds.items():
            ways_in[name] = value.type.dialect_impl(dialect).bind_processor(dialect)
        answer = (column.type.dialect_impl(dialect) for column in statement.exported_columns)
        ways_out = tuple(kind.result_processor(dialect, None) for kind in answer)
        names = tuple(done.positiontup or done.binds)
        steps.append(Step(done.string, names, done.positiontup is not None, ways_out))
    return Compiled(tuple(steps), ways_in)
