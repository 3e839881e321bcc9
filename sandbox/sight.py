"""What there is to see in a Slack: people, places, messages, modals and Homes."""

import re
from collections.abc import Callable

from sandbox.line import Line
from sandbox.people import Channel, Person
from sandbox.workspace import Message, View, dm_of


class Sight(Line):
    """A Slack as it is looked at; `sandbox.slack` adds what people do."""

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
