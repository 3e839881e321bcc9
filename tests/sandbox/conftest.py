"""A tiny app on Bolt, served on this machine, and a Slack around it."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser
from slack_bolt import App
from slack_bolt.adapter.asgi import SlackRequestHandler
from slack_sdk import WebClient

from sandbox.driver import chromium
from sandbox.people import Install
from sandbox.server import in_background, serving
from sandbox.slack import Slack


@dataclass
class StillClock:
    """Time that moves only when told to."""

    seconds: float = 1_790_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without windows, for all tests of one worker."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener


@pytest.fixture
def slack(clock: StillClock, listener: socket.socket) -> Iterator[Slack]:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
    slack = Slack(Install(request_url=url), clock=clock)
    with serving(slack):
        yield slack


@pytest.fixture
def app(slack: Slack, listener: socket.socket) -> Iterator[App]:
    """An app without listeners: each test writes its own."""
    install = slack.install
    client = WebClient(install.bot_token, base_url=f"{slack.base_url}/api/")
    app = App(client=client, signing_secret=install.signing_secret, process_before_response=True)
    with in_background(SlackRequestHandler(app), listener):
        yield app
