"""Where a torture takes place, and what came of it: a line of the table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.torture_ledger import summary
from benchmarks.torture_postgres import Server

HEAD: Final = ("torture", "tried", "what came of it", "lost")
_numbers = count(1)


@dataclass(frozen=True)
class Stage:
    """A PostgreSQL, a folder, and whether there is time for a short form only."""

    server: Server
    folder: Path
    short: bool

    def database(self) -> str:
        """The URL of a new database of the server."""
        name = f"stage_{next(_numbers)}"
        self.server.sql(f"CREATE DATABASE {name}")
        return self.server.url(name)

    def room(self) -> Path:
        """A new folder."""
        path = self.folder / f"stage_{next(_numbers)}"
        path.mkdir()
        return path


@dataclass(frozen=True)
class Verdict:
    """What was tried, what came of it, and what was lost: nothing may be."""

    tried: str
    came: str
    lost: Sequence[str]


Torture = Callable[[Stage], Verdict]


def line(name: str, verdict: Verdict) -> str:
    """The verdict as a line of the table."""
    lost = f"{len(verdict.lost)}" if verdict.lost else "nothing"
    return f"| {name} | {verdict.tried} | {verdict.came} | {lost} |"


def heading() -> str:
    """The first two lines of the table, of Markdown."""
    return f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}"


def findings(name: str, verdict: Verdict) -> Iterable[str]:
    """What was lost, a line for each kind."""
    return (f"{name}: {found}" for found in summary(verdict.lost))
