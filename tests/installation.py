"""The bot as it is really run: `python -m bot` in a process of its own, against a Slack on this machine.

with serving(Slack()), installation.serves() as bot:
installation.slack.command(ADA, GENERAL, "/book")
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sandbox.child import answers
from sandbox.slack import Slack
from sandbox.wire import over_http
from tests.sources import HERE

PATIENCE = 20.0  # seconds; a machine with much else to do takes several to start the bot
GLANCE = 0.02


@dataclass(frozen=True)
class Installation:
    """A folder and settings with which the bot finds that Slack, which must be served."""

    folder: Path
    slack: Slack
    database_url: str

    def prints(self, *words: str) -> str:
        """What `python -m bot` with these words prints where all goes well."""
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    @property
    def log(self) -> str:
        """All that the bot has written to its log, in all its lives."""
        return self._log.read_text()

    @contextmanager
    def serves(self) -> Iterator["subprocess.Popen[str]"]:
        """The bot, once it is ready and Slack reaches it; told to stop at the end, it must."""
        with kept_port() as port, self._started(port) as process:
            self._await_readiness(process, f"http://127.0.0.1:{port}/ready")
            self.slack.deliver = over_http(f"http://127.0.0.1:{port}/slack/events")
            yield process
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)

    @contextmanager
    def _started(self, port: int) -> Iterator["subprocess.Popen[str]"]:
        command = [sys.executable, "-m", "bot"]
        env = self._environment(PORT=str(port))
        with (
            self._log.open("a") as log,
            subprocess.Popen(command, cwd=self.folder, env=env, stderr=log, text=True) as process,
        ):
            try:
                yield process
            finally:
                process.kill()

    def _await_readiness(self, process: "subprocess.Popen[str]", url: str) -> None:
        given_up_at = time.monotonic() + PATIENCE
        while not answers(url):
            with suppress(subprocess.TimeoutExpired):
                process.wait(GLANCE)
            assert process.returncode is None, self.log
            assert time.monotonic() < given_up_at, self.log

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _environment(self, **more: str) -> dict[str, str]:
        """All that the process needs, and no setting of whoever runs the tests."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(HERE),
            "PYTHONWARNINGS": "error::ResourceWarning",
            "DATABASE_URL": self.database_url,
            "SLACK_API_URL": f"{self.slack.base_url}/api/",
            "SLACK_BOT_TOKEN": self.slack.install.bot_token,
            "SLACK_SIGNING_SECRET": self.slack.install.signing_secret,
            "LOG_FORMAT": "json",
            **more,
        }


@contextmanager
def kept_port() -> Iterator[int]:
    """A free port of this machine that nobody gets before the process that is told of it.

    On Linux a socket that is bound and does not listen keeps others away, from `bind` to port 0 and
    from `connect`, but not whoever asks for that very port with SO_REUSEADDR, as asyncio's servers
    do. Elsewhere that process would be kept away as well, so it is let go at once.
    """
    with socket.socket() as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        keeper.bind(("127.0.0.1", 0))
        port = int(keeper.getsockname()[1])
        if sys.platform != "linux":
            keeper.close()
        yield port
