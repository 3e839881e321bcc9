"""The database's shape: the newest script, the same as the metadata, and told apart when it is not."""

from typing import Any
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Inspector, column, insert, inspect, select, text
from sqlalchemy import table as sql_table
from uuid_utils.compat import uuid7

from booking_core import (
    Office,
    OldSchema,
    Wish,
    book,
    check_schema,
    faults,
    guard,
    make_engine,
    migrate,
    migrations,
)
from booking_core.errors import RoomTaken
from booking_core.migrations import HEAD
from booking_core.schema import METADATA, RoomsChangeRow, WorkspaceRow
from tests.builders import at, span, wish
from tests.databases import Database
from tests.house import House


@pytest.fixture
def empty(database: Database) -> Any:
    """A database in which there is nothing."""
    engine = make_engine(database.empty_url())
    yield engine
    engine.dispose()


def test_head_is_the_newest_script_and_the_scripts_are_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    scripts = ScriptDirectory.from_config(config)

    assert scripts.get_heads() == [HEAD]
    assert len(scripts.get_bases()) == 1


def test_the_migrated_schema_is_the_one_of_the_metadata(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_constraints_of_both_are_the_same(engine: Engine, empty: Engine) -> None:
    """Which the comparison of the toolkit leaves out: checks, and the conditions of indexes."""
    with empty.connect() as connection, connection.begin():
        METADATA.create_all(connection)
        guard.put_up(connection)

    assert constraints(engine) == constraints(empty)


def constraints(engine: Engine) -> dict[str, Any]:
    inspector: Inspector = inspect(engine)
    looks = (
        inspector.get_check_constraints,
        inspector.get_foreign_keys,
        inspector.get_unique_constraints,
        inspector.get_indexes,
    )
    return {
        f"{look.__name__} {table}": sorted(_plain(found) for found in look(table))
        for table in METADATA.tables
        for look in looks
    }


def _plain(found: Any) -> str:
    """What was found, as text: two conditions of an index are never equal, but read the same."""
    return str(
        [(key, _plain(value) if isinstance(value, dict) else str(value)) for key, value in found.items()]
    )


def test_a_migrated_database_passes_and_migrating_it_again_changes_nothing(house: House) -> None:
    booking = house.desk(house.bob).run(book, wish(house.aurora))

    migrate(house.engine)

    check_schema(house.engine)
    with house.desk(house.bob).work() as work:
        assert work.booking(booking.id) == booking


def test_an_empty_database_is_told_apart(empty: Engine) -> None:
    with pytest.raises(OldSchema, match="the database is at schema none, this version needs") as old:
        check_schema(empty)

    assert old.value.found is None


def test_a_database_of_another_version_is_told_apart(empty: Engine) -> None:
    migrate(empty)
    check_schema(empty)
    with empty.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    with pytest.raises(OldSchema) as old:
        check_schema(empty)

    assert old.value.found == "0000"


def test_a_migration_that_fails_leaves_nothing_behind(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(guard._ON, empty.dialect.name, ("SELECT no_such_function()",))  # noqa: SLF001
        with pytest.raises(Exception, match="no_such_function"):
            migrate(empty)
    assert inspect(empty).get_table_names() == []

    migrate(empty)

    check_schema(empty)


def test_what_was_booked_at_the_first_version_stands_at_this_one(empty: Engine) -> None:
    ids = {name: uuid7() for name in ("workspace", "member", "room", "booking", "claim", "line")}
    _upgrade(empty, "0001")
    _book_by_hand(empty, ids)

    migrate(empty)

    member = Office(empty).member("T0VARAUS", "U0BOB")
    assert member is not None
    with empty.connect() as connection:
        marked = connection.execute(text("SELECT workspace_id FROM rooms_changes")).scalars().all()
    assert len(marked) == 1
    office = Office(empty, lambda: at("09:20"))
    with office.desk(member).work() as work:
        booking = work.booking(ids["booking"])
    assert (booking.span, booking.state, booking.private, booking.change) == (
        span("10:00", "11:00"),
        "booked",
        False,
        ids["line"],
    )
    with empty.connect() as connection:
        assert faults(connection, at("09:20")) == ()
    with pytest.raises(RoomTaken):
        office.desk(member).run(book, Wish(booking.room.id, booking.span))


def test_a_database_where_the_mark_of_its_rooms_was_a_column_is_brought_up_to_date(empty: Engine) -> None:
    _upgrade(empty, "0003")
    workspace = uuid7()
    with empty.begin() as connection:
        connection.execute(text("DROP TABLE rooms_changes"))
        connection.execute(text("ALTER TABLE workspaces ADD COLUMN rooms_change CHAR(32)"))
        connection.execute(insert(WorkspaceRow), {"id": workspace, "key": "T0VARAUS"})

    migrate(empty)

    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        assert connection.execute(select(RoomsChangeRow.workspace_id)).scalars().all() == [workspace]


def _upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _book_by_hand(engine: Engine, ids: dict[str, UUID]) -> None:
    """Rows as the first version wrote them."""
    place = {"workspace_id": ids["workspace"], "room_id": ids["room"]}
    time = {"start_at": at("10:00"), "end_at": at("11:00")}
    by = {"booker_id": ids["member"], "created_by_id": ids["member"]}
    at_first = {"placed_at": at("09:00"), "created_at": at("09:00")}
    words = {"reference": "K7M2", "title": "", "people": [], "state": "booked"}
    line = {"id": ids["line"], "booking_id": ids["booking"], "by_id": ids["member"], "at": at("09:00")}
    rules = {"longest_minutes": 720, "horizon_days": 365}
    who = {"user_id": "U0BOB", "name": "Bob", "zone": "Europe/Helsinki", "admin": False}
    room = {"name": "Aurora", "name_key": "aurora", "seats": 6, "zone": "Europe/Helsinki", "place": ""}
    rows: dict[str, dict[str, Any]] = {
        "workspaces": {"id": ids["workspace"], "key": "T0VARAUS"},
        "members": {"workspace_id": ids["workspace"], "id": ids["member"], **who},
        "rooms": {"workspace_id": ids["workspace"], "id": ids["room"], **room, **rules, "features": []},
        "bookings": {"id": ids["booking"], **place, **by, **words, **time, **at_first},
        "claims": {"id": ids["claim"], "booking_id": ids["booking"], **place, **time},
        "history": {**place, **line, "what": "booked", "before": {}, "after": {}},
    }
    with engine.connect() as connection, connection.begin():
        for name, row in rows.items():
            table = METADATA.tables[name]
            columns = [column(key, table.c[key].type) for key in row]
            connection.execute(insert(sql_table(name, *columns)).values(row))
