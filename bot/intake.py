"""What comes in from Slack, over HTTP or Socket Mode, goes through here to the app; one log line each."""

import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from bot.payloads import name_of

log = structlog.get_logger()


def take(app: App, body: Mapping[str, Any], received_at: datetime) -> BoltResponse:
    """The app's answer to a request that came in at `received_at` and whose origin is proven.

    The body is parsed by now, so both ways in are the same to Bolt; its own parser of HTTP bodies
    loses every command with the word "payload" in it. The reference in the log is the one that
    people see when something goes wrong.
    """
    started = time.perf_counter()
    reference = secrets.token_hex(3).upper()
    with structlog.contextvars.bound_contextvars(request=reference):
        try:
            request = BoltRequest(
                mode="socket_mode",
                body=dict(body),
                context={"received_at": received_at, "reference": reference},
            )
            response = app.dispatch(request)
        except Exception as unreadable:  # noqa: BLE001 — ours are all told by `refuse`; this is Bolt's own
            log.warning("request", what="http", outcome="malformed", error=type(unreadable).__name__)
            return BoltResponse(status=400, body="malformed")
        booking = request.context.get("booking")
        log.info(
            "request",
            what=name_of(body),
            outcome=request.context.get("outcome", "ok" if response.status == 200 else "unhandled"),  # noqa: PLR2004
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
            workspace=request.context.enterprise_id or request.context.team_id,
            booking=booking.reference if booking else None,
        )
    return response
