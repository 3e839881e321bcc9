"""The app as a child process: started, looked after, started again when it dies."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

State = Literal["starting", "running", "down"]

_QUICK = 10.0  # seconds: who dies sooner has not lived
_MOST_QUICK_DEATHS = 3
_FAREWELL = 5.0


class Child:
    """One process that ought to run: `say` gets a line for each turn, `changed` a call.

    It runs in `home`; `ready_url` answers 200 once it can be used, and `furnish` is called the first
    time it does. What it prints goes to the error output as it is.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        home: Path,
        ready_url: str,
        furnish: Callable[[], None],
        say: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self.state: State = "starting"
        self.note = ""
        self.pause = 0.5  # seconds between a death and the next life
        self.ready = threading.Event()
        self.gave_up = threading.Event()
        self._command = tuple(command)
        self._env = dict(env)
        self._home = home
        self._ready_url = ready_url
        self._furnish: Callable[[], None] | None = furnish
        self._say = say
        self._changed = changed
        self._last_line = ""
        self._process: subprocess.Popen[str] | None = None
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)

    def start(self) -> None:
        """Start it, or start it again after it was given up."""
        self.gave_up.clear()
        self._wanted.set()
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """End it, kindly at first."""
        self._ended.set()
        self._wanted.set()
        if self._process is not None:
            self._process.terminate()
        if self._thread.is_alive():
            self._thread.join(_FAREWELL)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _live(self) -> None:
        deaths = 0
        while not self._ended.is_set():
            begun = time.monotonic()
            status = self._run()
            if self._ended.is_set():
                return
            deaths = deaths + 1 if time.monotonic() - begun < _QUICK else 1
            self._mourn(status, for_good=deaths >= _MOST_QUICK_DEATHS)
            if deaths >= _MOST_QUICK_DEATHS:
                deaths = 0
                self._wanted.wait()
            else:
                self._ended.wait(self.pause)

    def _run(self) -> int:
        """Run it until it ends; its exit status."""
        self._become("starting", "")
        with subprocess.Popen(  # noqa: S603 - our own words
            self._command,
            env=self._env,
            cwd=self._home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl-C is ours to pass on
        ) as process:
            self._process = process
            if self._ended.is_set():  # stopped between two lives
                process.terminate()
            listener = threading.Thread(target=self._listen, args=(process,), daemon=True)
            listener.start()
            self._await(process)
            status = process.wait()
            listener.join(1)
        return status

    def _await(self, process: "subprocess.Popen[str]") -> None:
        while process.poll() is None and not self._ended.is_set():
            if answers(self._ready_url):
                if self._furnish:
                    self._furnish()
                    self._furnish = None
                self._say(f"The bot runs (process {process.pid}).")
                self._become("running", "")
                self.ready.set()
                return
            self._ended.wait(0.05)

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            self._last_line = line.strip() or self._last_line
            sys.stderr.write(line)
            sys.stderr.flush()

    def _mourn(self, status: int, *, for_good: bool) -> None:
        self.ready.clear()
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        said = f": {self._last_line}" if status > 0 and self._last_line else ""
        note = f"The bot {how}{said}"
        self._say(f"{note} — {'given up; start it on the page' if for_good else 'starting it again'}.")
        if for_good:
            self._wanted.clear()
            self.gave_up.set()
        self._become("down", note)

    def _become(self, state: State, note: str) -> None:
        self.state, self.note = state, note
        self._changed()


def answers(url: str) -> bool:
    """Whether a GET of that URL on this machine is answered with 200 within a second."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=1)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def clean_environment(**ours: str) -> dict[str, str]:
    """The environment without what the app would read of another Slack, and with ours."""
    theirs = ("SLACK_", "VARAUS_", "DATABASE_", "LOG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    here = str(Path(__file__).parent.parent)
    path = os.pathsep.join(part for part in (here, os.environ.get("PYTHONPATH")) if part)
    return kept | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"} | ours
