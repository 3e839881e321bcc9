"""The bot as it is really run, `python -m bot` in a process of its own, and what stands beside it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from benchmarks.databases import Place

SECRET: Final = "bench-secret"
_HERE: Final = Path(__file__).parent.parent
_PATIENCE: Final = 30.0
_GLANCE: Final = 0.002


@dataclass(frozen=True)
class Bot:
    """A running server: its port on this machine, its process, and how long it took to be ready."""

    port: int
    pid: int
    seconds_to_ready: float

    @property
    def megabytes(self) -> float:
        """How much memory it has resident."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


@contextmanager
def slack() -> Iterator[str]:
    """A Slack for bots; the URL of its Web API."""
    with _process("benchmarks.slack_stub", {}, stdout=subprocess.PIPE) as (process, _):
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/api/"


@contextmanager
def running(module: str, place: Place, slack_url: str) -> Iterator[Bot]:
    """`python -m bot`, or another module that takes its settings, once it is ready."""
    port = _free_port()
    settings = {
        "DATABASE_URL": place.url,
        "SLACK_API_URL": slack_url,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "LOG_FORMAT": "json",
        "PORT": str(port),
    }
    started = time.perf_counter()
    with _process(module, settings) as (process, log):
        while not _is_ready(port):
            if process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                raise RuntimeError(f"{module} is not ready: {log.read_text()[-2000:]}")
            time.sleep(_GLANCE)
        yield Bot(port, process.pid, time.perf_counter() - started)


@contextmanager
def _process(
    module: str, settings: dict[str, str], stdout: int = subprocess.DEVNULL
) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    """That module in a process, in a folder of its own and with no setting of whoever measures; its log."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(_HERE), **settings}
    with tempfile.TemporaryDirectory(prefix="varaus-bench-") as folder:
        log = Path(folder) / "log"
        with (
            log.open("w") as written,
            subprocess.Popen(
                [sys.executable, "-m", module],
                cwd=folder,
                env=environment,
                stdout=stdout,
                stderr=written,
                text=True,
            ) as process,
        ):
            try:
                yield process, log
            finally:
                process.kill()


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _free_port() -> int:
    """A port that nobody listens at; whoever is started next has it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
