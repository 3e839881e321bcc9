"""The line between this Slack and the app: what is sent, what is answered, what the app calls."""

import time
from collections.abc import Callable, Iterable, Mapping

from sandbox.answers import SLACK_WAITS, Answers, Delivery, Outcome, read
from sandbox.files import File
from sandbox.people import CHANNELS, PEOPLE, Channel, Install, Json, Person
from sandbox.tickets import Refused
from sandbox.trouble import Lost, Trouble
from sandbox.webapi import Call, Fault, WebApi
from sandbox.wire import UNREACHED, Answer, Deliver, Request, Sockets, over_http, signed
from sandbox.workspace import Workspace


class Line:
    """The app's side of a Slack: thread-safe, synchronous, strict; `sandbox.slack` adds the people.

    `clock` gives Unix seconds and rules triggers, response URLs and `ts`; `signs_at` dates the
    signatures apart from it, because Bolt compares those with the clock on the wall. A test may
    set `deliver`, `stopwatch` (seconds, for how late an answer is) and `patience` (seconds that a
    socket is given to acknowledge).
    """

    def __init__(
        self,
        install: Install | None = None,
        *,
        deliver: Deliver | None = None,
        clock: Callable[[], float] = time.time,
        signs_at: Callable[[], float] = time.time,
        people: Iterable[Person] = PEOPLE,
        channels: Iterable[Channel] = CHANNELS,
    ) -> None:
        self.install = install or Install()
        self.deliver = deliver or over_http(self.install.request_url)
        self.signs_at = signs_at
        self.stopwatch: Callable[[], float] = time.monotonic
        self.patience = SLACK_WAITS
        self.sockets = Sockets()
        self.deliveries: list[Delivery] = []
        self._space = Workspace(self.install, people, channels, clock)
        self._web = WebApi(self._space)
        self._answers = Answers(self._space, self._web)

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API, oldest first."""
        return self._web.calls

    @property
    def faults(self) -> list[Fault]:
        """Every refusal so far, in the Web API, at response URLs and of answers."""
        return self._web.faults

    @property
    def journal(self) -> list[tuple[int, Delivery | Call | Fault]]:
        """The last hundred deliveries, calls and refusals with the revision of each, oldest first."""
        with self._space.lock:
            return list(self._space.journal)

    @property
    def base_url(self) -> str:
        """Where Slack's side is served, without a slash at the end."""
        return self._space.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self._space.base_url = url

    def api(self, method: str, token: str | None, args: Json) -> Call:
        """Answer a call of the Web API."""
        return self._web.call(method, token, args)

    def respond(self, token: str, said: Json) -> Call:
        """Take a message posted to a response URL."""
        return self._web.troubled("response_url", said, lambda: self._answers.respond(token, said))

    def upload(self, token: str, data: bytes) -> Call:
        """Take the bytes of a file that the app announced."""
        return self._web.troubled("upload", {"length": len(data)}, lambda: self._taken(token, data))

    def file(self, file_id: str) -> File | None:
        """The file of that id, once all of it has arrived."""
        with self._space.lock:
            return self._space.files.found(file_id)

    def fails(
        self,
        method: str,
        times: int = 1,
        error: str = "internal_error",
        *,
        status: int = 200,
        retry_after: int | None = None,
        lost: Lost | None = None,
        done: bool = False,
    ) -> None:
        """Let the next calls of a method fail: with an error, an HTTP status, or a rate limit in seconds.

        `lost` loses the answer: "reset" cuts the connection, which slack_sdk tries once more by itself,
        "timeout" says nothing until the app gives up. With `done` Slack does all the same what was asked.
        Beside methods there are `response_url` and `upload`, the address to which a file is sent.
        """
        trouble = Trouble(status, {}, error, lost, done)
        if retry_after is not None:
            trouble = Trouble(429, {"Retry-After": str(retry_after)}, "ratelimited", lost, done)
        self._web.troubles.plan(method, times, trouble)

    def signed(self, payload: Json, at: float | None = None) -> Request:
        """That payload signed for the app and not sent; `at` other than now makes it stale or early."""
        return signed(self.install, payload, self.signs_at() if at is None else at)

    def replay(self, delivery: Delivery, **headers: str) -> Delivery:
        """Send the very bytes of an earlier delivery again, with more headers if given."""
        return self._carry(delivery.person, delivery.payload, delivery.request.with_headers(**headers))

    def _taken(self, token: str, data: bytes) -> tuple[int, Json]:
        try:
            self._space.files.take(token, data)
        except Refused as refusal:
            return 404 if refusal.error == "file_not_found" else 400, self._web.refused("upload", refusal)
        return 200, {"ok": True}

    def _send(self, person: Person, payload: Json) -> Delivery:
        return self._carry(person, payload, self.signed(payload))

    def _unsent(self, person: Person, errors: Mapping[str, str]) -> Delivery:
        """What stands where Slack had nothing to ask the app."""
        return self._seen(person, {}, Request(b""), UNREACHED, Outcome(errors=errors))

    def _carry(self, person: Person, payload: Json, request: Request) -> Delivery:
        before, started = self._space.revision, self.stopwatch()
        if self.install.socket_mode:
            answer = self.sockets.deliver(payload, self.patience)
        else:
            answer = self.deliver(request.body, request.headers)
        seconds = self.stopwatch() - started
        with self._space.lock:
            outcome = self._answers.apply(payload, answer, late=seconds > SLACK_WAITS)
            delivery = self._seen(person, payload, request, answer, outcome, before, seconds)
            self.deliveries.append(delivery)
            self._space.note(delivery)
        return delivery

    def _seen(
        self,
        person: Person,
        payload: Json,
        request: Request,
        answer: Answer,
        outcome: Outcome,
        since: int | None = None,
        seconds: float = 0.0,
    ) -> Delivery:
        space = self._space
        stack, home = space.stacks.get(person.id), space.homes.get(person.id)
        return Delivery(
            person=person,
            request=request,
            payload=payload,
            status=answer[0],
            seconds=seconds,
            answer=read(answer),
            refusal=outcome.refusal,
            errors=outcome.errors,
            options=outcome.options,
            messages=() if since is None else tuple(space.seen(person.id, since)),
            view=space.views[stack[-1]] if stack else None,
            home=space.views[home] if home else None,
        )
