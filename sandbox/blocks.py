"""What Slack finds wrong with blocks or a view: shapes by schema, numbers by the tables below.

The shapes are in `schema/` (see its NOTICE); the numbers are those of Slack's reference pages.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from jsonschema.validators import extend

from sandbox.people import Json

_SCHEMA = Path(__file__).parent / "schema"
_SURFACES: dict[str, list[str]] = json.loads((_SCHEMA / "surfaces.json").read_text())
_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
_MOST_FIELD = 2000

# The longest text at a path, for each type; "" stands for everything.
_VIEW = {"title.text": 24, "submit.text": 24, "close.text": 24}
_IDS = {"block_id": 255, "action_id": 255, "callback_id": 255, "external_id": 255}
_LONGEST: dict[str, dict[str, int]] = {
    "": {
        **_IDS,
        "private_metadata": 3000,
        "placeholder.text": 150,
        "confirm.title.text": 100,
        "confirm.text.text": 300,
        "confirm.confirm.text": 30,
        "confirm.deny.text": 30,
    },
    "modal": _VIEW,
    "header": {"text.text": 150},
    "button": {"text.text": 75, "value": 2000, "url": 3000, "accessibility_label": 75},
    "input": {"label.text": 2000, "hint.text": 2000},
    "image": {"alt_text": 2000, "title.text": 2000, "image_url": 3000},
    "plain_text": {"text": 3000},
    "mrkdwn": {"text": 3000},
}
_OPTION = {"text.text": 75, "value": 150, "description.text": 75}
_MOST: dict[str, dict[str, int]] = {
    "actions": {"elements": 25},
    "context": {"elements": 10},
    "section": {"fields": 10},
    "static_select": {"options": 100, "option_groups": 100},
    "multi_static_select": {"options": 100, "option_groups": 100},
    "radio_buttons": {"options": 10},
    "checkboxes": {"options": 10},
    "overflow": {"options": 5},
}


def _inlined(node: Any, definitions: Json, done: dict[str, Any]) -> Any:
    """The schema without `$ref`, every definition one shared object: following them costs too much."""
    if isinstance(node, list):
        return [_inlined(item, definitions, done) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name not in done:
            done[name] = _inlined(definitions[name], definitions, done)
        return done[name]
    return {key: _inlined(value, definitions, done) for key, value in node.items()}


def _by_type(validator: Any, kinds: list[Json], instance: Any, schema: Json) -> Iterator[ValidationError]:
    """Read `oneOf` by the `type` at hand: one branch instead of twenty, and its own complaint."""
    if "discriminator" not in schema or not isinstance(instance, dict) or "type" not in instance:
        return
    for kind in kinds:
        if kind["properties"]["type"]["const"] == instance["type"]:
            yield from validator.descend(instance, kind)
            return
    yield ValidationError(f"unsupported type: {instance['type']}", validator="oneOf")


def _validators() -> dict[str, Any]:
    definitions = json.loads((_SCHEMA / "blockkit.schema.json").read_text())["definitions"]
    checker: Any = extend(  # type: ignore[no-untyped-call]
        Draft7Validator, {"oneOf": _by_type}
    )
    done: dict[str, Any] = {}
    blocks = {"type": "array", "items": {"$ref": "#/definitions/KnownBlock"}}
    return {
        kind: checker(_inlined(schema, definitions, done))
        for kind, schema in {
            "blocks": blocks,
            "modal": definitions["ModalPayload"],
            "home": definitions["HomePayload"],
            "options": definitions["OptionsResponse"],
        }.items()
    }


_CHECKS = _validators()


def faults(what: Json | Sequence[Json], surface: str) -> list[str]:
    """What Slack would refuse in these blocks, or in this view, on a message, modal or home.

    Empty when there is nothing; else Slack's words, each with a JSON pointer to the place.
    """
    if not isinstance(what, Mapping):
        found = _misshapen(what, "blocks", "/blocks")
        return found or [*_too_much(what, "/blocks"), *_together(what, surface, "/blocks")]
    if what.get("type") != surface:
        return [_said(f"unsupported type: {what.get('type')}", "/view/type")]
    if found := _misshapen(what, surface, "/view"):
        return found
    blocks = what["blocks"]
    found = [*_too_much(what, "/view"), *_together(blocks, surface, "/view/blocks")]
    if "submit" not in what and surface == "modal" and any(block["type"] == "input" for block in blocks):
        found.append(_said("missing required field: submit", "/view"))
    return found


def option_faults(answer: Any) -> list[str]:
    """What Slack would refuse in an answer with options for an external select; none at all is fine."""
    if found := _misshapen(answer, "options", ""):
        return found
    if len(answer) != 1:
        return [_said("must provide either options or option_groups", "")]
    return list(_too_much({"type": "static_select", **answer}, "")) if any(answer.values()) else []


def _said(complaint: str, pointer: str) -> str:
    return f"[ERROR] {complaint} [json-pointer:{pointer}]"


def _misshapen(what: Any, kind: str, pointer: str) -> list[str]:
    return [
        _said(_in_slacks_words(error), "/".join((pointer, *map(str, error.absolute_path))))
        for error in _CHECKS[kind].iter_errors(list(what) if isinstance(what, tuple) else what)
    ]


def _in_slacks_words(error: ValidationError) -> str:
    match error.validator:
        case "required" | "additionalProperties":
            name = error.message.split("'")[1]
            return f"{'missing required' if error.validator == 'required' else 'unexpected'} field: {name}"
        case "type":
            return f"must provide a valid {error.validator_value}"
        case "oneOf":
            return error.message
        case _:
            return "failed to match all allowed schemas"


def _at(node: Json, path: str) -> Any:
    found: Any = node
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _lengths(node: Json, limits: dict[str, int], pointer: str) -> Iterator[str]:
    for path, most in limits.items():
        text = _at(node, path)
        if isinstance(text, str) and len(text) > most:
            yield _said(f"must be less than {most + 1} characters", f"{pointer}/{path.replace('.', '/')}")


def _too_much(node: Any, pointer: str) -> Iterator[str]:
    """Every limit that one object can break by itself, all the way down."""
    if isinstance(node, Mapping):
        kind = str(node.get("type", ""))
        yield from _lengths(dict(node), _LONGEST[""] | _LONGEST.get(kind, {}), pointer)
        for key, most in _MOST.get(kind, {}).items():
            yield from _count(node.get(key), most, f"{pointer}/{key}")
        if rule := _RULES.get(kind):
            yield from rule(dict(node), pointer)
        for key, child in node.items():
            yield from _too_much(child, f"{pointer}/{key}")
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for number, child in enumerate(node):
            yield from _too_much(child, f"{pointer}/{number}")


def _count(items: Any, most: int, pointer: str) -> Iterator[str]:
    if isinstance(items, list) and not items:
        yield _said("must provide at least 1 item", pointer)
    elif isinstance(items, list) and len(items) > most:
        yield _said(f"no more than {most} items allowed", pointer)


def _together(blocks: Sequence[Json], surface: str, pointer: str) -> Iterator[str]:
    """The limits of the whole: how many blocks, which of them here, ids that occur twice."""
    if len(blocks) > _MOST_BLOCKS[surface]:
        yield _said(f"no more than {_MOST_BLOCKS[surface]} items allowed", pointer)
    for twice in _twice(blocks, "block_id"):
        yield _said(f"`block_id` {twice} already exists", pointer)
    for number, block in enumerate(blocks):
        if surface not in _SURFACES[block["type"]]:
            yield _said(f"unsupported type: {block['type']}", f"{pointer}/{number}")
        for twice in _twice(block.get("elements", ()), "action_id"):
            yield _said(f"`action_id` {twice} already exists", f"{pointer}/{number}/elements")


def _twice(nodes: Sequence[Json], key: str) -> list[str]:
    ids = [node[key] for node in nodes if key in node]
    return sorted({each for each in ids if ids.count(each) > 1})


def _text(node: Json, pointer: str) -> Iterator[str]:
    if not node["text"]:
        yield _said("must be more than 0 characters", f"{pointer}/text")


def _section(node: Json, pointer: str) -> Iterator[str]:
    if "text" not in node and "fields" not in node:
        yield _said("missing required field: text", pointer)
    for number, field in enumerate(node.get("fields", ())):
        yield from _lengths(field, {"text": _MOST_FIELD}, f"{pointer}/fields/{number}")


def _options(node: Json, pointer: str) -> Iterator[str]:
    """Options and the one chosen beforehand, which must be among them word for word."""
    groups = node.get("option_groups", ())
    if node["type"].endswith("static_select") and ("options" in node) == ("option_groups" in node):
        yield _said("must provide either options or option_groups", pointer)
    for number, group in enumerate(groups):
        yield from _lengths(group, {"label.text": 75}, f"{pointer}/option_groups/{number}")
    for key, options in [
        ("options", node.get("options", ())),
        *((f"option_groups/{number}/options", group["options"]) for number, group in enumerate(groups)),
    ]:
        if key != "options":
            yield from _count(options, _MOST[node["type"]]["options"], f"{pointer}/{key}")
        for number, option in enumerate(options):
            yield from _lengths(option, _OPTION, f"{pointer}/{key}/{number}")
    among = [*node.get("options", ()), *(option for group in groups for option in group["options"])]
    chosen = [node["initial_option"]] if "initial_option" in node else node.get("initial_options", ())
    for option in chosen:
        if _bare(option) not in map(_bare, among):
            yield _said("initial option must match exactly one of the options", pointer)


def _bare(option: Json) -> tuple[Any, ...]:
    return option["text"]["text"], option.get("value"), _at(option, "description.text")


def _picker(node: Json, pointer: str) -> Iterator[str]:
    day, time, moment = (node.get(f"initial_{key}") for key in ("date", "time", "date_time"))
    if day is not None and not _is_day(day):
        yield _said("must be a valid date of the form YYYY-MM-DD", f"{pointer}/initial_date")
    if time is not None and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", time):
        yield _said("must be a valid time of the form HH:mm", f"{pointer}/initial_time")
    if moment is not None and not re.fullmatch(r"\d{10}", str(moment)):
        yield _said("must be a UNIX timestamp of 10 digits", f"{pointer}/initial_date_time")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _text_input(node: Json, pointer: str) -> Iterator[str]:
    least, most = node.get("min_length", 0), node.get("max_length", 3000)
    if not (0 <= least <= most and 1 <= most <= 3000):  # noqa: PLR2004 - Slack's own numbers
        yield _said("min_length 0 to max_length, max_length 1 to 3000", pointer)
    if not least * ("initial_value" in node) <= len(node.get("initial_value", "")) <= most:
        yield _said("initial_value must be within min_length and max_length", f"{pointer}/initial_value")


_RULES = {
    **dict.fromkeys(("plain_text", "mrkdwn"), _text),
    **dict.fromkeys(("datepicker", "timepicker", "datetimepicker"), _picker),
    **dict.fromkeys(
        ("static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"), _options
    ),
    "section": _section,
    "plain_text_input": _text_input,
}
