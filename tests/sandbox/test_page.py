"""The page by itself, in a real browser: what it shows of Slack's side, and what it sends there."""

import json
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from playwright.sync_api import Browser, expect

from sandbox.child import Child, clean_environment
from sandbox.driver import CHROMIUM, Window, free_port, started
from sandbox.people import ADA, BOB, GENERAL
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.text import from_mrkdwn
from sandbox.window import Windows
from sandbox.wire import Answer
from tests.sandbox.tiny import Json, button, field, modal, option, plain, section

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not there"),
    pytest.mark.xdist_group("browser"),  # one browser is enough, and takes seconds to start
]
JSON = {"content-type": "application/json"}


def suggests(body: bytes, _headers: dict[str, str]) -> Answer:
    """An app that suggests two rooms and is content with everything."""
    asked = json.loads(parse_qs(body.decode()).get("payload", ["{}"])[0])
    options = [option(name) for name in ("Aurora", "Helmi") if asked.get("value", "-") in name.lower()]
    return 200, JSON, json.dumps({"options": options}).encode() if "value" in asked else b""


@pytest.fixture
def slack() -> Iterator[Slack]:
    slack = Slack(deliver=suggests)
    with serving(slack, Windows(slack, {}).routes):
        yield slack


@pytest.fixture
def bob(browser: Browser, slack: Slack) -> Iterator[Window]:
    with Window(browser, slack.base_url, BOB) as window:
        yield window
        assert window.wrong == []


def opens(slack: Slack, view: Json) -> None:
    """A modal for Bob."""
    trigger_id = slack.command(BOB, GENERAL, "/form").payload["trigger_id"]
    answer = slack.api("views.open", slack.install.bot_token, {"trigger_id": trigger_id, "view": view}).answer
    assert answer["ok"], answer


def says(slack: Slack, text: str, *blocks: Json) -> None:
    args = {"channel": GENERAL.id, "text": text, "blocks": list(blocks)}
    answer = slack.api("chat.postMessage", slack.install.bot_token, args).answer
    assert answer["ok"], answer


FIELDS: dict[str, tuple[Json, str, Any]] = {
    "text": ({"type": "plain_text_input"}, "Standup", {"value": "Standup"}),
    "number": ({"type": "number_input", "is_decimal_allowed": False}, "7", {"value": "7"}),
    "day": ({"type": "datepicker"}, "2026-03-02", {"selected_date": "2026-03-02"}),
    "time": ({"type": "timepicker"}, "10:30", {"selected_time": "10:30"}),
    # Half past one in New York, in a browser that stands in Tokyo.
    "moment": ({"type": "datetimepicker"}, "2026-03-02T13:30", {"selected_date_time": 1772476200}),
}


def test_every_kind_of_field_sends_what_slack_sends(bob: Window, slack: Slack) -> None:
    three = {"options": [option("One"), option("Two"), option("Three")]}
    opens(
        slack,
        modal(
            *(field(name, element) for name, (element, _, _) in FIELDS.items()),
            field("menu", {"type": "static_select", **three}),
            field("radio", {"type": "radio_buttons", **three}),
            field("ticks", {"type": "checkboxes", **three}),
            field("people", {"type": "multi_users_select"}),
            field("room", {"type": "external_select", "min_query_length": 2}),
            field("left", {"type": "multi_static_select", **three}, optional=True),
        ),
    )
    for name, (_, typed, _) in FIELDS.items():
        bob.dialog.get_by_label(name.title(), exact=True).fill(typed)
    bob.dialog.get_by_label("Menu").select_option("Two")
    bob.dialog.get_by_role("group", name="Radio").get_by_label("Three").check()
    for tick in ("One", "Three"):
        bob.dialog.get_by_role("group", name="Ticks").get_by_label(tick).check()
    for label, wanted in (("People", "Chandra"), ("People", "Ada"), ("Room", "Aurora")):
        bob.dialog.get_by_label(label).click()
        bob.page.keyboard.type(wanted[:2].lower())
        bob.page.get_by_role("option", name=wanted).click()
    bob.dialog.get_by_role("button", name="Book").click()
    expect(bob.dialog).to_be_hidden()

    values = slack.deliveries[-1].payload["view"]["state"]["values"]
    sent = {name: {k: v for k, v in at["it"].items() if k != "type"} for name, at in values.items()}
    emoji = {"emoji": True}
    two, one, three_ = ({**option(name), "text": plain(name) | emoji} for name in ("Two", "One", "Three"))
    assert sent == {name: state for name, (_, _, state) in FIELDS.items()} | {
        "menu": {"selected_option": two},
        "radio": {"selected_option": three_},
        "ticks": {"selected_options": [one, three_]},
        "people": {"selected_users": ["U0CHANDRA", "U0ADA"]},
        "room": {"selected_option": option("Aurora")},
        "left": {"selected_options": []},
    }


def test_what_is_chosen_in_a_message_is_sent_at_once(bob: Window, slack: Slack) -> None:
    more = {"type": "overflow", "action_id": "more", "options": [option("Move"), option("Swap")]}
    sure = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
    day = {"type": "datepicker", "action_id": "day"}
    go = button("Go", "go") | {"confirm": sure}
    says(slack, "Yours", section("*Aurora*", accessory=more), {"type": "actions", "elements": [go, day]})

    bob.page.get_by_role("button", name="More").click()
    bob.page.get_by_role("menuitem", name="Swap").press("Enter")
    expect(bob.page.get_by_role("menuitem", name="Swap")).to_be_hidden()
    bob.page.get_by_role("button", name="Go").click()
    bob.dialog.get_by_role("button", name="No").click()
    bob.page.get_by_role("button", name="Go").click()
    with bob.page.expect_response("**/do/act*"):
        bob.dialog.get_by_role("button", name="Yes").click()
    with bob.page.expect_response("**/do/act*"):
        bob.page.get_by_label("day").fill("2026-03-02")

    acted = [done.payload["actions"][0] for done in slack.deliveries]
    assert [one["action_id"] for one in acted] == ["more", "go", "day"]
    assert acted[0]["selected_option"]["value"] == "swap"
    assert acted[2]["selected_date"] == "2026-03-02"


def test_a_field_left_empty_is_asked_for_at_its_place(bob: Window, slack: Slack) -> None:
    opens(slack, modal(field("title", {"type": "plain_text_input"}), field("day", {"type": "datepicker"})))
    bob.dialog.get_by_label("Day").fill("2026-03-02")
    bob.dialog.get_by_label("Title").press("Enter")

    said = bob.dialog.locator(".input").filter(has=bob.page.get_by_label("Title")).get_by_role("alert")
    expect(said).to_have_text("Please complete this required field.")
    expect(bob.dialog.get_by_label("Day")).to_have_value("2026-03-02")
    expect(bob.dialog.get_by_role("alert")).to_have_count(1)


def test_an_answer_after_three_seconds_is_marked(bob: Window, slack: Slack) -> None:
    slack.stopwatch = iter([0.0, 3.2]).__next__
    bob.types("/book Aurora")

    line = bob.page.locator(".run.bad")
    expect(line).to_have_text("/book Aurora/book failed with the error “operation_timeout” in 3.2 s")


def test_dates_read_on_the_page_as_in_the_tests(bob: Window, slack: Slack) -> None:
    days = ("date_slash", "date", "date_short", "date_long", "date_long_full", "date_short_pretty")
    moments = [int(slack.now()) + hours * 3600 for hours in (0, 2, 24, 900)]
    dates = [f"<!date^{at}^At {{{day}}} {{time_secs}}|never>" for day in days for at in moments]
    styled = "*bold _both_* ~gone~ `code` &lt;3 <https://example.com|here> <@U0BOB> <!here>"
    text = "\n".join([*dates, styled])
    says(slack, text)

    assert bob.messages.last.locator(".prose").inner_text() == from_mrkdwn(text, BOB, slack)


def test_escape_closes_a_list_first_and_then_the_modal(bob: Window, slack: Slack) -> None:
    opens(slack, modal(field("people", {"type": "multi_users_select"})))
    bob.dialog.get_by_label("People").press("ArrowDown")
    expect(bob.page.get_by_role("listbox")).to_be_visible()

    bob.page.keyboard.press("Escape")
    expect(bob.page.get_by_role("listbox")).to_be_hidden()
    expect(bob.dialog).to_be_visible()

    bob.page.keyboard.press("Escape")
    expect(bob.dialog).to_be_hidden()


def test_what_people_write_is_shown_as_they_wrote_it(bob: Window, slack: Slack) -> None:
    bob.types("Is <b>1 & 2</b> with @Ada?")

    expect(bob.messages.last.locator(".prose")).to_have_text("Is <b>1 & 2</b> with @Ada?")
    assert slack.messages(ADA)[0].text == "Is &lt;b&gt;1 &amp; 2&lt;/b&gt; with <@U0ADA>?"


def test_a_direct_message_is_counted_until_it_is_read(bob: Window, slack: Slack) -> None:
    slack.api("chat.postMessage", slack.install.bot_token, {"channel": BOB.id, "text": "Your turn"})
    line = bob.page.get_by_role("link", name="Varaus 1 new")
    expect(line).to_be_visible()

    line.click()

    expect(bob.messages).to_have_text([re.compile("Your turn")])
    expect(bob.page.get_by_role("link", name="Messages", exact=True)).to_have_attribute(
        "aria-current", "page"
    )


def test_one_window_can_become_another_person(bob: Window, slack: Slack) -> None:
    slack.api(
        "chat.postEphemeral",
        slack.install.bot_token,
        {"channel": GENERAL.id, "user": ADA.id, "text": "For your eyes"},
    )
    expect(bob.messages).to_have_count(0)

    bob.page.get_by_role("link", name="Ada").click()

    expect(bob.messages).to_have_text([re.compile("Only visible to you.*For your eyes")])
    assert bob.page.url.endswith("/?as=U0ADA#C0GENERAL")


def test_a_bot_that_was_given_up_can_be_started_on_the_page(browser: Browser, tmp_path: Path) -> None:
    said: list[str] = []
    slack = Slack(deliver=suggests)
    windows = Windows(slack, {})
    dying = (sys.executable, "-c", "import sys; sys.exit('no database')")
    with serving(slack, windows.routes) as url, Window(browser, url, BOB) as bob:
        child = Child(
            dying, clean_environment(), tmp_path, f"{url}/never", lambda: None, said.append, windows.refresh
        )
        child.pause = 0.0
        windows.child = child
        child.start()
        line = bob.page.get_by_role("status")
        expect(line).to_contain_text("The bot ended with status 1: no database.")
        with bob.page.expect_response("**/start"):
            line.get_by_role("button", name="Start it").click()
        assert child.gave_up.wait(20)
        child.stop()

    assert len(said) == 6


def test_three_modals_stand_on_each_other(bob: Window, slack: Slack) -> None:
    push = {"type": "actions", "elements": [button("Deeper", "deeper")]}
    opens(slack, modal(push, title="First"))
    for title in ("Second", "Third"):
        with bob.page.expect_response("**/do/act*"):
            bob.dialog.get_by_role("button", name="Deeper").click()
        trigger_id = slack.deliveries[-1].payload["trigger_id"]
        view = modal(push, title=title)
        slack.api("views.push", slack.install.bot_token, {"trigger_id": trigger_id, "view": view})
        expect(bob.dialog.get_by_role("heading")).to_have_text(title)

    for title in ("Second", "First"):
        bob.page.keyboard.press("Escape")
        expect(bob.dialog.get_by_role("heading")).to_have_text(title)


def test_blocks_that_are_not_played_are_shown_by_their_words(bob: Window, slack: Slack) -> None:
    cell = {"type": "raw_text", "text": "Borealis <b>"}
    says(slack, "A table", {"type": "table", "rows": [[cell, cell]]})

    expect(bob.messages.last).to_contain_text("[table] Borealis <b> Borealis <b>")


def test_only_the_page_itself_is_listened_to(slack: Slack) -> None:
    said = {"channel": GENERAL.id, "text": "Hello"}
    for headers in ({"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}):
        answer = httpx.post(f"{slack.base_url}/do/say?as=U0ADA", json=said, headers=headers)
        assert answer.status_code == 404
    assert slack.messages(ADA) == []


def test_a_port_in_use_is_said_in_one_line(slack: Slack) -> None:
    port = slack.base_url.rpartition(":")[2]
    with started("--port", port, "--bot-port", str(free_port())) as process:
        said, _ = process.communicate()

    assert process.returncode == 1
    assert said == f"Port {port} cannot be had: Address already in use. Choose another.\n"


def test_for_an_app_of_ones_own_it_says_how_to_be_reached(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text("features: {}")
    with started("--no-bot", "--port", str(free_port()), "--manifest", str(manifest)) as process:
        said = list(islice(process.stdout or (), 3))
        process.terminate()
        assert process.wait(10) == 0

    assert said[0].startswith("SLACK_API_URL=http://127.0.0.1:")
    assert said[2].startswith("Open http://127.0.0.1:")
