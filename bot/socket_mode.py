"""Socket Mode: the same requests, over a connection that we open."""

import json
import logging
import time
from datetime import datetime
from threading import Event
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import send_response
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from booking_core import Clock
from bot.intake import take
from bot.payloads import is_well_formed

log = structlog.get_logger()


class _StampingClient(SocketModeClient):
    """Notes when each request came in, which is not when one of its workers had time for it."""

    def __init__(self, clock: Clock, **options: Any) -> None:
        self.received: dict[str, datetime] = {}
        self._clock = clock
        super().__init__(**options)

    def enqueue_message(self, message: str) -> None:
        envelope = json.loads(message).get("envelope_id") if message.startswith("{") else None
        if envelope is not None:
            self.received[envelope] = self._clock()
        super().enqueue_message(message)


class Receiver:
    """Takes requests from the socket; so many run at once, the others wait in the client's queue."""

    def __init__(self, app: App, app_token: str, clock: Clock, *, concurrency: int) -> None:
        self._app = app
        self._clock = clock
        self.client = _StampingClient(
            clock,
            app_token=app_token,
            logger=logging.getLogger("bot.socket_mode"),  # what it warns of is worth a line
            web_client=app.client,
            concurrency=concurrency,
        )
        self.client.socket_mode_request_listeners.append(self._answer)

    def run(self, stop: Event) -> None:
        """Receive until told to stop."""
        self.client.connect()
        try:
            stop.wait()
        finally:
            self.client.close()

    def _answer(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        received_at = self.client.received.pop(request.envelope_id, None) or self._clock()
        if is_well_formed(request.payload):
            answer = take(self._app, request.payload, received_at)
            send_response(client, request, answer, time.time())
        else:
            log.warning("request", what="socket", outcome="malformed")
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
