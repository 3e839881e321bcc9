"""The memory of the bot after many requests, beside after a thousand."""

from collections.abc import Iterator
from typing import Final

from benchmarks.bots import running
from benchmarks.databases import Databases
from benchmarks.load import Order
from benchmarks.slack_path import BOOKED, street
from benchmarks.table import Line, Wanted

QUICK: Final = 5_000
FULL: Final = 100_000
_FIRST: Final = 1_000
_AT_ONCE: Final = 16
_AT_A_TIME: Final = 2_000
_FLAT: Final = Wanted("ratio", "≤", 1.1)


def memory(databases: Databases, requests: int) -> Iterator[Line]:
    """Resident megabytes after so many commands that booked, beside after the first thousand."""
    with street(databases) as there, running("bot", there.house, there.slack_url) as bot:

        def ask(many: int) -> None:
            there.askers.ask(Order((bot.port,), _AT_ONCE, many, BOOKED))

        ask(_FIRST)
        before = bot.megabytes
        for asked in range(_FIRST, requests, _AT_A_TIME):
            ask(min(_AT_A_TIME, requests - asked))
        yield Line(
            f"memory after {requests:,} commands", bot.megabytes, "MB", f"after {_FIRST:,}", before, _FLAT
        )
