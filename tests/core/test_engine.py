"""What a database must be set to, and which URLs are none of ours."""

import pytest
from sqlalchemy import Engine, text

from booking_core import check_url, make_engine
from tests.databases import Database


@pytest.fixture
def plain(database: Database) -> Engine:
    """An engine as production has it, without what makes tests quick."""
    return make_engine(database.url(), connections=3)


def answers(engine: Engine, *questions: str) -> list[object]:
    with engine.connect() as connection:
        found = [connection.execute(text(question)).scalar_one() for question in questions]
    engine.dispose()
    return found


def test_a_connection_keeps_our_promises(plain: Engine) -> None:
    if plain.dialect.name == "sqlite":
        pragmas = ("foreign_keys", "journal_mode", "synchronous")
        assert answers(plain, *(f"PRAGMA {pragma}" for pragma in pragmas)) == [1, "wal", 2]
    else:
        settings = (
            "TimeZone",
            "lock_timeout",
            "statement_timeout",
            "random_page_cost",
            "transaction_isolation",
        )
        assert answers(plain, *(f"SHOW {setting}" for setting in settings)) == [
            "UTC",
            "1500ms",
            "1500ms",
            "1.1",
            "read committed",
        ]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_read_as_the_one_driver(scheme: str) -> None:
    check_url(f"{scheme}://ada@db/varaus")

    assert make_engine(f"{scheme}://ada@db/varaus").url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize("url", ["", "varaus.db", "mysql://ada@db/varaus", "http://db"])
def test_what_is_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"no database URL|in SQLite or PostgreSQL, not in"):
        check_url(url)
    with pytest.raises(ValueError, match=r"no database URL|in SQLite or PostgreSQL, not in"):
        make_engine(url)


def test_what_goes_wrong_is_not_logged_with_what_people_typed(database: Database) -> None:
    engine = make_engine(database.url())
    with pytest.raises(Exception, match="nowhere") as wrong, engine.connect() as connection:
        connection.execute(text("SELECT :title FROM nowhere"), {"title": "Secret"})

    assert "Secret" not in str(wrong.value)
    engine.dispose()


@pytest.mark.parametrize(
    "hosts", ["host=a:5432,b:5433", "host=a:5432&host=b:5433", "host=a,b&port=5432,5433"]
)
def test_several_servers_in_one_url_are_all_tried(hosts: str) -> None:
    engine = make_engine(f"postgresql://bob@/varaus?{hosts}&target_session_attrs=read-write")

    _, asked = engine.dialect.create_connect_args(engine.url)

    assert (asked["host"], asked["port"]) == ("a,b", "5432,5433")
    assert asked["target_session_attrs"] == "read-write"


def test_a_port_that_is_none_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="is no database URL"):
        make_engine("postgresql://bob@a:1,b:2/varaus")
