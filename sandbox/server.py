"""Slack's addresses on this machine: the Web API, response URLs and the socket, over HTTP."""

import asyncio
import contextlib
import json
import socket
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


def make_app(slack: Slack, more: Sequence[BaseRoute] = ()) -> Starlette:
    """The ASGI app of Slack's side; `more` are routes beside it, such as those of a page."""

    async def api(request: Request) -> Response:
        args, token = await _asked(request)
        call = await run_in_threadpool(slack.api, request.path_params["method"], token, args)
        return JSONResponse(call.answer, call.status, dict(call.headers))

    async def respond(request: Request) -> Response:
        args, _ = await _asked(request)
        status, answer = await run_in_threadpool(slack.respond, request.path_params["token"], args)
        return PlainTextResponse("ok") if answer["ok"] else JSONResponse(answer, status)

    async def listen(websocket: WebSocket) -> None:
        await websocket.accept()
        send = _sender(websocket, asyncio.get_running_loop())
        await run_in_threadpool(slack.sockets.join, send, slack.install.app_id)
        try:
            while True:
                slack.sockets.heard(json.loads(await websocket.receive_text()))
        except WebSocketDisconnect:
            slack.sockets.leave(send)

    return Starlette(
        routes=[
            Route("/api/{method}", api, methods=["GET", "POST"]),
            Route("/response/{token}", respond, methods=["POST"]),
            WebSocketRoute("/socket", listen),
            *more,
        ]
    )


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
    """Any ASGI app on that bound socket, in a thread of its own, until the block ends."""
    server = _Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="websockets-sansio"))
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

    def stop(self) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._stopped.set)


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
