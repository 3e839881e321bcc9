"""What the app says in a call: required arguments, numbers, and JSON inside of forms."""

import json
from typing import Any

from sandbox.people import Json
from sandbox.tickets import Refused

_JSON = {"blocks", "files", "view"}


def need(args: Json, name: str) -> Any:
    """That argument, or the refusal that it is missing."""
    if not args.get(name):
        raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return args[name]


def number(args: Json, name: str, least: int, most: int) -> int:
    """That argument as a whole number within these bounds, `most` where nothing is said."""
    said = str(args.get(name) or most)
    if not said.isdecimal() or not least <= int(said):
        raise Refused(
            "invalid_arguments", [f"[ERROR] must be greater than {least - 1} [json-pointer:/{name}]"]
        )
    return min(int(said), most)


def parsed(args: Json) -> Json:
    """The arguments with blocks, files and views read from the JSON text that a form carries."""
    try:
        return {
            key: json.loads(value) if key in _JSON and isinstance(value, str) else value
            for key, value in args.items()
        }
    except json.JSONDecodeError as error:
        raise Refused("invalid_arguments", [f"[ERROR] invalid JSON: {error.msg}"]) from error
