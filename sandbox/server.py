"""Slack's addresses on this machine: the Web API, response URLs, files and the socket, over HTTP."""

import asyncio
import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.exceptions import InvalidState

from sandbox.people import Json
from sandbox.slack import Slack
from sandbox.webapi import Call

_OK = 200


def make_app(slack: Slack, more: Sequence[BaseRoute] = ()) -> Starlette:
    """The ASGI app of Slack's side; `more` are routes beside it, such as those of a page."""
    doors = _Doors(slack)
    return Starlette(
        routes=[
            Route("/api/{method}", doors.api, methods=["GET", "POST"]),
            Route("/response/{token}", doors.respond, methods=["POST"]),
            Route("/upload/v1/{token}", doors.upload, methods=["POST"]),
            Route("/files/{file}/{name}", doors.download),
            WebSocketRoute("/socket", doors.listen),
            *more,
        ]
    )


class _Doors:
    """What is asked of that Slack over HTTP, and what comes back."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def api(self, request: Request) -> Response:
        args, token = await _asked(request)
        call = await run_in_threadpool(self._slack.api, request.path_params["method"], token, args)
        return await _answered(request, call, _as_json(call))

    async def respond(self, request: Request) -> Response:
        args, _ = await _asked(request)
        call = await run_in_threadpool(self._slack.respond, request.path_params["token"], args)
        return await _answered(request, call, _plainly(call, "ok"))

    async def upload(self, request: Request) -> Response:
        data = await request.body()
        call = await run_in_threadpool(self._slack.upload, request.path_params["token"], data)
        return await _answered(request, call, _plainly(call, f"OK - {len(data)}"))

    async def download(self, request: Request) -> Response:
        file = await run_in_threadpool(self._slack.file, request.path_params["file"])
        if file is None or file.name != request.path_params["name"]:
            return PlainTextResponse("Not Found", 404)
        # Whatever an app sends, it is never read as a part of the page.
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(file.data, headers=headers, media_type=file.kind)

    async def listen(self, websocket: WebSocket) -> None:
        sockets = self._slack.sockets
        await websocket.accept()
        send = _sender(websocket, asyncio.get_running_loop())
        await run_in_threadpool(sockets.join, send, self._slack.install.app_id)
        try:
            while True:
                sockets.heard(json.loads(await websocket.receive_text()))
        except WebSocketDisconnect:
            sockets.leave(send)


@contextlib.contextmanager
def serving(slack: Slack, more: Sequence[BaseRoute] = (), port: int = 0) -> Iterator[str]:
    """Slack's side at a free port of this machine until the block ends; the base URL.

    An app finds it with `SLACK_API_URL` set to that URL and `/api/`.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        slack.base_url = base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with in_background(make_app(slack, more), listener):
            yield base_url


@contextlib.contextmanager
def in_background(app: Any, listener: socket.socket) -> Iterator[None]:
    """Any ASGI app on that bound socket, in a thread of its own, until the block ends.

    `hang_up` in the scope of a request cuts its connection.
    """

    async def severable(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "hang_up": lambda: server.hang_up(scope["client"])}, receive, send)

    server = _Server(uvicorn.Config(severable, log_level="warning", lifespan="off", ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    server.ready.wait()
    try:
        yield
    finally:
        server.stop()
        thread.join()


class _Server(uvicorn.Server):
    """A server that says when it listens and stops when told: the usual one looks every 0.1 s."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._stopped = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._stopped.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listener in (*self.servers, *(sockets or ())):
            listener.close()
        for connection in tuple(self.server_state.connections):
            with contextlib.suppress(InvalidState):  # a socket that is closing already
                connection.shutdown()
        await asyncio.sleep(0)  # connections say goodbye; nobody is left to wait for

    def hang_up(self, client: tuple[str, int]) -> None:
        """Cut the connection with that client at once, so that it gets a reset and no farewell."""
        for connection in tuple(self.server_state.connections):
            if getattr(connection, "client", None) == client:
                plug: socket.socket = connection.transport.get_extra_info("socket")
                plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.transport.abort()

    def stop(self) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._stopped.set)


def _plainly(call: Call, fine: str) -> Response:
    """An answer of the addresses that are no methods: a word where all is fine, else what is wrong."""
    if call.status == _OK and call.answer["ok"]:
        return PlainTextResponse(fine)
    return _as_json(call)


def _as_json(call: Call) -> Response:
    return JSONResponse(call.answer, call.status or _OK, dict(call.headers))


async def _answered(request: Request, call: Call, answer: Response) -> Response:
    """The answer, unless it is lost: then this waits until the connection is gone."""
    if call.lost is None:
        return answer
    if call.lost == "reset":
        request.scope["hang_up"]()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return answer


def _sender(websocket: WebSocket, loop: asyncio.AbstractEventLoop) -> Callable[[Json], None]:
    def send(said: Json) -> None:
        asyncio.run_coroutine_threadsafe(websocket.send_text(json.dumps(said)), loop).result(timeout=3)

    return send


async def _asked(request: Request) -> tuple[Json, str | None]:
    """The arguments of a call, from JSON, form and query alike, and its token."""
    args: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= json.loads(await request.body() or b"{}")
    else:
        args |= parse_qsl((await request.body()).decode(), keep_blank_values=True)
    said = args.pop("token", None)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return args, token if scheme == "Bearer" else said
