"""A page: one answer, which may be shown as a message or in a modal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from slack_sdk.models import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

TITLE_LIMIT = 24  # characters of a modal's title (docs.slack.dev, views)
SECTION_LIMIT = 3000  # characters of a section's text
BUTTON_LIMIT = 75  # characters of a button's text


class _Checked(JsonObject):
    # slack_sdk looks for its checks and attributes in each object anew, and copies what an object holds
    # once for each that it is inside of: nearly two thirds of the cost of an answer.
    def validate_json(self) -> None:
        for check in _checks(type(self)):
            check(self)

    def get_non_null_attributes(self) -> dict[str, Any]:
        values = ((name, getattr(self, name, None)) for name in _attributes(type(self)))
        return {name: _plain(value) for name, value in values if value or value is False}


@cache
def _checks(kind: type[JsonObject]) -> tuple[Callable[[JsonObject], None], ...]:
    """The checks that slack_sdk makes of that kind."""
    members = (getattr(kind, name) for name in dir(kind))
    return tuple(member for member in members if hasattr(member, "validator"))


@cache
def _attributes(kind: type[JsonObject]) -> tuple[str, ...]:
    """What slack_sdk writes of that kind, in its order."""
    return tuple(sorted(kind.__new__(kind).attributes))


def _plain(value: Any) -> Any:
    """A value of an attribute, as JSON has it."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


class _Section(_Checked, SectionBlock):
    pass


class _Header(_Checked, HeaderBlock):
    pass


class _Context(_Checked, ContextBlock):
    pass


class _Actions(_Checked, ActionsBlock):
    pass


class _Button(_Checked, ButtonElement):
    pass


class _Confirm(_Checked, ConfirmObject):
    pass


class _Markdown(_Checked, MarkdownTextObject):
    pass


class _Plain(_Checked, PlainTextObject):
    pass


class _View(_Checked, View):
    pass


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: `title` heads a modal, `blocks` are the whole of it.

    `text` is what a notification says, in mrkdwn as well: what was typed is escaped in it.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]

    def message(self) -> dict[str, Any]:
        """The page as the arguments of a message."""
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}

    def view(self, *, metadata: str = "") -> View:
        """The page as a modal with nothing to submit."""
        return _View(
            type="modal",
            callback_id="page",
            title=_Plain(text=shortened(self.title, TITLE_LIMIT)),
            close=_Plain(text="Close"),
            blocks=list(self.blocks),
            private_metadata=metadata,
        )

    def home(self) -> View:
        """The page as the person's Home."""
        return _View(type="home", blocks=list(self.blocks))


def shortened(text: str, most: int) -> str:
    """The text, with … for what goes beyond `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def section(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """A paragraph of mrkdwn, with a button or menu beside it."""
    return _Section(text=_Markdown(text=shortened(text, SECTION_LIMIT)), accessory=accessory)


def header(text: str) -> HeaderBlock:
    """A heading."""
    return _Header(text=_Plain(text=shortened(text, 150)))


def small(text: str) -> ContextBlock:
    """A line of small print, in mrkdwn."""
    return _Context(elements=[_Markdown(text=shortened(text, SECTION_LIMIT))])


def button(
    text: str,
    action_id: str,
    value: str,
    *,
    style: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button that carries a value."""
    return _Button(
        text=_Plain(text=shortened(text, BUTTON_LIMIT)),
        action_id=action_id,
        value=value,
        style=style,
        confirm=confirm,
    )


def row(buttons: Sequence[ButtonElement]) -> ActionsBlock:
    """Buttons side by side."""
    return _Actions(elements=list(buttons))


def turns(
    action_id: str, page: int, pages: int, value: Callable[[int], str], words: tuple[str, str]
) -> list[ButtonElement]:
    """Buttons to the page before and the page after, as far as there are any; pages count from 0."""
    before, after = words
    ways = ((before, f"{action_id}_before", page - 1), (after, action_id, page + 1))
    return [button(text, action, value(to)) for text, action, to in ways if 0 <= to < pages]


def are_you_sure(question: str, yes: str, no: str) -> ConfirmObject:
    """The dialog between a click and its effect; the question is plain text."""
    return _Confirm(
        title=_Plain(text="Are you sure?"),
        text=_Plain(text=shortened(question, 300)),
        confirm=_Plain(text=yes),
        deny=_Plain(text=no),
        style="danger",
    )


def note(title: str, text: str) -> Page:
    """A page of one sentence, in mrkdwn."""
    return Page(title, text, (section(text),))
