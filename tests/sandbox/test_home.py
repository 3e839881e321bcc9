"""The app's Home: published for one person, opened by them, and touched."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.people import ADA, BOB
from sandbox.slack import Slack
from sandbox.text import as_text
from tests.sandbox.tiny import Json, asked, button, field, modal, option, section, shown


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


def row(*buttons: Json) -> Json:
    return {"type": "actions", "elements": list(buttons)}


def reads(slack: Slack, person: Any) -> str:
    view = shown(slack.home(person))
    return as_text(view.blocks, person, slack, view.values)


def test_a_home_is_published_when_it_is_opened_and_for_that_person_alone(slack: Slack, app: App) -> None:
    heard: list[Any] = []

    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        heard.append((event["tab"], event["user"], event.get("view", {}).get("type")))
        blocks = [section(f"*Hello* <@{event['user']}>"), row(button("New", "new"))]
        client.views_publish(user_id=event["user"], view=home(*blocks))

    first = slack.open_home(ADA)
    slack.open_home(ADA, "messages")
    slack.open_home(ADA)

    assert heard == [("home", "U0ADA", None), ("messages", "U0ADA", "home"), ("home", "U0ADA", "home")]
    assert shown(first.home).id == shown(slack.home(ADA)).id
    assert reads(slack, ADA) == "Hello @Ada\n[New]"
    assert slack.home(BOB) is None


def test_a_button_of_the_home_has_a_view_and_no_channel(slack: Slack, app: App) -> None:
    heard: list[Json] = []

    @app.action("new")
    def new(ack: Ack, body: Json, client: WebClient) -> None:
        heard.append(body)
        client.views_open(trigger_id=body["trigger_id"], view=modal(section("Which room?")))
        ack()

    published = app.client.views_publish(user_id=ADA.id, view=home(row(button("New", "new"))))["view"]
    done = slack.act(ADA, shown(slack.home(ADA)), "New")

    [body] = heard
    assert body["container"] == {"type": "view", "view_id": published["id"]}
    assert (body["view"]["type"], body["view"]["hash"]) == ("home", published["hash"])
    assert {"channel", "message", "response_url"} & set(body) == set()
    assert shown(done.view).title == "Book"
    assert shown(done.home).id == published["id"]


def test_a_choice_in_the_home_is_kept_and_sent(slack: Slack, app: App) -> None:
    @app.action("floor")
    def floor(ack: Ack) -> None:
        ack()

    choice = {"type": "static_select", "action_id": "floor", "options": [option("First"), option("Second")]}
    app.client.views_publish(user_id=ADA.id, view=home(section("Floor", accessory=choice)))
    done = slack.act(ADA, shown(slack.home(ADA)), "floor", "Second")

    [state] = done.payload["view"]["state"]["values"].values()
    assert state["floor"]["selected_option"]["value"] == "second"
    assert reads(slack, ADA) == "Floor [Second]"


def test_a_home_published_over_a_newer_one_is_refused(slack: Slack, app: App) -> None:
    first = app.client.views_publish(user_id=ADA.id, view=home(section("Old")))["view"]
    newer = asked(app.client, "views.publish", user_id=ADA.id, view=home(section("New")), hash=first["hash"])
    late = asked(app.client, "views.publish", user_id=ADA.id, view=home(section("Late")), hash=first["hash"])

    assert newer["view"]["id"] == first["id"]
    assert late["error"] == "hash_conflict"
    assert reads(slack, ADA) == "New"
    assert asked(app.client, "views.publish", user_id="U0", view=home())["error"] == "user_not_found"


def test_a_home_takes_inputs_without_a_submit_button(slack: Slack, app: App) -> None:
    day = field("day", {"type": "datepicker"}, dispatch_action=True)

    assert asked(app.client, "views.publish", user_id=ADA.id, view=home(day))["ok"]
    assert slack.fill(ADA, shown(slack.home(ADA)), {"day": "2026-03-02"})[0].payload["view"]["type"] == "home"
