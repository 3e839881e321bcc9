"""What the app hears and may call: tokens, signatures, refusals, lateness, sockets."""

from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.blocks import faults
from sandbox.people import ADA, BOB, GENERAL, RANDOM, Install
from sandbox.server import serving
from sandbox.slack import Slack
from sandbox.text import as_text
from tests.sandbox.tiny import FORM, Json, asked, button, opened, posted, section, shown


def test_a_message_of_fifty_one_blocks_is_refused(slack: Slack, app: App) -> None:
    blocks = [section("one more")] * 51

    answer = asked(app.client, "chat.postMessage", channel=GENERAL.id, text="Rooms", blocks=blocks)

    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["no more than 50 items allowed [json-pointer:/blocks]"]
    assert slack.messages(ADA) == []


def test_a_response_url_takes_five_messages(slack: Slack, app: App, clock: Any) -> None:
    @app.command("/book")
    def book(ack: Ack) -> None:
        ack()

    url = slack.command(ADA, GENERAL, "/book").payload["response_url"]
    later = slack.command(ADA, GENERAL, "/book").payload["response_url"]
    answers = [posted(url, text=f"{n}") for n in range(6)]
    clock.seconds += 30 * 60 + 1

    assert answers == [(200, "ok")] * 5 + [(404, '{"ok":false,"error":"used_url"}')]
    assert posted(later, text="late") == (404, '{"ok":false,"error":"expired_url"}')
    assert [message.text for message in slack.messages(ADA)] == ["0", "1", "2", "3", "4"]
    assert slack.messages(BOB) == []


def test_a_message_is_replaced_five_times_through_one_response_url(
    slack: Slack, app: App, clock: Any
) -> None:
    @app.action("more")
    def more(ack: Ack) -> None:
        ack()

    card = section("Aurora", accessory=button("More", "more"))
    app.client.chat_postEphemeral(channel=GENERAL.id, user=ADA.id, text="Aurora", blocks=[card])
    url = slack.act(ADA, slack.messages(ADA)[0], "More").payload["response_url"]
    later = slack.act(ADA, slack.messages(ADA)[0], "More").payload["response_url"]
    answers = [posted(url, text=f"{n}", replace_original=True) for n in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, '{"ok":false,"error":"used_url"}')]
    assert [(message.text, message.blocks, message.only_for) for message in slack.messages(ADA)] == [
        ("4", (), ADA.id)
    ]
    assert posted(later, delete_original=True) == (200, "ok")
    assert posted(later, text="more", replace_original=True)[0] == 404
    clock.seconds += 30 * 60 + 1
    assert posted(later, text="late") == (404, '{"ok":false,"error":"expired_url"}')
    assert slack.messages(ADA) == []


def test_a_card_is_edited_by_the_app_for_all_to_see(slack: Slack, app: App) -> None:
    card = section("Aurora", accessory=button("Cancel", "cancel"))
    ts = app.client.chat_postMessage(channel=GENERAL.id, text="Aurora", blocks=[card])["ts"]
    changed = app.client.chat_update(
        channel=GENERAL.id, ts=ts, text="Cancelled", blocks=[section("~Aurora~")]
    )
    kept = app.client.chat_update(channel=GENERAL.id, ts=ts, text="Gone")

    [message] = slack.messages(BOB)
    assert changed["message"]["edited"]["user"] == slack.install.bot_user
    assert kept["message"]["blocks"] == list(message.blocks)
    assert (message.ts, message.text, as_text(message.blocks, BOB, slack)) == (ts, "Gone", "Aurora")


def test_an_org_wide_install_names_no_team() -> None:
    everywhere = Slack(Install(enterprise="E0VARAUS", org_wide=True), deliver=lambda _b, _h: (200, {}, b""))
    clicked = everywhere.global_shortcut(ADA, "book").payload

    assert (clicked["team"], clicked["enterprise"]["id"]) == (None, "E0VARAUS")
    assert everywhere.command(ADA, GENERAL, "/book").payload["is_enterprise_install"] == "true"


def test_messages_are_refused_where_slack_refuses_them(slack: Slack, app: App) -> None:
    typed = slack.say(ADA, GENERAL, "Good morning")
    ours = asked(app.client, "chat.postMessage", channel=BOB.id, text="Soon")
    ours_there = {"channel": ours["channel"], "ts": ours["ts"]}
    theirs = slack.messages(ADA, GENERAL)[0].ts

    def error(method: str, **args: Any) -> str:
        return str(asked(app.client, method, **args)["error"])

    assert not typed.sent
    assert ours["channel"] == slack.dm(BOB).id
    assert error("chat.postMessage", channel="C0", text="x") == "channel_not_found"
    assert error("chat.postMessage", channel=RANDOM.id, text="x") == "not_in_channel"
    assert error("chat.postMessage", channel=GENERAL.id) == "no_text"
    assert error("chat.postEphemeral", channel=GENERAL.id, user="U0", text="x") == "user_not_in_channel"
    assert error("chat.update", channel=GENERAL.id, ts=theirs, text="x") == "cant_update_message"
    assert error("chat.update", channel=GENERAL.id, ts="1.0", text="x") == "message_not_found"
    assert error("chat.update", channel=BOB.id, ts=ours["ts"], text="x") == "channel_not_found"
    assert error("conversations.open") == "users_list_not_supplied"
    assert error("conversations.open", users="U0") == "user_not_found"
    assert error("chat.delete", channel=GENERAL.id, ts=theirs) == "cant_delete_message"
    assert error("users.info", user="U0") == "user_not_found"
    assert error("users.invent") == "unknown_method"
    assert asked(app.client, "chat.update", text="Now", **ours_there)["ok"]
    assert [m.text for m in slack.messages(BOB, slack.dm(BOB))] == ["Now"]
    assert asked(app.client, "chat.delete", **ours_there)["ok"]
    assert slack.messages(BOB, slack.dm(BOB)) == []


def test_tokens_are_checked(slack: Slack) -> None:
    assert slack.api("auth.test", None, {}).answer["error"] == "not_authed"
    assert slack.api("auth.test", "xoxb-other", {}).answer["error"] == "invalid_auth"
    assert slack.api("auth.test", slack.install.app_token, {}).answer["error"] == "not_allowed_token_type"


def test_a_person_is_known_with_zone_and_locale(app: App) -> None:
    user = app.client.users_info(user=BOB.id, include_locale=True)["user"]

    assert (user["tz"], user["tz_offset"], user["locale"]) == ("America/New_York", -4 * 3600, "en-GB")


def test_the_very_same_request_can_come_again(slack: Slack, app: App) -> None:
    heard: list[Any] = []

    @app.view("form")
    def book(ack: Ack, view: Json) -> None:
        heard.append(view["id"])
        ack()

    view = opened(slack, app, FORM)
    done = slack.submit(ADA, view, {"room": "Aurora"})
    again = slack.replay(done, X_Slack_Retry_Num="1")

    assert heard == [view.id, view.id]
    assert again.request.body == done.request.body
    assert again.request.headers == done.request.headers | {"X-Slack-Retry-Num": "1"}


def test_forged_and_stale_requests_can_be_made(slack: Slack, app: App) -> None:
    @app.command("/book")
    def book(ack: Ack) -> None:
        ack()

    done = slack.command(ADA, GENERAL, "/book")
    stale = slack.signed(done.payload, at=slack.signs_at() - 301)

    assert done.status == 200
    assert slack.deliver(done.request.body + b"&text=more", done.request.headers)[0] == 401
    assert slack.deliver(stale.body, stale.headers)[0] == 401


def test_an_answer_after_three_seconds_is_late(slack: Slack, app: App) -> None:
    @app.command("/book")
    def book(ack: Ack) -> None:
        ack("Booked")

    slack.stopwatch = iter([0.0, 3.2]).__next__
    done = slack.command(ADA, GENERAL, "/book")

    assert (done.late, done.refusal, done.messages) == (True, "operation_timeout", ())


def test_an_app_on_a_socket_hears_and_answers(clock: Any) -> None:
    slack = Slack(Install(socket_mode=True), clock=clock)
    with serving(slack) as base_url:
        unheard = slack.command(ADA, GENERAL, "/book")
        app = App(client=WebClient(slack.install.bot_token, base_url=f"{base_url}/api/"))

        @app.command("/book")
        def book(ack: Ack, body: Json, client: WebClient) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=FORM)
            ack("Fill it in")

        @app.view("form")
        def form(ack: Ack) -> None:
            ack(response_action="errors", errors={"room": "Taken."})

        handler = SocketModeHandler(app, slack.install.app_token)
        handler.connect()  # type: ignore[no-untyped-call]
        assert slack.sockets.connected.wait(5)
        done = slack.command(ADA, GENERAL, "/book")
        refused = slack.submit(ADA, shown(done.view), {"room": "Aurora"})
        handler.client.auto_reconnect_enabled = False
    handler.client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]  # two that close one socket at once would trip
    handler.close()  # type: ignore[no-untyped-call]

    assert unheard.refusal == "dispatch_failed"
    assert (done.status, [message.text for message in done.messages]) == (200, ["Fill it in"])
    assert refused.errors == {"room": "Taken."}


def test_what_is_fine_has_no_faults() -> None:
    assert faults(FORM, "modal") == []
    assert faults([section("Hello", accessory=button("Go", "go"))], "message") == []
