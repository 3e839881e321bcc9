"""Slack misbehaving: one call in three is refused, fails, stays unanswered or is cut off; people go on."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any

from benchmarks.torture_bot import Answer, Bot, Slot, bot, command, enter, gist, new_trigger, slots
from benchmarks.torture_killed import reckoned, told_of
from benchmarks.torture_ledger import Ledger
from benchmarks.torture_people import Json, pressed, sent, submitted
from benchmarks.torture_stub import TROUBLES, Heard, Stub, Trouble, stub
from benchmarks.torture_verdict import Stage, Verdict
from benchmarks.torture_workers import House, furnished

PEOPLE = 10
REQUESTS = 5_000
LISTENS = 3.0  # seconds that Slack waits for an answer
_ROOMS = 20
_ROUNDS = 4  # by the same person; then someone comes whom the bot must look up
_numbers = count(1)


@dataclass
class Crowd:
    """What all of them do together."""

    bot: Bot
    slack: Stub
    slots: Iterator[Slot]
    ledger: Ledger = field(default_factory=Ledger)
    lost: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    late: int = 0
    unreachable: int = 0
    """Who was not answered, since Slack took none of what the bot tried to say to them."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def acts(self, rng: Random) -> None:
        """One person after the other books by text, by form and by button, until that was enough."""
        while self._going_on():
            person = Person(self, f"U0ADA{next(_numbers)}", rng)
            for _ in range(_ROUNDS):
                rng.choice((person.books_by_text, person.books_by_form, person.books_by_button))()

    def slot(self) -> Slot:
        """One that nobody else asks for."""
        with self.lock:
            return next(self.slots)

    def sends(self, kind: str, payload: Json) -> Answer:
        """The request, counted, and its answer, looked at."""
        good = sent(payload)
        answer = self.bot.sends(good.body, good.headers)
        with self.lock:
            self.counts[kind] += 1
            self.slowest = max(self.slowest, answer.seconds)
            self.late += answer.seconds > LISTENS
            if answer.status != 200:
                self.lost.append(f"answered with {answer.status}: a {kind}, after {answer.seconds:.1f} s")
        return answer

    def _going_on(self) -> bool:
        with self.lock:
            return self.counts.total() < REQUESTS


@dataclass
class Person:
    """Someone who does one thing after the other, so that what they hear is about what they did last."""

    crowd: Crowd
    id: str
    rng: Random

    def books_by_text(self) -> None:
        """`/book` with a slot, and sometimes the Cancel button of its receipt."""
        slot, trigger = self.crowd.slot(), new_trigger()
        answer = self.crowd.sends("command", command(slot.text, self.id, trigger))
        self._hears_at_once(f"trigger:{trigger}", answer, slot)
        if answer.grants and self.rng.random() < 0.5:
            payload = self._clicks(answer.said["blocks"], "cancel_booking")
            self._hears_later(f"trigger:{payload['trigger_id']}", payload, {"state": "cancelled"})

    def books_by_form(self) -> None:
        """`/book` alone, and its form, if Slack opened it."""
        trigger, slot = new_trigger(), self.crowd.slot()
        answer = self.crowd.sends("command", command("", self.id, trigger))
        opened = self.crowd.slack.heard(trigger).taken
        if not opened:
            self._demands(answer.words, "a form that was not opened")
            return
        fields = {"day": str(slot.day), "start": f"{slot.hour:02}:00", "end": f"{slot.hour + 1:02}:00"}
        payload = submitted(opened[0]["view"], self.id, f"V{trigger}", **fields)
        view = payload["view"]
        chosen = {"text": {"type": "plain_text", "text": "Room"}, "value": str(slot.room.id)}
        view["state"]["values"]["room"]["room"]["selected_option"] = chosen
        answer = self.crowd.sends("form", payload)
        self._hears_at_once(f"view:{view['id']}:{view['hash']}", answer, slot)

    def books_by_button(self) -> None:
        """`/rooms` for a slot, and the Book button of the first that is free."""
        slot = self.crowd.slot()
        when = slot.text.removeprefix(slot.room.name)
        answer = self.crowd.sends("command", command(when, self.id, new_trigger(), "/rooms"))
        self._demands(answer.words, "a command")
        if "book_offer" not in str(answer.said):
            return
        payload = self._clicks(answer.said["blocks"], "book_offer")
        place = payload["container"]
        page = json.loads(payload["actions"][0]["value"])["g"]
        key = f"offer:{place['channel_id']}:{place['message_ts']}:{self.id}:{page}"
        self._hears_later(key, payload, {"state": "booked"})

    def _clicks(self, blocks: list[Json], action: str) -> Json:
        return pressed(blocks, action, self.id, f"{self.crowd.slack.base_url}/response/{new_trigger()}")

    def _hears_at_once(self, key: str, answer: Answer, slot: Slot) -> None:
        """A command and a form are answered in the answer itself, however Slack behaves."""
        self._demands(answer.body, "a command or a form")
        enter(self.crowd.ledger, key, answer, slot)

    def _hears_later(self, key: str, payload: Json, agreed: Json) -> None:
        """A click is answered beside the request: where it was made, or else in direct messages."""
        places = [payload["response_url"].rpartition("/")[2], self.id]
        before = [_seen(self.crowd.slack.heard(place)) for place in places]
        self.crowd.sends("button", payload)
        after = [_seen(self.crowd.slack.heard(place)) for place in places]
        heard = [words for old, new in zip(before, after, strict=True) for words in new[0][len(old[0]) :]]
        if heard:
            granted = " is yours" in heard[-1] or "Cancelled:" in heard[-1]
            if granted:
                self.crowd.ledger.acknowledged[key] = agreed
            elif "check what stands" in heard[-1]:
                self.crowd.ledger.doubtful[key] = heard[-1]
            else:
                self.crowd.ledger.refused[key] = gist(heard[-1])
        elif any(new[1] > old[1] for old, new in zip(before, after, strict=True)):
            self.crowd.unreachable += 1
        else:
            self._demands("", "a click")

    def _demands(self, words: str | bytes, what: str) -> None:
        if not words:
            self.crowd.lost.append(f"not answered: {what}")


def slack_misbehaving(stage: Stage) -> Verdict:
    """Every booking stands or was refused, everyone who can be answered is, and nothing stays stuck."""
    house = furnished(stage.database(), rooms=_ROOMS)
    with stub() as slack, bot(stage.room(), house.url, slack) as served:
        crowd = Crowd(served, slack, slots(house.rooms))
        threads = _warmed(served)
        slack.misbehaves = _one_in_three(Random(0))
        people = [threading.Thread(target=crowd.acts, args=(Random(n),)) for n in range(PEOPLE)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        slack.misbehaves = lambda: None
        after = served.commanded("", "U0ADA", new_trigger(), "/rooms")
        if after.status != 200 or after.seconds > 1 or not served.ready:
            crowd.lost.append(f"not itself afterwards: {after.status} after {after.seconds:.1f} s")
        if served.threads > threads:
            crowd.lost.append(f"threads: {threads}, then {served.threads}")
    return _verdict(crowd, house, threads)


def _verdict(crowd: Crowd, house: House, threads: int) -> Verdict:
    reckoning = reckoned(house, crowd.ledger)
    troubles = ", ".join(f"{number:,} {name}" for name, number in sorted(crowd.slack.troubles.items()))
    kinds = ", ".join(f"{number:,} {kind}s" for kind, number in crowd.counts.items())
    return Verdict(
        f"{crowd.counts.total():,} requests ({kinds}) while Slack made trouble of "
        f"{crowd.slack.troubles.total():,} of {crowd.slack.calls.total():,} calls ({troubles})",
        f"{told_of(crowd.ledger, reckoning)}; {crowd.unreachable} clicks of which Slack took no answer, "
        f"neither in place nor as a direct message; slowest answer {crowd.slowest:.1f} s, {crowd.late} "
        f"later than {LISTENS:.0f} s; {threads} threads before and after",
        [*reckoning.lost, *crowd.lost],
    )


def _warmed(served: Bot) -> int:
    """How many threads the bot has once as many people as can be have asked it at one moment."""
    people = [
        threading.Thread(target=served.commanded, args=("", "U0ADA", new_trigger(), "/rooms"))
        for _ in range(10 * PEOPLE)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return served.threads


def _one_in_three(rng: Random) -> Any:
    def misbehaves() -> Trouble | None:
        return rng.choice(TROUBLES) if rng.random() < 1 / 3 else None

    return misbehaves


def _seen(heard: Heard) -> tuple[list[str], int]:
    return [str(one.get("text", "")) for one in heard.taken], heard.troubled
