"""The shapes that Slack sends: objects inside requests, and the requests of each kind."""

from typing import Any

from sandbox.forms import kept
from sandbox.people import Channel, Install, Json, Person
from sandbox.workspace import Message, View, Workspace

_VIEW_KEYS = ("title", "submit", "close")


def message_as_sent(space: Workspace, message: Message) -> Json:
    """A message as it stands in payloads and Web API answers."""
    install = space.install
    mine = message.author == install.bot_user
    return {
        "type": "message",
        "user": message.author,
        "text": message.text,
        "ts": message.ts,
        "team": install.team,
        **({"bot_id": install.bot_id, "app_id": install.app_id} if mine else {}),
        **({"blocks": list(message.blocks)} if message.blocks else {}),
        **({"files": [file.as_sent(space.base_url) for file in message.files]} if message.files else {}),
        **_in_thread(space, message),
        **({"edited": {"user": message.author, "ts": message.ts}} if message.edited else {}),
    }


def _in_thread(space: Workspace, message: Message) -> Json:
    """What a message says of its thread: a reply names its parent, a parent counts its replies."""
    if message.thread_ts:
        parent = space.messages.get((message.channel, message.thread_ts))
        return {
            "thread_ts": message.thread_ts,
            **({"parent_user_id": parent.author} if parent else {}),
        }
    replies = space.replies(message)
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.author for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts,
    }


def view_as_sent(view: View, install: Install) -> Json:
    """A view as it stands in payloads and Web API answers, with the state of every input."""
    body = view.body
    return {
        "id": view.id,
        "team_id": install.team,
        "type": body["type"],
        "blocks": view.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        **{key: body.get(key) for key in _VIEW_KEYS},
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": install.app_id,
        "app_installed_team_id": install.enterprise if install.org_wide else install.team,
        "bot_id": install.bot_id,
    }


def command(space: Workspace, person: Person, channel: Channel, name: str, text: str) -> Json:
    """The form of a slash command."""
    install = space.install
    enterprise = {"enterprise_id": install.enterprise, "enterprise_name": install.domain}
    return {
        "token": "sandbox",
        "team_id": person.team,
        "team_domain": install.domain,
        **(enterprise if install.enterprise else {}),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": install.app_id,
        "is_enterprise_install": "true" if install.org_wide else "false",
        "response_url": space.response_url(person.id, channel.id),
        "trigger_id": space.trigger(person.id),
    }


def interaction(space: Workspace, kind: str, person: Person, **more: Any) -> Json:
    """What every interactive payload bears, and `more`. Installed for a whole org, it names no team."""
    install = space.install
    enterprise = {"id": install.enterprise, "name": install.domain} if install.enterprise else None
    return {
        "type": kind,
        "token": "sandbox",
        "api_app_id": install.app_id,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": install.enterprise if install.org_wide else person.team,
        },
        "team": None if install.org_wide else {"id": person.team, "domain": install.domain},
        "enterprise": enterprise,
        "is_enterprise_install": install.org_wide,
        **more,
    }


def beside_message(space: Workspace, person: Person, message: Message) -> Json:
    """What an interaction with a message adds: Slack leaves the text of an ephemeral one out."""
    channel = space.channels[message.channel]
    shown = {} if message.only_for else {"message": message_as_sent(space, message)}
    return {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.only_for is not None,
        },
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": message.values.get(person.id) or kept(message.blocks, {})},
        "response_url": space.response_url(person.id, channel.id, message),
        **shown,
    }


def beside_view(view: View, install: Install) -> Json:
    """What an interaction with a modal or Home adds."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_as_sent(view, install)}


def event(space: Workspace, event: Json) -> Json:
    """The envelope of the Events API."""
    install = space.install
    authorization = {
        "enterprise_id": install.enterprise,
        "team_id": None if install.org_wide else install.team,
        "user_id": install.bot_user,
        "is_bot": True,
        "is_enterprise_install": install.org_wide,
    }
    return {
        "token": "sandbox",
        "team_id": install.team,
        **({"enterprise_id": install.enterprise} if install.enterprise else {}),
        "api_app_id": install.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": space.name("Ev"),
        "event_time": int(space.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": space.name("4-"),
    }
