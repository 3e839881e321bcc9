"""The command line: `python -m bot` runs the bot; `migrate`, `rooms` and `doctor` look after it."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from booking_core import (
    Desk,
    Office,
    OldSchema,
    Refusal,
    bring_in,
    make_engine,
    migrate,
    rooms,
    zone_named,
)
from bot.doctor import diagnose
from bot.logs import set_up
from bot.phrase import lines
from bot.room_files import BadRooms, read_rooms, table
from bot.run import opened, run
from bot.sentences import plain
from bot.settings import BadSettings, DatabaseSettings, read_database_settings, read_settings
from bot.workspace import NotConnected, workspace_key

cli = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
rooms_cli = typer.Typer(help="Bring in and list the rooms.")
cli.add_typer(rooms_cli, name="rooms")

Explain = Annotated[bool, typer.Option(help="Say which words became what.")]
Workspace = Annotated[
    str | None, typer.Option(help="The workspace's id; found out from Slack where it is not given.")
]


@cli.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Run the bot: over Socket Mode where SLACK_APP_TOKEN is set, else over HTTP."""
    if context.invoked_subcommand is None:
        with _said_in_a_line():
            settings = read_settings()
            set_up(settings.log_level, settings.log_format)
            run(settings)


@cli.command(name="migrate")
def migrate_command() -> None:
    """Bring the database to this version."""
    with _said_in_a_line():
        engine = make_engine(read_database_settings().database_url)
        try:
            Office(engine).check_answers()
            migrate(engine)
        finally:
            engine.dispose()
        typer.echo("The database is up to date.")


@cli.command()
def doctor() -> None:
    """Check the database, the tokens and every promise about bookings; exit 1 with a line for each fault."""
    with _said_in_a_line():
        found = diagnose(read_settings())
    for fault in found:
        typer.echo(fault, err=True)
    if found:
        raise typer.Exit(1)
    typer.echo("All is well.")


@cli.command()
def understand(*, explain: Explain = False) -> None:
    """Read JSON lines (id, text, now, zone, rooms, date_order), and write what each text means as one."""
    tell = lines.explained if explain else lines.understood
    for number, line in enumerate(sys.stdin, start=1):
        try:
            typer.echo(json.dumps(tell(json.loads(line)), ensure_ascii=False))
        except (ValueError, KeyError, TypeError) as bad:
            typer.echo(f"line {number}: {bad}", err=True)
            raise typer.Exit(1) from bad


@rooms_cli.command(name="import")
def import_rooms(file: Path, workspace: Workspace = None) -> None:
    """Bring in rooms from a CSV file (name, seats, zone, place, features), by name; all of them or none."""
    with _said_in_a_line():
        details = read_rooms(file)
        with _desk(read_database_settings(), workspace) as desk:
            added, changed = desk.run(bring_in, details)
        typer.echo(f"{added} added, {changed} changed, {len(details) - added - changed} as they were.")


@rooms_cli.command(name="list")
def list_rooms(workspace: Workspace = None) -> None:
    """List the rooms: name, seats, zone, place and features."""
    with _said_in_a_line():
        with _desk(read_database_settings(), workspace) as desk:
            listed = table(desk.look(rooms))
        for line in listed:
            typer.echo(line)


@contextmanager
def _desk(settings: DatabaseSettings, workspace: str | None) -> Iterator[Desk]:
    """The desk at which the command line asks: its changes stand in the history under its own name."""
    with opened(settings) as office:
        key = workspace or workspace_key(settings)
        yield office.desk(
            office.enrol(key, "command-line", name="command line", zone=zone_named("UTC"), admin=True)
        )


@contextmanager
def _said_in_a_line() -> Iterator[None]:
    """What people can mend is told in lines on standard error, and the exit code is 1."""
    try:
        yield
    except (BadSettings, BadRooms) as faults:
        lines = faults.faults
    except Refusal as refusal:
        lines = [plain(refusal, None)]
    except NotConnected as unknown:
        lines = [str(unknown)]
    except OldSchema as old:
        lines = [f"{old}: run `python -m bot migrate` first"]
    else:
        return
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)


def main() -> None:
    """The entry point of the `varaus` command."""
    cli(prog_name="python -m bot" if sys.argv[0].endswith("__main__.py") else None)


if __name__ == "__main__":
    main()
