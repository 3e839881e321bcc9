"""The ASGI app: `POST /slack/events`, `GET /health` and `GET /ready`.

What Slack did not sign goes no further, and what it did goes to Bolt in a worker thread, never on
the event loop.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

import anyio
import structlog
from anyio.to_thread import run_sync
from slack_bolt import App
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from booking_core import Clock, Office, Refusal
from bot.intake import take
from bot.payloads import is_well_formed

log = structlog.get_logger()

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
SIGNATURE_LIFETIME = 300  # seconds (docs.slack.dev, verifying requests from Slack)


class Malformed(Exception):
    """The body is signed, and yet neither a form nor JSON as Slack sends it."""


class TooLarge(Exception):
    """The body is larger than anything Slack sends."""


def make_server(app: App, office: Office, *, signing_secret: str, concurrency: int) -> Starlette:
    """The HTTP side; so many requests run at once, the others wait their turn."""
    door = _Door(app, office.clock, signing_secret, concurrency)

    async def ready(_request: Request) -> Response:
        try:
            await run_sync(office.check_answers)
        except Refusal:
            return PlainTextResponse("the database does not answer", status_code=503)
        return PlainTextResponse("ready")

    return Starlette(
        routes=[
            Route("/slack/events", door.enter, methods=["POST"]),
            Route("/health", _health, methods=["GET"]),
            Route("/ready", ready, methods=["GET"]),
        ]
    )


async def _health(_request: Request) -> Response:
    return PlainTextResponse("alive")


class _Door:
    """Checks what comes in, and hands it to Bolt."""

    def __init__(self, app: App, clock: Clock, signing_secret: str, concurrency: int) -> None:
        self._app = app
        self._clock = clock
        self._secret = signing_secret.encode()
        self._limiter = anyio.CapacityLimiter(concurrency)

    async def enter(self, request: Request) -> Response:
        received_at = self._clock()
        try:
            raw = await _read(request)
        except TooLarge:
            return _refused("too_large", 413)
        except ClientDisconnect:
            return _refused("hung_up", 400)
        if not self._signed(raw, request.headers, received_at):
            return _refused("not_signed", 401)
        try:
            body = parse(raw, request.headers.get("content-type", ""))
        except Malformed:
            return _refused("malformed", 400)
        received_at = _sent_at(request.headers, received_at)
        if body.get("type") == "url_verification":
            return PlainTextResponse(str(body.get("challenge", "")))
        answer = await run_sync(partial(take, self._app, body, received_at), limiter=self._limiter)
        headers = {name: values[0] for name, values in answer.headers.items()}
        return Response(answer.body, answer.status, headers)

    def _signed(self, raw: bytes, headers: Mapping[str, str], now: datetime) -> bool:
        """Whether Slack signed that body, no longer ago than it says a signature is good for."""
        stamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not re.fullmatch(r"\d{1,12}", stamp, re.ASCII):
            return False
        if abs(now.timestamp() - int(stamp)) > SIGNATURE_LIFETIME:
            return False
        # Not by slack_sdk: its verifier decodes the body first, and trips over one that is no UTF-8.
        expected = hmac.new(self._secret, b"v0:%b:%b" % (stamp.encode(), raw), sha256)
        return hmac.compare_digest(f"v0={expected.hexdigest()}".encode(), signature.encode())


def _sent_at(headers: Mapping[str, str], received_at: datetime) -> datetime:
    """When Slack sent it, as far as its stamp can be trusted: that is where Slack counts its 3 s from.

    In a crowd a request waits for the event loop before anything of ours sees it. The stamp is of whole
    seconds, and a clock of ours that goes wrong costs two seconds of patience at most.
    """
    stamped = datetime.fromtimestamp(int(headers["x-slack-request-timestamp"]) + 1, received_at.tzinfo)
    return max(min(received_at, stamped), received_at - timedelta(seconds=2))


def parse(raw: bytes, content_type: str) -> dict[str, Any]:
    """The payload in a signed body: an event's JSON, the JSON in a form's `payload`, or a command's form.

    Raises Malformed for anything else.
    """
    try:
        text = raw.decode()
        if content_type.startswith("application/json"):
            body = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
            body = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError) as unreadable:
        raise Malformed from unreadable
    if not isinstance(body, dict) or not (is_well_formed(body) or body.get("type") == "url_verification"):
        raise Malformed
    return body


async def _read(request: Request) -> bytes:
    """The body, as far as it is small enough; the stream of one that is not is left unread."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise TooLarge
    return raw


def _refused(outcome: str, status: int) -> Response:
    log.info("request", what="http", outcome=outcome)
    return PlainTextResponse(outcome, status_code=status)
