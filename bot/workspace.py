"""What Slack says of our tokens: which workspace they are for, and whether they are good."""

from collections.abc import Callable
from functools import partial

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.app import make_client
from bot.reply import SLACK_TROUBLE, error_name
from bot.settings import DatabaseSettings, Settings


class NotConnected(Exception):
    """Slack cannot be asked, or does not take a token: `refused` tells which of the two."""

    def __init__(self, why: str, *, refused: bool) -> None:
        super().__init__(why)
        self.refused = refused


def workspace_key(settings: DatabaseSettings) -> str:
    """The id of the workspace, or of the organisation where the app is installed in all of it."""
    if not settings.slack_bot_token:
        raise NotConnected("SLACK_BOT_TOKEN is missing: name the workspace with --workspace", refused=False)
    said = _asked("SLACK_BOT_TOKEN", make_client(settings).auth_test)
    return str(said.get("enterprise_id") or said["team_id"])


def check_app_token(settings: Settings) -> None:
    """Nothing, where Socket Mode is not asked for or its token is good; else NotConnected."""
    if settings.slack_app_token is not None:
        opens = partial(make_client(settings).apps_connections_open, app_token=settings.slack_app_token)
        _asked("SLACK_APP_TOKEN", opens)


def _asked(token: str, call: Callable[[], SlackResponse]) -> SlackResponse:
    try:
        return call()
    except SlackApiError as refused:
        raise NotConnected(f"{token}: Slack says {error_name(refused)}", refused=True) from refused
    except SLACK_TROUBLE as trouble:
        raise NotConnected(f"Slack is not reached: {error_name(trouble)}", refused=False) from trouble
