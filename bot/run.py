"""`run`: the bot, from its settings to its end."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import structlog
import uvicorn

from booking_core import Engine, Office, OldSchema, check_schema, make_engine, migrate
from bot.app import make_app, make_teller
from bot.phrase import warm
from bot.server import make_server
from bot.settings import DatabaseSettings, Settings
from bot.socket_mode import Receiver
from bot.workspace import NotConnected, check_app_token, workspace_key

log = structlog.get_logger()

SPARE_CONNECTIONS = 3
"""Beside those of the requests: `/ready` must be answered and errands done while all of them are at work."""


def run(settings: Settings) -> None:
    """Serve until told to stop.

    Raises OldSchema where PostgreSQL is not of this version, Busy where it does not answer, and
    NotConnected for a token that Slack refuses.
    """
    with opened(settings, connections=settings.varaus_concurrency + SPARE_CONNECTIONS) as office:
        _serve(office, settings)


def _serve(office: Office, settings: Settings) -> None:
    try:
        log.info("starting", workspace=workspace_key(settings))
        check_app_token(settings)
    except NotConnected as unknown:
        if unknown.refused:
            raise
        log.warning("slack_not_reached", why=str(unknown))  # it may be back before the first request
    warm()
    stop = _told_to_stop()
    with make_teller(office, settings).at_work():
        _receive(office, settings, stop)


def _receive(office: Office, settings: Settings, stop: Event) -> None:
    app = make_app(office, settings)
    # What is loaded by now stays: to search all of it for garbage again would hold up who asks meanwhile.
    gc.freeze()
    if settings.slack_app_token is not None:
        receiver = Receiver(
            app, settings.slack_app_token, office.clock, concurrency=settings.varaus_concurrency
        )
        receiver.run(stop)
    else:
        server = make_server(
            app,
            office,
            signing_secret=settings.slack_signing_secret or "",
            concurrency=settings.varaus_concurrency,
        )
        # It takes over the signals, and at its end gives them back to us: what follows is done.
        uvicorn.run(server, host=settings.host, port=settings.port, log_config=None, access_log=False)


@contextmanager
def opened(settings: DatabaseSettings, *, connections: int = 1) -> Iterator[Office]:
    """The office on its database; SQLite is migrated on the way, PostgreSQL by `migrate` alone."""
    engine = make_engine(settings.database_url, connections=connections)
    try:
        bring_up_to_date(engine, settings)
        yield Office(engine)
    finally:
        engine.dispose()


def bring_up_to_date(engine: Engine, settings: DatabaseSettings) -> None:
    """Nothing, where the database is of this version or can be made so unasked; else OldSchema, or Busy."""
    Office(engine).check_answers()
    try:
        check_schema(engine)
    except OldSchema:
        if not settings.on_sqlite:
            raise
        migrate(engine)


def _told_to_stop() -> Event:
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
