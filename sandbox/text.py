"""What a person reads: blocks and mrkdwn as the plain text of their screen, in their own zone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sandbox.files import File
from sandbox.forms import Values, untouched
from sandbox.people import Channel, Json, Person
from sandbox.workspace import Message

_STYLED = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)([^\n]*?\S)\1(?![\w*_~`])")
_MARKED = re.compile(r"<([^<>\n]+)>")


class Named(Protocol):
    """Where names come from; a `Slack` is one."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone who can be mentioned."""

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Every channel that can be mentioned."""

    def now(self) -> float:
        """Unix seconds."""


def as_text(
    shown: Message | Sequence[Json], viewer: Person, slack: Named, values: Values | None = None
) -> str:
    """A message, or blocks, as that person reads them, a line or more a block; choices in brackets.

    A message without blocks reads as its text; its files follow, as `[file: Title (name.ics)]`.
    """
    if isinstance(shown, Message):
        said = as_text(shown.blocks, viewer, slack, values) or from_mrkdwn(shown.text, viewer, slack)
        files = [_file(file) for file in shown.files]
        return "\n".join(line for line in (said, *files) if line)
    reader = _Reader(viewer, slack, values or {})
    return "\n".join(line for line in map(reader.block, shown) if line)


def _file(file: File) -> str:
    named = f"{file.title} ({file.name})" if file.title not in {"", file.name} else file.name
    return f"[file: {named}]"


def from_mrkdwn(text: str, viewer: Person, slack: Named) -> str:
    """Slack's markup as it reads: names for ids, the viewer's clock for dates, no signs of style."""
    text = _MARKED.sub(lambda found: _Reader(viewer, slack, {}).mark(found[1]), text)
    for _ in range(2):  # bold inside italics, and the other way round
        text = _STYLED.sub(r"\2", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def date_as_read(moment: float, form: str, viewer: Person, now: float) -> str:
    """A date of `<!date^…>` by its template, on the viewer's clock (12 hours where they are American)."""
    zone = ZoneInfo(viewer.tz)
    at, today = (datetime.fromtimestamp(seconds, UTC).astimezone(zone) for seconds in (moment, now))

    def token(found: re.Match[str]) -> str:
        name = found[1]
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(
            (at.date() - today.date()) // timedelta(days=1)
        )
        if name.endswith("_pretty"):
            if near:
                return near if found.start() else near.capitalize()
            name = name.removesuffix("_pretty")
        return _TOKENS[name](at, viewer, today) if name in _TOKENS else found[0]

    return re.sub(r"\{(\w+)\}", token, form)


def _clock(at: datetime, viewer: Person, seconds: str = "") -> str:
    if viewer.locale == "en-US":
        return at.strftime(f"%I:%M{seconds} %p").lstrip("0")
    return at.strftime(f"%H:%M{seconds}")


def _nth(day: int) -> str:
    ending = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _ago(at: datetime, today: datetime) -> str:
    away = abs(int((today - at).total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if away >= length or length == 1:
            said = f"{away // length} {unit}{'' if away // length == 1 else 's'}"
            return f"in {said}" if at > today else f"{said} ago"
    raise AssertionError(away)


_TOKENS: dict[str, Callable[[datetime, Person, datetime], str]] = {
    "date_num": lambda at, _v, _n: f"{at:%Y-%m-%d}",
    "date_slash": lambda at, viewer, _n: f"{at:%m/%d/%Y}" if viewer.locale == "en-US" else f"{at:%d/%m/%Y}",
    "date": lambda at, _v, _n: f"{at:%B} {at.day}",
    "date_short": lambda at, _v, _n: f"{at:%b} {at.day}, {at.year}",
    "date_long": lambda at, _v, _n: f"{at:%A, %B} {_nth(at.day)}, {at.year}",
    "date_long_full": lambda at, _v, _n: f"{at:%B} {at.day}, {at.year}",
    "day_divider": lambda at, _v, now: (
        f"{at:%A, %B} {_nth(at.day)}" + (f", {at.year}" * (at.year != now.year))
    ),
    "time": lambda at, viewer, _n: _clock(at, viewer),
    "time_secs": lambda at, viewer, _n: _clock(at, viewer, ":%S"),
    "ago": lambda at, _v, now: _ago(at, now),
}


@dataclass(frozen=True)
class _Reader:
    """Who reads, where names come from, and what is chosen in the inputs."""

    viewer: Person
    slack: Named
    values: Values

    def mark(self, inside: str) -> str:
        """What stands between `<` and `>`, as it reads."""
        target, _, label = inside.partition("|")
        kind, name = target[0], target[1:]
        if name.startswith("date^"):
            moment, form = name.split("^")[1:3]
            return date_as_read(float(moment), form, self.viewer, self.slack.now())
        if kind == "@":
            return "@" + next((p.real_name for p in self.slack.people if p.id == name), label or name)
        if kind == "#":
            return "#" + next((c.name for c in self.slack.channels if c.id == name), label or name)
        return label or (f"@{name}" if kind == "!" else target.removeprefix("mailto:"))

    def block(self, block: Json) -> str:
        match block["type"]:
            case "divider":
                return "───"
            case "image":
                return self.inside(block, block)
            case "input":
                return f"{block['label']['text']}: {self.inside(block['element'], block)}"
            case "actions" | "context":
                return " ".join(self.inside(node, block) for node in block["elements"])
            case "header" | "section":
                words = (block.get("text"), *block.get("fields", ()))
                lines = "\n".join(self.inside(node, block) for node in words if node)
                beside = self.inside(block["accessory"], block) if "accessory" in block else ""
                return f"{lines} {beside}".strip()
            case kind:
                return f"[{kind}]"

    def inside(self, node: Json, block: Json) -> str:
        """A text; an image by its description; a button by its words; an input by what is chosen in it."""
        if node["type"] == "mrkdwn":
            return from_mrkdwn(node["text"], self.viewer, self.slack)
        if node["type"] in {"plain_text", "image"}:
            return str(node.get("text", f"({node.get('alt_text')})"))
        state = self.values.get(block.get("block_id", ""), {}).get(node.get("action_id", "")) or untouched(
            node
        )
        if node["type"] == "checkboxes":
            return " ".join(_tick(option, state) for option in node["options"])
        chosen = next((state[key] for key in state or {} if key not in {"type", "timezone"} and state), None)
        said = [_chosen(one) for one in (chosen if isinstance(chosen, list) else [chosen]) if one is not None]
        words = node.get("text") or node.get("placeholder") or {"text": "" if state else "⋯"}
        return f"[{', '.join(said) or words['text']}]"


def _tick(option: Json, state: Json | None) -> str:
    """A box with its words; what is chosen is known by its value, as in `forms`."""
    taken = {one["value"] for one in (state or {}).get("selected_options", ())}
    return f"[{'x' if option['value'] in taken else ' '}] {option['text']['text']}"


def _chosen(one: Any) -> str:
    return str(one["text"]["text"] if isinstance(one, dict) and "text" in one else one)
