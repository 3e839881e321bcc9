"""What we read of Slack's payloads: who asks, how, and where the answer goes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Body: TypeAlias = Mapping[str, Any]
Kind: TypeAlias = Literal[
    "command",
    "submission",
    "modal_action",
    "message_action",
    "home_action",
    "shortcut",
    "options",
    "message",
    "home",
    "closing",
    "other",
]

_KINDS: Mapping[str, Kind] = {
    "view_submission": "submission",
    "view_closed": "closing",
    "block_suggestion": "options",
    "shortcut": "shortcut",
    "message_action": "shortcut",
}
_VERBS = ("book", "cancel", "rooms")


def kind_of(body: Body) -> Kind:
    """The way in which a person asked, which is the way in which they are answered."""
    if "command" in body:
        return "command"
    if body.get("type") == "block_actions":
        if "view" not in body:
            return "message_action"
        return "home_action" if body["view"].get("type") == "home" else "modal_action"
    if body.get("type") == "event_callback":
        return "home" if body["event"].get("type") == "app_home_opened" else "message"
    return _KINDS.get(str(body.get("type")), "other")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person typed after a command or in a message, what about, and their Slack's locale.

    A message that mentions the bot `in_passing`, in the midst of a sentence, may not be meant for it.
    """

    verb: str
    text: str
    locale: str = "en-GB"
    in_passing: bool = False


def _its_name(body: Body) -> re.Pattern[str]:
    """How the bot is mentioned in an event: Slack says under whose authorization the bot heard it."""
    bot = next((str(one["user_id"]) for one in body.get("authorizations", ()) if one.get("is_bot")), None)
    return re.compile(
        rf"<@{re.escape(bot)}(?:\|[^>]*)?>[:,]?" if bot else r"^<@[UW][A-Z0-9]+(?:\|[^>]*)?>[:,]?"
    )


def said_in(body: Body, locale: str) -> Said:
    """The words of a command or a message; a message is about booking unless it begins with another verb."""
    if "command" in body:
        return Said(str(body["command"]), str(body.get("text") or "").strip(), locale)
    event = body.get("event") or {}
    its_name = _its_name(body)
    text = str(event.get("text") or "").strip()
    spoken_to = its_name.match(text) or re.search(rf"(?:{its_name.pattern})\W*$", text)
    in_passing = event.get("type") == "app_mention" and spoken_to is None
    text = its_name.sub(" ", text)
    first, _, rest = text.strip().partition(" ")
    verb = first.casefold().strip("/:,")
    verb, text = (verb, rest) if verb in _VERBS else ("book", text)
    return Said(verb, text.strip(), locale, in_passing)


def is_said_by_an_app(body: Body) -> bool:
    """Whether a message is an app's, or the news of a change to one: nobody asks anything by it."""
    event = body.get("event") or {}
    return "bot_id" in event or event.get("subtype") not in (None, "file_share", "thread_broadcast")


_NEEDED: Mapping[str, Mapping[str, type]] = {
    "block_actions": {"actions": list, "user": dict, "container": dict},
    "view_submission": {"view": dict, "user": dict},
    "view_closed": {"view": dict, "user": dict},
    "block_suggestion": {"action_id": str, "value": str, "user": dict},
    "shortcut": {"callback_id": str, "user": dict},
    "message_action": {"callback_id": str, "user": dict, "message": dict, "channel": dict},
    "event_callback": {"event": dict},
}
"""What a payload of each type must have before anything of ours reads it, and as what."""


def is_well_formed(body: Body) -> bool:
    """Whether the payload is of a type that we know, with all that we count on in it."""
    if "command" in body:
        return isinstance(body["command"], str) and isinstance(body.get("user_id"), str)
    needed = _NEEDED.get(str(body.get("type")))
    if needed is None or not all(isinstance(body.get(name), kind) for name, kind in needed.items()):
        return False
    if "view" in needed and not {"id", "blocks", "state", "private_metadata"} <= body["view"].keys():
        return False
    if "actions" not in needed:
        return True
    in_a_place = "view" in body or isinstance(body.get("response_url"), str)
    return in_a_place and bool(body["actions"]) and isinstance(body["actions"][0], dict)


def name_of(body: Body) -> str:
    """What was asked for, as a log names it: a command, a callback, an action. Nothing that was typed."""
    if "command" in body:
        return str(body["command"])
    kind = str(body.get("type"))
    if kind == "event_callback":
        return f"event:{body['event'].get('type')}"
    if kind == "block_actions":
        return f"action:{body['actions'][0].get('action_id')}"
    if kind == "block_suggestion":
        return f"options:{body.get('action_id')}"
    view = body.get("view") or {}
    return f"{kind}:{view.get('callback_id') or body.get('callback_id') or ''}"


def request_key(body: Body) -> str | None:
    """What names this request and no other, so that a replay changes nothing: None where nothing does.

    A form counts as one request however often it is sent, since it is sent again only if it was refused;
    but a modal that turns into another form has a new hash then, and is another request.
    """
    if body.get("type") == "view_submission":
        key = f"view:{body['view']['id']}:{body['view'].get('hash', '')}"
    elif "event_id" in body:
        key = f"event:{body['event_id']}"
    elif "trigger_id" in body:
        key = f"trigger:{body['trigger_id']}"
    else:
        return None
    return key[:200]


def one_of_a_kind(body: Body, kind: str, page: str) -> str:
    """What names a person's click in a message or modal: those of a kind on one page there are one request.

    `page` tells apart what has stood there one after the other.
    """
    container = body["container"]
    place = container.get("view_id") or f"{container.get('channel_id')}:{container.get('message_ts')}"
    return f"{kind}:{place}:{body['user']['id']}:{page}"[:200]


def place_of_answer(body: Body) -> tuple[str, str] | None:
    """Where the answer will stand and how it can be edited there later: as a place and a message of a card.

    Its place is "url" for a message that its response_url edits, "direct" for one where nothing can be
    shared, and "view" for a modal. None where it can not be edited: a message of ours in a thread, or
    a modal on top of a person's Home.
    """
    kind = kind_of(body)
    if kind in ("command", "message_action"):
        return "url" if channel_of(body) else "direct", str(body["response_url"])
    if kind in ("modal_action", "submission"):
        return "view", str(body["view"]["id"])
    return None


def metadata_of(view: Body) -> Mapping[str, Any]:
    """What a modal was given to remember."""
    metadata: Mapping[str, Any] = json.loads(view.get("private_metadata") or "{}")
    return metadata


def receipt_url_of(body: Body, booking: str) -> str:
    """Where the receipt of that booking can be renewed which was clicked, or from which the modal came.

    Empty where there is none.
    """
    if "view" not in body:
        return str(body.get("response_url", ""))
    metadata = metadata_of(body["view"])
    return str(metadata.get("receipt", "")) if metadata.get("booking") == booking else ""


def channel_of(body: Body) -> str:
    """The id of the channel in which a person asked; empty where they asked elsewhere, or nobody reads along.

    In direct messages there is nobody to share with: with the bot itself, or where it is not.
    """
    channel = _channel_of(body)
    return "" if channel.startswith("D") else channel


def _channel_of(body: Body) -> str:
    if "view" in body:
        return str(metadata_of(body["view"]).get("channel", ""))
    if "event" in body:
        return str(body["event"].get("channel", ""))
    if "channel_id" in body:
        return str(body["channel_id"])
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    return str(channel.get("id") or container.get("channel_id") or "")
