"""What Slack remembers: messages, modals and Homes, and the rules on them."""

import itertools
import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.blocks import faults
from sandbox.files import File, Files
from sandbox.forms import Values, furnished, kept
from sandbox.people import Channel, Install, Json, Person
from sandbox.tickets import Refused, Tickets, Trigger

_MOST_VIEWS = 3
_MOST_BYTES = 250_000
_MOST_TEXT = 40_000
_MOST_NOTED = 100


@dataclass(frozen=True)
class Message:
    """A message as it stands now; `only_for` is the one person who sees an ephemeral one."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: tuple[Json, ...] = ()
    only_for: str | None = None
    thread_ts: str | None = None
    edited: bool = False
    files: tuple[File, ...] = ()
    revision: int = 0
    values: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """A modal or Home as it stands now: what the app sent, and what the person has filled in."""

    id: str
    person: str
    body: Json
    hash: str
    values: Values
    root: str
    previous: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title of a modal; nothing for a Home."""
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """The blocks with the ids that Slack gave to those without."""
        return list(self.body["blocks"])


class Workspace:
    """The state of one workspace with one app. Hold `lock` while calling in."""

    def __init__(
        self,
        install: Install,
        people: Iterable[Person],
        channels: Iterable[Channel],
        clock: Callable[[], float],
    ) -> None:
        self.install = install
        self.clock = clock
        self.lock = threading.RLock()
        self.people = {person.id: person for person in people}
        self.channels = {channel.id: channel for channel in channels}
        for person in self.people.values():
            dm = Channel(dm_of(person.id), "directmessage", frozenset({person.id}), is_im=True)
            self.channels[dm.id] = dm
        self.messages: dict[tuple[str, str], Message] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}
        self.base_url = ""
        self.offered: dict[tuple[str, str], list[Json]] = {}
        self.revision = 0
        self.watchers: list[Callable[[], None]] = []
        self.journal: deque[tuple[int, Any]] = deque(maxlen=_MOST_NOTED)
        self.tickets = Tickets(clock)
        self._numbers = itertools.count(1)
        self._since = f"{int(clock()):X}"  # so that no id of an earlier run comes again
        self.files = Files(self.name)

    def moved(self) -> int:
        """Count a change and tell whoever watches."""
        self.revision += 1
        for watcher in tuple(self.watchers):
            watcher()
        return self.revision

    def note(self, event: Any) -> None:
        """Remember, for whoever looks on, what went over the line; the oldest is forgotten."""
        self.journal.append((self.moved(), event))

    def name(self, kind: str) -> str:
        """A fresh id that starts like Slack's ids of that kind."""
        return f"{kind}{self._since}{next(self._numbers):06X}"

    def now(self) -> str:
        """A fresh `ts`: Unix seconds and a part that sets apart what happens at one instant."""
        return f"{int(self.clock())}.{next(self._numbers):06d}"

    def trigger(self, person: str, view: str | None = None) -> str:
        """A fresh `trigger_id` for that person, from a modal or from elsewhere."""
        return self.tickets.trigger(self.now(), self.name("t").lower(), person, view)

    def response_url(self, person: str, channel: str, message: Message | None = None) -> str:
        """A fresh response URL there, to answer or to change that message."""
        token = self.name("r")
        self.tickets.response(token, person, channel, message.ts if message else None)
        return f"{self.base_url}/response/{token}"

    # Messages

    def place(self, channel: str) -> Channel:
        """The channel of that id, a person's id standing for their direct messages."""
        return self.channel(dm_of(channel) if channel in self.people else channel)

    def channel(self, channel_id: str) -> Channel:
        """The channel of that very id."""
        if channel_id not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[channel_id]

    def post(self, message: Message) -> Message:
        """Show a message of the app, or refuse its blocks."""
        if not (message.text or message.blocks or message.files):
            raise Refused("no_text")
        if complaints := faults(message.blocks, "message"):
            raise Refused("invalid_blocks", complaints)
        old = self.messages.get((message.channel, message.ts))
        blocks = tuple(furnished(message.blocks, self.name, old.blocks if old else ()))
        message = replace(message, text=message.text[:_MOST_TEXT], blocks=blocks, revision=self.moved())
        self.messages[message.channel, message.ts] = message
        return message

    def erase(self, message: Message) -> None:
        """Take a message away."""
        self.messages.pop((message.channel, message.ts), None)
        self.moved()

    def seen(self, person: str, since: int = 0) -> list[Message]:
        """What that person can read that was posted or changed after that revision, oldest first."""
        return [
            message
            for message in self.messages.values()
            if message.revision > since
            and message.only_for in {None, person}
            and person in self.channels[message.channel].members
        ]

    def replies(self, message: Message) -> list[Message]:
        """What stands in the thread below that message for all to read, oldest first."""
        return [
            reply
            for reply in self.messages.values()
            if (reply.channel, reply.thread_ts) == (message.channel, message.ts) and reply.only_for is None
        ]

    def noted(self, message: Message, person: str, block_id: str, action_id: str, state: Json) -> Message:
        """The message after that person chose something in it: nobody else sees the choice."""
        mine = _with(message.values.get(person) or kept(message.blocks, {}), block_id, action_id, state)
        message = replace(message, values={**message.values, person: mine})
        self.messages[message.channel, message.ts] = message
        return message

    # Modals and Homes

    def checked(self, body: Any, surface: str, before: Sequence[Json] = ()) -> Json:
        """A view as Slack keeps it, in place of those blocks, or a refusal."""
        if not isinstance(body, dict):
            raise Refused("invalid_arguments", ["[ERROR] must provide an object [json-pointer:/view]"])
        if complaints := faults(body, surface):
            raise Refused("invalid_arguments", complaints)
        if len(json.dumps(body)) > _MOST_BYTES:
            raise Refused("view_too_large")
        return body | {"blocks": furnished(body["blocks"], self.name, before)}

    def open(self, trigger: Trigger, body: Json) -> View:
        """A new stack with this modal alone."""
        return self._stacked(trigger.person, body, [])

    def push(self, person: str, body: Json) -> View:
        """The modal on top of the person's stack of at most three."""
        stack = self.stacks.get(person, [])
        if len(stack) >= _MOST_VIEWS:
            raise Refused("push_limit_reached")
        return self._stacked(person, body, stack)

    def _stacked(self, person: str, body: Json, stack: Sequence[str]) -> View:
        self._alone(body)
        view_id = self.name("V")
        root, previous = (stack[0], stack[-1]) if stack else (view_id, None)
        self.stacks[person] = [*stack, view_id]
        return self._keep(View(view_id, person, body, "", kept(body["blocks"], {}), root, previous))

    def update(self, view: View, body: Json, expected: str | None = None) -> View:
        """Other contents for a modal or Home; what was filled in stays under the same ids."""
        if expected and expected != view.hash:
            raise Refused("hash_conflict")
        self._alone(body, view.id)
        return self._keep(replace(view, body=body, values=kept(body["blocks"], view.values), errors={}))

    def publish(self, person: str, body: Json, expected: str | None = None) -> View:
        """The person's Home, new or over the one before."""
        if home := self.homes.get(person):
            return self.update(self.views[home], body, expected)
        self.homes[person] = view_id = self.name("V")
        return self._keep(View(view_id, person, body, "", kept(body["blocks"], {}), view_id))

    def filled(self, view: View, block_id: str, action_id: str, state: Json) -> View:
        """The view after the person chose something in it; its hash stays."""
        values = _with(view.values, block_id, action_id, state)
        self.views[view.id] = view = replace(view, values=values)
        self.moved()
        return view

    def faulted(self, view: View, errors: Mapping[str, str]) -> View:
        """The view with these errors at its fields."""
        self.views[view.id] = view = replace(view, errors=errors)
        self.moved()
        return view

    def drop(self, person: str, count: int | None = None) -> list[View]:
        """Close that many modals from the top, all without a count; those closed, topmost first."""
        stack = self.stacks.get(person, [])
        gone = stack[-count:] if count else stack[:]
        del stack[len(stack) - len(gone) :]
        self.moved()
        return [self.views.pop(view_id) for view_id in reversed(gone)]

    def _keep(self, view: View) -> View:
        self.views[view.id] = view = replace(view, hash=self.now())
        self.moved()
        return view

    def _alone(self, body: Json, but: str | None = None) -> None:
        mine = body.get("external_id")
        if mine and any(
            view.body.get("external_id") == mine and view.id != but for view in self.views.values()
        ):
            raise Refused("duplicate_external_id")


def _with(values: Values, block_id: str, action_id: str, state: Json) -> Values:
    if action_id not in values.get(block_id, {}):  # a button keeps no state
        return values
    return values | {block_id: values[block_id] | {action_id: state}}


def dm_of(person: str) -> str:
    """The channel where that person and the app talk alone."""
    return f"D{person[1:]}"
