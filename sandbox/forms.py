"""What a person can touch in blocks, and how Slack writes down what they chose."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sandbox.people import Channel, Json, Person

Values = dict[str, dict[str, Json]]
"""The state of every input: `block_id` to `action_id` to what is chosen there."""

# Element type: (key of the choice in the state, key of what is chosen beforehand).
_TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
_STATES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(_TEXTS, ("value", "initial_value")),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    **dict.fromkeys(
        ("static_select", "external_select", "radio_buttons"), ("selected_option", "initial_option")
    ),
    **dict.fromkeys(
        ("multi_static_select", "multi_external_select", "checkboxes"),
        ("selected_options", "initial_options"),
    ),
    **{
        f"{one}s_select": (f"selected_{one}", f"initial_{one}") for one in ("user", "channel", "conversation")
    },
    **{
        f"multi_{one}s_select": (f"selected_{one}s", f"initial_{one}s")
        for one in ("user", "channel", "conversation")
    },
}
_FIXED = {"static_select", "multi_static_select", "radio_buttons", "checkboxes"}  # their options stand there
_PRESSED = {"button", "overflow"}
REQUIRED = "Please complete this required field."


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element, with the block it stands in."""
    for block in blocks:
        inside = [block.get("element"), block.get("accessory")]
        if block["type"] == "actions":
            inside += block["elements"]
        yield from ((block, one) for one in inside if one and "action_id" in one)


def furnished(blocks: Sequence[Json], name: Callable[[str], str], before: Sequence[Json] = ()) -> list[Json]:
    """The blocks with what Slack adds: ids where they lack, `emoji` and `verbatim` in texts.

    A block without an id that stood there like that `before` keeps the id that it got then: under a new one
    the button that somebody presses just now would be gone, though nothing about it has changed.
    """
    given = {block.get("block_id") for block in blocks}
    left = [old for old in before if old["block_id"] not in given]
    done = []
    for block in blocks:
        full = _furnished(block, name)
        same = [old for old in left if old == {**full, "block_id": old["block_id"]}]
        if "block_id" not in full and same:
            left.remove(same[0])
            full = same[0]
        done.append({"block_id": full.get("block_id") or name("b"), **full})
    return done


def _furnished(node: Any, name: Callable[[str], str]) -> Any:
    if isinstance(node, list):
        return [_furnished(item, name) for item in node]
    if not isinstance(node, dict):
        return node
    added = {key: _furnished(value, name) for key, value in node.items()}
    kind = added.get("type")
    if kind == "plain_text":
        added.setdefault("emoji", True)
    elif kind == "mrkdwn":
        added.setdefault("verbatim", False)
    elif kind in _STATES or kind in _PRESSED:
        added.setdefault("action_id", name("a"))
    return added


def found(blocks: Sequence[Json], name: str, block_id: str | None, value: Any) -> tuple[Json, Json]:
    """The one element of that name: its action_id, its block_id if it is an input, or what it says.

    Of buttons, only one that carries `value` where that is given. LookupError names what there is.
    """
    there = [pair for pair in elements(blocks) if block_id in {None, pair[0]["block_id"]}]
    fitting: list[tuple[Json, Json]] = []
    for names in (_field, _id, _words):  # an id that happens to be another's label is no doubt
        fitting = fitting or [pair for pair in there if name in names(*pair)]
    if value is not None:
        fitting = [p for p in fitting if p[1]["type"] != "button" or p[1].get("value") == value]
    if len(fitting) != 1:
        known = {n for pair in there for names in (_field, _id, _words) for n in names(*pair)}
        raise LookupError(
            f"{len(fitting)} elements fit {name!r}; there are {', '.join(sorted(known - {''}))}"
        )
    return fitting[0]


def _field(block: Json, _element: Json) -> set[str]:
    return {block["block_id"]} if block["type"] == "input" else set()


def _id(_block: Json, element: Json) -> set[str]:
    return {element["action_id"]}


def _words(block: Json, element: Json) -> set[str]:
    said = element.get("text") or element.get("placeholder") or {}
    return {said.get("text", ""), block["label"]["text"] if block["type"] == "input" else ""}


def untouched(element: Json) -> Json | None:
    """The state of an element nobody has touched, as Slack sends it; None for what has no state."""
    if element["type"] not in _STATES:
        return None
    key, initial = _STATES[element["type"]]
    nothing: Any = [] if _takes_many(key) else None
    state = {"type": element["type"], key: element.get(initial, nothing)}
    return state | ({"timezone": element["timezone"]} if "timezone" in element else {})


def kept(blocks: Sequence[Json], before: Values) -> Values:
    """The state of these blocks: what was there under the same ids stays, the rest is untouched.

    What was chosen outweighs what the blocks say is chosen beforehand. Slack does not say what becomes of
    an option that is offered no longer; here it goes.
    """
    values: Values = {}
    for block, element in elements(blocks):
        fresh = untouched(element)
        if fresh is not None:
            old = before.get(block["block_id"], {}).get(element["action_id"])
            still = old and old["type"] == fresh["type"] and _still(element, old)
            values.setdefault(block["block_id"], {})[element["action_id"]] = still or fresh
    return values


def _still(element: Json, old: Json) -> Json | None:
    """What was chosen, as the element offers it now; None where it no longer offers that."""
    if element["type"] not in _FIXED:
        return old
    key = _STATES[element["type"]][0]
    now = {option["value"]: option for option in _offered(element)}
    if _takes_many(key):
        return old | {key: [now[one["value"]] for one in old[key] if one["value"] in now]}
    if old[key] is None:
        return old
    return old | {key: now[old[key]["value"]]} if old[key]["value"] in now else None


def chosen(element: Json, value: Any, offered: Sequence[Json] = ()) -> Json:
    """The state after a person chose `value`: an option by its value or its words, a text, a date.

    A single checkbox is ticked by True and left by False. `offered` is what an external select has shown.
    LookupError where no such option is there.
    """
    if element["type"] not in _STATES:
        if element["type"] == "overflow":
            return {"type": "overflow", "selected_option": _option(element, value, offered)}
        return {key: element[key] for key in ("type", "value", "text", "style") if key in element}
    if element["type"] == "checkboxes" and isinstance(value, bool):
        value = _ticked(element) if value else ()
    state = untouched(element) or {}
    key = _STATES[element["type"]][0]
    one: Callable[[Any], Any] = _plain
    if key.startswith("selected_option"):
        one = lambda each: _option(element, each, offered)  # noqa: E731 - said in one line, used in two
    if _takes_many(key):
        state[key] = [one(each) for each in value or ()]
    else:
        state[key] = None if value is None or value == "" else one(value)
    return state


def lacking(blocks: Sequence[Json], values: Values) -> dict[str, str]:
    """What Slack itself refuses to submit: fields left empty, lengths and numbers out of bounds."""
    errors = {}
    for block, element in elements(blocks):
        if block["type"] != "input" or element["type"] not in _STATES:
            continue
        value = values[block["block_id"]][element["action_id"]][_STATES[element["type"]][0]]
        if value in (None, [], ""):
            if not block.get("optional"):
                errors[block["block_id"]] = REQUIRED
        elif complaint := _out_of_bounds(element, value):
            errors[block["block_id"]] = complaint
    return errors


def _out_of_bounds(element: Json, value: Any) -> str | None:
    kind = element["type"]
    if kind == "plain_text_input" and len(value) < element.get("min_length", 0):
        return f"This field needs at least {element['min_length']} characters."
    if kind == "plain_text_input" and len(value) > element.get("max_length", 3000):
        return f"This field takes at most {element.get('max_length', 3000)} characters."
    if kind == "number_input":
        return _number(element, value)
    if kind == "email_text_input" and "@" not in value:
        return "Please enter a valid email address."
    return None


def _number(element: Json, value: str) -> str | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return "Please enter a valid number."
    least, most = (float(element.get(key, number)) for key in ("min_value", "max_value"))
    return None if least <= number <= most else f"Please enter a number from {least:g} to {most:g}."


def _ticked(element: Json) -> list[Json]:
    if len(element["options"]) > 1:
        raise LookupError(f"of {len(element['options'])} boxes, say which")
    return list(element["options"])


def _takes_many(key: str) -> bool:
    return key.endswith("s")


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Person | Channel) else value


def _offered(element: Json) -> list[Json]:
    groups = element.get("option_groups", ())
    return [*element.get("options", ()), *(one for group in groups for one in group["options"])]


def _option(element: Json, wanted: Any, offered: Sequence[Json]) -> Json:
    options = [*_offered(element), *offered]
    for option in options:
        if wanted in (option, option.get("value"), option["text"]["text"]):
            return dict(option)
    raise LookupError(f"no option {wanted!r}; there are {', '.join(o['text']['text'] for o in options)}")
