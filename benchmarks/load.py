"""Who asks, over loopback and from a process of its own: signed `/book` with text, so many at once.

Requests are written and signed before the clock starts; each connection is kept and sends its next
request when the last one was answered. Every answer is looked at.
"""

import asyncio
import hmac
import multiprocessing
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import count, cycle, islice
from multiprocessing.connection import Connection
from typing import Final
from urllib.parse import urlencode

from benchmarks.bots import SECRET
from benchmarks.databases import WORKSPACE

NAMES: Final = (
    *("Aurora", "Borealis", "Helmi", "Sauna", "Sisu", "Taiga", "Kuura", "Routa"),
    *("Halla", "Usva", "Kaarna", "Tuuli", "Pilvi", "Kallio", "Niemi", "Saari"),
)
"""Rooms that the texts name."""
_PEOPLE: Final = ("U0ADA", "U0BOB", "U0CHANDRA")
_QUARTER: Final = timedelta(minutes=15)
_QUARTERS: Final = 48  # from eight in the morning
_LENGTH: Final = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_PATIENCE: Final = 120.0

Span = tuple[float, float]
"""When a request was sent and when it was answered, in seconds."""


@dataclass(frozen=True)
class Order:
    """So many requests, so many at once, shared out among the ports.

    `said` stands in the body of each answer; where it is empty, so is the body.
    """

    ports: tuple[int, ...]
    at_once: int
    requests: int
    said: bytes


@dataclass(frozen=True)
class Load:
    """How long it took, and how many milliseconds each answer."""

    seconds: float
    milliseconds: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.milliseconds) / self.seconds


@dataclass(frozen=True)
class Askers:
    """The process of those who ask, at the other end of a pipe."""

    pipe: Connection

    def ask(self, order: Order) -> Load:
        """What came of it; raises where an answer was not as it should be."""
        self.pipe.send(order)
        came = self.pipe.recv()
        if isinstance(came, Exception):
            raise came
        assert isinstance(came, Load)
        return came


@contextmanager
def askers() -> Iterator[Askers]:
    """The process, begun afresh."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield Askers(here)
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection) -> None:
    texts = _texts()
    while True:
        order: Order = pipe.recv()
        try:
            pipe.send(asyncio.run(_loaded(order, [_signed(text) for text in islice(texts, order.requests)])))
        except Exception as unforeseen:  # noqa: BLE001 — it is raised again where it is read
            pipe.send(RuntimeError(repr(unforeseen)))


async def _loaded(order: Order, requests: Sequence[bytes]) -> Load:
    loop, left = asyncio.get_running_loop(), iter(requests)
    ports = islice(cycle(order.ports), order.at_once)
    lines = [
        (await loop.create_connection(partial(_Line, left, order.said), "127.0.0.1", p))[1] for p in ports
    ]
    for line in lines:
        line.ask()
    async with asyncio.timeout(_PATIENCE):
        taken = [span for spans in await asyncio.gather(*(line.done for line in lines)) for span in spans]
    seconds = max(end for _, end in taken) - min(start for start, _ in taken)
    return Load(seconds, [(end - start) * 1000 for start, end in taken])


class _Line(asyncio.Protocol):
    """One connection: it asks again as soon as it is answered, while there is something left to ask."""

    def __init__(self, left: Iterator[bytes], said: bytes) -> None:
        self.done: asyncio.Future[list[Span]] = asyncio.get_running_loop().create_future()
        self._left = left
        self._said = said
        self._heard = b""
        self._spans: list[Span] = []
        self._asked_at = 0.0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionResetError("hung up"))

    def ask(self) -> None:
        request = next(self._left, None)
        if request is None:
            self.done.set_result(self._spans)
            self._transport.close()
        else:
            self._asked_at = time.perf_counter()
            self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or length is None or len(body) < int(length[1]):
            return
        self._spans.append((self._asked_at, time.perf_counter()))
        self._heard = b""
        if b" 200 " in head[:13] and (self._said in body if self._said else not body):
            self.ask()
        else:
            self.done.set_exception(AssertionError(f"answered {(head + end + body)[:400]!r}"))
            self._transport.close()


def _texts() -> Iterator[str]:
    """Texts that each book a room and a time that no other does."""
    day = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=3)
    for number in count():
        days, quarters = divmod(number, _QUARTERS)
        start = day + timedelta(days=days) + quarters * _QUARTER
        for name in NAMES:
            yield f"{name} {start:%Y-%m-%d %H:%M}-{start + _QUARTER:%H:%M} Standup"


def _signed(text: str) -> bytes:
    """The request as Slack sends it, its head included."""
    stamp, unique = int(time.time()), time.time_ns()
    body = urlencode(
        {
            "command": "/book",
            "text": text,
            "user_id": _PEOPLE[unique % len(_PEOPLE)],
            "team_id": WORKSPACE,
            "channel_id": "C0GENERAL",
            "trigger_id": f"{unique}.1",
            "response_url": "http://127.0.0.1:9/unused",
            "api_app_id": "A0VARAUS",
        }
    ).encode()
    signature = hmac.new(SECRET.encode(), b"v0:%d:%b" % (stamp, body), sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
