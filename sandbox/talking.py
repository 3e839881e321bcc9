"""`chat.*` and `conversations.*`: what the app writes in channels, and what it reads there."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import replace

from sandbox.arguments import need, number
from sandbox.payloads import message_as_sent
from sandbox.people import Json
from sandbox.scopes import demand, history_of
from sandbox.tickets import Refused
from sandbox.workspace import Message, Workspace

_MOST_REPLIES = 1000


class Talking:
    """The methods on messages and on the channels where they stand."""

    def __init__(self, workspace: Workspace) -> None:
        self._space = workspace
        self._install = workspace.install

    @property
    def methods(self) -> dict[str, Callable[[Json], Json]]:
        """Each by its name in the Web API."""
        return {
            "chat.delete": self._delete,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.open": self._open,
            "conversations.replies": self._replies,
        }

    def _draft(self, args: Json, *, only_for: str | None = None) -> Message:
        channel = self._space.place(need(args, "channel"))
        if not channel.bot_is_member:
            raise Refused("not_in_channel")
        if only_for and only_for not in channel.members:
            raise Refused("user_not_in_channel")
        return Message(
            channel=channel.id,
            ts=self._space.now(),
            author=self._install.bot_user,
            text=args.get("text") or "",
            blocks=args.get("blocks") or (),
            only_for=only_for,
            thread_ts=args.get("thread_ts"),
        )

    def _post(self, args: Json) -> Json:
        return self._posted(self._space.post(self._draft(args)))

    def _post_ephemeral(self, args: Json) -> Json:
        message = self._space.post(self._draft(args, only_for=need(args, "user")))
        return {"message_ts": message.ts}

    def _posted(self, message: Message) -> Json:
        shown = message_as_sent(self._space, message)
        return {"channel": message.channel, "ts": message.ts, "message": shown, "text": message.text}

    def _mine(self, args: Json, complaint: str) -> Message:
        # A person's id is good for writing to them, not for changing what was written.
        channel = self._space.channel(need(args, "channel"))
        message = self._space.messages.get((channel.id, need(args, "ts")))
        if message is None or message.only_for:  # the ts of an ephemeral message is good for nothing
            raise Refused("message_not_found")
        if message.author != self._install.bot_user:
            raise Refused(complaint)
        return message

    def _update(self, args: Json) -> Json:
        message = self._mine(args, "cant_update_message")
        text, blocks = args.get("text"), args.get("blocks")
        if text is None and blocks is None:
            raise Refused("no_text")
        changed = replace(
            message,
            text=message.text if text is None else text,
            blocks=message.blocks if blocks is None else blocks,
            edited=True,
        )
        return self._posted(self._space.post(changed))

    def _delete(self, args: Json) -> Json:
        message = self._mine(args, "cant_delete_message")
        self._space.erase(message)
        return {"channel": message.channel, "ts": message.ts}

    def _open(self, args: Json) -> Json:
        if not args.get("users"):
            raise Refused("users_list_not_supplied")
        users = str(args["users"]).split(",")
        if not set(users) <= self._space.people.keys():
            raise Refused("user_not_found")
        if any(self._space.people[user].deleted for user in users):
            raise Refused("user_disabled")
        if len(users) > 1:
            raise Refused("method_not_supported_for_channel_type")  # group messages are not played here
        return {"channel": {"id": self._space.place(users[0]).id}, "no_op": True, "already_open": True}

    def _replies(self, args: Json) -> Json:
        channel = self._space.channel(need(args, "channel"))
        demand(self._install, history_of(channel))
        if not channel.bot_is_member:  # of a private channel Slack does not even say that it is there
            raise Refused("channel_not_found" if channel.is_private else "not_in_channel")
        message = self._space.messages.get((channel.id, need(args, "ts")))
        if message is None or message.only_for:
            raise Refused("thread_not_found")
        thread = [message, *self._space.replies(message)]
        first, count = _first(args.get("cursor"), thread), number(args, "limit", 1, _MOST_REPLIES)
        page, rest = thread[first : first + count], thread[first + count :]
        more = {"response_metadata": {"next_cursor": _cursor(rest[0])}} if rest else {}
        return {
            "messages": [message_as_sent(self._space, one) for one in page],
            "has_more": bool(rest),
            **more,
        }


def _cursor(message: Message) -> str:
    return base64.b64encode(f"next_ts:{message.ts}".encode()).decode()


def _first(cursor: str | None, thread: list[Message]) -> int:
    """Where in the thread that page begins."""
    if not cursor:
        return 0
    try:
        name, _, ts = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refused("invalid_cursor") from error
    known = [message.ts for message in thread]
    if name != "next_ts" or ts not in known:
        raise Refused("invalid_cursor")
    return known.index(ts)
