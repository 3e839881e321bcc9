"""The front door of the phrase: `read` a text into a `Reading`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.phrase.facts import DateOrder, Outcome, Question, Reading, Step
from bot.phrase.foreign import foreign_words
from bot.phrase.resolve import reading
from bot.phrase.scan import scan

__all__ = ["DateOrder", "Outcome", "Question", "Reading", "Step", "read", "warm"]


def read(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    rooms: Sequence[str],
    date_order: DateOrder = "DMY",
    locale: str = "en-GB",
) -> Reading:
    """What the text means, said at `now` (aware) by someone whose clock shows `zone`.

    With no rooms the time is read all the same, and nothing is asked about the room.
    """
    return reading(scan(text, now.astimezone(zone), zone, tuple(rooms), date_order, locale))


def warm() -> None:
    """Load what the first reading would have to load; for the start of the process."""
    foreign_words()
    read(
        "Aurora tomorrow 10-11", now=datetime(2026, 1, 1, tzinfo=UTC), zone=ZoneInfo("UTC"), rooms=["Aurora"]
    )
