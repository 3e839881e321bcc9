"""Slack's Web API, as far as an app of this kind calls it: each method answers or refuses like Slack."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sandbox.payloads import message_as_sent, view_as_sent
from sandbox.people import Json
from sandbox.tickets import Refused
from sandbox.workspace import Message, View, Workspace


@dataclass(frozen=True)
class Call:
    """One call of the Web API by the app, and what it was answered."""

    method: str
    args: Json
    status: int
    headers: Mapping[str, str]
    answer: Json


@dataclass(frozen=True)
class Fault:
    """One refusal: the method or the answer that was refused, Slack's error name, its complaints."""

    where: str
    error: str
    complaints: tuple[str, ...] = ()


class WebApi:
    """The methods, the tokens, what was called, and failures ordered by a test."""

    def __init__(self, workspace: Workspace) -> None:
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self._space = workspace
        self._install = workspace.install
        self._failures: dict[str, list[Call]] = {}
        self._methods: dict[str, Callable[[Json], Json]] = {
            "api.test": lambda args: {"args": args},
            "apps.connections.open": self._connections_open,
            "auth.test": self._auth_test,
            "chat.delete": self._chat_delete,
            "chat.postEphemeral": self._chat_post_ephemeral,
            "chat.postMessage": self._chat_post,
            "chat.update": self._chat_update,
            "conversations.open": self._conversations_open,
            "users.info": self._users_info,
            "views.open": self._views_open,
            "views.publish": self._views_publish,
            "views.push": self._views_push,
            "views.update": self._views_update,
        }

    def fail(self, method: str, times: int, status: int, headers: Mapping[str, str], error: str) -> None:
        """Answer the next calls of that method like this, whatever they ask."""
        failure = Call(method, {}, status, headers, {"ok": False, "error": error})
        self._failures.setdefault(method, []).extend([failure] * times)

    def call(self, method: str, token: str | None, args: Json) -> Call:
        """Answer one call and note it; every refusal is noted among the faults."""
        with self._space.lock:
            if planned := self._failures.get(method):
                call = replace(planned.pop(0), args=args)
            else:
                call = Call(method, args, 200, {}, self._answered(method, token, args))
            self.calls.append(call)
            self._space.note(call)
        return call

    def refused(self, where: str, refusal: Refused) -> Json:
        """Note a refusal; the JSON that says it."""
        fault = Fault(where, refusal.error, refusal.complaints)
        self.faults.append(fault)
        self._space.note(fault)
        answer: Json = {"ok": False, "error": refusal.error}
        if refusal.complaints:
            answer["response_metadata"] = {"messages": list(refusal.complaints)}
            if refusal.error == "invalid_blocks":
                answer["errors"] = [said.removeprefix("[ERROR] ") for said in refusal.complaints]
        return answer

    def _answered(self, method: str, token: str | None, args: Json) -> Json:
        try:
            if method not in self._methods:
                raise Refused("unknown_method")  # noqa: TRY301 - one place where refusals become answers
            self._admit(method, token)
            return {"ok": True, **self._methods[method](_parsed(args))}
        except Refused as refusal:
            return self.refused(method, refusal)

    def _admit(self, method: str, token: str | None) -> None:
        needed, other = self._install.bot_token, self._install.app_token
        if method == "apps.connections.open":
            needed, other = other, needed
        if method == "api.test" or token == needed:
            return
        if not token:
            raise Refused("not_authed")
        raise Refused("not_allowed_token_type" if token == other else "invalid_auth")

    def _connections_open(self, _args: Json) -> Json:
        if not self._install.socket_mode:
            raise Refused("not_allowed")
        base = self._space.base_url.replace("http", "ws", 1)
        return {"url": f"{base}/socket?ticket={self._space.name('w')}"}

    def _auth_test(self, _args: Json) -> Json:
        install = self._install
        return {
            "url": f"https://{install.domain}.slack.com/",
            "team": install.domain,
            "user": install.name.lower(),
            "team_id": install.team,
            "user_id": install.bot_user,
            "bot_id": install.bot_id,
            "is_enterprise_install": install.org_wide,
            **({"enterprise_id": install.enterprise} if install.enterprise else {}),
        }

    def _draft(self, args: Json, *, only_for: str | None = None) -> Message:
        channel = self._space.place(_need(args, "channel"))
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

    def _chat_post(self, args: Json) -> Json:
        return self._posted(self._space.post(self._draft(args)))

    def _chat_post_ephemeral(self, args: Json) -> Json:
        message = self._space.post(self._draft(args, only_for=_need(args, "user")))
        return {"message_ts": message.ts}

    def _posted(self, message: Message) -> Json:
        shown = message_as_sent(message, self._install)
        return {"channel": message.channel, "ts": message.ts, "message": shown, "text": message.text}

    def _mine(self, args: Json, complaint: str) -> Message:
        channel = self._space.place(_need(args, "channel"))
        message = self._space.messages.get((channel.id, _need(args, "ts")))
        if message is None or message.only_for:  # the ts of an ephemeral message is good for nothing
            raise Refused("message_not_found")
        if message.author != self._install.bot_user:
            raise Refused(complaint)
        return message

    def _chat_update(self, args: Json) -> Json:
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

    def _chat_delete(self, args: Json) -> Json:
        message = self._mine(args, "cant_delete_message")
        self._space.erase(message)
        return {"channel": message.channel, "ts": message.ts}

    def _conversations_open(self, args: Json) -> Json:
        users = _need(args, "users").split(",")
        if not set(users) <= self._space.people.keys():
            raise Refused("user_not_found")
        if len(users) > 1:
            raise Refused("method_not_supported_for_channel_type")  # group messages are not played here
        return {"channel": {"id": self._space.place(users[0]).id}, "no_op": True, "already_open": True}

    def _users_info(self, args: Json) -> Json:
        person = self._space.people.get(_need(args, "user"))
        if person is None:
            raise Refused("user_not_found")
        with_locale = str(args.get("include_locale", "")).lower() in {"1", "true"}
        return {"user": person.as_user(self._space.clock(), with_locale=with_locale)}

    def _views_open(self, args: Json) -> Json:
        body = self._space.checked(_need(args, "view"), "modal")
        return self._shown(self._space.open(self._space.tickets.spend(_need(args, "trigger_id")), body))

    def _views_push(self, args: Json) -> Json:
        body = self._space.checked(_need(args, "view"), "modal")
        trigger = self._space.tickets.spend(_need(args, "trigger_id"))
        if trigger.view is None:  # a push needs a trigger that came from a modal
            raise Refused("invalid_trigger_id")
        return self._shown(self._space.push(trigger.person, body))

    def _views_update(self, args: Json) -> Json:
        body = self._space.checked(_need(args, "view"), "modal")
        wanted = args.get("view_id"), args.get("external_id")
        if not any(wanted):
            raise Refused("invalid_arguments", ["[ERROR] missing required field: view_id"])
        for view in self._space.views.values():
            if view.body["type"] == "modal" and (
                view.id == wanted[0] or (wanted[1] and view.body.get("external_id") == wanted[1])
            ):
                return self._shown(self._space.update(view, body, args.get("hash")))
        raise Refused("not_found")

    def _views_publish(self, args: Json) -> Json:
        person = _need(args, "user_id")
        if person not in self._space.people:
            raise Refused("user_not_found")
        body = self._space.checked(_need(args, "view"), "home")
        return self._shown(self._space.publish(person, body, args.get("hash")))

    def _shown(self, view: View) -> Json:
        return {"view": view_as_sent(view, self._install)}


def _need(args: Json, name: str) -> Any:
    if not args.get(name):
        raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
    return args[name]


def _parsed(args: Json) -> Json:
    """The arguments with blocks and views read from the JSON text that a form carries."""
    try:
        return {
            key: json.loads(value) if key in {"blocks", "view"} and isinstance(value, str) else value
            for key, value in args.items()
        }
    except json.JSONDecodeError as error:
        raise Refused("invalid_arguments", [f"[ERROR] invalid JSON: {error.msg}"]) from error
