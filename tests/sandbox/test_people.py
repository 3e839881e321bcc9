"""What people do in channels and messages, and what they read."""

from typing import Any

import pytest
from slack_bolt import Ack, App, Respond

from sandbox.people import ADA, BOB, GENERAL
from sandbox.slack import Slack
from sandbox.text import as_text
from tests.sandbox.tiny import Json, asked, button, section


def test_a_click_in_a_message_replaces_it_through_its_response_url(slack: Slack, app: App) -> None:
    @app.command("/book")
    def book(ack: Ack) -> None:
        buttons = {"type": "actions", "elements": [button("Cancel", "cancel", "7")]}
        ack(text="Booked", blocks=[section("*Aurora* for <@U0BOB>"), buttons])

    @app.action("cancel")
    def cancel(ack: Ack, body: Json, respond: Respond) -> None:
        respond(text=f"Cancelled {body['actions'][0]['value']}", replace_original=True)
        ack()

    receipt = slack.command(ADA, GENERAL, "/book").messages[0]
    assert as_text(receipt.blocks, ADA, slack) == "Aurora for @Bob\n[Cancel]"
    with pytest.raises(LookupError):
        slack.act(BOB, receipt, "Cancel")
    done = slack.act(ADA, receipt, "Cancel")

    assert done.payload["container"]["is_ephemeral"] is True
    assert "message" not in done.payload
    assert [(m.ts, m.text, m.blocks) for m in slack.messages(ADA)] == [(receipt.ts, "Cancelled 7", ())]


def test_what_is_said_to_the_channel_shows_the_command_too(slack: Slack, app: App) -> None:
    @app.command("/book")
    def book(ack: Ack, command: Json) -> None:
        ack(text=command["text"], response_type="in_channel")

    slack.command(ADA, GENERAL, "/book", "with @Bob in #general")

    escaped = "with <@U0BOB> in <#C0GENERAL|general>"
    assert [m.text for m in slack.messages(BOB)] == [f"/book {escaped}", escaped]


def test_of_many_like_buttons_the_meant_one_is_pressed(slack: Slack, app: App) -> None:
    heard: list[str] = []

    @app.action("cancel")
    def cancel(ack: Ack, action: Json) -> None:
        heard.append(action["value"])
        ack()

    rows = [section(name, accessory=button("Cancel", "cancel", name)) for name in ("Aurora", "Helmi")]
    asked(app.client, "chat.postMessage", channel=GENERAL.id, text="Yours", blocks=rows)
    message = slack.messages(BOB)[0]
    slack.act(BOB, message, "Cancel", "Helmi")

    assert heard == ["Helmi"]
    with pytest.raises(LookupError, match="2 elements fit 'Cancel'"):
        slack.act(BOB, message, "Cancel")


def test_mentions_and_direct_messages_are_heard(slack: Slack, app: App) -> None:
    heard: list[str] = []

    @app.event("app_mention")
    def mentioned(event: Json) -> None:
        heard.append(event["text"])

    @app.event("message")
    def told(event: Json) -> None:
        heard.append(event["channel_type"])

    slack.say(ADA, GENERAL, "@Varaus hello")
    slack.say(ADA, slack.dm(ADA), "hello")

    assert heard == ["<@U0VARAUS> hello", "im"]


def test_shortcuts_bear_what_slack_gives_them(slack: Slack, app: App) -> None:
    heard: list[Any] = []

    @app.shortcut("book")
    def book(ack: Ack, body: Json) -> None:
        heard.append((body["type"], "response_url" in body, body.get("message", {}).get("text")))
        ack()

    slack.say(BOB, GENERAL, "Shall we meet?")
    slack.global_shortcut(ADA, "book")
    slack.shortcut(ADA, slack.messages(ADA)[0], "book")

    assert heard == [("shortcut", False, None), ("message_action", True, "Shall we meet?")]


def test_dates_are_read_on_the_clock_of_the_viewer(slack: Slack, clock: Any) -> None:
    moment = int(clock()) + 3600
    blocks = [
        section(f"_Aurora_ <!date^{moment}^{{date_short_pretty}} at {{time}}|then> &amp; <https://x.y|there>")
    ]

    assert as_text(blocks, ADA, slack) == "Aurora Today at 18:13 & there"
    assert as_text(blocks, BOB, slack) == "Aurora Today at 11:13 & there"
