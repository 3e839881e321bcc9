"""`python -m bot`: migrate, rooms import and list, doctor, and a start that says what is missing."""

import pytest

from booking_core import Office, check_schema, make_engine, rooms
from sandbox.manifest import installed, manifest_of
from sandbox.slack import Slack
from tests.builders import HELSINKI
from tests.databases import Database
from tests.house import House
from tests.shell import Shell

HEADER = "name,seats,zone,place,features\n"


def test_migrate_brings_a_database_to_this_version(shell: Shell) -> None:
    assert shell.prints("migrate") == "The database is up to date.\n"
    assert shell.prints("migrate") == "The database is up to date.\n"

    engine = make_engine(shell.env["DATABASE_URL"])
    check_schema(engine)
    engine.dispose()


def test_rooms_are_brought_in_and_listed(shell: Shell, slack: Slack) -> None:
    file = shell.writes(
        f"{HEADER}Aurora,6,Europe/Helsinki,3rd floor,screen; whiteboard\n"
        "Taiga,12,America/New_York,,\n"
        "“R&D”,2,UTC,Annex,\n"
    )

    assert shell.prints(f"rooms import {file}") == "3 added, 0 changed, 0 as they were.\n"
    assert shell.prints("rooms list") == (
        "Aurora     6  Europe/Helsinki  3rd floor  screen, whiteboard\n"
        "Taiga     12  America/New_York\n"
        "“R&D”      2  UTC  Annex\n"
    )
    assert [call.method for call in slack.calls] == ["auth.test", "auth.test"]


def test_brought_in_again_they_are_updated_by_name(shell: Shell) -> None:
    shell.prints("rooms import --workspace T1 " + shell.writes(f"{HEADER}Aurora,6,UTC,,\nHelmi,4,UTC,,\n"))

    file = shell.writes(f"{HEADER}AURORA,8,UTC,,\nHelmi,4,UTC,,\nSisu,2,UTC,,\n")
    assert shell.prints(f"rooms import --workspace T1 {file}") == "1 added, 1 changed, 1 as they were.\n"
    assert shell.prints("rooms list --workspace T1") == (
        "AURORA     8  UTC\nHelmi      4  UTC\nSisu       2  UTC\n"
    )


def test_one_bad_line_and_none_is_brought_in(shell: Shell) -> None:
    file = shell.writes(
        f"{HEADER}Aurora,6,Europe/Helsinki,,\n"
        ",6,UTC,,\n"
        "Helmi,few,UTC,,\n"
        "Sisu,,UTC,,\n"
        "Sauna,0,UTC,,\n"
        "Taiga,8,Europe/Atlantis,,\n"
        "aurora,8,UTC,,\n"
        f"{'x' * 61},8,UTC,,\n"
    )

    assert shell.fails(f"rooms import --workspace T1 {file}") == [
        "line 3: A room's name has between 1 and 60 characters.",
        "line 4: seats is a whole number, not few",
        "line 5: seats is a whole number, not nothing",
        "line 6: A room has between 1 and 10000 seats.",
        "line 7: No zone is called Europe/Atlantis; try Europe/Helsinki.",
        "line 8: There is a room called aurora already.",
        "line 9: A room's name has between 1 and 60 characters.",
    ]
    assert shell.prints("rooms list --workspace T1") == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "line 1: no column name, seats, zone; there should be name, seats, zone, place, features"),
        (
            "name,places\nAurora,6\n",
            "line 1: no column seats, zone; there should be name, seats, zone, place, features",
        ),
    ],
)
def test_a_file_without_its_columns_is_told_which(shell: Shell, text: str, line: str) -> None:
    assert shell.fails(f"rooms import --workspace T1 {shell.writes(text)}") == [line]


def test_a_file_of_a_spreadsheet_is_read(shell: Shell) -> None:
    file = shell.writes('\ufeffname,seats,zone\r\n"Aurora, big",6,UTC\r\n\r\n')

    assert shell.prints(f"rooms import --workspace T1 {file}") == "1 added, 0 changed, 0 as they were.\n"
    assert shell.prints("rooms list --workspace T1") == "Aurora, big     6  UTC\n"


def test_a_file_that_cannot_be_read_is_told_why(shell: Shell) -> None:
    [said] = shell.fails("rooms import --workspace T1 nowhere.csv")
    assert said.startswith("nowhere.csv: ")
    (shell.folder / "rooms.csv").write_bytes(b"name,seats,zone\n\xff,6,UTC\n")
    [said] = shell.fails("rooms import --workspace T1 rooms.csv")
    assert said.startswith("rooms.csv: 'utf-8' codec can't decode byte 0xff")


def test_rooms_are_those_of_the_workspace_that_slack_names(
    sqlite: Database, shell: Shell, slack: Slack
) -> None:
    shell.env["DATABASE_URL"] = sqlite.url()

    assert shell.prints("rooms list").splitlines()[0] == "Aurora       6  Europe/Helsinki  screen"
    assert shell.prints("rooms list --workspace T0OTHER") == "Elsewhere    20  Europe/Helsinki\n"
    assert slack.install == installed(manifest_of(), request_url=slack.install.request_url)


def test_an_import_stands_in_the_history_of_the_command_line(shell: Shell) -> None:
    shell.prints("rooms import --workspace T1 " + shell.writes(f"{HEADER}Aurora,6,Europe/Helsinki,,\n"))

    engine = make_engine(shell.env["DATABASE_URL"])
    member = Office(engine).member("T1", "command-line")
    assert member is not None
    [room] = Office(engine).desk(member).run(rooms)
    engine.dispose()
    assert (room.name, room.zone, member.admin) == ("Aurora", HELSINKI, True)


def test_without_a_token_the_workspace_must_be_named(shell: Shell) -> None:
    assert shell.fails("rooms list") == ["SLACK_BOT_TOKEN is missing: name the workspace with --workspace"]


def test_a_token_that_slack_refuses_is_told(shell: Shell, slack: Slack) -> None:
    shell.env["SLACK_BOT_TOKEN"] = "xoxb-other"

    assert shell.fails("rooms list") == ["SLACK_BOT_TOKEN: Slack says invalid_auth"]
    assert shell.fails("") == ["SLACK_BOT_TOKEN: Slack says invalid_auth"]
    assert [fault.error for fault in slack.faults] == ["invalid_auth"] * 2


def test_a_start_without_tokens_says_where_to_get_them(shell: Shell) -> None:
    where = "is missing; api.slack.com/apps → your app →"
    assert shell.fails("") == [
        f"SLACK_BOT_TOKEN: {where} OAuth & Permissions → Bot User OAuth Token",
        (
            f"SLACK_SIGNING_SECRET: {where} Basic Information → Signing Secret (HTTP), "
            "or set SLACK_APP_TOKEN (Socket Mode)"
        ),
    ]
    assert list(shell.folder.iterdir()) == []


def test_a_start_on_an_old_postgresql_stops_with_one_line(
    shell: Shell, slack: Slack, postgresql: Database
) -> None:
    shell.env["DATABASE_URL"] = postgresql.empty_url()
    old = ["the database is at schema none, this version needs 0004: run `python -m bot migrate` first"]

    assert shell.fails("") == old
    assert shell.fails("rooms list") == old
    assert shell.prints("migrate") == "The database is up to date.\n"
    assert shell.prints("rooms list") == ""
    assert slack.faults == []


def test_help_names_the_commands(shell: Shell) -> None:
    said = shell.prints("--help")

    for command in ("migrate", "doctor", "rooms"):
        assert command in said


def test_an_import_without_a_house_makes_one(shell: Shell, house: House) -> None:
    assert house.aurora.name == "Aurora"
    assert shell.prints("rooms list --workspace T0NEW") == ""
    assert (shell.folder / "varaus.db").exists()
