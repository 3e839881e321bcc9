"""Where people work: the bot, served over HTTP, and a Slack around it.

with at_work(house) as workplace:
workplace.ada.runs("/book")
"""

import contextlib
import io
import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import structlog

from booking_core import Office
from bot.app import make_app, make_teller
from bot.logs import set_up
from bot.server import make_server
from bot.settings import Settings, read_settings
from bot.teller import Teller
from sandbox.manifest import installed, manifest_of
from sandbox.people import ADA, BOB, CHANDRA, CHANNELS, PEOPLE, Channel, Install, Json, Person
from sandbox.server import in_background, serving
from sandbox.slack import Slack
from sandbox.wire import over_http
from tests.house import House, StillClock
from tests.slack import User


@dataclass
class Workplace:
    """A workspace in which the bot is installed."""

    slack: Slack
    house: House
    office: Office
    settings: Settings
    bot_url: str = ""
    log_file: io.StringIO = field(default_factory=io.StringIO)
    forgotten: int = 0

    def user(self, person: Person) -> User:
        """That person at work."""
        return User(self.slack, person, self.house)

    @property
    def ada(self) -> User:
        """An admin in Helsinki."""
        return self.user(ADA)

    @property
    def bob(self) -> User:
        """In New York."""
        return self.user(BOB)

    @property
    def chandra(self) -> User:
        """In Helsinki."""
        return self.user(CHANDRA)

    @cached_property
    def teller(self) -> Teller:
        """Who tells what is due; it works only when it is told to."""
        return make_teller(self.office, self.settings)

    def errands(self) -> None:
        """All that is due is told, as the teller's thread does it in the bot."""
        self.teller.round()

    @property
    def clock(self) -> StillClock:
        """The clock of Slack and of the house."""
        return self.house.clock

    @property
    def log(self) -> str:
        """All that the bot has written to its log."""
        return self.log_file.getvalue()

    @property
    def lines(self) -> list[Json]:
        """The lines of the log, without what differs from run to run."""
        changing = ("timestamp", "milliseconds", "request")
        lines = map(json.loads, self.log.splitlines())
        return [{name: v for name, v in line.items() if name not in changing} for line in lines]

    def complaints(self) -> list[str]:
        """What Slack refused and what the log calls an error since this was last asked.

        Whoever expects some asks; at the end of a test there must be none.
        """
        refused = [f"{fault.where}: {fault.error}" for fault in self.slack.faults]
        errors = [line["event"] for line in self.lines[self.forgotten :] if line["level"] == "error"]
        self.slack.faults.clear()
        self.forgotten = len(self.lines)
        return refused + errors


@contextlib.contextmanager
def at_work(
    house: House,
    *,
    install: Install | None = None,
    people: Iterable[Person] = PEOPLE,
    office: Office | None = None,
    **settings: Any,
) -> Iterator[Workplace]:
    """The bot, served in that house, and a Slack around it; nothing may have gone wrong at the end."""
    with served_slack(house.clock, install, people) as slack, socket.socket() as listener:
        office = office or house.office
        workplace = Workplace(slack, house, office, settings_for(slack, **settings))
        app = make_app(office, workplace.settings)
        server = make_server(
            app,
            office,
            signing_secret=slack.install.signing_secret,
            concurrency=workplace.settings.varaus_concurrency,
        )
        listener.bind(("127.0.0.1", 0))
        workplace.bot_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        slack.deliver = over_http(f"{workplace.bot_url}/slack/events")
        with logging_to(workplace.log_file), in_background(server, listener):
            yield workplace
            assert workplace.complaints() == []


@contextlib.contextmanager
def served_slack(
    clock: StillClock, install: Install | None = None, people: Iterable[Person] = PEOPLE
) -> Iterator[Slack]:
    """A Slack on this machine whose clock stands still as well."""

    def seconds() -> float:
        return clock().timestamp()

    people = tuple(people)
    ids = frozenset(person.id for person in people)
    channels = [Channel(c.id, c.name, c.members | ids, c.bot_is_member) for c in CHANNELS]
    install = install or installed(manifest_of())  # what the manifest forgets to ask for fails here
    slack = Slack(install, clock=seconds, signs_at=seconds, people=people, channels=channels)
    with serving(slack):
        yield slack


def settings_for(slack: Slack, **more: Any) -> Settings:
    """The settings of a bot that is installed there."""
    install = slack.install
    return read_settings(
        _env_file=None,
        slack_bot_token=install.bot_token,
        slack_app_token=install.app_token if install.socket_mode else None,
        slack_signing_secret=install.signing_secret,
        slack_api_url=f"{slack.base_url}/api/",
        **more,
    )


@contextlib.contextmanager
def logging_to(file: io.StringIO) -> Iterator[None]:
    """The bot's log as JSON in that file."""
    before = structlog.get_config()
    with contextlib.redirect_stderr(file):
        set_up("INFO", "json")
    yield
    structlog.configure(**before)
