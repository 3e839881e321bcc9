"""The papers agree with the program: manifest, README, settings, Makefile, Procfile, changelog."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from booking_core import change_room
from bot.__main__ import cli
from bot.settings import Settings
from sandbox.people import Json
from tests.house import House
from tests.sources import HERE, modules
from tests.workplace import at_work

AREAS: Final = {"core", "bot", "sandbox", "phrase", "papers", "tests"}
SCOPES: Final = {  # docs.slack.dev/reference/methods and /reference/events
    "users_info": {"users:read"},
    "chat_postMessage": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "files_upload_v2": {"files:write"},
    "views_open": set(),
    "views_push": set(),
    "views_update": set(),
    "views_publish": set(),
    "auth_test": set(),
    "apps_connections_open": set(),  # of the app's token, not of the bot's
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message.im": {"im:history"},
}


def paper(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def manifest() -> Json:
    said: Json = yaml.safe_load(paper("manifest.yml"))
    return said


def test_the_manifest_is_what_slack_takes(manifest: Json) -> None:
    schema = json.loads(paper("tests/data/manifest.schema.2.0.0.json"))

    found = jsonschema.Draft7Validator(schema).iter_errors(manifest)

    assert [f"{error.json_path}: {error.message}" for error in found] == []
    assert manifest["_metadata"]["major_version"] == 2  # without it Slack would read version 1


def test_the_manifest_has_the_commands_of_the_settings(manifest: Json) -> None:
    commands = {command["command"]: command for command in manifest["features"]["slash_commands"]}
    ours = {field.default for name, field in Settings.model_fields.items() if name.endswith("_command")}

    assert set(commands) == ours
    assert all(command["should_escape"] for command in commands.values())  # mentions come as ids


def called() -> set[str]:
    """The methods of Slack's Web API that the bot calls."""
    families = re.compile(r"client\b.*\.((?:apps|auth|chat|conversations|files|team|users|views)_\w+)$")
    names = (name for module in modules("bot") for name in module.mentions())
    return {found[1] for name in names if (found := families.search(name))}


def test_the_manifest_asks_for_the_scopes_in_use_and_no_more(manifest: Json) -> None:
    events = set(manifest["settings"].get("event_subscriptions", {}).get("bot_events", ()))

    assert called() | events <= set(SCOPES)
    needed = {scope for name in called() | events for scope in SCOPES[name]} | {"commands"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_the_manifest_works_over_socket_mode_and_says_what_http_adds(manifest: Json) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    head = "".join(line for line in paper("manifest.yml").splitlines() if line.startswith("#"))
    for said in ("socket_mode_enabled", "request_url", "message_menu_options_url", "/slack/events"):
        assert said in head


def variables(text: str) -> dict[str, str]:
    lines = (line.partition("=") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: value for name, _, value in lines}


def test_the_example_of_an_environment_names_each_setting_with_its_default() -> None:
    example = variables(paper(".env.example"))

    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert set(example) == set(defaults)
    assert {name: value for name, value in example.items() if value} == {
        name: str(default) for name, default in defaults.items() if default
    }


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", paper("Makefile"), re.MULTILINE))


def test_the_makefile_has_the_targets_that_are_promised() -> None:
    phony = re.findall(r"^\.PHONY: (.+)$", paper("Makefile"), re.MULTILINE)[0].split()

    assert {"run", "test", "check", "bench"} <= targets()
    assert set(phony) == targets()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_what_is_to_be_made_can_be_made(name: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", paper(name), re.MULTILINE))

    assert named
    assert named <= targets()


def test_the_checks_are_followed_by_the_readmes_test_command_and_the_short_measures() -> None:
    assert paper(".ci/run").splitlines()[-3:] == ["make check", "make test", "make short"]
    assert (HERE / ".ci/run").stat().st_mode & 0o111


def test_the_makefile_runs_modules_that_are_there() -> None:
    names = re.findall(r"python -m ([\w.]+)", paper("Makefile"))
    ours = {name for name in names if name not in {"pip", "pytest", "venv"}}

    for name in ours:
        path = HERE / name.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name


def bot_commands(text: str) -> Iterator[list[str]]:
    for line in re.findall(r"python -m bot\b([^`#\n|]*)", text):
        yield shlex.split(line)


@pytest.mark.parametrize("name", ["README.md", "Procfile", ".env.example", "bot/run.py"])
def test_the_commands_of_the_papers_are_understood(name: str) -> None:
    commands = list(bot_commands(paper(name)))

    assert commands or name == "bot/run.py"
    for words in commands:
        said = CliRunner().invoke(cli, [*words, "--help"])
        assert said.exit_code == 0, words


def test_the_procfile_migrates_at_a_release_and_serves_the_web() -> None:
    assert paper("Procfile").splitlines() == [
        "release: python -m bot migrate",
        "web: HOST=0.0.0.0 python -m bot",
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.md")))
def test_links_lead_somewhere(name: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", paper(name)) if "://" not in link]

    assert [link for link in links if not (HERE / link.partition("#")[0]).exists()] == []


def test_the_changelog_has_a_sentence_for_each_change() -> None:
    head, *versions = re.split(r"^## ", paper("CHANGELOG.md"), flags=re.MULTILINE)
    changes = [
        " ".join(line.split())
        for version in versions
        for line in re.split(r"^\* ", version.partition("\n")[2], flags=re.MULTILINE)[1:]
    ]

    assert head.startswith("# Changelog\n")
    assert versions[0].startswith("Unreleased\n") or re.match(r"\d+\.\d+\.\d+ ", versions[0])
    assert changes
    for change in changes:
        found = re.fullmatch(r"(\w+): [A-Z][^:]*\.|(\w+): [A-Z].*\.", change)
        assert found, change
        assert (found[1] or found[2]) in AREAS, change


def as_drawn(said: str) -> list[str]:
    """What the bot says as the README draws it: signs for words, no columns."""
    signs = {":white_check_mark:": "✅", ":no_entry_sign:": "⛔"}
    for word, sign in signs.items():
        said = said.replace(word, sign)
    said = re.sub(r"\n(?=\[(?:Change|Book)\])", " ", said)
    return [" ".join(line.split()) for line in said.splitlines()]


def test_the_first_screen_of_the_readme_is_true(house: House) -> None:
    receipt, refusal = (
        as_drawn(block.strip())
        for block in re.findall(r"```text\n(.+?)```", paper("README.md"), re.DOTALL)[:2]
    )
    aurora = replace(house.aurora.details, place="3rd floor", features=("screen", "whiteboard"))
    house.desk(house.ada).run(change_room, house.aurora.id, aurora)

    with at_work(house) as workplace:
        command, _, *drawn = receipt
        booked = workplace.ada.runs(command)
        shown = as_drawn(booked.reads.replace(workplace.ada.booking.reference, "K7M2"))
        refused = as_drawn(workplace.chandra.runs("/book Aurora tomorrow 10:30-11:30").reads)

    assert shown == drawn
    assert refused[:2] == refusal[:2]
    assert set(refusal) <= set(refused)


def test_the_commands_of_the_readme_do_what_it_says(house: House) -> None:
    rows = [line.split("|")[1] for line in paper("README.md").splitlines() if line.startswith("| `/")]
    commands = [command for row in rows for command in re.findall(r"`(/[^`]+)`", row)]
    assert len(commands) >= 8

    with at_work(house) as workplace:
        for command in commands:
            workplace.ada.runs(command)
        outcomes = [line["outcome"] for line in workplace.lines if line["what"].startswith("/")]

    refused = dict(zip(commands, outcomes, strict=True))
    assert {command: code for command, code in refused.items() if code != "ok"} == {
        "/cancel K7M2": "no_such_booking"  # nobody has made it
    }


def test_the_licence_stands_with_the_code() -> None:
    assert paper("LICENSE").startswith("MIT License")
    assert paper("tests/data/LICENSE.manifest-schema").startswith("MIT License")


def test_the_plan_of_the_house_names_each_of_its_rooms() -> None:
    plan = paper("CONTRIBUTING.md")
    rooms = {
        module.dotted.split(".")[1]
        for package in ("booking_core", "bot")
        for module in modules(package)
        if "." in module.dotted
    }

    assert [room for room in sorted(rooms) if f"| `{room}` |" not in plan] == []
