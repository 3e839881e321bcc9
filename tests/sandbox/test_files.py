"""Files that the app sends: the three steps of slack_sdk, and the message at their end."""

from typing import Any

import httpx
import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from sandbox.people import ADA, BOB, GENERAL, RANDOM
from sandbox.slack import Slack
from sandbox.text import as_text
from tests.sandbox.tiny import Json, asked, said

INVITATION = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def announced(app: App, length: int = 4) -> Json:
    answer: Json = asked(app.client, "files.getUploadURLExternal", filename="booking.ics", length=length)
    return answer


def completed(app: App, file_id: str, **more: Any) -> Json:
    answer: Json = asked(app.client, "files.completeUploadExternal", files=[{"id": file_id}], **more)
    return answer


def test_a_file_arrives_as_a_message_in_the_direct_messages(slack: Slack, app: App) -> None:
    channel = app.client.conversations_open(users=BOB.id)["channel"]["id"]
    done = app.client.files_upload_v2(
        channel=channel,
        content=INVITATION,
        filename="booking.ics",
        title="Add to calendar",
        initial_comment="*Aurora* is yours",
    )

    [message] = slack.messages(BOB)
    assert channel == slack.dm(BOB).id == message.channel
    assert as_text(message, BOB, slack) == "Aurora is yours\n[file: Add to calendar (booking.ics)]"
    assert [file.data for file in message.files] == [INVITATION.encode()]
    assert done["file"] == {
        "id": message.files[0].id,
        "name": "booking.ics",
        "title": "Add to calendar",
        "mimetype": "text/calendar",
        "filetype": "ics",
        "size": len(INVITATION),
        "mode": "hosted",
        "url_private": f"{slack.base_url}/files/{message.files[0].id}/booking.ics",
        "url_private_download": f"{slack.base_url}/files/{message.files[0].id}/booking.ics",
    }
    assert (slack.messages(ADA), slack.faults) == ([], [])


def test_a_file_in_a_thread_needs_no_words(slack: Slack, app: App) -> None:
    card = said(slack, "Aurora")
    app.client.files_upload_v2(
        channel=GENERAL.id, content=b"\x00\xff", filename="plan.png", thread_ts=card.ts
    )

    [_, message] = slack.messages(ADA)
    assert (message.thread_ts, message.text, message.files[0].data) == (card.ts, "", b"\x00\xff")
    assert as_text(message, ADA, slack) == "[file: plan.png]"


def test_a_file_stays_when_its_message_is_edited(slack: Slack, app: App) -> None:
    app.client.files_upload_v2(
        channel=GENERAL.id, content="x", filename="a.ics", title="A", initial_comment="Old"
    )
    [message] = slack.messages(ADA)
    app.client.chat_update(channel=GENERAL.id, ts=message.ts, text="New")

    assert as_text(slack.messages(ADA)[0], ADA, slack) == "New\n[file: A (a.ics)]"


def test_a_file_is_fetched_as_a_download(slack: Slack, app: App) -> None:
    app.client.files_upload_v2(channel=GENERAL.id, content=INVITATION, filename="Ada & Bob.ics")
    url = slack.messages(ADA)[0].files[0].as_sent(slack.base_url)["url_private"]

    answer = httpx.get(url)
    assert (answer.status_code, answer.text) == (200, INVITATION)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == "attachment"
    assert httpx.get(f"{slack.base_url}/files/F0/booking.ics").status_code == 404


def test_an_upload_takes_just_what_was_announced_and_once(slack: Slack, app: App) -> None:
    upload = announced(app)["upload_url"]

    answers = [httpx.post(upload, content=data) for data in (b"12345", b"1234", b"1234")]

    assert [answer.status_code for answer in answers] == [400, 200, 404]
    assert answers[1].text == "OK - 4"
    assert [fault.error for fault in slack.faults] == ["invalid_length", "file_not_found"]


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0NOWHERE", "channel_not_found"), (RANDOM.id, "not_in_channel"), (BOB.id, "invalid_arguments")],
)
def test_a_file_is_refused_where_the_app_cannot_share_it(
    slack: Slack, app: App, channel: str, error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        app.client.files_upload_v2(channel=channel, content="x", filename="booking.ics")

    assert refused.value.response["error"] == error
    assert slack.messages(BOB) == []


def test_a_persons_id_is_no_channel_for_a_file(app: App) -> None:
    answer = completed(app, "F0", channel_id=BOB.id)

    pattern = "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
    assert answer["response_metadata"]["messages"] == [pattern]


def test_a_file_that_never_came_is_not_shared(slack: Slack, app: App) -> None:
    answer = completed(app, announced(app)["file_id"], channel_id=GENERAL.id)

    assert answer == {"ok": False, "error": "file_not_found"}
    assert announced(app, length=0)["error"] == "invalid_arguments"
    assert slack.messages(ADA) == []
