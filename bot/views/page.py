"""A page: one answer, which may be shown as a message or in a modal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

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


class _Lean(JsonObject):
    # Each object of slack_sdk parses what it is given, looks for its checks and attributes anew, and copies
    # what it holds once for each that it is inside of: most of the cost of an answer.
    # Ours are given their attributes in the order in which slack_sdk writes them.
    _checks: ClassVar[tuple[Callable[[JsonObject], bool], ...]]

    def __init_subclass__(cls) -> None:
        members: list[Any] = [getattr(cls, name, None) for name in dir(cls)]
        cls._checks = tuple(member.__wrapped__ for member in members if hasattr(member, "validator"))
        for absent in cls.__new__(cls).attributes - set(dir(cls)):
            setattr(cls, absent, None)

    def __init__(self, **given: Any) -> None:
        self.__dict__ = given

    def validate_json(self) -> None:
        for holds in self._checks:
            if not holds(self):
                super().validate_json()  # which says what is wrong

    def to_dict(self, *_: Any) -> dict[str, Any]:
        self.validate_json()
        return {
            name: value if value.__class__ is str else _plain(value)
            for name, value in self.__dict__.items()
            if value or value is False
        }


def _plain(value: Any) -> Any:
    """A value of an attribute, as JSON has it."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


class _Section(_Lean, SectionBlock):
    pass


class _Header(_Lean, HeaderBlock):
    pass


class _Context(_Lean, ContextBlock):
    pass


class _Actions(_Lean, ActionsBlock):
    pass


class _Button(_Lean, ButtonElement):
    pass


class _Confirm(_Lean, ConfirmObject):
    to_dict = ConfirmObject.to_dict


class _Plain(_Lean, PlainTextObject):
    def to_dict(self, *_: Any) -> dict[str, Any]:
        return {"text": self.text, "type": self.type} if self.text else {"type": self.type}


class _Markdown(_Lean, MarkdownTextObject):
    to_dict = _Plain.to_dict


class _View(_Lean, View):
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
            blocks=list(self.blocks),
            callback_id="page",
            close=_Plain(text="Close"),
            private_metadata=metadata,
            title=_Plain(text=shortened(self.title, TITLE_LIMIT)),
            type="modal",
        )

    def home(self) -> View:
        """The page as the person's Home."""
        return _View(blocks=list(self.blocks), type="home")


def shortened(text: str, most: int) -> str:
    """The text, with … for what goes beyond `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@lru_cache(maxsize=256)
def _label(text: str) -> PlainTextObject:
    # A few stand on the buttons of every answer. Each is one object then, which nobody may change.
    return _Plain(text=text)


def section(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """A paragraph of mrkdwn, with a button or menu beside it."""
    return _Section(accessory=accessory, text=_Markdown(text=shortened(text, SECTION_LIMIT)), type="section")


def header(text: str) -> HeaderBlock:
    """A heading."""
    return _Header(text=_Plain(text=shortened(text, 150)), type="header")


def small(text: str) -> ContextBlock:
    """A line of small print, in mrkdwn."""
    return _Context(elements=[_Markdown(text=shortened(text, SECTION_LIMIT))], type="context")


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
        action_id=action_id,
        confirm=confirm,
        style=style,
        text=_label(shortened(text, BUTTON_LIMIT)),
        type="button",
        value=value,
    )


def row(buttons: Sequence[ButtonElement]) -> ActionsBlock:
    """Buttons side by side."""
    return _Actions(elements=list(buttons), type="actions")


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
        # The names under which slack_sdk keeps, checks and writes them.
        _title=_label("Are you sure?"),
        _text=_Plain(text=shortened(question, 300)),
        _confirm=_label(yes),
        _deny=_label(no),
        _style="danger",
    )


def note(title: str, text: str) -> Page:
    """A page of one sentence, in mrkdwn."""
    return Page(title, text, (section(text),))
