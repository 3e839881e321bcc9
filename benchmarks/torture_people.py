"""What Slack sends when people press and submit what the bot showed them: ids are found in what it sent."""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from benchmarks.torture_attacks import Good
from benchmarks.torture_bot import FORM, new_trigger, signed
from benchmarks.torture_stub import TEAM

Json = dict[str, Any]
_numbers = count(1)


def sent(payload: Json) -> Good:
    """The payload as Slack encodes its kind and signs it, now."""
    good = Good(b"", {"Content-Type": "application/json" if "event" in payload else FORM})
    body = good.with_payload(payload)
    return Good(body, signed(body, kind=good.kind))


def pressed(blocks: Sequence[Json], action: str, user: str, response_url: str) -> Json:
    """A click on a button in a message that only its reader sees. LookupError where it is not there."""
    block, button = _button(blocks, action)
    number = next(_numbers)
    container = {
        "type": "message",
        "message_ts": f"{number}.0",
        "channel_id": "C0GENERAL",
        "is_ephemeral": True,
    }
    return {
        "type": "block_actions",
        **_who(user),
        "trigger_id": new_trigger(),
        "container": container,
        "channel": {"id": "C0GENERAL", "name": "general"},
        "response_url": response_url,
        "state": {"values": {}},
        "actions": [
            {
                "type": "button",
                "action_id": button["action_id"],
                "block_id": block.get("block_id", "b"),
                "value": button.get("value", ""),
                "action_ts": f"{number}.1",
            }
        ],
    }


def submitted(view: Json, user: str, view_id: str, **filled: str) -> Json:
    """The form sent, with some of its fields filled in and the others as they were shown."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            shown = _shown(element, filled.get(block["block_id"]))
            values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **shown}}
    body = {
        "id": view_id,
        "hash": f"{next(_numbers)}.h",
        "type": "modal",
        "blocks": view["blocks"],
        "state": {"values": values},
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
    }
    return {"type": "view_submission", **_who(user), "trigger_id": new_trigger(), "view": body}


def event(text: str, user: str) -> Json:
    """A message to the bot."""
    number = next(_numbers)
    said = {"type": "message", "channel_type": "im", "channel": "D0ADA", "user": user, "text": text}
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0VARAUS",
        "event_id": f"Ev{number}",
        "event": {**said, "ts": f"{number}.2"},
        "authorizations": [{"team_id": TEAM, "user_id": "U0VARAUS", "is_bot": True}],
    }


def _button(blocks: Sequence[Json], action: str) -> tuple[Json, Json]:
    for block, element in _elements(blocks):
        if str(element.get("action_id", "")).startswith(action):
            return block, element
    raise LookupError(f"no {action} in {json.dumps(blocks)}")


def _elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        yield from ((block, element) for element in block.get("elements", ()))
        if "accessory" in block:
            yield block, block["accessory"]


def _shown(element: Json, filled: str | None) -> Json:
    """What a field holds, under the names that Slack gives to it."""
    match element["type"]:
        case "static_select":
            return {"selected_option": element.get("initial_option")}
        case "datepicker":
            return {"selected_date": filled or element.get("initial_date")}
        case "timepicker":
            return {"selected_time": filled or element.get("initial_time")}
        case "multi_users_select":
            return {"selected_users": element.get("initial_users", [])}
    return {"value": filled or element.get("initial_value")}


def _who(user: str) -> Json:
    return {
        "user": {"id": user, "username": "ada", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "varaus"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": "A0VARAUS",
    }
