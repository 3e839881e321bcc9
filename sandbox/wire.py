"""How a request travels to the app and comes back: signed over HTTP, or over a socket."""

import hashlib
import hmac
import http.client
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from sandbox.people import Install, Json

Answer = tuple[int, Mapping[str, str], bytes]
"""HTTP status (0 where nobody answered), headers, body."""
Deliver = Callable[[bytes, dict[str, str]], Answer]
UNREACHED: Answer = (0, {}, b"")
_WAIT = 10.0  # longer than Slack waits, so that the page can say how late an answer came
_MOST_SOCKETS = 10


@dataclass(frozen=True)
class Request:
    """The very bytes and headers that are sent, signature included."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def with_headers(self, **headers: str) -> "Request":
        """The same body and signature with more headers, `_` read as `-`: a retry says what it is."""
        return changed(self, headers=self.headers | {k.replace("_", "-"): v for k, v in headers.items()})


def signed(install: Install, payload: Json, now: float) -> Request:
    """The payload as Slack encodes its kind, signed with `v0` at that Unix time."""
    kind = "application/x-www-form-urlencoded"
    if payload.get("type") == "event_callback":
        body, kind = json.dumps(payload).encode(), "application/json"
    elif "command" in payload:
        body = urlencode(payload).encode()
    else:
        body = urlencode({"payload": json.dumps(payload)}).encode()
    signature = hmac.new(install.signing_secret.encode(), b"v0:%d:%b" % (now, body), hashlib.sha256)
    return Request(
        body,
        {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": str(int(now)),
            "X-Slack-Signature": f"v0={signature.hexdigest()}",
        },
    )


def over_http(url: str) -> Deliver:
    """A way to deliver to the app's request URL on this machine."""
    parts = urlsplit(url)

    def deliver(body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=_WAIT)
        try:
            connection.request("POST", parts.path or "/", body, headers)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        except (OSError, http.client.HTTPException):
            return UNREACHED
        finally:
            connection.close()

    return deliver


class Sockets:
    """The app's open Socket Mode connections, ten at most, and the answers they owe."""

    def __init__(self) -> None:
        self._sends: list[Callable[[Json], None]] = []
        self._owed: dict[str, Future[Any]] = {}
        self._lock = threading.Lock()
        self.connected = threading.Event()

    def join(self, send: Callable[[Json], None], app_id: str) -> None:
        """Greet a connection and let it take its share of what happens."""
        with self._lock:
            count = len(self._sends) + 1
        if count > _MOST_SOCKETS:
            send({"type": "disconnect", "reason": "too_many_websockets"})
            return
        debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        info = {"connection_info": {"app_id": app_id}, "num_connections": count, "debug_info": debug}
        send({"type": "hello", **info})
        with self._lock:
            self._sends.append(send)
        self.connected.set()

    def leave(self, send: Callable[[Json], None]) -> None:
        """Forget a connection that has closed."""
        with self._lock:
            if send in self._sends:
                self._sends.remove(send)
            if not self._sends:
                self.connected.clear()

    def heard(self, said: Json) -> None:
        """Take an acknowledgement and whatever payload it bears."""
        with self._lock:
            owed = self._owed.pop(said.get("envelope_id", ""), None)
        if owed:
            owed.set_result(said.get("payload"))

    def deliver(self, payload: Json, patience: float) -> Answer:
        """Send an envelope over one socket; its acknowledgement reads as an HTTP answer of 200."""
        envelope = {"envelope_id": str(uuid4()), "payload": payload, **_kind(payload)}
        answer: Future[Any] = Future()
        with self._lock:
            if not self._sends:
                return UNREACHED
            send = self._sends[0]
            self._sends.append(self._sends.pop(0))  # any socket may get any payload
            self._owed[envelope["envelope_id"]] = answer
        try:
            send(envelope)
            said = answer.result(timeout=patience)
        except (OSError, TimeoutError, RuntimeError):
            return UNREACHED
        body = b"" if not said else json.dumps(said).encode()
        return 200, {"content-type": "application/json"}, body


def _kind(payload: Json) -> Json:
    if payload.get("type") == "event_callback":
        return {"type": "events_api", "accepts_response_payload": False}
    if "command" in payload:
        return {"type": "slash_commands", "accepts_response_payload": True}
    return {
        "type": "interactive",
        "accepts_response_payload": payload["type"] in {"view_submission", "block_suggestion"},
    }
