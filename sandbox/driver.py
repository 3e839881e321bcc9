"""A browser on the page, for the tests and the screenshots: windows of people, and a sandbox behind them."""

import contextlib
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from sandbox.people import Person

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 60  # seconds in which a sandbox says that it runs, or never does
_WAIT = 8000  # milliseconds for something to be seen


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def free_port() -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Sandbox:
    """A sandbox that runs, and what it has said so far: somebody must read it, or it stops to write."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.port = port
        self.said: list[str] = []
        self._process = process
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line.rstrip())
        self._lines.put(None)

    @property
    def url(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.port}"

    def reads_until(self, beginning: str) -> None:
        """Read what it says up to the next line that begins like that; EOFError where none will."""
        with contextlib.suppress(queue.Empty):
            while (line := self._lines.get(timeout=_PATIENCE)) is not None:
                self.said.append(line)
                if line.startswith(beginning):
                    return
                if line.startswith("The bot does not run"):
                    break
        raise EOFError(f"no line began with {beginning!r}:\n" + "\n".join(self.said))

    def kill_bot(self) -> None:
        """Kill the bot at once, as if the machine had run out of memory."""
        running = [line for line in self.said if line.startswith("The bot runs")][-1]
        os.kill(int(re.findall(r"\d+", running)[0]), signal.SIGKILL)


def started(*words: str) -> "subprocess.Popen[str]":
    """`python -m sandbox` with these words."""
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "sandbox", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextlib.contextmanager
def sandbox() -> Iterator[Sandbox]:
    """`python -m sandbox` with the bot, on free ports, once the page can be opened."""
    port = free_port()
    with started("--port", str(port), "--bot-port", str(free_port())) as process:
        try:
            running = Sandbox(process, port)
            running.reads_until("Open ")
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(10)


class Window:
    """A browser window of one person, in #general; it leaves no dialog behind."""

    def __init__(
        self, browser: Browser, url: str, person: Person, look: Literal["light", "dark"] = "light"
    ) -> None:
        self.page: Page = browser.new_page(
            locale="en-GB",
            timezone_id="Asia/Tokyo",  # nobody's: the page must not mind where the browser is
            viewport={"width": 1280, "height": 800},
            color_scheme=look,
        )
        self.page.set_default_timeout(_WAIT)
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.goto(f"{url}/?as={person.id}")
        self.words.wait_for()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while count := self.dialog.count():
            self.page.keyboard.press("Escape")
            expect(self.dialog).to_have_count(count - 1)
        self.page.close()

    @property
    def words(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_role("combobox", name="Message #general")

    @property
    def dialog(self) -> Locator:
        """The modal, or the question before something is done."""
        return self.page.get_by_role("dialog")

    @property
    def messages(self) -> Locator:
        """Every message that is shown."""
        return self.page.get_by_role("article")

    def runs(self, typed: str) -> Locator:
        """Run a command; the message that answers it."""
        before = self.messages.count()
        self.types(typed)
        answer = self.messages.nth(before)
        answer.wait_for()
        return answer

    def types(self, typed: str) -> None:
        """Write that and press Enter."""
        self.words.fill(typed)
        self.words.press("Enter")

    def form(self, typed: str = "/book") -> Locator:
        """Run a command that opens a modal; the modal."""
        self.types(typed)
        self.dialog.wait_for()
        return self.dialog
