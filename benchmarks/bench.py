"""All that is measured, in one table: `python -m benchmarks.bench [--full] [--only NAME] [--json FILE]`.

In full it takes longer than the five minutes of the quick run: 5,000,000 bookings are loaded, and the
memory is looked at after 100,000 commands.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.booking import booking
from benchmarks.databases import Databases, databases
from benchmarks.growth import FULL, QUICK, growth
from benchmarks.listed import listed
from benchmarks.machine import machine
from benchmarks.memory import FULL as MANY
from benchmarks.memory import QUICK as SOME
from benchmarks.memory import memory
from benchmarks.slack_path import slack_path
from benchmarks.table import Line, table

Part = Callable[[Databases], Iterator[Line]]

NOTES: Final = (
    "Each figure is the median of several rounds in which all that are compared take turns.",
    "Clients are threads in one process for each core at most, none of them the one that measures.",
    "The bot runs as `python -m bot`; commands come over loopback from another process.",
)


def parts(*, full: bool) -> dict[str, Part]:
    """What is measured, by name."""
    return {
        "booking": booking,
        "growth": partial(growth, sizes=FULL if full else QUICK),
        "list": listed,
        "slack": slack_path,
        "memory": partial(memory, requests=MANY if full else SOME),
    }


def main() -> None:
    """Measure, and print the table."""
    asked = _asked()
    head, lines = machine(), list[Line]()
    with databases() as both:
        for name, part in parts(full=asked.full).items():
            if asked.only in (None, name):
                started = time.monotonic()
                lines += part(both)
                sys.stderr.write(f"{name}: {time.monotonic() - started:.0f} s\n")
    print(page(head, lines))
    if asked.json is not None:
        written = json.dumps({"machine": head, "lines": [line.plain() for line in lines]}, indent=2)
        asked.json.write_text(f"{written}\n")


def page(head: dict[str, str], lines: list[Line]) -> str:
    """The machine, what is to be known, and the table."""
    said = [f"* {name}: {value}" for name, value in head.items()]
    return "\n".join([*said, "", *NOTES, "", table(lines)])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench")
    parser.add_argument("--full", action="store_true", help="the large sizes as well; takes longer")
    parser.add_argument("--only", choices=list(parts(full=False)), help="one part alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
