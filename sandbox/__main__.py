"""The sandbox: Slack's side and its page on one port of this machine, the app on another."""

import argparse
import contextlib
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from sandbox.child import Child, clean_environment
from sandbox.manifest import MANIFEST, installed, manifest_of
from sandbox.people import Json
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.window import Windows

_ROOMS = Path(__file__).parent / "rooms.csv"


class Stopped(Exception):
    """The sandbox cannot start, and why, in one sentence."""


def main(words: Sequence[str] | None = None) -> int:
    """Run until Ctrl-C; the exit status."""
    asked = _asked(words)
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell may have left the first one ignored
        signal.signal(number, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            with tempfile.TemporaryDirectory(prefix="sandbox-") as home:
                _run(asked, Path(home))
        except Stopped as stopped:
            sys.stderr.write(f"{stopped}\n")
            return 1
    return 0


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Slack to try an app in.")
    parser.add_argument("--port", type=int, default=3001, help="where the page is (3001)")
    parser.add_argument("--bot-port", type=int, default=3000, help="where the app listens (3000)")
    parser.add_argument("--no-bot", action="store_true", help="start no bot: you start an app of your own")
    parser.add_argument("--database", help="its URL; without it, a fresh SQLite file each time")
    parser.add_argument(
        "--manifest", type=Path, default=MANIFEST, help="what the app may do, and its commands"
    )
    return parser.parse_args(words)


def _run(asked: argparse.Namespace, home: Path) -> None:
    _must_be_free(asked.port)
    if not asked.no_bot:
        _must_be_free(asked.bot_port)
    manifest = _manifest(asked.manifest)
    install = installed(
        manifest,
        signing_secret=secrets.token_hex(16),
        bot_token=f"xoxb-{secrets.token_hex(16)}",
        request_url=f"http://127.0.0.1:{asked.bot_port}/slack/events",
    )
    slack = Slack(install)
    windows = Windows(slack, manifest)
    with serving(slack, windows.routes, asked.port) as base_url:
        if asked.no_bot:
            _say(f"SLACK_API_URL={base_url}/api/ SLACK_BOT_TOKEN={install.bot_token}")
            _say(f"SLACK_SIGNING_SECRET={install.signing_secret}; listen at {install.request_url}")
            _say(f"Open {base_url}")
            threading.Event().wait()
        with _bot(asked, slack, windows, home) as child:
            if _settled(child):
                _say(f"Open {base_url}")
            else:
                _say(f"The bot does not run; the page does: {base_url}")
            threading.Event().wait()


@contextlib.contextmanager
def _bot(asked: argparse.Namespace, slack: Slack, windows: Windows, home: Path) -> Iterator[Child]:
    database = asked.database or f"sqlite:///{home}/varaus.db"
    env = clean_environment(
        SLACK_API_URL=f"{slack.base_url}/api/",
        SLACK_BOT_TOKEN=slack.install.bot_token,
        SLACK_SIGNING_SECRET=slack.install.signing_secret,
        DATABASE_URL=database,
        HOST="127.0.0.1",
        PORT=str(asked.bot_port),
    )
    ready = f"http://127.0.0.1:{asked.bot_port}/ready"
    bot = (sys.executable, "-m", "bot")

    def furnish() -> None:
        _run_once((*bot, "rooms", "import", str(_ROOMS)), env, home)

    child = windows.child = Child(bot, env, home, ready, furnish, _say, windows.refresh)
    _say(f"Database: {database}")
    child.start()
    try:
        yield child
    finally:
        child.stop()


def _settled(child: Child) -> bool:
    """Whether the bot runs, once it does or was given up."""
    while not child.ready.wait(0.05):
        if child.gave_up.is_set():
            return False
    return True


def _run_once(command: Sequence[str], env: dict[str, str], home: Path) -> None:
    """Bring the rooms in; what the bot says of it is said only where it went wrong."""
    done = subprocess.run(  # noqa: S603 - our own words
        command, env=env, cwd=home, capture_output=True, text=True, check=False
    )
    said = (done.stderr or done.stdout).strip().splitlines()
    _say(f"Rooms: {said[-1] if said else 'brought in'}" if done.returncode else "Rooms: brought in")


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Stopped(f"Port {port} cannot be had: {error.strerror}. Choose another.") from error


def _manifest(path: Path) -> Json:
    """The app's manifest; an empty one where there is none to read."""
    try:
        return manifest_of(path)
    except (OSError, yaml.YAMLError) as error:
        _say(f"No commands to complete: {path.name} cannot be read ({type(error).__name__}).")
        return {}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
