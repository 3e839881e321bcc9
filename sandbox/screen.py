"""What a person's window shows, as JSON: all of it at once, and apart from it what the inspector lists."""

from dataclasses import asdict

from sandbox.answers import Delivery
from sandbox.forms import kept
from sandbox.people import Json, Person
from sandbox.slack import Slack
from sandbox.webapi import Call, Fault
from sandbox.workspace import Message, View

_MOST_MESSAGES = 200


def screen(slack: Slack, person: Person, manifest: Json, child: Json | None) -> Json:
    """Everything that person can see now; `child` says how the app fares, None where we do not know."""
    features = manifest.get("features", {})
    stack = slack.stack(person)
    home = slack.home(person)
    return {
        "me": _person(person),
        "people": [_person(one) for one in slack.people],
        "channels": [
            {"id": one.id, "name": one.name, "im": one.is_im, "bot": one.bot_is_member}
            for one in slack.channels
            if person.id in one.members
        ],
        "app": {"id": slack.install.bot_user, "name": slack.install.name},
        "commands": features.get("slash_commands", []),
        "has_home": slack.install.home_tab,
        "shortcuts": features.get("shortcuts", []),
        "messages": [_message(slack, one, person) for one in slack.messages(person)[-_MOST_MESSAGES:]],
        "runs": [_run(one) for _, one in slack.journal if isinstance(one, Delivery) and _is_run(one, person)],
        "modal": _view(stack[-1], len(stack)) if stack else None,
        "home": _view(home, 1) if home else None,
        "child": child,
    }


def inspected(slack: Slack, since: int) -> list[Json]:
    """What went over the line after that number, oldest first; a refused call says so itself."""
    return [
        {"number": number, **_told(one)}
        for number, one in slack.journal
        if number > since and not (isinstance(one, Fault) and "." in one.where)
    ]


def _person(person: Person) -> Json:
    keys = ("id", "name", "real_name", "tz", "locale", "is_admin")
    return {key: value for key, value in asdict(person).items() if key in keys}


def _message(slack: Slack, message: Message, person: Person) -> Json:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "author": message.author,
        "app": message.author == slack.install.bot_user,
        "text": message.text,
        "blocks": message.blocks,
        "only_for_me": message.only_for is not None,
        "edited": message.edited,
        "thread": message.thread_ts,
        "files": [
            {"title": one.title or one.name, "name": one.name, "size": one.length, "path": one.path()}
            for one in message.files
        ],
        "values": message.values.get(person.id) or kept(message.blocks, {}),
    }


def _view(view: View, depth: int) -> Json:
    return {
        "id": view.id,
        "depth": depth,
        **{key: view.body.get(key) for key in ("type", "title", "submit", "close")},
        "blocks": view.blocks,
        "values": view.values,
        "errors": view.errors,
    }


def _is_run(done: Delivery, person: Person) -> bool:
    return done.person == person and "command" in done.payload


def _run(done: Delivery) -> Json:
    """A command as it stands among the messages, at the moment when it was typed."""
    number, second, _ = done.payload["trigger_id"].split(".")
    return {
        "ts": f"{second}.{int(number):06d}",
        "channel": done.payload["channel_id"],
        "typed": f"{done.payload['command']} {done.payload['text']}".rstrip(),
        "command": done.payload["command"],
        "milliseconds": round(done.seconds * 1000),
        "late": done.late,
        "refusal": done.refusal,
    }


def _told(one: Delivery | Call | Fault) -> Json:
    if isinstance(one, Fault):
        return {"kind": "fault", "what": one.where, "bad": one.error, "received": list(one.complaints)}
    if isinstance(one, Call):
        bad = one.lost or one.answer.get("error")
        return {"kind": "call", "what": one.method, "bad": bad, "sent": one.args, "received": one.answer}
    return {
        "kind": "delivery",
        "what": _what(one),
        "bad": one.refusal,
        "late": one.late,
        "milliseconds": round(one.seconds * 1000),
        "status": one.status,
        "sent": one.payload,
        "received": one.answer,
    }


def _what(done: Delivery) -> str:
    """Who did what, in a few words."""
    payload, who = done.payload, done.person.real_name
    if "command" in payload:
        return f"{who}: {payload['command']} {payload['text']}".rstrip()
    if payload["type"] == "event_callback":
        return f"{who}: {payload['event']['type']}"
    if payload["type"] == "block_actions":
        return f"{who}: {payload['type']} {payload['actions'][0]['action_id']}"
    for place in (payload, payload.get("view", {})):
        for key in ("callback_id", "action_id"):
            if place.get(key):
                return f"{who}: {payload['type']} {place[key]}"
    return f"{who}: {payload['type']}"
