"""What people talk about in Slack, and who: a thread as the beginning of a booking."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import structlog
from slack_sdk import WebClient

from booking_core import TITLE_LIMIT
from bot.payloads import Body
from bot.reply import SLACK_TROUBLE, error_name
from bot.views.page import shortened
from bot.wording import unescape

log = structlog.get_logger()

_MOST_MESSAGES: Final = 200  # of a thread, the oldest first: one call, whose answer comes within a second
_MOST_LETTERS: Final = 2000  # of a line, links and all: no message takes long to read
_SAID_BY_PEOPLE: Final = (None, "file_share", "me_message", "thread_broadcast")
"""Kinds of messages; of the others some bear a person's id as well, such as the news that they joined."""

_PRIVATE_IDS: Final = ("G", "D")
_PRIVATE_NAMES: Final = ("privategroup", "directmessage", "mpdm-")
"""Private channels have ids of public ones by now, and are all called by the first of these names."""

_DELETED: Final = "tombstone"  # stands where the first message of a thread was deleted
_SLACK_ITSELF: Final = "USLACKBOT"
_REFERENCE: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EMPHASIS: Final = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.*?)(?<=\S)\1(?!\w)")
_LEFT_BEHIND: Final = re.compile(r"\s+(?=[,.;:!?])")  # the space before what followed a mention that is gone
_LEADING: Final = re.compile(r"^(?:>\s*|[•◦▪*–-]\s+)+")  # of a quotation or a list


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who takes part, by their ids in the order in which they first spoke, and the subject in plain text.

    It is `private` where not everyone may read along.
    """

    people: tuple[str, ...]
    subject: str
    private: bool


def conversation_around(shortcut: Body, client: WebClient, *, hurried: bool) -> Conversation:
    """The thread of the message that a shortcut was used on.

    It is the message alone where Slack does not let the thread be read, or is not asked since time is short.
    """
    message, channel = shortcut["message"], shortcut["channel"]
    thread = [message] if hurried else _thread(channel["id"], message, client) or [message]
    return Conversation(
        people=tuple(dict.fromkeys(_authors([*thread, message]))),
        subject=subject(str(thread[0].get("text") or "")),
        private=_is_private(channel),
    )


def subject(text: str) -> str:
    """The first line of a message of Slack's, without its markup, as the title of a booking."""
    lines = (_plain(line[:_MOST_LETTERS]) for line in text.splitlines())
    return shortened(next((line for line in lines if line), ""), TITLE_LIMIT)


def _is_private(channel: Body) -> bool:
    """Whether it is a private channel or direct messages, by what Slack calls them in interactions."""
    by_name = str(channel.get("name") or "").startswith(_PRIVATE_NAMES)
    return by_name or str(channel["id"]).startswith(_PRIVATE_IDS)


def _thread(channel: str, message: Body, client: WebClient) -> list[Body]:
    try:
        answer = client.conversations_replies(
            channel=channel, ts=message.get("thread_ts") or message["ts"], limit=_MOST_MESSAGES
        )
    except SLACK_TROUBLE as trouble:
        log.info("thread_not_read", error=error_name(trouble))
        return []
    return [one for one in answer.get("messages") or () if one.get("subtype") != _DELETED]


def _authors(messages: Iterable[Body]) -> Iterator[str]:
    for message in messages:
        by_an_app = "bot_id" in message or message.get("user") in (None, _SLACK_ITSELF)
        if not by_an_app and message.get("subtype") in _SAID_BY_PEOPLE:
            yield str(message["user"])


def _plain(line: str) -> str:
    """A line as people read it; a person who is mentioned only by an id is left out."""
    shown = unescape(_REFERENCE.sub(lambda found: _shown(*found.groups(default="")), line))
    shown = _LEADING.sub("", shown.strip())
    for _ in range(2):  # bold in italics, and the other way about
        shown = _EMPHASIS.sub(r"\2", shown)
    return _LEFT_BEHIND.sub("", " ".join(shown.split())).strip(" ,;:")


def _shown(kind: str, target: str, label: str) -> str:
    """What Slack shows of a reference: `<@U1|ada>`, `<#C1|general>`, `<!date^…|10:00>`, `<https://…|here>`."""
    if kind == "#":
        return f"#{label}" if label else ""
    if kind == "@":
        return label if label.startswith("@") or not label else f"@{label}"
    return label or ("" if kind else target.removeprefix("mailto:"))
