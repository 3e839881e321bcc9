"""Modals: triggers, what is filled in, answers to a submission."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.people import ADA, GENERAL
from sandbox.slack import Slack
from tests.sandbox.tiny import (
    FORM,
    Json,
    asked,
    button,
    field,
    modal,
    opened,
    opens,
    option,
    plain,
    section,
    select,
    shown,
)


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (
            modal(section("Hello"), title="t" * 25),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (
            modal(field("room", select(101))),
            "no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]",
        ),
        (
            modal({**section("A"), "block_id": "one"}, {**section("B"), "block_id": "one"}),
            "`block_id` one already exists [json-pointer:/view/blocks]",
        ),
        (
            {"type": "modal", "title": plain("Book"), "blocks": [field("room", select(2))]},
            "missing required field: submit [json-pointer:/view]",
        ),
    ],
)
def test_a_view_that_slack_would_refuse_is_refused(
    slack: Slack, app: App, view: Json, complaint: str
) -> None:
    answers = opens(app, view)

    done = slack.command(ADA, GENERAL, "/book")

    assert answers[0]["error"] == "invalid_arguments"
    assert answers[0]["response_metadata"]["messages"] == [f"[ERROR] {complaint}"]
    assert done.view is None
    assert [fault.error for fault in slack.faults] == ["invalid_arguments"]


def test_a_trigger_opens_one_modal_only(slack: Slack, app: App) -> None:
    opens(app, FORM)
    trigger_id = slack.command(ADA, GENERAL, "/book").payload["trigger_id"]

    assert (
        asked(app.client, "views.open", trigger_id=trigger_id, view=FORM)["error"] == "exchanged_trigger_id"
    )
    assert asked(app.client, "views.open", trigger_id="1.2.3", view=FORM)["error"] == "invalid_trigger_id"


def test_a_trigger_is_good_for_three_seconds(slack: Slack, app: App, clock: Any) -> None:
    @app.command("/book")
    def book(ack: Ack) -> None:
        ack()

    trigger_id = slack.command(ADA, GENERAL, "/book").payload["trigger_id"]
    clock.seconds += 3.1

    assert asked(app.client, "views.open", trigger_id=trigger_id, view=FORM)["error"] == "expired_trigger_id"


def test_untouched_fields_are_sent_as_slack_sends_them(slack: Slack, app: App) -> None:
    heard: list[Json] = []

    @app.view("form")
    def book(ack: Ack, view: Json) -> None:
        heard.append(view["state"]["values"])
        ack()

    view = opened(slack, app, FORM)
    done = slack.submit(ADA, view, {"room": "Aurora"})

    aurora = {"text": plain("Aurora") | {"emoji": True}, "value": "aurora"}
    assert heard == [
        {
            "room": {"it": {"type": "static_select", "selected_option": aurora}},
            "title": {"it": {"type": "plain_text_input", "value": None}},
            "day": {"it": {"type": "datepicker", "selected_date": None}},
            "start": {"it": {"type": "timepicker", "selected_time": "10:00", "timezone": "Europe/Helsinki"}},
            "guests": {"it": {"type": "multi_users_select", "selected_users": []}},
            "wants": {"it": {"type": "checkboxes", "selected_options": []}},
        }
    ]
    assert (done.status, done.view, done.refusal, slack.faults) == (200, None, None, [])


def test_slack_itself_asks_for_what_is_required(slack: Slack, app: App) -> None:
    view = opened(slack, app, FORM)

    done = slack.submit(ADA, view, {"start": None})

    required = "Please complete this required field."
    assert not done.sent
    assert done.errors == {"room": required, "start": required}
    assert len(slack.deliveries) == 1


def test_errors_stand_at_their_fields_and_the_modal_stays(slack: Slack, app: App) -> None:
    @app.view("form")
    def book(ack: Ack) -> None:
        ack(response_action="errors", errors={"room": "Bob has Aurora until 11:00."})

    view = opened(slack, app, FORM)
    done = slack.submit(ADA, view, {"Room": "Aurora"})

    assert done.errors == {"room": "Bob has Aurora until 11:00."}
    assert shown(done.view).id == view.id
    assert shown(slack.modal(ADA)).errors == done.errors


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "No."}}, "invalid_errors"),
        ({"response_action": "update", "view": modal(title="t" * 25)}, "invalid_arguments"),
        ({"text": "Done"}, "invalid_response_action"),
    ],
)
def test_a_wrong_answer_to_a_submission_is_trouble(slack: Slack, app: App, answer: Json, error: str) -> None:
    @app.view("form")
    def book(ack: Ack) -> None:
        ack(**answer)

    view = opened(slack, app, FORM)
    done = slack.submit(ADA, view, {"room": "Aurora"})

    assert done.refusal == "We had some trouble connecting. Try again?"
    assert [(fault.where, fault.error) for fault in slack.faults] == [("answer to view_submission", error)]
    assert shown(done.view).id == view.id


def test_an_update_keeps_what_was_filled_in_under_the_same_ids(slack: Slack, app: App) -> None:
    view = opened(slack, app, FORM)
    slack.fill(ADA, view, {"room": "Helmi", "title": "Standup"})
    other = modal(FORM["blocks"][0], field("subject", {"type": "plain_text_input"}), callback_id="form")

    answer = asked(app.client, "views.update", view_id=view.id, hash=view.hash, view=other)

    values = shown(slack.modal(ADA)).values
    assert answer["view"]["hash"] != view.hash
    assert values["room"]["it"]["selected_option"]["value"] == "helmi"
    assert values["subject"]["it"]["value"] is None
    assert "title" not in values


def test_a_block_that_stays_as_it_was_keeps_the_id_that_it_got(slack: Slack, app: App) -> None:
    free, taken = section("Aurora is free."), section("Helmi is taken.")
    view = opened(slack, app, modal(free, taken, free))
    first, second, third = (block["block_id"] for block in view.blocks)

    asked(app.client, "views.update", view_id=view.id, view=modal(taken, section("Wait."), free))

    kept, fresh, other = (block["block_id"] for block in shown(slack.modal(ADA)).blocks)
    assert (kept, other) == (second, first)
    assert fresh not in {first, second, third}


def test_an_update_by_an_old_hash_is_refused(slack: Slack, app: App) -> None:
    view = opened(slack, app, FORM)
    args = {"view_id": view.id, "hash": view.hash, "view": FORM}

    assert asked(app.client, "views.update", **args)["ok"]
    assert asked(app.client, "views.update", **args)["error"] == "hash_conflict"
    assert asked(app.client, "views.update", **args | {"view_id": "V0"})["error"] == "not_found"


def test_three_modals_are_the_most(slack: Slack, app: App) -> None:
    answers: list[Any] = []

    @app.action("more")
    def more(ack: Ack, body: Json, client: WebClient) -> None:
        answers.append(asked(client, "views.push", trigger_id=body["trigger_id"], view=deeper))
        ack()

    deeper = modal({"type": "actions", "elements": [button("More", "more")]})
    view = opened(slack, app, deeper)
    for _ in range(3):
        view = shown(slack.act(ADA, view, "More").view)

    assert [answer.get("error") for answer in answers] == [None, None, "push_limit_reached"]
    assert view.previous == answers[0]["view"]["id"]
    slack.close(ADA, view)
    assert shown(slack.modal(ADA)).id == view.previous


def test_an_external_select_offers_what_the_app_suggests(slack: Slack, app: App) -> None:
    heard: list[str] = []

    @app.options("room")
    def rooms(ack: Ack, payload: Json) -> None:
        heard.append(payload["value"])
        ack(options=[option("Aurora")])

    @app.action("room")
    def chose(ack: Ack, action: Json) -> None:
        heard.append(action["selected_option"]["value"])
        ack()

    ask = {"type": "external_select", "action_id": "room", "min_query_length": 2}
    view = opened(slack, app, modal(section("Which?", accessory=ask)))

    assert not slack.suggest(ADA, view, "room", "a").sent
    assert [o["text"]["text"] for o in slack.suggest(ADA, view, "room", "au").options] == ["Aurora"]
    slack.act(ADA, view, "room", "Aurora")
    assert heard == ["au", "aurora"]


@pytest.mark.parametrize(("count", "refusals"), [(0, []), (100, []), (101, ["invalid_options"])])
def test_a_hundred_suggestions_are_the_most(slack: Slack, app: App, count: int, refusals: list[str]) -> None:
    @app.options("room")
    def rooms(ack: Ack) -> None:
        ack(options=[option(f"Room {n}") for n in range(count)])

    ask = {"type": "external_select", "action_id": "room", "min_query_length": 0}
    view = opened(slack, app, modal(section("Which?", accessory=ask)))
    done = slack.suggest(ADA, view, "room")

    assert [fault.error for fault in slack.faults] == refusals
    assert len(done.options) == (0 if refusals else count)
