"""The bot at work: `ada.runs("/book Aurora tomorrow 10-11").reads`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from sandbox.slack import Slack
from tests.house import House, StillClock
from tests.shell import Shell
from tests.slack import User
from tests.workplace import Workplace, at_work, served_slack


@pytest.fixture(scope="session", autouse=True)
def _environment_of_nobody() -> Iterator[None]:
    """No setting of whoever runs the tests reaches the bot."""
    with pytest.MonkeyPatch.context() as environment:
        for name in Settings.model_fields:
            environment.delenv(name.upper(), raising=False)
        yield


@pytest.fixture
def workplace(house: House) -> Iterator[Workplace]:
    """The bot in Ada's house, and Slack around it."""
    with at_work(house) as workplace:
        yield workplace


@pytest.fixture
def ada(workplace: Workplace) -> User:
    """Ada administers the workspace, in Helsinki."""
    return workplace.ada


@pytest.fixture
def bob(workplace: Workplace) -> User:
    """Bob sits in New York."""
    return workplace.bob


@pytest.fixture
def chandra(workplace: Workplace) -> User:
    """Chandra sits in Helsinki."""
    return workplace.chandra


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A terminal in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, {"DATABASE_URL": f"sqlite:///{tmp_path}/varaus.db"})


@pytest.fixture
def slack(shell: Shell) -> Iterator[Slack]:
    """A Slack that knows the tokens of the shell."""
    with served_slack(StillClock()) as slack:
        shell.env |= {
            "SLACK_BOT_TOKEN": slack.install.bot_token,
            "SLACK_SIGNING_SECRET": slack.install.signing_secret,
            "SLACK_API_URL": f"{slack.base_url}/api/",
        }
        yield slack
