"""What goes wrong at Slack when a test says so: refusals, rate limits, and answers that never come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sandbox.people import Json

Lost = Literal["reset", "timeout"]
"""How an answer is lost: the connection is cut, or nothing comes until the app gives up."""


@dataclass(frozen=True)
class Trouble:
    """How one call goes wrong; `done` where Slack does what was asked all the same."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = "internal_error"
    lost: Lost | None = None
    done: bool = False

    @property
    def answer(self) -> Json:
        """What the app is told, if it is told anything."""
        return {"ok": False, "error": self.error}


class Troubles:
    """What is still to go wrong, method by method, in order."""

    def __init__(self) -> None:
        self._ahead: dict[str, list[Trouble]] = {}

    def plan(self, method: str, times: int, trouble: Trouble) -> None:
        """Let the next calls of that method go wrong like this."""
        self._ahead.setdefault(method, []).extend([trouble] * times)

    def take(self, method: str) -> Trouble | None:
        """What goes wrong with the call at hand, if anything."""
        ahead = self._ahead.get(method)
        return ahead.pop(0) if ahead else None
