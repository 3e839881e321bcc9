"""The bot as it is really run, `python -m bot`, and requests to it as Slack signs and sends them. Linux."""

import hmac
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import cached_property
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from benchmarks.torture_ledger import Agreed, Ledger
from benchmarks.torture_postgres import free_port
from benchmarks.torture_stub import TEAM, Stub
from booking_core import Room, Span

SECRET = "a-secret-of-nobody"
HELSINKI = ZoneInfo("Europe/Helsinki")
FORM = "application/x-www-form-urlencoded"
REFERENCE = re.compile(r"\b[0-9A-F]{6}\b")
_PATIENCE = 30.0
_PATH = "/slack/events"
_triggers = count(1)


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where nothing did."""

    status: int
    body: bytes
    sent_at: float
    """On the clock of `time.monotonic`."""
    seconds: float

    @cached_property
    def said(self) -> dict[str, Any]:
        """The JSON in it, empty where there is none."""
        return dict(json.loads(self.body)) if self.body.startswith(b"{") else {}

    @property
    def words(self) -> str:
        """The text of a message, what stands at the fields of a form, or the title of another form."""
        errors = " ".join(self.said.get("errors", {}).values())
        title = self.said.get("view", {}).get("title", {}).get("text")
        return str(self.said.get("text") or errors or title or "")

    @property
    def grants(self) -> bool:
        """Whether it is a receipt, or a form that has turned into one."""
        return " is yours" in json.dumps(self.said)

    @property
    def unsure(self) -> bool:
        """Whether it leaves open what was done, and says so."""
        return "check what stands" in self.words.casefold()


@dataclass(frozen=True)
class Slot:
    """An hour in a room, Helsinki time."""

    room: Room
    day: date
    hour: int

    @property
    def text(self) -> str:
        """As one types it."""
        return f"{self.room.name} {self.day} {self.hour:02}:00-{self.hour + 1:02}:00"

    @property
    def agreed(self) -> Agreed:
        """The booking of it, as the history writes it."""
        start = datetime.combine(self.day, clock_time(self.hour), HELSINKI)
        span = Span(start, start + timedelta(hours=1))
        return {
            "room": str(self.room.id),
            "start": span.start.isoformat(),
            "end": span.end.isoformat(),
            "state": "booked",
        }


def slots(rooms: tuple[Room, ...]) -> Iterator[Slot]:
    """One after the other, each once."""
    for number in count(2):
        for hour in range(8, 20):
            for room in rooms:
                yield Slot(room, datetime.now(HELSINKI).date() + timedelta(days=number), hour)


@dataclass(frozen=True)
class Bot:
    """A bot that serves at `port`."""

    process: "subprocess.Popen[bytes]"
    port: int
    log: Path

    def sends(self, body: bytes, headers: Mapping[str, str], patience: float = 10) -> Answer:
        """A request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        sent_at = time.monotonic()
        try:
            connection.request("POST", _PATH, body, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read(), sent_at, time.monotonic() - sent_at)
        except (OSError, http.client.HTTPException):
            return Answer(0, b"", sent_at, time.monotonic() - sent_at)
        finally:
            connection.close()

    def commanded(self, text: str, user: str, trigger: str, name: str = "/book") -> Answer:
        """A slash command."""
        body = urlencode(command(text, user, trigger, name)).encode()
        return self.sends(body, signed(body))

    def books(self, slot: Slot, user: str, ledger: Ledger) -> Answer:
        """`/book` with the slot, entered in the ledger as it was answered."""
        trigger = new_trigger()
        answer = self.commanded(slot.text, user, trigger)
        enter(ledger, f"trigger:{trigger}", answer, slot)
        return answer

    @property
    def ready(self) -> bool:
        """Whether `/ready` is answered with 200 within a second."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def resident(self) -> int:
        """Bytes of memory."""
        return int(self._status("VmRSS")) * 1024

    @property
    def threads(self) -> int:
        """How many threads it has."""
        return int(self._status("Threads"))

    def complaints(self, event: str) -> int:
        """How many lines of its log are of that kind."""
        return self.log.read_text().count(f'"event": "{event}"')

    def _status(self, name: str) -> str:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(line.split()[1] for line in status.splitlines() if line.startswith(name))


@contextmanager
def bot(folder: Path, database_url: str, slack: Stub) -> Iterator[Bot]:
    """The bot, once it is ready, until the block ends."""
    port, log = free_port(), folder / "bot.log"
    with log.open("ab") as lines, _started(folder, database_url, slack, port, lines) as process:
        served = Bot(process, port, log)
        given_up_at = time.monotonic() + _PATIENCE
        while not served.ready:
            if process.poll() is not None or time.monotonic() > given_up_at:
                raise RuntimeError(f"the bot did not start: {log.read_text()}")
            time.sleep(0.05)
        yield served


@contextmanager
def _started(
    folder: Path, database_url: str, slack: Stub, port: int, log: Any
) -> Iterator["subprocess.Popen[bytes]"]:
    here = str(Path(__file__).parent.parent)
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": here,
        "DATABASE_URL": database_url,
        "SLACK_API_URL": f"{slack.base_url}/api/",
        "SLACK_BOT_TOKEN": "xoxb-nobody",
        "SLACK_SIGNING_SECRET": SECRET,
        "LOG_FORMAT": "json",
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "bot"]
    with subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def enter(ledger: Ledger, key: str, answer: Answer, slot: Slot) -> None:
    """What a person may take the answer for: it is theirs, it is not, or nobody said."""
    if answer.grants:
        ledger.acknowledged[key] = slot.agreed
    elif answer.unsure:
        ledger.doubtful[key] = answer.words
    elif answer.status == 200 and answer.body:
        ledger.refused[key] = gist(answer.words)


def gist(words: str) -> str:
    """The first words of a refusal, without the facts in it: so far they are the same for all who get it."""
    return re.split(r"[,.*<]", words.removeprefix(":no_entry_sign: "))[0].strip()


def new_trigger() -> str:
    """A trigger_id that was not used before."""
    return f"{next(_triggers)}.{time.time_ns()}"


def command(text: str, user: str, trigger: str, name: str = "/book") -> dict[str, str]:
    """The fields of a slash command."""
    return {
        "command": name,
        "text": text,
        "user_id": user,
        "team_id": TEAM,
        "channel_id": "C0GENERAL",
        "trigger_id": trigger,
        "response_url": "http://127.0.0.1:9/unused",
        "api_app_id": "A0VARAUS",
    }


def signed(body: bytes, *, secret: str = SECRET, age: int = 0, kind: str = FORM) -> dict[str, str]:
    """The headers with which Slack would send that body, so many seconds ago."""
    stamp = str(int(time.time()) - age)
    signature = hmac.new(secret.encode(), b"v0:%b:%b" % (stamp.encode(), body), sha256).hexdigest()
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
