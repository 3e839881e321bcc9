"""How long a signed `/book` with text takes, beside a Bolt app that only acknowledges.

In process, one client: request and answer go through the whole ASGI app, its thread and Bolt, but
over no socket. Each command books a slot of its own, durably, in an SQLite file.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from zoneinfo import ZoneInfo

import httpx
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette

from booking_core import Office, RoomDetails, add_room, make_engine, migrate
from bot.app import make_app
from bot.logs import set_up
from bot.phrase import warm
from bot.server import make_server
from bot.settings import Settings
from sandbox.people import ADA, GENERAL
from sandbox.server import serving
from sandbox.slack import Slack

ROUNDS = 2_000
WARM_UP = 100
HELSINKI = ZoneInfo("Europe/Helsinki")
ROOMS = ("Aurora", "Borealis", "Helmi", "Sauna", "Sisu", "Taiga", "Kuura", "Routa")


def main() -> None:
    """Print the table, and exit with 1 where the promise of 10 and 50 milliseconds is not kept."""
    set_up("ERROR", "text")
    warm()
    slack = Slack()
    with tempfile.TemporaryDirectory() as folder, serving(slack) as base_url:
        office = _office(Path(folder))
        settings = Settings(
            slack_bot_token=slack.install.bot_token,
            slack_signing_secret=slack.install.signing_secret,
            slack_api_url=f"{base_url}/api/",
        )
        ours = _measured(_server(make_app(office, settings), office, slack), slack, _is_a_receipt)
        bare = _measured(_server(_bare_app(settings), office, slack), slack, _is_empty)
    print(f"{'milliseconds':<24}{'median':>8}{'99th':>8}")
    for name, taken in (("/book with text", ours), ("bare Bolt app, ack only", bare)):
        print(f"{name:<24}{median(taken):>8.2f}{quantiles(taken, n=100)[98]:>8.2f}")
    print(f"{'ratio of the medians':<24}{median(ours) / median(bare):>8.1f}")
    if median(ours) > 10 or quantiles(ours, n=100)[98] > 50:
        raise SystemExit("slower than promised: 10 ms in the median, 50 ms in the 99th percentile")


def _office(folder: Path) -> Office:
    engine = make_engine(f"sqlite:///{folder}/bench.db")
    migrate(engine)
    office = Office(engine)
    admin = office.enrol("T0VARAUS", ADA.id, name="Ada", zone=HELSINKI, admin=True)
    for number, name in enumerate(ROOMS):
        office.desk(admin).run(add_room, RoomDetails(name, number + 2, HELSINKI))
    return office


def _server(app: App, office: Office, slack: Slack) -> Starlette:
    return make_server(app, office, signing_secret=slack.install.signing_secret, concurrency=10)


def _bare_app(settings: Settings) -> App:
    app = App(
        process_before_response=True,
        request_verification_enabled=False,
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T0VARAUS", bot_token=settings.slack_bot_token
        ),
    )
    app.command("/book")(lambda ack: ack())
    return app


def _texts() -> Iterator[str]:
    """Texts that each book a slot of their own."""
    day = date.today() + timedelta(days=2)  # noqa: DTZ011 — any day ahead will do
    while True:
        for hour in range(8, 18):
            for room in ROOMS:
                yield f"{room} {day.isoformat()} {hour}-{hour + 1} Standup {hour}"
        day += timedelta(days=1)


def _measured(server: Starlette, slack: Slack, answers: Callable[[bytes], bool]) -> list[float]:
    """Milliseconds from request to answer of each round; every answer is looked at."""
    return asyncio.run(_rounds(server, slack, answers))


async def _rounds(server: Starlette, slack: Slack, answers: Callable[[bytes], bool]) -> list[float]:
    taken = []
    texts = _texts()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(server), base_url="http://bot") as client:
        for _ in range(WARM_UP + ROUNDS):
            request = slack.signed(_payload(next(texts)))
            started = time.perf_counter()
            answer = await client.post("/slack/events", content=request.body, headers=request.headers)
            taken.append((time.perf_counter() - started) * 1000)
            assert answer.status_code == 200
            assert answers(answer.content), answer.text
    return taken[WARM_UP:]


def _payload(text: str) -> dict[str, str]:
    return {
        "command": "/book",
        "text": text,
        "user_id": ADA.id,
        "team_id": "T0VARAUS",
        "channel_id": GENERAL.id,
        "trigger_id": f"{time.time_ns()}.1",
        "response_url": "http://127.0.0.1:9/unused",
        "api_app_id": "A0VARAUS",
    }


def _is_a_receipt(answer: bytes) -> bool:
    return bool(answer) and " is yours" in json.loads(answer)["text"]


def _is_empty(answer: bytes) -> bool:
    return answer == b""


if __name__ == "__main__":
    main()
