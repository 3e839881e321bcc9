"""The page in a real browser: a form that the app changes while somebody fills it in."""

import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, expect

from sandbox.driver import CHROMIUM, Window
from sandbox.people import BOB, GENERAL
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.window import Windows
from sandbox.wire import Answer
from tests.sandbox.tiny import Json, button, calls, field, modal, option, section

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser: {CHROMIUM} is not there"),
    pytest.mark.xdist_group("browser"),  # one browser is enough, and takes seconds to start
]
JSON = {"content-type": "application/json"}
ROOMS = [option(name) for name in ("Aurora", "Sauna", "Sisu")]


def form(*above: Json, **filled: Any) -> Json:
    """A form like that of a booking, which begins with what stands in it, as an app makes it anew."""
    return modal(
        *above,
        field(
            "room",
            {"type": "static_select", "options": ROOMS, **_begun(filled, "option")},
            dispatch_action=True,
            optional=True,
        ),
        field("day", {"type": "datepicker", **_begun(filled, "date")}, dispatch_action=True, optional=True),
        field("until", {"type": "timepicker", **_begun(filled, "time")}, dispatch_action=True, optional=True),
        field("title", {"type": "plain_text_input", **_begun(filled, "value")}, optional=True),
        field("people", {"type": "multi_users_select", **_begun(filled, "users")}, optional=True),
    )


def _begun(filled: Json, name: str) -> Json:
    return {f"initial_{name}": filled[name]} if filled.get(name) else {}


def seen(payload: Json) -> Json:
    """The form again, with what stands in it, and above it which field was heard."""
    values = {name: at["it"] for name, at in payload["view"]["state"]["values"].items()}
    return form(
        section(f"{payload['actions'][0]['block_id']} heard"),
        option=values["room"]["selected_option"],
        date=values["day"]["selected_date"],
        time=values["until"]["selected_time"],
        value=values["title"]["value"],
        users=values["people"]["selected_users"],
    )


class Form:
    """An app that answers each change of its form with the form; `gate` closed, it takes its time."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.errors: dict[str, str] = {}
        self.gate = threading.Event()
        self.gate.set()
        self.slack = Slack(deliver=self._hear)

    def _hear(self, body: bytes, _headers: dict[str, str]) -> Answer:
        payload = json.loads(parse_qs(body.decode()).get("payload", ["{}"])[0])
        if payload:
            self.heard.append(payload)
            assert self.gate.wait(20)
        if payload.get("type") == "block_actions":
            calls(self.slack, "views.update", view_id=payload["view"]["id"], view=seen(payload))
        elif payload.get("type") == "view_submission" and self.errors:
            return 200, JSON, json.dumps({"response_action": "errors", "errors": self.errors}).encode()
        return 200, {}, b""

    @property
    def told(self) -> list[tuple[str, Any]]:
        """Which field told what, in the order in which it was heard."""
        acted = [payload["actions"][0] for payload in self.heard if "actions" in payload]
        return [
            (one["block_id"], one.get("selected_date") or one.get("selected_time") or one["selected_option"])
            for one in acted
        ]

    def changes(self, text: str, *more: Json, **filled: Any) -> None:
        """Update the form by itself, without a change of Bob's."""
        above = section(text, accessory=button("Again", "again"))
        view = self.slack.modal(BOB)
        assert view
        calls(self.slack, "views.update", view_id=view.id, view=form(above, *more, **filled))


@pytest.fixture
def app() -> Iterator[Form]:
    app = Form()
    with serving(app.slack, Windows(app.slack, {}).routes):
        yield app


@pytest.fixture
def bob(browser: Browser, app: Form) -> Iterator[Window]:
    with Window(browser, app.slack.base_url, BOB) as window:
        trigger_id = app.slack.command(BOB, GENERAL, "/form").payload["trigger_id"]
        calls(app.slack, "views.open", trigger_id=trigger_id, view=form())
        window.dialog.wait_for()
        yield window
        assert window.wrong == []


def test_an_open_list_stays_open_below_its_field(bob: Window, app: Form) -> None:
    people = bob.dialog.get_by_label("People")
    people.press_sequentially("ch")
    row = bob.page.get_by_role("option", name="Chandra")
    expect(row).to_be_visible()
    for text in ("Aurora is free.", "Aurora is taken."):
        app.changes(text, value="Standup", users=["U0ADA"])
        expect(bob.dialog).to_contain_text(text)
        expect(row).to_be_visible()
        assert top(row) > top(people)

    bob.page.keyboard.press("Enter")
    expect(bob.dialog.get_by_role("button", name="Remove Chandra")).to_be_visible()


def top(shown: Locator) -> float:
    """How far down the window it begins."""
    box = shown.bounding_box()
    assert box
    return box["y"]


def test_a_text_is_typed_on_where_the_caret_stands(bob: Window, app: Form) -> None:
    title = bob.dialog.get_by_label("Title")
    title.fill("Standup")
    title.press("Home")
    for text, typed in (("Aurora is free.", "M"), ("Aurora is taken.", "y")):
        app.changes(text, value="Standup")
        expect(bob.dialog).to_contain_text(text)
        bob.page.keyboard.type(typed)

    expect(title).to_have_value("MyStandup")


def test_a_room_is_found_by_its_letters_while_the_app_answers(bob: Window) -> None:
    bob.dialog.get_by_label("Room").focus()
    bob.page.keyboard.type("S")
    expect(bob.dialog).to_contain_text("room heard")
    bob.page.keyboard.type("isu")

    expect(bob.dialog.get_by_label("Room").locator(":checked")).to_have_text("Sisu")


def test_an_error_goes_while_the_field_is_put_right(bob: Window, app: Form) -> None:
    app.errors = {"until": "The end must be after the start."}
    bob.dialog.get_by_label("Until").fill("00:00")
    bob.dialog.get_by_role("button", name="Book").click()
    until = bob.dialog.get_by_label("Until")
    expect(until).to_be_focused()
    expect(until).to_have_accessible_description("The end must be after the start.")
    bob.page.keyboard.type("1")
    expect(until).not_to_have_attribute("aria-invalid", "true")
    bob.page.keyboard.type("430")

    expect(until).to_have_value("14:30")
    expect(until).to_be_focused()
    expect(bob.dialog.get_by_role("alert")).to_have_count(0)


def test_changes_are_told_one_by_one_and_last_what_is_submitted(bob: Window, app: Form) -> None:
    app.gate.clear()
    bob.dialog.get_by_label("Day").fill("2026-03-02")
    bob.dialog.get_by_label("Until").fill("11:00")
    bob.dialog.get_by_label("Title").fill("Retro")
    bob.dialog.get_by_label("Day").fill("2026-03-03")
    bob.dialog.get_by_role("button", name="Book").click()
    expect(bob.dialog.locator("form")).to_have_attribute("aria-busy", "true")
    assert app.told in ([], [("day", "2026-03-02")])  # the rest waits for the answer
    app.gate.set()
    expect(bob.dialog).to_be_hidden()

    assert app.told == [("day", "2026-03-02"), ("until", "11:00"), ("day", "2026-03-03")]
    titles = [one["view"]["state"]["values"]["title"]["it"]["value"] for one in app.heard]
    assert titles == [None, "Retro", "Retro", "Retro"]
    submitted = app.heard[-1]["view"]["state"]["values"]
    assert submitted["day"]["it"]["selected_date"] == "2026-03-03"
    assert submitted["until"]["it"]["selected_time"] == "11:00"


def test_a_button_that_stays_keeps_the_focus(bob: Window, app: Form) -> None:
    again = bob.dialog.get_by_role("button", name="Again")
    app.changes("Aurora is taken.")
    again.focus()
    app.changes("Aurora is taken.", section("Sisu is free."))

    expect(bob.dialog).to_contain_text("Sisu is free.")
    expect(again).to_be_focused()
