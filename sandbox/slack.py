"""A Slack on this machine: what people do in it, and what the app gets to hear and to say.

    slack = Slack(Install(request_url=...))        # or deliver=..., a way of your own to reach the app
    with serving(slack) as base_url:               # sandbox.server; the app's SLACK_API_URL is base_url/api/
        done = slack.command(ADA, GENERAL, "/book", "Aurora 10-11")
        done = slack.act(ADA, done.messages[0], "Cancel")

Whatever a person does sends one signed request and comes back as a `Delivery`: the payload, the
status and seconds, the answer, and what the person sees. What Slack refuses is in `faults`, what
the app called in `calls`, what people did in `deliveries`. Nothing here knows which app it is.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from sandbox import payloads
from sandbox.answers import Delivery
from sandbox.forms import chosen, found, lacking
from sandbox.line import Line
from sandbox.people import Channel, Json, Person
from sandbox.workspace import Message, View, dm_of

Place = Message | View
_LEAST_QUERY = 3  # how many letters Slack waits for where an external select does not say


class Slack(Line):
    """One workspace with one app: what `Line` says, and all that people see and do."""

    # What there is to see

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone in the workspace but the app."""
        return tuple(self._space.people.values())

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Every channel, and everyone's direct messages with the app."""
        return tuple(self._space.channels.values())

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call that after every change of what can be seen; it must not wait and not call back."""
        self._space.watchers.append(watcher)

    def now(self) -> float:
        """Unix seconds on Slack's clock."""
        return self._space.clock()

    def dm(self, person: Person) -> Channel:
        """The direct messages of that person and the app."""
        return self._space.channels[dm_of(person.id)]

    def messages(self, person: Person, channel: Channel | None = None) -> list[Message]:
        """What that person can read, there or anywhere, oldest first."""
        with self._space.lock:
            seen = self._space.seen(person.id)
        return [message for message in seen if channel is None or message.channel == channel.id]

    def stack(self, person: Person) -> tuple[View, ...]:
        """The modals of that person, the one on top last."""
        with self._space.lock:
            return tuple(self._space.views[view_id] for view_id in self._space.stacks.get(person.id, ()))

    def modal(self, person: Person) -> View | None:
        """The modal on top for that person."""
        return next(iter(self.stack(person)[::-1]), None)

    def home(self, person: Person) -> View | None:
        """The Home that was published for that person."""
        with self._space.lock:
            home = self._space.homes.get(person.id)
            return self._space.views[home] if home else None

    # What people do

    def command(self, person: Person, channel: Channel, name: str, text: str = "") -> Delivery:
        """Run a slash command there; `@name` and `#channel` in it become what Slack makes of them."""
        with self._space.lock:
            payload = payloads.command(self._space, person, channel, name, self.escaped(text))
        return self._send(person, payload)

    def act(
        self, person: Person, place: Place, action: str, value: Any = None, *, block: str | None = None
    ) -> Delivery:
        """Press or choose something in a message, the modal on top or Home (`block_actions`).

        `action` is an action_id or the words on it; `value` an option, date, text, person, or a
        list of them, or which of several buttons is meant. LookupError where it is not there.
        """
        with self._space.lock:
            place = self._current(person, place)
            inside, element = found(place.blocks, action, block, value)
            if inside["type"] == "input" and not inside.get("dispatch_action"):
                raise LookupError(f"{action!r} sends nothing by itself; fill it in and submit")
            ids = {"block_id": inside["block_id"], "action_id": element["action_id"]}
            state = chosen(element, value, self._shown(place, element))
            place = self._touched(person, place, ids, state)
            acted = {**ids, **state, "action_ts": self._space.now()}
            payload = self._interaction("block_actions", person, place, actions=[acted])
        return self._send(person, payload)

    def fill(self, person: Person, view: View, values: Mapping[str, Any]) -> tuple[Delivery, ...]:
        """Fill in fields of the modal on top, named by block_id, action_id or label.

        What a field with `dispatch_action` sent comes back, in order; most fields send nothing.
        """
        sent = []
        for name, value in values.items():
            with self._space.lock:
                now = self._top(person, view)
                inside, element = found(now.blocks, name, None, value)
                silent = inside["type"] == "input" and not inside.get("dispatch_action")
                if silent:
                    state = chosen(element, value, self._shown(now, element))
                    self._space.filled(now, inside["block_id"], element["action_id"], state)
            if not silent:
                sent.append(self.act(person, view, element["action_id"], value, block=inside["block_id"]))
        return tuple(sent)

    def submit(self, person: Person, view: View, values: Mapping[str, Any] | None = None) -> Delivery:
        """Fill in and submit the modal on top; what Slack itself finds lacking is not sent."""
        self.fill(person, view, values or {})
        with self._space.lock:
            now = self._top(person, view)
            if errors := lacking(now.blocks, now.values):
                self._space.faulted(now, errors)
                return self._unsent(person, errors)
            now = self._space.faulted(now, {})
            payload = payloads.interaction(
                self._space,
                "view_submission",
                person,
                trigger_id=self._space.trigger(person.id, now.id),
                view=payloads.view_as_sent(now, self.install),
                response_urls=[],
            )
        return self._send(person, payload)

    def close(self, person: Person, view: View, *, whole_stack: bool = False) -> Delivery:
        """Close the modal on top, or all; the app hears of those with `notify_on_close`.

        The Delivery is that of the last one told.
        """
        with self._space.lock:
            now = self._top(person, view)
            cleared = whole_stack or bool(now.body.get("clear_on_close"))
            gone = self._space.drop(person.id, None if cleared else 1)
        told = self._unsent(person, {})
        for one in gone:
            if one.body.get("notify_on_close"):
                shown = payloads.view_as_sent(one, self.install)
                payload = payloads.interaction(
                    self._space, "view_closed", person, view=shown, is_cleared=cleared
                )
                told = self._send(person, payload)
        return told

    def suggest(
        self, person: Person, place: Place, action: str, query: str = "", *, block: str | None = None
    ) -> Delivery:
        """Type into an external select; the Delivery's `options` are what it shows then.

        Nothing is sent while fewer letters stand there than the select asks for.
        """
        with self._space.lock:
            place = self._current(person, place)
            inside, element = found(place.blocks, action, block, None)
            if len(query) < element.get("min_query_length", _LEAST_QUERY):
                return self._unsent(person, {})
            ids = {"block_id": inside["block_id"], "action_id": element["action_id"]}
            payload = self._interaction("block_suggestion", person, place, value=query, **ids)
        for absent in ("trigger_id", "response_url", "state"):
            payload.pop(absent, None)
        done = self._send(person, payload)
        self._space.offered.setdefault((_key(place), element["action_id"]), []).extend(done.options)
        return done

    def shortcut(self, person: Person, callback_id: str) -> Delivery:
        """Use a global shortcut."""
        with self._space.lock:
            payload = payloads.interaction(
                self._space,
                "shortcut",
                person,
                callback_id=callback_id,
                action_ts=self._space.now(),
                trigger_id=self._space.trigger(person.id),
            )
        return self._send(person, payload)

    def message_shortcut(self, person: Person, message: Message, callback_id: str) -> Delivery:
        """Use a shortcut on a message."""
        with self._space.lock:
            payload = self._interaction(
                "message_action",
                person,
                self._current(person, message),
                callback_id=callback_id,
                action_ts=self._space.now(),
                message_ts=message.ts,
            )
        for absent in ("container", "state"):
            payload.pop(absent)
        return self._send(person, payload)

    def open_home(self, person: Person, tab: str = "home") -> Delivery:
        """Open the app's Home or its messages (`app_home_opened`)."""
        if not self.install.hears("app_home_opened"):
            return self._unsent(person, {})
        with self._space.lock:
            opened: Json = {
                "type": "app_home_opened",
                "user": person.id,
                "channel": dm_of(person.id),
                "tab": tab,
            }
            if home := self.home(person):
                opened["view"] = payloads.view_as_sent(home, self.install)
            payload = payloads.event(self._space, {**opened, "event_ts": self._space.now()})
        return self._send(person, payload)

    def say(self, person: Person, channel: Channel, text: str) -> Delivery:
        """Write there. The app hears it in direct messages, and where it is a member and named."""
        with self._space.lock:
            text = self.escaped(escape(text, quote=False))
            ts = self._space.now()
            message = self._space.post(Message(channel.id, ts, person.id, text))
            heard = payloads.message_as_sent(message, self.install) | {"channel": channel.id, "event_ts": ts}
            if channel.is_im and self.install.hears("message.im"):
                heard["channel_type"] = "im"
            elif self._is_named(channel, text) and self.install.hears("app_mention"):
                heard["type"] = "app_mention"
            else:
                return self._unsent(person, {})
            payload = payloads.event(self._space, heard)
        return self._send(person, payload)

    def escaped(self, text: str) -> str:
        """The text with `@name` and `#channel` as the ids that Slack sends for them."""
        for person in self.people:
            text = re.sub(
                rf"(?<!\w)@{re.escape(person.name)}\b", f"<@{person.id}>", text, flags=re.IGNORECASE
            )
        bot = re.escape(self.install.name)
        text = re.sub(rf"(?<!\w)@{bot}\b", f"<@{self.install.bot_user}>", text, flags=re.IGNORECASE)
        for channel in (one for one in self.channels if not one.is_im):
            shown = f"<#{channel.id}|{'' if channel.is_private else channel.name}>"
            text = re.sub(rf"(?<!\w)#{re.escape(channel.name)}\b", shown, text)
        return text

    def _is_named(self, channel: Channel, text: str) -> bool:
        return channel.bot_is_member and not channel.is_im and f"<@{self.install.bot_user}>" in text

    def _current(self, person: Person, place: Place) -> Place:
        """The place as it stands now, if that person can touch it; else LookupError."""
        if isinstance(place, View):
            return self._top(person, place)
        now = self._space.messages.get((place.channel, place.ts))
        if now is None or now not in self._space.seen(person.id):
            raise LookupError(f"{person.real_name} does not see that message, or no longer")
        return now

    def _top(self, person: Person, view: View) -> View:
        for now in (self.modal(person), self.home(person)):
            if now is not None and now.id == view.id:
                return now
        raise LookupError(f"{person.real_name} has not got that view before them")

    def _touched(self, person: Person, place: Place, ids: Json, state: Json) -> Place:
        """The place after the choice; what keeps no state, such as a button, leaves it as it is."""
        block_id, action_id = ids["block_id"], ids["action_id"]
        if isinstance(place, Message):
            return self._space.noted(place, person.id, block_id, action_id, state)
        return self._space.filled(place, block_id, action_id, state)

    def _interaction(self, kind: str, person: Person, place: Place, **more: Any) -> Json:
        """An interactive payload with what Slack says of the place it comes from."""
        if isinstance(place, Message):
            beside = payloads.beside_message(self._space, person, place)
            view_id = None
        else:
            beside = payloads.beside_view(place, self.install)
            view_id = place.id if place.body["type"] == "modal" else None
        trigger_id = self._space.trigger(person.id, view_id)
        return payloads.interaction(self._space, kind, person, trigger_id=trigger_id, **beside, **more)

    def _shown(self, place: Place, element: Json) -> list[Json]:
        return self._space.offered.get((_key(place), element["action_id"]), [])


def _key(place: Place) -> str:
    return place.ts if isinstance(place, Message) else place.id
