"""People at work in Slack: what they run, fill in and click, and what they read then.

    ada.runs("/book").fill(room="Aurora", start="10:00", end="11:00").submit().reads

The bot is served over HTTP, and Slack's Web API too: only the people are not real.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking_core import Booking, Desk, bookings_of
from sandbox.answers import Delivery, read
from sandbox.forms import elements
from sandbox.people import GENERAL, Channel, Json, Person
from sandbox.slack import Slack
from sandbox.text import as_text
from sandbox.wire import UNREACHED
from sandbox.workspace import Message, View
from tests.house import House


def unreferenced(answer: str) -> str:
    """The answer without the reference under which the log has it, which it must end with."""
    said, reference = answer[:-9], answer[-9:]
    assert re.fullmatch(r" \([0-9A-F]{6}\)", reference), answer
    return said


@dataclass(frozen=True)
class Seen:
    """What a person sees after something that they did, and what they can do with it."""

    user: "User"
    delivery: Delivery

    @property
    def reads(self) -> str:
        """The form now before them, its title first; else the messages that appeared or changed."""
        return self.user.reading(self.form or self.delivery.messages)

    @property
    def form(self) -> View | None:
        """The form now before them."""
        return self.user.slack.modal(self.user.person) if self.delivery.view else None

    @property
    def message(self) -> Message:
        """The one message that appeared or changed."""
        [message] = self.delivery.messages
        return message

    @property
    def errors(self) -> Mapping[str, str]:
        """What stands beside the fields."""
        return self.delivery.errors

    @property
    def blocks(self) -> list[Json]:
        """What the bot really sent, for what does not show: ids, confirmations, escapes."""
        return self.form.blocks if self.form else list(self.message.blocks)

    def fill(self, **values: Any) -> "Seen":
        """Fill in fields by block_id; a room by its name alone."""
        form = self._form()
        for block in form.blocks:
            wanted = values.get(block["block_id"])
            if block["block_id"] == "room" and wanted is not None:
                words = [option["text"]["text"] for option in block["element"].get("options", ())]
                values["room"] = next((one for one in words if one.startswith(f"{wanted} ·")), wanted)
        plain = {name: v.isoformat() if isinstance(v, date) else v for name, v in values.items()}
        self.user.slack.fill(self.user.person, form, plain)
        return self

    def submit(self, **values: Any) -> "Seen":
        """Fill in and submit."""
        self.fill(**values)
        return Seen(self.user, self.user.slack.submit(self.user.person, self._form()))

    def click(self, words: str, nth: int = 0) -> "Seen":
        """Press the button with these words, the nth from 0 of those that look alike."""
        place = self.form or self.message
        block, element = self._buttons(words)[nth]
        person, slack = self.user.person, self.user.slack
        if isinstance(place, Message):
            self.user.looks_up()
        # The block is named only where it must be: a message that was renewed has new ones.
        alike = [one for _, one in elements(self.blocks) if one["action_id"] == element["action_id"]]
        named = block["block_id"] if len(alike) > 1 else None
        return Seen(self.user, slack.act(person, place, element["action_id"], block=named))

    def clicks_forged(self, words: str, nth: int = 0, **action: Any) -> "Seen":
        """Press that button, with something else in what is sent than it carries."""
        with self.user.unheard():
            payload = self.click(words, nth).delivery.payload
        return self.user.sends(payload, actions=[{**payload["actions"][0], **action}])

    def button(self, words: str, nth: int = 0) -> Json:
        """The button with these words, as it was sent."""
        return self._buttons(words)[nth][1]

    def types(self, field: str, letters: str = "") -> list[str]:
        """What a menu that is searched shows for these letters."""
        shown = self.user.slack.suggest(self.user.person, self._form(), field, letters).options
        return [option["text"]["text"] for option in shown]

    def again(self) -> "Seen":
        """The very same request once more, as Slack or a thief might send it."""
        return Seen(self.user, self.user.slack.replay(self.delivery))

    def _form(self) -> View:
        assert self.form is not None, f"no form: {self.reads}"
        return self.form

    def _buttons(self, words: str) -> list[tuple[Json, Json]]:
        return [pair for pair in elements(self.blocks) if pair[1].get("text", {}).get("text") == words]


@dataclass(frozen=True)
class User:
    """A person in Slack, and their desk in the core, to see what has really been booked."""

    slack: Slack
    person: Person
    house: House

    def runs(self, line: str, channel: Channel = GENERAL) -> Seen:
        """Type a command and what follows it."""
        self.looks_up()
        command, _, text = line.partition(" ")
        return Seen(self, self.slack.command(self.person, channel, command, text))

    def says(self, text: str, channel: Channel | None = None) -> Seen:
        """Write a message, to the bot itself where no channel is given."""
        self.looks_up()
        there = channel or self.slack.dm(self.person)
        return Seen(self, self.slack.say(self.person, there, text))

    def uses_shortcut(self, message: Message, callback_id: str = "book_for_message") -> Seen:
        """Pick a shortcut among the further actions on a message."""
        self.looks_up()
        return Seen(self, self.slack.shortcut(self.person, message, callback_id))

    def opens_home(self) -> str:
        """Open the bot's Home; what it shows."""
        self.looks_up()
        self.slack.open_home(self.person)
        return self.home

    @property
    def home(self) -> str:
        """What stands in their Home."""
        home = self.slack.home(self.person)
        return as_text(home.blocks, self.person, self.slack, home.values) if home else ""

    def clicks_at_home(self, words: str, nth: int = 0) -> Seen:
        """Press the button with these words in Home, the nth from 0 of those that look alike."""
        self.looks_up()
        home = self.slack.home(self.person)
        assert home is not None, f"{self.person.real_name} has no Home"
        pairs = [pair for pair in elements(home.blocks) if pair[1].get("text", {}).get("text") == words]
        block, element = pairs[nth]
        done = self.slack.act(self.person, home, element["action_id"], block=block["block_id"])
        return Seen(self, done)

    def looks_up(self) -> None:
        """Close what forms are open: nobody types beside one."""
        if form := self.slack.modal(self.person):
            self.slack.close(self.person, form, whole_stack=True)

    def sends(self, payload: Json, **changes: Any) -> Seen:
        """Send a payload that no screen of Slack would send, well signed."""
        payload = {**payload, **changes}
        before = self.slack.messages(self.person)
        request = self.slack.signed(payload)
        answer = self.slack.deliver(request.body, request.headers)
        sent = Delivery(
            person=self.person,
            request=request,
            payload=payload,
            status=answer[0],
            seconds=0.0,
            answer=read(answer),
            refusal=None,
            errors={},
            options=(),
            messages=tuple(m for m in self.slack.messages(self.person) if m not in before),
            view=self.slack.modal(self.person),
            home=None,
        )
        return Seen(self, sent)

    @contextlib.contextmanager
    def unheard(self) -> Iterator[None]:
        """Nothing that is done in it reaches the bot: for payloads that are sent in another shape."""
        deliver, self.slack.deliver = self.slack.deliver, lambda _body, _headers: UNREACHED
        yield
        self.slack.deliver = deliver

    def reads(self, channel: Channel) -> str:
        """All that the person can read there."""
        return self.reading(self.slack.messages(self.person, channel))

    @property
    def direct_messages(self) -> str:
        """All that the bot has told them alone."""
        return self.reads(self.slack.dm(self.person))

    def reading(self, shown: View | Iterable[Message]) -> str:
        """A form or messages as they read them."""
        if isinstance(shown, View):
            text = as_text(shown.blocks, self.person, self.slack, shown.values)
            return f"{shown.title}\n{text}"
        texts = (as_text(message, self.person, self.slack) for message in shown)
        return "\n---\n".join(texts)

    @property
    def desk(self) -> Desk:
        """Where they would ask the core itself."""
        office = self.house.office
        member = office.member(self.person.enterprise or self.person.team, self.person.id)
        assert member is not None, f"{self.person.real_name} was never enrolled"
        return office.desk(member)

    @property
    def bookings(self) -> tuple[Booking, ...]:
        """What they have booked that is still to come."""
        return self.desk.run(bookings_of)

    @property
    def booking(self) -> Booking:
        """The only booking they have."""
        [booking] = self.bookings
        return booking
