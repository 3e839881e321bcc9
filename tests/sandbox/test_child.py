"""The app as a child process: what is said of it when it dies, and what it does not get to know."""

import sys
from pathlib import Path

import pytest

from sandbox.child import Child, clean_environment

NEVER = "http://127.0.0.1:9/ready"


def dying(words: str, said: list[str], home: Path) -> Child:
    """A process that says that and ends, again and again."""
    command = (sys.executable, "-c", f"import sys; sys.exit({words!r})")
    child = Child(command, clean_environment(), home, NEVER, lambda: None, said.append, lambda: None)
    child.pause = 0.0
    return child


def test_an_app_that_dies_at_once_is_given_up_after_three_times_and_can_be_started_again(
    tmp_path: Path,
) -> None:
    said: list[str] = []
    child = dying("DATABASE_URL: no such folder", said, tmp_path)
    child.start()
    assert child.gave_up.wait(20)
    first = list(said)
    child.start()
    assert not child.gave_up.is_set()
    assert child.gave_up.wait(20)
    child.stop()

    note = "The bot ended with status 1: DATABASE_URL: no such folder"
    assert first == [*[f"{note} — starting it again."] * 2, f"{note} — given up; start it on the page."]
    assert said == first * 2
    assert (child.state, child.note, child.ready.is_set()) == ("down", note, False)


def test_the_app_hears_nothing_of_another_slack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-real")
    monkeypatch.setenv("VARAUS_ADMINS", "U0REAL")
    env = clean_environment(SLACK_BOT_TOKEN="xoxb-sandbox")

    assert {name: value for name, value in env.items() if name.startswith(("SLACK_", "VARAUS_"))} == {
        "SLACK_BOT_TOKEN": "xoxb-sandbox"
    }
