"""A Slack on this machine: what people do in it, and what the app gets to hear and to say.

    slack = Slack(Install(request_url=...))        # or deliver=..., a way of your own to reach the app
    with serving(slack) as base_url:               # sandbox.server; the app's SLACK_API_URL is base_url/api/
        done = slack.command(ADA, GENERAL, "/book", "Aurora 10-11")
        done = slack.act(ADA, done.messages[0], "Cancel")

Whatever a person does sends one signed request and comes back as a `Delivery`: the payload, the
status and seconds, the answer, and what the person sees. What Slack refuses is in `faults`, what
the app called in `calls`, what people did in `deliveries`. Nothing here knows which app it is.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from sandbox import payloads
from sandbox.answers import Delivery
from sandbox.forms import chosen, found, lacking
from sandbox.people import Channel, Json, Person
from sandbox.sight import Sight
from sandbox.workspace import Message, View, dm_of

Place = Message | View
_LEAST_QUERY = 3  # how many letters Slack waits for where an external select does not say


class Slack(Sight):
    """One workspace with one app: what `Sight` shows, and all that people do."""

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

        What fields with `dispatch_action` sent comes back, in order: one that keeps its value sends nothing,
        and neither do most others.
        """
        sent = []
        for name, value in values.items():
            with self._space.lock:
                now = self._top(person, view)
                inside, element = found(now.blocks, name, None, value)
                field = inside["type"] == "input"
                if field:
                    state = chosen(element, value, self._shown(now, element))
                    before = now.values[inside["block_id"]][element["action_id"]]
                    if not inside.get("dispatch_action"):
                        self._space.filled(now, inside["block_id"], element["action_id"], state)
            if not field or (inside.get("dispatch_action") and state != before):
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

    def global_shortcut(self, person: Person, callback_id: str) -> Delivery:
        """Use a shortcut that belongs to no message; LookupError where the app offers none of that name."""
        self._must_offer("global", callback_id)
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

    def shortcut(self, person: Person, message: Message, callback_id: str) -> Delivery:
        """Pick a shortcut among the further actions on a message (`message_action`).

        LookupError where the app offers none of that name, and on what only one person sees.
        """
        self._must_offer("message", callback_id)
        with self._space.lock:
            payload = self._interaction(
                "message_action",
                person,
                self._lasting(person, message),
                callback_id=callback_id,
                action_ts=self._space.now(),
                message_ts=message.ts,
            )
        for absent in ("container", "state"):
            payload.pop(absent)
        return self._send(person, payload)

    def open_home(self, person: Person, tab: str = "home") -> Delivery:
        """Open the app's Home or its messages (`app_home_opened`); the Delivery's `home` is what it shows.

        LookupError where the app has no Home.
        """
        if tab == "home" and not self.install.home_tab:
            raise LookupError(f"{self.install.name} has no Home")
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

    def reply(self, person: Person, message: Message, text: str) -> Delivery:
        """Write into the thread of that message."""
        with self._space.lock:
            root = self._lasting(person, message)
            channel = self._space.channel(root.channel)
        return self.say(person, channel, text, thread_ts=root.thread_ts or root.ts)

    def say(self, person: Person, channel: Channel, text: str, *, thread_ts: str | None = None) -> Delivery:
        """Write there, or in that thread. The app hears it in direct messages, and where it is named."""
        with self._space.lock:
            text = self.escaped(escape(text, quote=False))
            ts = self._space.now()
            message = self._space.post(Message(channel.id, ts, person.id, text, thread_ts=thread_ts))
            heard = payloads.message_as_sent(self._space, message) | {"channel": channel.id, "event_ts": ts}
            if channel.is_im and self.install.hears("message.im"):
                heard["channel_type"] = "im"
            elif self._is_named(channel, text) and self.install.hears("app_mention"):
                heard["type"] = "app_mention"
            else:
                return self._unsent(person, {})
            payload = payloads.event(self._space, heard)
        return self._send(person, payload)

    def _must_offer(self, kind: str, callback_id: str) -> None:
        if not self.install.offers(kind, callback_id):
            raise LookupError(f"{self.install.name} offers no {kind} shortcut {callback_id!r}")

    def _lasting(self, person: Person, message: Message) -> Message:
        """The message as it stands now, if that person sees it and it is not for one person alone."""
        now = self._current(person, message)
        if not isinstance(now, Message) or now.only_for:
            raise LookupError("what only one person sees has no thread and no further actions")
        return now

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
