"""Trouble that a test orders: what the app is told, and what it is not."""

import http.client
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.people import ADA, BOB, GENERAL
from sandbox.slack import Slack
from tests.sandbox.tiny import asked, posted


def test_slack_fails_when_told_to(slack: Slack, app: App) -> None:
    slack.fails("users.info", retry_after=30)
    slack.fails("auth.test", error="fatal_error")

    with pytest.raises(SlackApiError) as limited:
        app.client.users_info(user=BOB.id)
    assert (limited.value.response.status_code, limited.value.response.headers["retry-after"]) == (429, "30")
    assert asked(app.client, "auth.test")["error"] == "fatal_error"
    assert asked(app.client, "auth.test")["ok"]


def test_a_server_error_is_no_json_that_says_ok(slack: Slack, app: App) -> None:
    slack.fails("users.info", times=2, status=500)

    for _ in range(2):
        with pytest.raises(SlackApiError) as failed:
            app.client.users_info(user=BOB.id)
        assert failed.value.response.status_code == 500
    assert asked(app.client, "users.info", user=BOB.id)["ok"]


def test_a_connection_that_is_cut_once_is_tried_again_by_the_sdk(slack: Slack, app: App) -> None:
    slack.fails("auth.test", lost="reset")

    assert app.client.auth_test()["ok"]
    assert [call.lost for call in slack.calls[-2:]] == ["reset", None]


def test_a_connection_that_is_cut_twice_is_an_error(slack: Slack, app: App) -> None:
    slack.fails("chat.postMessage", times=2, lost="reset")

    with pytest.raises((OSError, http.client.HTTPException)):
        app.client.chat_postMessage(channel=GENERAL.id, text="Aurora")
    assert slack.messages(ADA) == []


@pytest.mark.parametrize(("done", "seen"), [(False, []), (True, ["Aurora"])])
def test_an_answer_that_never_comes_leaves_open_what_was_done(
    slack: Slack, done: Any, seen: list[str]
) -> None:
    impatient = WebClient(slack.install.bot_token, base_url=f"{slack.base_url}/api/", timeout=1)
    slack.fails("chat.postMessage", lost="timeout", done=done)

    with pytest.raises(TimeoutError):
        impatient.chat_postMessage(channel=GENERAL.id, text="Aurora")
    assert [message.text for message in slack.messages(ADA)] == seen


def test_a_response_url_and_an_upload_fail_too(slack: Slack, app: App) -> None:
    @app.command("/book")
    def book(ack: Any) -> None:
        ack()

    url = slack.command(ADA, GENERAL, "/book").payload["response_url"]
    slack.fails("response_url", status=500)
    slack.fails("upload", status=503)

    assert posted(url, text="Aurora")[0] == 500
    assert posted(url, text="Aurora") == (200, "ok")
    with pytest.raises(Exception, match="503"):
        app.client.files_upload_v2(channel=GENERAL.id, content="x", filename="booking.ics")
    assert app.client.files_upload_v2(channel=GENERAL.id, content="x", filename="booking.ics")["ok"]
