"""The database's shape through time: one file a change, carried out by Alembic.

`HEAD` is the newest change. It is named here so that a start can tell with one question whether the
database is of this version, without loading Alembic.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

HEAD: Final = "0004"
_HERE: Final = Path(__file__).parent
_LOCK: Final = 0x7661726175  # any number that is ours: two that migrate at one time queue up


class OldSchema(Exception):
    """The database is not of this version: `found` is what it is of, None where it is empty."""

    def __init__(self, found: str | None) -> None:
        super().__init__(f"the database is at schema {found or 'none'}, this version needs {HEAD}")
        self.found = found


def check_schema(engine: Engine) -> None:
    """Nothing, where the database is of this version; else OldSchema."""
    with engine.connect() as connection, connection.begin():
        found = None
        if inspect(connection).has_table("alembic_version"):
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found != HEAD:
        raise OldSchema(found)


def migrate(engine: Engine) -> None:
    """Bring the database to this version, whatever it was; all of it or nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            for limit in ("statement_timeout", "lock_timeout"):  # nobody waits for the answer
                connection.execute(text(f"SET LOCAL {limit} = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
