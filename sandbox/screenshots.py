"""`python -m sandbox.screenshots`: the pictures of the README, taken by driving the page."""

import argparse
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect

from sandbox.driver import CHROMIUM, Window, chromium, sandbox
from sandbox.people import ADA, BOB, CHANDRA

_DOCS = Path(__file__).parent.parent / "docs"
_BOOKINGS = (
    "Borealis tomorrow 9-12 Workshop",
    "Helmi tomorrow 13-14 Interview",
    "Taiga tomorrow 11-12:30 Sales call",
)


def main() -> int:
    """Take booked, refused and schedule into a folder, `docs` if none is named; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.screenshots")
    parser.add_argument("folder", type=Path, nargs="?", default=_DOCS)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1280)
    asked = parser.parse_args()
    if not CHROMIUM.exists():
        sys.stderr.write(f"No browser: {CHROMIUM} is not there.\n")
        return 1
    asked.folder.mkdir(exist_ok=True)
    with sandbox() as running, chromium() as browser:
        _take(browser, running.url, asked.folder, "dark" if asked.dark else "light", asked.width)
    return 0


def _take(browser: Browser, url: str, folder: Path, look: Literal["light", "dark"], width: int) -> None:
    with Window(browser, url, BOB, look) as bob:
        for booking in _BOOKINGS:
            bob.runs(f"/book {booking}")
    with Window(browser, url, ADA, look) as ada, Window(browser, url, CHANDRA, look) as chandra:
        for window in (ada, chandra):
            window.page.set_viewport_size({"width": width, "height": 800})
        ada.runs("/book Aurora tomorrow 15-16 Design review with @Bob")
        _shoot(ada, folder / "booked.png")
        refusal = chandra.runs("/book Aurora tomorrow 15:30-16:30 Planning")
        expect(refusal.get_by_role("button", name="Book").first).to_be_visible()
        _shoot(chandra, folder / "refused.png")
        ada.runs("/rooms tomorrow")
        _shoot(ada, folder / "schedule.png")


def _shoot(window: Window, path: Path) -> None:
    window.page.mouse.move(0, 0)
    window.messages.last.evaluate("one => one.previousElementSibling.scrollIntoView()")
    window.page.screenshot(path=path)


if __name__ == "__main__":
    sys.exit(main())
