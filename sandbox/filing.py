"""`files.*`: an upload in its three steps, at the end of which a message bears the file."""

from collections.abc import Callable, Iterable
from typing import Any

from sandbox.arguments import need, number
from sandbox.files import File
from sandbox.people import Channel, Json
from sandbox.tickets import Refused
from sandbox.workspace import Message, Workspace

_MOST_BYTES = 1_073_741_824
_CHANNELS = ("C", "D", "G", "Z")


class Filing:
    """The methods on files."""

    def __init__(self, workspace: Workspace) -> None:
        self._space = workspace

    @property
    def methods(self) -> dict[str, Callable[[Json], Json]]:
        """Each by its name in the Web API."""
        return {
            "files.completeUploadExternal": self._complete,
            "files.getUploadURLExternal": self._announce,
        }

    def _announce(self, args: Json) -> Json:
        name, _ = need(args, "filename"), need(args, "length")
        token, file = self._space.files.announce(name, number(args, "length", 1, _MOST_BYTES))
        return {"upload_url": f"{self._space.base_url}/upload/v1/{token}", "file_id": file.id}

    def _complete(self, args: Json) -> Json:
        channels = [self._channel(one) for one in _named(args)]
        files = tuple(self._titled(one) for one in need(args, "files"))
        for channel in channels:
            self._share(channel.id, files, args)
        return {"files": [file.as_sent(self._space.base_url) for file in files]}

    def _titled(self, said: Any) -> File:
        if not isinstance(said, dict) or "id" not in said:
            raise Refused("invalid_arguments", ["[ERROR] missing required field: id [json-pointer:/files/0]"])
        return self._space.files.titled(said["id"], said.get("title") or "")

    def _channel(self, channel_id: str) -> Channel:
        # Unlike chat.postMessage, this does not take a person's id for their direct messages.
        if not channel_id.startswith(_CHANNELS):
            complaint = "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$"
            raise Refused("invalid_arguments", [f"{complaint} [json-pointer:/channel_id]"])
        channel = self._space.channel(channel_id)
        if not channel.bot_is_member:
            raise Refused("not_in_channel")
        return channel

    def _share(self, channel_id: str, files: tuple[File, ...], args: Json) -> None:
        self._space.post(
            Message(
                channel=channel_id,
                ts=self._space.now(),
                author=self._space.install.bot_user,
                text=args.get("initial_comment") or "",
                thread_ts=args.get("thread_ts"),
                files=files,
            )
        )


def _named(args: Json) -> Iterable[str]:
    """The channels to share in; a file that is shared nowhere stays with the app."""
    return [one for one in (args.get("channel_id"), *str(args.get("channels") or "").split(",")) if one]
