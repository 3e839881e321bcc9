"""Threads: people reply, the app reads them, and picks up where a shortcut was used."""

from typing import Any

import pytest
from slack_bolt import Ack, App

from sandbox.manifest import installed
from sandbox.people import ADA, BOB, CHANDRA, GENERAL, RANDOM, Channel
from sandbox.slack import Slack
from sandbox.workspace import Message
from tests.sandbox.tiny import MANIFEST, Json, asked, calls, content, modal, said, section, shown


def thread(slack: Slack, *replies: str) -> Message:
    """A message of Bob's with replies of Chandra's."""
    slack.say(BOB, GENERAL, "Shall we meet?")
    first = slack.messages(BOB, GENERAL)[0]
    for text in replies:
        slack.reply(CHANDRA, first, text)
    return first


def read(slack: Slack, message: Message, **more: Any) -> Json:
    return calls(slack, "conversations.replies", channel=message.channel, ts=message.ts, **more)


def test_the_app_reads_a_thread_whole_and_in_order(slack: Slack, app: App) -> None:
    first = thread(slack, "At ten?", "For four")
    said(slack, "Beside it")
    calls(slack, "chat.postEphemeral", channel=GENERAL.id, user=ADA.id, text="Psst", thread_ts=first.ts)

    answer = app.client.conversations_replies(channel=GENERAL.id, ts=first.ts).data

    assert isinstance(answer, dict)
    [parent, ten, four] = answer["messages"]
    assert [one["text"] for one in (parent, ten, four)] == ["Shall we meet?", "At ten?", "For four"]
    assert {
        key: parent[key] for key in ("user", "thread_ts", "reply_count", "reply_users", "latest_reply")
    } == {
        "user": "U0BOB",
        "thread_ts": first.ts,
        "reply_count": 2,
        "reply_users": ["U0CHANDRA"],
        "latest_reply": four["ts"],
    }
    assert (ten["user"], ten["thread_ts"], ten["parent_user_id"]) == ("U0CHANDRA", first.ts, "U0BOB")
    assert answer["has_more"] is False


def test_a_message_that_nobody_answered_is_a_thread_of_one(slack: Slack) -> None:
    first = thread(slack)

    assert [set(one) for one in read(slack, first)["messages"]] == [{"type", "user", "text", "ts", "team"}]


def test_a_long_thread_comes_in_pages(slack: Slack) -> None:
    first = thread(slack, "1", "2", "3")
    page = read(slack, first, limit="2")
    last = read(slack, first, limit="2", cursor=page["response_metadata"]["next_cursor"])
    pages = [[one["text"] for one in answer["messages"]] for answer in (page, last)]

    assert pages == [["Shall we meet?", "1"], ["2", "3"]]
    assert (page["has_more"], last["has_more"], "response_metadata" in last) == (True, False, False)
    assert read(slack, first, cursor="elsewhere")["error"] == "invalid_cursor"
    assert read(slack, first, limit="many")["error"] == "invalid_arguments"


def test_a_thread_is_read_only_where_the_app_is_a_member(slack: Slack) -> None:
    slack.say(BOB, RANDOM, "Among us")
    there = slack.messages(BOB, RANDOM)[0]

    assert read(slack, there)["error"] == "not_in_channel"
    assert (
        calls(slack, "conversations.replies", channel=GENERAL.id, ts=there.ts)["error"] == "thread_not_found"
    )
    assert calls(slack, "conversations.replies", channel=BOB.id, ts=there.ts)["error"] == "channel_not_found"


def test_reading_asks_for_the_scope_of_that_kind_of_channel() -> None:
    secret = Channel("C0SECRET", "secret", frozenset({ADA.id}), is_private=True)
    slack = Slack(installed(MANIFEST), deliver=content, channels=[GENERAL, secret])
    answers = {}
    for channel in (GENERAL, secret, slack.dm(ADA)):
        slack.say(ADA, channel, "Hello")
        answers[channel.name] = read(slack, slack.messages(ADA, channel)[0])

    provided = "channels:history,chat:write,files:write,im:write"
    assert answers["general"]["ok"]
    assert answers["secret"] == {
        "ok": False,
        "error": "missing_scope",
        "needed": "groups:history",
        "provided": provided,
    }
    assert (answers["directmessage"]["error"], answers["directmessage"]["needed"]) == (
        "missing_scope",
        "im:history",
    )


def test_a_mention_in_a_thread_says_in_which(slack: Slack, app: App) -> None:
    heard: list[Any] = []

    @app.event("app_mention")
    def mentioned(event: Json) -> None:
        heard.append((event["text"], event["thread_ts"]))

    first = thread(slack, "At ten?")
    slack.reply(ADA, slack.messages(ADA, GENERAL)[1], "@Varaus book it")

    assert heard == [("<@U0VARAUS> book it", first.ts)]


def test_what_only_one_person_sees_has_no_thread(slack: Slack) -> None:
    calls(slack, "chat.postEphemeral", channel=GENERAL.id, user=ADA.id, text="Psst")
    [private] = slack.messages(ADA)

    with pytest.raises(LookupError, match="what only one person sees"):
        slack.reply(ADA, private, "What?")
    with pytest.raises(LookupError, match="what only one person sees"):
        slack.shortcut(ADA, private, "book_for_message")


def test_a_shortcut_on_a_message_bears_what_slack_gives_it(slack: Slack, app: App) -> None:
    opened: list[Any] = []

    @app.shortcut("book_for_message")
    def book(ack: Ack, body: Json) -> None:
        view = modal(section(body["message"]["text"]))
        opened.append(asked(app.client, "views.open", trigger_id=body["trigger_id"], view=view)["ok"])
        ack()

    first = thread(slack, "At ten?")
    [_, reply] = slack.messages(ADA, GENERAL)
    done = slack.shortcut(ADA, reply, "book_for_message")

    payload = done.payload
    changing = {"trigger_id", "response_url", "action_ts"}
    assert {key: value for key, value in payload.items() if key not in changing} == {
        "type": "message_action",
        "token": "sandbox",
        "api_app_id": "A0VARAUS",
        "callback_id": "book_for_message",
        "team": {"id": "T0VARAUS", "domain": "varaus"},
        "user": {"id": "U0ADA", "username": "ada", "name": "ada", "team_id": "T0VARAUS"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "C0GENERAL", "name": "general"},
        "message_ts": reply.ts,
        "message": {
            "type": "message",
            "user": "U0CHANDRA",
            "text": "At ten?",
            "ts": reply.ts,
            "team": "T0VARAUS",
            "thread_ts": first.ts,
            "parent_user_id": "U0BOB",
        },
    }
    assert payload["response_url"].startswith(f"{slack.base_url}/response/")
    assert (opened, shown(done.view).title) == ([True], "Book")
