"""Which scope of the bot's token each method and each event asks for, as Slack's reference pages say."""

from sandbox.people import Channel, Install
from sandbox.tickets import Refused

METHODS = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "users.info": "users:read",
}
EVENTS = {"app_mention": "app_mentions:read", "message.im": "im:history"}


def demand(install: Install, scope: str | None) -> None:
    """Nothing, if the token has that scope; else Slack's refusal, which says what it has instead."""
    if scope and install.scopes is not None and scope not in install.scopes:
        raise Refused("missing_scope", facts={"needed": scope, "provided": ",".join(sorted(install.scopes))})


def history_of(channel: Channel) -> str:
    """The scope that lets an app read there: it differs by the kind of channel."""
    if channel.is_im:
        return "im:history"
    return "groups:history" if channel.is_private else "channels:history"
