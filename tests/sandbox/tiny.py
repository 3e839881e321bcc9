"""Blocks, and what a tiny app does with them."""

import json
import urllib.error
import urllib.request
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.people import ADA, GENERAL
from sandbox.slack import Slack
from sandbox.wire import Answer
from sandbox.workspace import Message, View

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str, action_id: str, value: str = "v") -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value}


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id.title()),
        "element": {"action_id": "it", **element},
        **more,
    }


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


def select(count: int) -> Json:
    return {"type": "static_select", "options": [option(f"Room {n}") for n in range(count)]}


def modal(*blocks: Json, title: str = "Book", **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "submit": plain("Book"), "blocks": list(blocks), **more}


FORM = modal(
    field("room", {"type": "static_select", "options": [option("Aurora"), option("Helmi")]}),
    field("title", {"type": "plain_text_input"}, optional=True),
    field("day", {"type": "datepicker"}, optional=True),
    field("start", {"type": "timepicker", "initial_time": "10:00", "timezone": "Europe/Helsinki"}),
    field("guests", {"type": "multi_users_select"}, optional=True),
    field("wants", {"type": "checkboxes", "options": [option("Screen")]}, optional=True),
    callback_id="form",
    notify_on_close=True,
)


MANIFEST: Json = {
    "display_information": {"name": "Tiny"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "shortcuts": [{"name": "Book a room for this", "type": "message", "callback_id": "book_for_message"}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "files:write", "im:write", "channels:history"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]}},
}


def content(_body: bytes, _headers: dict[str, str]) -> Answer:
    """An app that is content with everything."""
    return 200, {}, b""


def calls(slack: Slack, method: str, **args: Any) -> Json:
    """What a call of the Web API with the app's own token is answered, refused or not."""
    return slack.api(method, slack.install.bot_token, args).answer


def said(slack: Slack, text: str, **more: Any) -> Message:
    """A message of the app in #general."""
    ts = calls(slack, "chat.postMessage", channel=GENERAL.id, text=text, **more)["ts"]
    return next(one for one in slack.messages(ADA, GENERAL) if one.ts == ts)


def opens(app: App, view: Json) -> list[Any]:
    """Let /book open that modal; what Slack answered, or the error it named, comes back here."""
    answers: list[Any] = []

    @app.command("/book")
    def book(ack: Ack, body: Json, client: WebClient) -> None:
        answers.append(asked(client, "views.open", trigger_id=body["trigger_id"], view=view))
        ack()

    return answers


def asked(client: WebClient, method: str, **args: Any) -> Any:
    """What a call of the Web API is answered, refused or not."""
    try:
        return client.api_call(method, json=args).data
    except SlackApiError as error:
        return error.response.data


def opened(slack: Slack, app: App, view: Json) -> View:
    opens(app, view)
    return shown(slack.command(ADA, GENERAL, "/book").view)


def shown(view: View | None) -> View:
    assert view is not None
    return view


def posted(url: str, **said: Any) -> tuple[int, str]:
    request = urllib.request.Request(url, json.dumps(said).encode(), {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
