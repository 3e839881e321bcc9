"""Fields that tell the app at once, and modals that change while they are filled in or close."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.people import ADA
from sandbox.slack import Slack
from sandbox.text import as_text
from sandbox.workspace import View
from tests.sandbox.tiny import FORM, Json, asked, button, field, modal, opened, option, section, shown

ROOMS = {"type": "static_select", "options": [option("Aurora"), option("Helmi")]}
TICKS = {"type": "checkboxes", "options": [option("Screen"), option("Phone")]}
PRIVATE = {"type": "checkboxes", "options": [option("Keep the title to myself")]}
TELLING = modal(
    field("room", ROOMS, dispatch_action=True),
    field("day", {"type": "datepicker"}, dispatch_action=True),
    field("start", {"type": "timepicker"}, dispatch_action=True),
    field("wants", TICKS, dispatch_action=True, optional=True),
    field("title", {"type": "plain_text_input", "initial_value": "Standup"}),
    callback_id="form",
)


def reads(slack: Slack) -> str:
    view = shown(slack.modal(ADA))
    return as_text(view.blocks, ADA, slack, view.values)


def listens(app: App) -> list[Json]:
    """What the app hears from fields, all of which have the same action."""
    heard: list[Json] = []

    @app.action("it")
    def it(ack: Ack, body: Json) -> None:
        heard.append(body)
        ack()

    return heard


def test_each_field_that_changes_tells_the_app_with_all_that_stands_in_the_form(
    slack: Slack, app: App
) -> None:
    heard = listens(app)
    view = opened(slack, app, TELLING)
    values = {"room": "Helmi", "day": "2026-03-02", "title": "Retro", "start": "10:00", "wants": ["Phone"]}
    told = slack.fill(ADA, view, values)

    assert [body["actions"][0]["block_id"] for body in heard] == ["room", "day", "start", "wants"]
    assert [done.payload for done in told] == heard
    [_, _, start, wants] = heard
    assert start["actions"][0] == {
        "block_id": "start",
        "action_id": "it",
        "type": "timepicker",
        "selected_time": "10:00",
        "action_ts": start["actions"][0]["action_ts"],
    }
    assert start["container"] == {"type": "view", "view_id": view.id}
    assert (start["view"]["hash"], "response_url" in start, "channel" in start) == (view.hash, False, False)
    assert {name: at["it"].get("value") for name, at in start["view"]["state"]["values"].items()} == {
        "room": None,
        "day": None,
        "start": None,
        "wants": None,
        "title": "Retro",
    }
    assert [one["value"] for one in wants["actions"][0]["selected_options"]] == ["phone"]


def test_a_field_that_keeps_its_value_tells_nothing(slack: Slack, app: App) -> None:
    heard = listens(app)
    view = opened(slack, app, TELLING)
    for day in ("2026-03-02", "2026-03-02", None):
        slack.fill(ADA, view, {"day": day})

    assert [body["actions"][0]["selected_date"] for body in heard] == ["2026-03-02", None]


def test_what_was_chosen_outlives_an_update_that_says_otherwise(slack: Slack, app: App) -> None:
    @app.action("it")
    def it(ack: Ack, body: Json, client: WebClient) -> None:
        other = [
            section("Helmi is taken. Free next: 11:00."),
            field("room", ROOMS | {"initial_option": option("Aurora")}, dispatch_action=True),
            field("title", {"type": "plain_text_input", "initial_value": "Standup"}),
            field("new", {"type": "plain_text_input", "initial_value": "fresh"}),
        ]
        view = body["view"]
        client.views_update(view_id=view["id"], hash=view["hash"], view=modal(*other))
        ack()

    view = opened(slack, app, TELLING)
    slack.fill(ADA, view, {"title": "Retro", "room": "Helmi"})

    assert reads(slack) == ("Helmi is taken. Free next: 11:00.\nRoom: [Helmi]\nTitle: [Retro]\nNew: [fresh]")
    slack.submit(ADA, view, {"new": "more"})
    assert slack.deliveries[-1].payload["view"]["state"]["values"]["title"]["it"]["value"] == "Retro"


def test_an_option_that_is_offered_no_longer_is_chosen_no_longer(slack: Slack, app: App) -> None:
    listens(app)
    view = opened(slack, app, TELLING)
    slack.fill(ADA, view, {"room": "Helmi", "wants": ["Screen", "Phone"]})
    rooms = {"type": "static_select", "options": [option("Aurora"), option("Sauna")]}
    ticks = {"type": "checkboxes", "options": [option("Phone") | {"text": option("Telephone")["text"]}]}
    other = modal(field("room", rooms), field("wants", ticks))

    assert asked(app.client, "views.update", view_id=view.id, view=other)["ok"]
    assert reads(slack) == "Room: []\nWants: [x] Telephone"


def test_an_update_that_was_overtaken_is_refused(slack: Slack, app: App) -> None:
    heard = listens(app)
    view = opened(slack, app, TELLING)
    slack.fill(ADA, view, {"day": "2026-03-02", "start": "10:00"})
    args = {"view_id": view.id, "view": TELLING}

    first, second = (asked(app.client, "views.update", hash=body["view"]["hash"], **args) for body in heard)

    assert (first["ok"], second["error"]) == (True, "hash_conflict")
    assert first["view"]["state"]["values"]["start"]["it"]["selected_time"] == "10:00"


@pytest.mark.parametrize(
    ("element", "chosen", "text"),
    [
        (PRIVATE, True, "[x] Keep the title to myself"),
        (PRIVATE, False, "[ ] Keep the title to myself"),
        (TICKS, ["Phone"], "[ ] Screen [x] Phone"),
        (TICKS, [], "[ ] Screen [ ] Phone"),
        (TICKS | {"initial_options": [option("Screen")]}, ["screen", "phone"], "[x] Screen [x] Phone"),
    ],
)
def test_boxes_are_ticked_by_their_words(
    slack: Slack, app: App, element: Json, chosen: Any, text: str
) -> None:
    view = opened(slack, app, modal(field("box", element, optional=True)))
    slack.fill(ADA, view, {"box": chosen})

    assert reads(slack) == f"Box: {text}"


def test_of_several_boxes_it_must_be_said_which(slack: Slack, app: App) -> None:
    view = opened(slack, app, modal(field("box", TICKS)))

    with pytest.raises(LookupError, match="of 2 boxes, say which"):
        slack.fill(ADA, view, {"box": True})


def closings(app: App) -> list[Any]:
    """Which modals the app hears of, and whether all were cleared away."""
    closed: list[Any] = []

    @app.view_closed("form")
    def gone(ack: Ack, body: Json) -> None:
        closed.append((body["view"]["id"], body["is_cleared"]))
        ack()

    return closed


def two_deep(slack: Slack, app: App) -> tuple[View, View]:
    """A modal with another on top of it; the app wants to hear of both."""
    more = {"type": "actions", "elements": [button("More", "more")]}
    view = modal(more, callback_id="form", notify_on_close=True)

    @app.action("more")
    def push(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=view)
        ack()

    first = opened(slack, app, view)
    return first, shown(slack.act(ADA, first, "More").view)


def test_closing_the_modal_on_top_is_told_of_that_one(slack: Slack, app: App) -> None:
    closed = closings(app)
    first, second = two_deep(slack, app)
    slack.close(ADA, second)

    assert closed == [(second.id, False)]
    assert shown(slack.modal(ADA)).id == first.id


def test_clearing_all_modals_is_told_of_each(slack: Slack, app: App) -> None:
    closed = closings(app)
    first, second = two_deep(slack, app)
    slack.close(ADA, second, whole_stack=True)

    assert closed == [(second.id, True), (first.id, True)]
    assert slack.modal(ADA) is None


def test_closing_is_told_only_where_it_was_asked_for(slack: Slack, app: App) -> None:
    closed = closings(app)
    view = opened(slack, app, FORM | {"notify_on_close": False})

    assert not slack.close(ADA, view).sent
    assert closed == []
