"""What the app answers to a request, what Slack makes of it, and what the person then sees."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.blocks import option_faults
from sandbox.people import Json, Person
from sandbox.tickets import Refused, Reply
from sandbox.webapi import WebApi
from sandbox.wire import Answer, Request
from sandbox.workspace import Message, View, Workspace

TROUBLE = "We had some trouble connecting. Try again?"
SLACK_WAITS = 3.0
_OK, _FAULT, _FAILED = 200, 400, 500


@dataclass(frozen=True)
class Outcome:
    """What Slack made of an answer: a refusal the person reads, errors at fields, options to choose."""

    refusal: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Json, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """One thing a person did, how the app took it, and what the person sees now.

    `sent` is false where Slack itself had something to say and the app was never asked. `messages`
    are those that appeared or changed meanwhile; `view` is the modal now on top, if any.
    """

    person: Person
    request: Request
    payload: Json
    status: int
    seconds: float
    answer: Any
    refusal: str | None
    errors: Mapping[str, str]
    options: tuple[Json, ...]
    messages: tuple[Message, ...]
    view: View | None
    home: View | None

    @property
    def sent(self) -> bool:
        """Whether a request went out at all."""
        return bool(self.request.body)

    @property
    def late(self) -> bool:
        """Whether the answer took longer than the three seconds that Slack waits."""
        return self.seconds > SLACK_WAITS


def read(answer: Answer) -> Any:
    """The body of an answer: an object, a text, or None where it is empty."""
    _, headers, body = answer
    if not body:
        return None
    if headers.get("content-type", "").startswith("application/json"):
        try:
            return json.loads(body)
        except ValueError:
            return body.decode(errors="replace")
    return body.decode(errors="replace")


class Answers:
    """Puts answers into effect, as strictly as Slack does."""

    def __init__(self, workspace: Workspace, web: WebApi) -> None:
        self._space = workspace
        self._web = web

    def apply(self, payload: Json, answer: Answer, *, late: bool) -> Outcome:
        """Put the answer to this request into effect; a refusal is noted and told to the person."""
        kind = "command" if "command" in payload else payload["type"]
        if trouble := _trouble(answer[0], late=late):
            return Outcome(TROUBLE if kind == "view_submission" else trouble)
        rule = {
            "command": self._command,
            "view_submission": self._submission,
            "block_suggestion": self._suggestion,
        }.get(kind)
        if rule is None:
            return Outcome()  # of an answer to a click or an event Slack reads the status alone
        try:
            return rule(payload, read(answer))
        except Refused as refusal:
            self._web.refused(f"answer to {kind}", refusal)
            return Outcome(TROUBLE if kind == "view_submission" else "invalid_command_response")

    def respond(self, token: str, said: Json) -> tuple[int, Json]:
        """Take what was posted to a response URL; the HTTP status and body for the app."""
        try:
            self._respond(self._space.tickets.reply(token), said)
        except Refused as refusal:
            gone = refusal.error in {"expired_url", "used_url", "message_not_found"}
            return 404 if gone else 400, self._web.refused("response_url", refusal)
        return _OK, {"ok": True}

    def _respond(self, reply: Reply, said: Json) -> None:
        deletes, replaces = (said.get(f"{key}_original") in {True, "true"} for key in ("delete", "replace"))
        if not reply.ts or not (deletes or replaces):
            self._say(reply.person, reply.channel, said)
            return
        original = self._space.messages.get((reply.channel, reply.ts))
        if original is None:
            raise Refused("message_not_found")
        if deletes:
            self._space.erase(original)
            return
        text, blocks = said.get("text") or "", said.get("blocks") or ()
        self._space.post(replace(original, text=text, blocks=blocks, edited=True))

    def _say(self, person: str, channel: str, said: Json) -> None:
        public = said.get("response_type") == "in_channel"
        self._space.post(
            Message(
                channel=channel,
                ts=self._space.now(),
                author=self._space.install.bot_user,
                text=said.get("text") or "",
                blocks=said.get("blocks") or (),
                only_for=None if public else person,
                thread_ts=said.get("thread_ts"),
            )
        )

    def _command(self, payload: Json, said: Any) -> Outcome:
        if said is None:
            return Outcome()
        said = {"text": said} if isinstance(said, str) else said
        if not isinstance(said, dict):
            raise Refused("invalid_command_response")
        person, channel = payload["user_id"], payload["channel_id"]
        if said.get("response_type") == "in_channel":  # then all see what was typed
            typed = f"{payload['command']} {payload['text']}".rstrip()
            self._space.post(Message(channel, self._space.now(), person, typed))
        if said.get("text") or said.get("blocks"):
            self._say(person, channel, said)
        return Outcome()

    def _suggestion(self, _payload: Json, said: Any) -> Outcome:
        if complaints := option_faults(said):
            raise Refused("invalid_options", complaints)
        groups = said.get("option_groups", ())
        return Outcome(
            options=(*said.get("options", ()), *(one for group in groups for one in group["options"]))
        )

    def _submission(self, payload: Json, said: Any) -> Outcome:
        person, view_id = payload["user"]["id"], payload["view"]["id"]
        stack = self._space.stacks.get(person, [])
        view = self._space.views[view_id] if stack[-1:] == [view_id] else None
        said = {"response_action": "close"} if said is None else said
        action = said.get("response_action") if isinstance(said, dict) else None
        if action not in _ACTIONS:
            raise Refused("invalid_response_action", [f"[ERROR] not understood: {str(said)[:200]}"])
        if action == "errors":
            return self._errors(said.get("errors"), payload["view"]["blocks"], view)
        body = self._space.checked(said.get("view"), "modal") if action in {"update", "push"} else {}
        if view is None:  # the answer to a replay, for a modal that has gone
            return Outcome()
        if action == "update":
            self._space.update(view, body)
        elif action == "push":
            self._space.push(person, body)
        else:
            self._space.drop(person, 1 if action == "close" else None)
        return Outcome()

    def _errors(self, errors: Any, blocks: list[Json], view: View | None) -> Outcome:
        inputs = {block["block_id"] for block in blocks if block["type"] == "input"}
        if (
            not isinstance(errors, dict)
            or not errors
            or not set(errors) <= inputs
            or not all(errors.values())
        ):
            raise Refused("invalid_errors", [f"[ERROR] errors belong to {sorted(inputs)}, not to {errors}"])
        if view is not None:
            self._space.faulted(view, errors)
        return Outcome(errors=errors)


_ACTIONS = {"close", "errors", "update", "push", "clear"}


def _trouble(status: int, *, late: bool) -> str | None:
    """Slack's word for an answer that never came, came late, or was no 200."""
    if late:
        return "operation_timeout"
    if status == _OK:
        return None
    if status == 0:
        return "dispatch_failed"
    return "http_client_error" if _FAULT <= status < _FAILED else "http_service_error"
