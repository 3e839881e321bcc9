"""The database's shape: the newest script, the same as the metadata, and told apart when it is not."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Inspector, inspect, text

from booking_core import OldSchema, book, check_schema, guard, make_engine, migrate, migrations
from booking_core.migrations import HEAD
from booking_core.schema import Base
from tests.builders import wish
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
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_constraints_of_both_are_the_same(engine: Engine, empty: Engine) -> None:
    """Which the comparison of the toolkit leaves out: checks, and the conditions of indexes."""
    with empty.connect() as connection, connection.begin():
        Base.metadata.create_all(connection)
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
        for table in Base.metadata.tables
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
