"""As much of Slack's Web API as the bot calls, and as bad as it is told to be.

It says yes to everything, keeps what it was given by whom it was for, and where `misbehaves` names a
trouble it makes that instead of an answer.
"""

import json
import socket
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

Trouble = Literal["429", "500", "time-out", "reset"]
TROUBLES: tuple[Trouble, ...] = ("429", "500", "time-out", "reset")

TEAM = "T0VARAUS"
_LONGER_THAN_THE_BOT_WAITS = 1.5  # seconds
_NOTHING_UNSENT = struct.pack("ii", 1, 0)  # SO_LINGER: to close is to reset


@dataclass
class Heard:
    """What the bot said to one person, and what of it Slack took."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    troubled: int = 0


class Stub:
    """One workspace; everyone in it is a full member in Helsinki, and those called Ada are admins."""

    def __init__(self) -> None:
        self.base_url = ""
        self.misbehaves: Callable[[], Trouble | None] = lambda: None
        self.troubles: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._heard: defaultdict[str, Heard] = defaultdict(Heard)
        self._numbers = count(1)
        self._lock = threading.Lock()

    def heard(self, place: str) -> Heard:
        """What was said there: to a person's id, a trigger's or at a response_url's last part."""
        with self._lock:
            return self._heard[place]

    def call(self, method: str, place: str, args: dict[str, Any]) -> Trouble | dict[str, Any]:
        """The answer to a call, or the trouble with it."""
        with self._lock:
            trouble = self.misbehaves()
            self.calls[method] += 1
            if trouble is not None:
                self.troubles[trouble] += 1
                self._heard[place].troubled += 1
                return trouble
            number = next(self._numbers)
            self._heard[place].taken.append({"method": method, **args})
        return _ANSWERS.get(method, _yes)(number, args)


def _yes(number: int, _args: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "ts": f"{number}.000001", "channel": "D0ADA"}


def _auth(_number: int, _args: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "team_id": TEAM, "user_id": "U0VARAUS", "bot_id": "B0VARAUS"}


def _user(_number: int, args: dict[str, Any]) -> dict[str, Any]:
    id_ = str(args["user"])
    if not id_.startswith("U0"):
        return {"ok": False, "error": "user_not_found"}
    name = next((name for name in ("Ada", "Bob", "Chandra") if name.upper() in id_), "Chandra")
    facts = {"id": id_, "team_id": TEAM, "name": name, "real_name": name, "tz": "Europe/Helsinki"}
    return {"ok": True, "user": {**facts, "locale": "en-GB", "is_admin": name == "Ada"}}


def _view(number: int, args: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "view": {"id": f"V{number}", "hash": f"{number}.h", "of": args.get("trigger_id")}}


_ANSWERS: dict[str, Callable[[int, dict[str, Any]], dict[str, Any]]] = {
    "auth.test": _auth,
    "users.info": _user,
    "views.open": _view,
    "views.update": _view,
    "views.push": _view,
}


@contextmanager
def stub() -> Iterator[Stub]:
    """A stub that is served until the block ends."""
    slack = Stub()

    class Handler(_Handler):
        stub = slack

    with _Server(("127.0.0.1", 0), Handler) as server:
        slack.base_url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield slack
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, *_args: object) -> None:
        """Who hangs up before the answer is none of our concern."""


class _Handler(BaseHTTPRequestHandler):
    stub: Stub

    def do_POST(self) -> None:
        args = _arguments(self.rfile.read(int(self.headers.get("content-length") or 0)), self.headers)
        _, kind, name = urlsplit(self.path).path.split("/")
        method = "response_url" if kind == "response" else name
        place = name if kind == "response" else str(args.get("trigger_id") or args.get("channel") or "")
        answer = self.stub.call(method, place, args)
        if isinstance(answer, str):
            self._troubles(answer)
        else:
            self._says(200, answer)

    do_GET = do_POST  # noqa: N815 — the library's name

    def log_message(self, *_args: object) -> None:
        """Nothing."""

    def _troubles(self, trouble: Trouble) -> None:
        match trouble:
            case "429":
                self._says(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "30"})
            case "500":
                self._says(500, {"ok": False, "error": "internal_error"})
            case "time-out":
                time.sleep(_LONGER_THAN_THE_BOT_WAITS)
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOTHING_UNSENT)
                self.connection.close()

    def _says(self, status: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _arguments(body: bytes, headers: Any) -> dict[str, Any]:
    if str(headers.get("content-type", "")).startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return {k: json.loads(v) if k in ("view", "blocks") else v for k, v in form.items()}
