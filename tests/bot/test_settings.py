"""The settings: what is missing or wrong is named, all of it, in one error."""

from pathlib import Path
from typing import Any

import pytest

from bot.settings import BadSettings, DatabaseSettings, read_database_settings, read_settings

WHERE = "api.slack.com/apps → your app →"
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s3cret"}


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`setting(PORT="80")` sets variables of the environment, in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)

    def set_variables(**variables: str) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return set_variables


def faults() -> list[str]:
    with pytest.raises(BadSettings) as bad:
        read_settings()
    assert str(bad.value) == "\n".join(bad.value.faults)
    return bad.value.faults


def test_without_an_environment_each_missing_token_is_named_with_where_to_get_it(setting: Any) -> None:
    setting()

    assert faults() == [
        f"SLACK_BOT_TOKEN: is missing; {WHERE} OAuth & Permissions → Bot User OAuth Token",
        (
            f"SLACK_SIGNING_SECRET: is missing; {WHERE} Basic Information → Signing Secret (HTTP), "
            "or set SLACK_APP_TOKEN (Socket Mode)"
        ),
    ]


def test_all_that_is_wrong_is_named_at_once(setting: Any) -> None:
    setting(
        DATABASE_URL="mysql://x",
        SLACK_BOT_TOKEN="hello",
        SLACK_APP_TOKEN="xoxb-1",
        SLACK_API_URL="slack.com",
        PORT="many",
        VARAUS_ZONE="Nowhere/Atlantis",
        VARAUS_CONCURRENCY="0",
        VARAUS_BOOK_COMMAND="book",
        VARAUS_CANCEL_COMMAND="/Cancel",
        VARAUS_ROOMS_COMMAND="/" + "r" * 32,
        LOG_LEVEL="LOUD",
        LOG_FORMAT="xml",
    )

    assert [fault.split(":")[0] for fault in faults()] == [
        "DATABASE_URL",
        "SLACK_BOT_TOKEN",
        "SLACK_API_URL",
        "LOG_LEVEL",
        "LOG_FORMAT",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "PORT",
        "VARAUS_ZONE",
        "VARAUS_CONCURRENCY",
        "VARAUS_BOOK_COMMAND",
        "VARAUS_CANCEL_COMMAND",
        "VARAUS_ROOMS_COMMAND",
    ]


def test_a_secret_that_is_wrong_is_not_repeated(setting: Any) -> None:
    setting(SLACK_BOT_TOKEN="s3cret-token", SLACK_APP_TOKEN="s3cret-app", DATABASE_URL="my:s3cret@sql")

    assert "s3cret" not in "\n".join(faults())


def test_two_commands_of_one_name_are_wrong(setting: Any) -> None:
    setting(**TOKENS, VARAUS_CANCEL_COMMAND="/book")

    assert len(faults()) == 1


def test_the_defaults_are_a_file_here_and_http_on_port_3000(setting: Any) -> None:
    setting(**TOKENS)

    settings = read_settings()

    assert settings.model_dump() == {
        "database_url": "sqlite:///varaus.db",
        "slack_bot_token": "xoxb-1",
        "slack_api_url": "https://slack.com/api/",
        "log_level": "INFO",
        "log_format": "text",
        "slack_app_token": None,
        "slack_signing_secret": "s3cret",
        "host": "127.0.0.1",
        "port": 3000,
        "varaus_admins": (),
        "varaus_zone": "UTC",
        "varaus_concurrency": 10,
        "varaus_book_command": "/book",
        "varaus_cancel_command": "/cancel",
        "varaus_rooms_command": "/rooms",
    }
    assert (settings.on_sqlite, settings.socket_mode) == (True, False)


def test_an_app_token_is_enough_for_socket_mode(setting: Any) -> None:
    setting(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")

    assert read_settings().socket_mode


def test_an_empty_variable_counts_as_none(setting: Any) -> None:
    setting(**TOKENS, SLACK_APP_TOKEN="", PORT="", VARAUS_ADMINS="", DATABASE_URL="")

    settings = read_settings()

    assert (settings.socket_mode, settings.port, settings.varaus_admins) == (False, 3000, ())
    assert settings.database_url == "sqlite:///varaus.db"


def test_admins_are_listed_with_commas(setting: Any) -> None:
    setting(**TOKENS, VARAUS_ADMINS=" U0ADA,U0BOB , ,")

    assert read_settings().varaus_admins == ("U0ADA", "U0BOB")


def test_an_env_file_is_read_and_the_environment_comes_before_it(setting: Any, tmp_path: Path) -> None:
    lines = ["SLACK_BOT_TOKEN=xoxb-file", "SLACK_SIGNING_SECRET=file", "PORT=4000", "UNKNOWN=1", "HOST=::1"]
    (tmp_path / ".env").write_text("\n".join(lines))
    setting(PORT="5000")

    settings = read_settings()

    assert (settings.slack_bot_token, settings.host, settings.port) == ("xoxb-file", "::1", 5000)


def test_an_api_url_ends_in_one_slash(setting: Any) -> None:
    setting(**TOKENS, SLACK_API_URL="http://127.0.0.1:1/api")

    assert read_settings().slack_api_url == "http://127.0.0.1:1/api/"


@pytest.mark.parametrize(
    "url", ["postgres://h/db", "postgresql://h/db", "postgresql+psycopg://u:p@h:5/db", "sqlite:////tmp/x.db"]
)
def test_both_databases_are_known(setting: Any, url: str) -> None:
    setting(**TOKENS, DATABASE_URL=url)

    assert read_settings().on_sqlite is url.startswith("sqlite")


def test_who_looks_after_the_database_needs_no_tokens(setting: Any) -> None:
    setting(PORT="many")

    assert read_database_settings() == DatabaseSettings(_env_file=None)


def test_settings_do_not_change(setting: Any) -> None:
    setting(**TOKENS)

    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1  # type: ignore[misc]
