"""What is good for a while only: a trigger for one modal, a response URL for five messages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

_TRIGGER_SECONDS = 3.0
_RESPONSE_SECONDS = 30 * 60.0
_RESPONSE_USES = 5


class Refused(Exception):
    """Slack's refusal: its error name, and its complaints and further facts where it gives any."""

    def __init__(
        self, error: str, complaints: Iterable[str] = (), facts: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(error)
        self.error = error
        self.complaints = tuple(complaints)
        self.facts = dict(facts or {})


@dataclass(frozen=True)
class Trigger:
    """Leave to open one modal: for whom, since when, and from which modal."""

    person: str
    view: str | None
    issued: float


@dataclass(frozen=True)
class Reply:
    """A response URL: where it answers to (`ts` is a message's), since when, how often it was used."""

    person: str
    channel: str
    ts: str | None
    issued: float
    uses: int = 0


class Tickets:
    """Every trigger and response URL that was given out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}
        self._spent: set[str] = set()
        self._replies: dict[str, Reply] = {}

    def trigger(self, ts: str, token: str, person: str, view: str | None = None) -> str:
        """A `trigger_id` good once and for three seconds from now; it bears the moment and the token."""
        second, number = ts.split(".")
        trigger_id = f"{number}.{second}.{token}"
        self._triggers[trigger_id] = Trigger(person, view, self._clock())
        return trigger_id

    def spend(self, trigger_id: Any) -> Trigger:
        """What the trigger allows, once."""
        if trigger_id in self._spent:
            raise Refused("exchanged_trigger_id")
        if trigger_id not in self._triggers:
            raise Refused("invalid_trigger_id")
        if self._clock() - self._triggers[trigger_id].issued > _TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._spent.add(trigger_id)
        return self._triggers[trigger_id]

    def response(self, token: str, person: str, channel: str, ts: str | None = None) -> None:
        """Let the token be good for five messages within thirty minutes."""
        self._replies[token] = Reply(person, channel, ts, self._clock())

    def reply(self, token: str) -> Reply:
        """What the response URL answers to, one use of it counted."""
        reply = self._replies.get(token)
        if reply is None or self._clock() - reply.issued > _RESPONSE_SECONDS:
            raise Refused("expired_url")
        if reply.uses >= _RESPONSE_USES:
            raise Refused("used_url")
        self._replies[token] = replace(reply, uses=reply.uses + 1)
        return reply
