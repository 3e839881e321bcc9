"""The doors of the page: its files, a socket that shows each change, and what a person does in it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.answers import Delivery
from sandbox.child import Child
from sandbox.people import Channel, Json, Person
from sandbox.screen import inspected, screen
from sandbox.slack import Place, Slack
from sandbox.workspace import Message, View

_FILES = Path(__file__).parent / "page"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' http: https: data:",
    "Cache-Control": "no-cache",
}
_HERE = {"127.0.0.1", "localhost"}


class Windows:
    """Every open window on one Slack: what it is shown, and what is done there."""

    def __init__(self, slack: Slack, manifest: Json) -> None:
        self.child: Child | None = None
        self._slack = slack
        self._manifest = manifest
        self._open: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        slack.watch(self.refresh)

    @property
    def routes(self) -> tuple[BaseRoute, ...]:
        """What stands beside Slack's own addresses."""
        return (
            Route("/", self._page),
            Route("/do/{what}", self._do, methods=["POST"]),
            Route("/journal", self._journal),
            Route("/start", self._start, methods=["POST"]),
            WebSocketRoute("/window", self._window),
            Mount("/page", _Files(directory=_FILES)),
        )

    def refresh(self) -> None:
        """Let every window look again."""
        for changed, loop in tuple(self._open.items()):
            try:
                loop.call_soon_threadsafe(changed.set)
            except RuntimeError:  # the server has ended and its windows with it
                self._open.pop(changed, None)

    def _person(self, connection: HTTPConnection) -> Person:
        wanted = connection.query_params.get("as")
        return next((one for one in self._slack.people if one.id == wanted), self._slack.people[0])

    async def _page(self, request: Request) -> Response:
        person = self._person(request)
        if request.query_params.get("as") != person.id:
            return RedirectResponse(f"/?as={person.id}")
        return FileResponse(_FILES / "index.html", headers=_HEADERS)

    async def _window(self, websocket: WebSocket) -> None:
        if not _from_here(websocket):
            await websocket.close()
            return
        await websocket.accept()
        person = self._person(websocket)
        changed = asyncio.Event()
        self._open[changed] = asyncio.get_running_loop()
        farewell = asyncio.ensure_future(websocket.receive())  # the page says nothing else
        try:
            while not farewell.done():
                changed.clear()
                await websocket.send_json(await run_in_threadpool(self._screen, person))
                change = asyncio.ensure_future(changed.wait())
                await asyncio.wait({farewell, change}, return_when=asyncio.FIRST_COMPLETED)
                change.cancel()
        except (WebSocketDisconnect, asyncio.CancelledError):
            pass  # the window, or the whole server, has closed
        finally:
            farewell.cancel()
            self._open.pop(changed, None)

    def _screen(self, person: Person) -> Json:
        child = self.child
        fares: Json | None = None
        if child:
            fares = {"state": child.state, "note": child.note, "given_up": child.gave_up.is_set()}
        return screen(self._slack, person, self._manifest, fares)

    async def _do(self, request: Request) -> Response:
        deed = _DEEDS.get(request.path_params["what"])
        if deed is None or not _from_here(request):
            return JSONResponse({"refusal": "That cannot be done here."}, 404)
        person, said = self._person(request), await request.json()
        try:
            done = await run_in_threadpool(deed, self._slack, person, said)
        except LookupError as error:
            return JSONResponse({"refusal": f"It is no longer there ({error})."}, 409)
        return JSONResponse(
            {"refusal": done.refusal, "errors": dict(done.errors), "options": done.options, "late": done.late}
        )

    async def _journal(self, request: Request) -> Response:
        since = int(request.query_params.get("since", "0"))
        if not _from_here(request):
            return JSONResponse([], 404)
        return JSONResponse(await run_in_threadpool(inspected, self._slack, since))

    async def _start(self, request: Request) -> Response:
        if self.child and _from_here(request):
            self.child.start()
        return JSONResponse({})


class _Files(StaticFiles):
    """The page's files, asked for anew each time: whoever changes one sees it."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def _from_here(connection: HTTPConnection) -> bool:
    """Whether the page itself asks, and not some other page that is open in the same browser."""
    host = connection.headers.get("host", "")
    origin = connection.headers.get("origin")
    return urlsplit(f"//{host}").hostname in _HERE and (origin is None or urlsplit(origin).netloc == host)


def _view(slack: Slack, person: Person, said: Json) -> View:
    """The modal or Home that was touched, with what was typed into its fields since."""
    home = slack.home(person)
    views: dict[str, View] = {view.id: view for view in (*slack.stack(person), *((home,) if home else ()))}
    view = views[said["view"]]
    if fields := said.get("fields"):
        slack.fill(person, view, fields)
    return view


def _message(slack: Slack, person: Person, said: Json) -> Message:
    return {(one.channel, one.ts): one for one in slack.messages(person)}[said["channel"], said["ts"]]


def _place(slack: Slack, person: Person, said: Json) -> Place:
    return _view(slack, person, said) if "view" in said else _message(slack, person, said)


def _channel(slack: Slack, person: Person, said: Json) -> Channel:
    return {one.id: one for one in slack.channels if person.id in one.members}[said["channel"]]


_DEEDS: dict[str, Callable[[Slack, Person, Json], Delivery]] = {
    "command": lambda slack, person, said: slack.command(
        person, _channel(slack, person, said), said["command"], said["text"]
    ),
    "say": lambda slack, person, said: slack.say(person, _channel(slack, person, said), said["text"]),
    "act": lambda slack, person, said: slack.act(
        person, _place(slack, person, said), said["action"], said.get("value"), block=said["block"]
    ),
    "submit": lambda slack, person, said: slack.submit(person, _view(slack, person, said)),
    "close": lambda slack, person, said: slack.close(
        person, _view(slack, person, said), whole_stack=said.get("all", False)
    ),
    "suggest": lambda slack, person, said: slack.suggest(
        person, _place(slack, person, said), said["action"], said["query"], block=said["block"]
    ),
    "global_shortcut": lambda slack, person, said: slack.global_shortcut(person, said["callback"]),
    "shortcut": lambda slack, person, said: slack.shortcut(
        person, _message(slack, person, said), said["callback"]
    ),
    "reply": lambda slack, person, said: slack.reply(person, _message(slack, person, said), said["text"]),
    "open_home": lambda slack, person, said: slack.open_home(person, said["tab"]),
}
