"""What the manifest allows, and what Slack keeps from an app that did not ask for it."""

from pathlib import Path

import pytest

from sandbox.manifest import installed, manifest_of
from sandbox.people import ADA, BOB, GENERAL, Install
from sandbox.slack import Slack
from tests.sandbox.tiny import MANIFEST, calls, content, said


def test_an_installation_has_what_its_manifest_asks_for() -> None:
    assert installed(MANIFEST, bot_token="xoxb-tiny") == Install(
        bot_token="xoxb-tiny",
        name="Tiny",
        events=frozenset({"app_home_opened"}),  # message.im needs im:history, which is not asked for
        scopes=frozenset({"chat:write", "files:write", "im:write", "channels:history"}),
        home_tab=True,
        shortcuts=frozenset({("message", "book_for_message")}),
    )
    assert installed({}) == Install()


def test_the_manifest_at_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text("features: {app_home: {home_tab_enabled: true}}")

    assert manifest_of(path) == {"features": {"app_home": {"home_tab_enabled": True}}}
    assert "oauth_config" in manifest_of()


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        ("chat.postMessage", "chat:write"),
        ("chat.update", "chat:write"),
        ("conversations.open", "im:write"),
        ("files.getUploadURLExternal", "files:write"),
        ("files.completeUploadExternal", "files:write"),
        ("users.info", "users:read"),
    ],
)
def test_a_method_whose_scope_is_missing_is_refused(method: str, needed: str) -> None:
    slack = Slack(Install(scopes=frozenset({"commands"})), deliver=content)

    assert calls(slack, method) == {
        "ok": False,
        "error": "missing_scope",
        "needed": needed,
        "provided": "commands",
    }
    assert calls(slack, "auth.test")["ok"]


def test_an_app_hears_only_the_events_of_its_manifest() -> None:
    slack = Slack(installed(MANIFEST), deliver=content)

    assert slack.open_home(ADA).sent
    assert not slack.say(ADA, slack.dm(ADA), "Hello").sent
    assert not slack.say(ADA, GENERAL, "@Tiny hello").sent


def test_people_find_only_the_shortcuts_of_the_manifest() -> None:
    slack = Slack(installed(MANIFEST), deliver=content)
    message = said(slack, "Shall we meet?")

    assert slack.shortcut(ADA, message, "book_for_message").sent
    with pytest.raises(LookupError, match="Tiny offers no message shortcut 'cancel_for_message'"):
        slack.shortcut(ADA, message, "cancel_for_message")
    with pytest.raises(LookupError, match="Tiny offers no global shortcut 'book_for_message'"):
        slack.global_shortcut(ADA, "book_for_message")


def test_without_a_home_tab_there_is_no_home() -> None:
    slack = Slack(Install(home_tab=False), deliver=content)
    home = {"type": "home", "blocks": []}

    assert calls(slack, "views.publish", user_id=BOB.id, view=home) == {"ok": False, "error": "not_enabled"}
    assert slack.open_home(BOB, "messages").payload["event"]["tab"] == "messages"
    with pytest.raises(LookupError, match="Varaus has no Home"):
        slack.open_home(BOB)
