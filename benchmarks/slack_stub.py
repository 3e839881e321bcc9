"""The least of a Slack that the bot can live with: who it is, who people are, and yes to all else.

A process of its own, without a framework, so that it takes nothing from those who are measured:
`python -m benchmarks.slack_stub` prints its port.
"""

import asyncio
import json
import re
import sys
from typing import Any, Final

from benchmarks.databases import WORKSPACE

_USER: Final = re.compile(r"\buser=(\w+)")


class Slack(asyncio.Protocol):
    """One connection, and one call on it: the bot's client opens a new one for each."""

    def __init__(self) -> None:
        self._asked = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where the answer goes."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer, once the whole call is there."""
        self._asked += data
        head, end, body = self._asked.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if not end or len(body) < (int(length[1]) if length else 0):
            return
        assert self._transport is not None
        said = json.dumps(answer(self._asked.decode())).encode()
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(said), said)
        )
        self._transport.close()


def answer(asked: str) -> dict[str, Any]:
    """What Slack would say to that call."""
    method = asked.split(" ", 2)[1].partition("?")[0].rpartition("/")[2]
    if method == "auth.test":
        return {"ok": True, "team_id": WORKSPACE, "user_id": "U0VARAUS", "bot_id": "B0VARAUS"}
    if method == "users.info":
        found = _USER.search(asked)
        return {"ok": True, "user": _person(found[1] if found else "U0ADA")}
    return {"ok": True, "ts": "1.0", "channel": "D0ADA"}


def _person(user_id: str) -> dict[str, Any]:
    name = {"U0BOB": "Bob", "U0CHANDRA": "Chandra"}.get(user_id, "Ada")
    return {
        "id": user_id,
        "team_id": WORKSPACE,
        "name": name.lower(),
        "real_name": name,
        "profile": {"display_name": name},
        "tz": "UTC",
        "locale": "en-GB",
        "is_admin": name == "Ada",
    }


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Slack, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
