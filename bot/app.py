"""`make_app`: where the office, the settings and Slack are put together."""

import logging

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from booking_core import Office
from bot.context import Doorkeeper
from bot.listeners import register
from bot.patience import PatientClient
from bot.refusals import refuse
from bot.settings import DatabaseSettings, Settings
from bot.teller import Teller

CALL_TIMEOUT = 1
"""Seconds for one call to Slack: two of them must fit in the three for which it listens."""

ERRAND_TIMEOUT = 10
"""Seconds for one call to Slack where nobody waits for it; files take their time."""


def make_client(settings: DatabaseSettings) -> WebClient:
    """Slack's Web API, under the bot's token."""
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=CALL_TIMEOUT,
        retry_handlers=[],  # each naps before it tries again; who asked is waiting
    )


def make_teller(office: Office, settings: Settings) -> Teller:
    """Who tells what is due; it asks Slack patiently, and nobody waits for it."""
    client = PatientClient(
        office.clock,
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=ERRAND_TIMEOUT,
        retry_handlers=[],  # what fails is tried again as an errand
    )
    return Teller(office, client)


def make_app(office: Office, settings: Settings) -> App:
    """The Bolt app. Signatures are checked before it, in `server`; Socket Mode has none."""
    client = make_client(settings)
    # Bolt logs the bodies of requests that it does not know; what is worth a line stands in ours.
    silence = logging.getLogger("bot.bolt")
    silence.setLevel(logging.CRITICAL)
    app = App(
        client=client,
        logger=silence,
        process_before_response=True,  # the listener runs in this thread, and its ack is the answer
        request_verification_enabled=False,
        ssl_check_enabled=False,
        raise_error_for_unhandled_request=False,
        authorize=lambda enterprise_id, team_id, user_id: AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, user_id=user_id, bot_token=settings.slack_bot_token
        ),
    )
    app.use(Doorkeeper(office, settings))
    app.error(refuse)
    register(app, settings)
    return app
