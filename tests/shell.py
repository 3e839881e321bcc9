"""A terminal: `shell.prints("rooms list")` is what `python -m bot rooms list` prints."""

from dataclasses import dataclass
from pathlib import Path

import structlog
from typer.testing import CliRunner, Result

from bot.__main__ import cli


@dataclass
class Shell:
    """A terminal in a folder of its own, with an environment."""

    folder: Path
    env: dict[str, str]

    def runs(self, line: str) -> Result:
        """Run `python -m bot` with these words."""
        before = structlog.get_config()
        try:
            return CliRunner().invoke(cli, line.split(), env=self.env, catch_exceptions=False)
        finally:
            structlog.configure(**before)

    def prints(self, line: str) -> str:
        """What it prints where all goes well."""
        result = self.runs(line)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    def fails(self, line: str) -> list[str]:
        """The lines on standard error of what exits with 1."""
        result = self.runs(line)
        assert (result.exit_code, result.stdout) == (1, "")
        return result.stderr.splitlines()

    def writes(self, text: str) -> str:
        """A file of rooms."""
        (self.folder / "rooms.csv").write_text(text)
        return "rooms.csv"
