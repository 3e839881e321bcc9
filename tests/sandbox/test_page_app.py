"""The page in a real browser: Home beside the messages, threads, files, and what an app adds to a message."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, expect

from sandbox.driver import CHROMIUM, Window
from sandbox.manifest import installed
from sandbox.people import ADA, BOB, GENERAL, Install
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.window import Windows
from sandbox.wire import Answer
from tests.sandbox.tiny import MANIFEST, Json, button, calls, content, field, modal, option, said, section

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not there"),
    pytest.mark.xdist_group("browser"),  # one browser is enough, and takes seconds to start
]
NEW = {"type": "actions", "elements": [button("New booking", "new")]}
ROOMS = {"type": "static_select", "options": [option("Aurora"), option("Helmi")]}
BOOK = modal(field("room", ROOMS, dispatch_action=True), field("title", {"type": "plain_text_input"}))


def heard(slack: Slack, payload: Json) -> None:
    """An app that publishes a Home when it is opened, and has a form that changes when a room is chosen."""
    kind = payload.get("event", payload)["type"]
    if kind == "app_home_opened" and payload["event"]["tab"] == "home":
        opened = section(f"Opened {'again' if 'view' in payload['event'] else 'first'}")
        home = {"type": "home", "blocks": [opened, NEW]}
        calls(slack, "views.publish", user_id=payload["event"]["user"], view=home)
    elif kind == "message_action" or payload.get("actions", [{}])[0].get("action_id") == "new":
        calls(slack, "views.open", trigger_id=payload["trigger_id"], view=BOOK)
    elif kind == "block_actions":
        room = payload["actions"][0]["selected_option"]["text"]["text"]
        other = modal(
            section(f"{room} is free."),
            field("room", ROOMS | {"initial_option": option("Aurora")}, dispatch_action=True),
            field("title", {"type": "plain_text_input", "initial_value": "Standup"}),
        )
        view = payload["view"]
        calls(slack, "views.update", view_id=view["id"], hash=view["hash"], view=other)


@pytest.fixture
def slack() -> Iterator[Slack]:
    def deliver(body: bytes, headers: dict[str, str]) -> Answer:
        form = headers["Content-Type"] != "application/json"
        heard(there, json.loads(parse_qs(body.decode())["payload"][0] if form else body))
        return 200, {}, b""

    there = Slack(installed(MANIFEST), deliver=deliver)
    with serving(there, Windows(there, MANIFEST).routes):
        yield there


@pytest.fixture
def bob(browser: Browser, slack: Slack) -> Iterator[Window]:
    with Window(browser, slack.base_url, BOB) as window:
        yield window
        assert window.wrong == []


def test_the_home_of_the_app_stands_beside_its_messages(bob: Window, slack: Slack) -> None:
    page = bob.page
    page.get_by_role("link", name="Tiny").click()
    tabs = page.get_by_role("navigation", name="Tiny")
    expect(tabs.get_by_role("link")).to_have_text(["Home", "Messages"])
    expect(tabs.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    expect(page.get_by_text("Opened first")).to_be_visible()
    expect(bob.page.get_by_role("form", name="Write")).to_be_hidden()

    tabs.get_by_role("link", name="Messages").click()
    expect(page.get_by_text("Here Tiny and you talk alone.")).to_be_visible()
    tabs.get_by_role("link", name="Home").click()
    expect(page.get_by_text("Opened again")).to_be_visible()

    tabs_opened = [done.payload["event"]["tab"] for done in slack.deliveries]
    assert tabs_opened == ["home", "messages", "home"]
    page.get_by_role("button", name="New booking").click()
    expect(bob.dialog.get_by_role("heading")).to_have_text("Book")
    assert slack.deliveries[-1].payload["container"]["type"] == "view"


def test_an_app_without_a_home_has_messages_only(browser: Browser) -> None:
    slack = Slack(Install(home_tab=False), deliver=content)
    with serving(slack, Windows(slack, {}).routes) as url, Window(browser, url, BOB) as bob:
        bob.page.get_by_role("link", name="Varaus").click()

        tabs = bob.page.get_by_role("navigation", name="Varaus").get_by_role("link")
        expect(tabs).to_have_text(["Messages"])
        expect(bob.page.get_by_text("Here Varaus and you talk alone.")).to_be_visible()


def test_a_shortcut_is_found_among_the_further_actions_on_a_message(bob: Window, slack: Slack) -> None:
    slack.say(ADA, GENERAL, "Shall we meet?")
    bob.messages.last.hover()
    bob.messages.last.get_by_role("button", name="More actions").click()
    bob.page.get_by_role("menuitem", name="Book a room for this").click()

    expect(bob.dialog.get_by_role("heading")).to_have_text("Book")
    payload = slack.deliveries[-1].payload
    assert (payload["callback_id"], payload["message"]["text"]) == ("book_for_message", "Shall we meet?")


def test_people_write_into_a_thread(bob: Window, slack: Slack) -> None:
    slack.say(ADA, GENERAL, "Shall we meet?")
    slack.say(ADA, GENERAL, "Something else")
    bob.messages.first.hover()
    bob.messages.first.get_by_role("button", name="Reply in thread").click()
    reply = bob.page.get_by_role("textbox", name="Reply to Ada")
    expect(reply).to_be_focused()
    reply.fill("At ten?")
    reply.press("Enter")

    expect(bob.messages).to_have_text([re.compile(text) for text in ("Shall we", "At ten", "Something")])
    expect(reply).to_have_value("")
    reply.press("Escape")
    expect(reply).to_be_hidden()
    first, _, answer = slack.messages(ADA, GENERAL)
    assert (answer.text, answer.author, answer.thread_ts) == ("At ten?", BOB.id, first.ts)


def test_a_file_can_be_downloaded(bob: Window, slack: Slack) -> None:
    said(slack, "Aurora is yours")
    announced = calls(slack, "files.getUploadURLExternal", filename="booking.ics", length=5)
    slack.upload(announced["upload_url"].rpartition("/")[2], b"BEGIN")
    files = [{"id": announced["file_id"], "title": "Add to calendar"}]
    calls(slack, "files.completeUploadExternal", files=files, channel_id=GENERAL.id)

    link = bob.messages.last.get_by_role("link", name="Add to calendar")
    expect(link).to_contain_text("booking.ics · 5 bytes")
    with bob.page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "booking.ics"
    assert download.value.path().read_bytes() == b"BEGIN"


def test_a_form_that_changes_keeps_what_was_typed(bob: Window, slack: Slack) -> None:
    slack.say(BOB, GENERAL, "Shall we meet?")
    slack.shortcut(BOB, slack.messages(BOB)[0], "book_for_message")
    bob.dialog.get_by_label("Title").fill("Retro")
    for room in ("Helmi", "Aurora", "Helmi"):
        bob.dialog.get_by_label("Room").select_option(room)
        expect(bob.dialog).to_contain_text(f"{room} is free.")
    expect(bob.dialog.get_by_label("Title")).to_have_value("Retro")
    bob.dialog.get_by_role("button", name="Book").click()
    expect(bob.dialog).to_be_hidden()

    values = slack.deliveries[-1].payload["view"]["state"]["values"]
    assert values["room"]["it"]["selected_option"]["value"] == "helmi"
    assert values["title"]["it"]["value"] == "Retro"
    assert [done.payload["type"] for done in slack.deliveries[1:]] == ["block_actions"] * 3 + [
        "view_submission"
    ]


def test_a_field_that_was_taken_away_comes_back_empty(bob: Window, slack: Slack) -> None:
    slack.say(BOB, GENERAL, "Shall we meet?")
    slack.shortcut(BOB, slack.messages(BOB)[0], "book_for_message")
    bob.dialog.get_by_label("Title").fill("Retro")
    view = slack.modal(BOB)
    assert view
    calls(slack, "views.update", view_id=view.id, view=modal(section("Wait")))
    expect(bob.dialog.get_by_label("Title")).to_have_count(0)
    calls(slack, "views.update", view_id=view.id, view=BOOK)

    expect(bob.dialog.get_by_label("Title")).to_have_value("")


def test_the_cross_takes_all_modals_away_and_the_button_one(bob: Window, slack: Slack) -> None:
    def stack() -> None:
        done = slack.shortcut(BOB, slack.messages(BOB)[0], "book_for_message")
        assert done.view
        acted = slack.act(BOB, done.view, "room", "Helmi")
        deeper = modal(section("Sure?"), title="Deeper", notify_on_close=True)
        calls(slack, "views.push", trigger_id=acted.payload["trigger_id"], view=deeper)
        expect(bob.dialog.get_by_role("heading")).to_have_text("Deeper")

    slack.say(BOB, GENERAL, "Shall we meet?")
    stack()
    bob.dialog.get_by_role("button", name="Cancel").click()
    expect(bob.dialog.get_by_role("heading")).to_have_text("Book")
    bob.dialog.get_by_role("button", name="Cancel").click()
    expect(bob.dialog).to_be_hidden()
    stack()
    bob.dialog.get_by_role("button", name="Close this").click()
    expect(bob.dialog).to_be_hidden()

    closed = [done.payload for done in slack.deliveries if done.payload["type"] == "view_closed"]
    assert [payload["is_cleared"] for payload in closed] == [False, True]
